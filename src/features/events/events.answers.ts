import { z } from 'zod';
import { base100, count, currency, id, instant } from '../../rest/openapi/types.js';
import { eventDate, eventName, facilitator, person } from '../shared/studioAnswers.js';

/** Events and their registers as REST shows them. */

const paymentMethod = z.enum(['CARD', 'PASS', 'CASH', 'FREE']);

export const event = eventName
  .extend({
    format: z.enum(['PHYSICAL', 'VIRTUAL']),
    booking_configuration: z.strictObject({
      max_attendees: count.nullable().meta({ description: 'Null: unlimited.' }),
      waiting_list_enabled: z.boolean(),
      booking_types: z.array(z.enum(['INDIVIDUAL', 'GROUP'])),
      payment_methods: z.array(paymentMethod),
    }),
    dates: z.array(eventDate).meta({ description: 'Active ones, earliest first.' }),
    facilitators: z.array(facilitator),
  })
  .meta({ id: 'Event' });

const pricingOption = z
  .strictObject({
    id: id('pricingOption'),
    name: z.string(),
    base100_price: base100,
    currency,
    credits: count.nullable().meta({ description: 'Pass credits that pay for it; null when a pass cannot.' }),
    stock: count.nullable().meta({ description: 'Spaces sold at this price on each date; null when unlimited.' }),
  })
  .meta({ id: 'PricingOption' });

export const wholeEvent = event
  .extend({
    description: z.string(),
    archived: z.boolean(),
    pricing_options: z.array(pricingOption),
    properties: z.strictObject({ categories: z.array(z.string()), location: z.string().nullable(), terms: z.string().nullable() }),
  })
  .meta({ id: 'WholeEvent' });

const attendee = z
  .strictObject({
    booking_id: id('booking'),
    customer: person,
    role: z.enum(['BOOKER', 'GUEST']).meta({ description: 'Who paid is the booker.' }),
    pricing_option: z.strictObject({ id: id('pricingOption'), name: z.string() }).nullable(),
    payment_method: paymentMethod,
    attended: z.boolean().nullable().meta({ description: 'Null until attendance is marked.' }),
    is_cancelled: z.boolean(),
  })
  .meta({ id: 'Attendee' });

export const register = z
  .strictObject({
    event: eventName,
    date: eventDate,
    capacity: count.nullable().meta({ description: 'Null: unlimited.' }),
    total_attendees: count.meta({ description: 'Spaces held by bookings that are not cancelled.' }),
    available_spaces: count.nullable().meta({ description: 'Null: unlimited.' }),
    attendees: z.array(attendee).meta({ description: 'By booking, oldest first; cancelled ones are among them.' }),
    waiting_list: z.array(z.strictObject({ customer: person, joined_at: instant })).meta({ description: 'In the order of joining.' }),
  })
  .meta({ id: 'Register' });
