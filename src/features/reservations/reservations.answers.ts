import { z } from 'zod';
import { id, instant } from '../../rest/openapi/types.js';
import type { Body } from '../../rest/route.js';
import { durationBounds, partySizeBounds } from '../availability/availabilitySearch.js';
import { longest } from './reservationInput.js';

/** Reservations as REST shows and takes them. */

export const statusWords = ['pending', 'confirmed', 'seated', 'completed', 'cancelled', 'no_show'] as const;
export const sourceWords = ['api', 'website', 'phone', 'walk_in'] as const;
export const consentWords = ['in_person', 'phone', 'website', 'email', 'import'] as const;

const reservation = z
  .strictObject({
    id: z.string().regex(/^res_[0-9A-Za-z]{1,64}$/),
    publicReference: z.string().regex(/^rr_[0-9A-Za-z]{1,64}$/).meta({ description: 'May be shown to guests.' }),
    status: z.enum(statusWords),
    startTime: instant,
    endTime: instant,
    partySize: z.int().min(1),
    tableIds: z.array(id('diningTable')),
    locationId: id('location'),
    specialRequests: z.string().nullable(),
    guest: z
      .strictObject({ firstName: z.string(), lastName: z.string(), email: z.string(), phone: z.string().nullable() })
      .meta({ description: 'As they were named when they reserved.' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Reservation' });

export const oneReservation = z.strictObject({ reservation });

export const listedReservations = z.strictObject({
  reservations: z.array(reservation),
  nextCursor: z.string().nullable().meta({ description: 'Give it as `cursor` for what follows; null: that is all.' }),
});

const partySize = z.int().min(partySizeBounds[0]).max(partySizeBounds[1]);
const durationMinutes = z.int().min(durationBounds[0]).max(durationBounds[1]);
const startTime = z.iso.datetime({ offset: true });
const specialRequests = z.string().max(longest.specialRequests).nullable();

export const newReservation: Body = {
  schema: z
    .strictObject({
      locationId: z.string().nullable().optional().meta({ description: 'May be left out by a key that is bound to a location.' }),
      startTime,
      partySize,
      guest: z.strictObject({
        firstName: z.string().min(1).max(longest.name),
        lastName: z.string().min(1).max(longest.name),
        email: z.string().max(longest.email),
        phone: z.string().max(longest.phone).nullable().optional(),
        language: z.string().max(longest.language).nullable().optional().meta({ description: 'BCP 47.' }),
        consent: z
          .strictObject({ marketing: z.boolean(), source: z.enum(consentWords).nullable().optional().meta({ description: 'Required when consent is given.' }) })
          .nullable()
          .optional(),
      }),
      durationMinutes: durationMinutes.nullable().optional().meta({ description: 'Without it as long as the policy says.' }),
      specialRequests: specialRequests.optional(),
      source: z.enum(sourceWords).nullable().optional(),
    })
    .meta({ id: 'NewReservation' }),
  example: {
    locationId: 'loc_1',
    startTime: '2026-09-14T17:30:00.000Z',
    partySize: 2,
    guest: { firstName: 'Ilse', lastName: 'Okafor', email: 'ilse@example.org' },
    specialRequests: 'A quiet table, please.',
  },
};

export const reservationChanges: Body = {
  schema: z
    .strictObject({
      status: z.enum(statusWords).optional(),
      tableIds: z.array(id('diningTable')).min(1).optional(),
      startTime: startTime.optional(),
      partySize: partySize.optional(),
      durationMinutes: durationMinutes.optional(),
      specialRequests: specialRequests.optional(),
    })
    .meta({ id: 'ReservationChanges', minProperties: 1, description: 'What is left out stays as it is.' }),
  example: { specialRequests: 'By the window, please.' },
};
