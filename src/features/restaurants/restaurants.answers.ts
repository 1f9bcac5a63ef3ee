import { z } from 'zod';
import { count, id, minutes, timeZone } from '../../rest/openapi/types.js';

/** Restaurants as REST shows them. */

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'On the location’s wall clock.' });

const serviceHours = z
  .strictObject({
    name: z.string(),
    opens: timeOfDay,
    closes: timeOfDay.meta({ description: 'At or before the opening: on the next day.' }),
    lastSeating: timeOfDay.meta({ description: 'The last start; before the opening: on the next day.' }),
    slotIntervalMinutes: minutes,
  })
  .meta({ id: 'ServiceHours' });

const dayOfWeek = z.int().min(1).max(7).meta({ description: 'ISO: 1 is Monday.' });
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/).meta({ format: 'date' });

export const restaurantConfig = z
  .strictObject({
    restaurant: z.strictObject({ id: id('restaurant'), name: z.string(), timezone: timeZone }),
    locations: z
      .array(z.strictObject({ id: id('location'), name: z.string(), city: z.string(), timezone: timeZone }))
      .meta({ description: 'The active ones; of a key that is bound to a location that one alone.' }),
    reservation: z.strictObject({
      minPartySize: count,
      maxPartySize: count,
      defaultDurationMinutes: minutes,
      minLeadTimeMinutes: minutes,
      maxAdvanceBookingDays: count,
      slotIntervalMinutes: minutes,
    }),
    features: z.strictObject({ waitlist: z.boolean(), webhooks: z.boolean(), reservationChanges: z.boolean() }),
  })
  .meta({ id: 'RestaurantConfig' });

export const openingHours = z
  .strictObject({
    weekly: z.array(z.strictObject({ dayOfWeek, services: z.array(serviceHours) })).meta({ description: 'Monday to Sunday; without services: closed.' }),
    specialDays: z
      .array(z.strictObject({ date: day, closed: z.boolean(), name: z.string(), services: z.array(serviceHours) }))
      .meta({ description: 'From today on. Their services stand in place of the weekday’s.' }),
    availabilityRules: z.array(
      z.strictObject({
        id: id('availabilityRule'),
        name: z.string(),
        serviceName: z.string().nullable().meta({ description: 'Null: every service.' }),
        daysOfWeek: z.array(dayOfWeek),
        bufferBeforeMinutes: minutes,
        bufferAfterMinutes: minutes,
        maxCoversPerSlot: count.nullable().meta({ description: 'Null: not limited.' }),
        maxReservationsPerSlot: count.nullable().meta({ description: 'Null: not limited.' }),
      }),
    ),
  })
  .meta({ id: 'OpeningHours' });
