import { z } from 'zod';
import { count, id, instant } from '../../rest/openapi/types.js';
import type { Body } from '../../rest/route.js';
import { consentWords } from '../reservations/reservations.answers.js';
import { longest } from './guestInput.js';

/** Guests as REST shows and takes them. */

const guest = z
  .strictObject({
    id: id('guest'),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    language: z.string().nullable().meta({ description: 'BCP 47.' }),
    consent: z.strictObject({
      marketing: z.boolean(),
      source: z.enum(consentWords).nullable().meta({ description: 'How it was given; null when it was never asked for.' }),
      recordedAt: instant.nullable(),
    }),
    privacy: z.strictObject({
      anonymizedAt: instant.nullable().meta({ description: 'Null: the profile is not anonymised.' }),
      retentionUntil: instant.nullable().meta({ description: 'When it is to be anonymised; null: not said.' }),
    }),
    visits: count.meta({ description: 'Completed reservations.' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Guest' });

export const oneGuest = z.strictObject({ guest });

export const listedGuests = z.strictObject({
  guests: z.array(guest),
  nextCursor: z.string().nullable().meta({ description: 'Give it as `cursor` for what follows; null: that is all.' }),
});

export const givenGuest: Body = {
  schema: z
    .strictObject({
      email: z.string().max(longest.email).meta({ format: 'email', description: 'Finds the guest, in either case.' }),
      firstName: z.string().min(1).max(longest.name).optional().meta({ description: 'Needed for a new guest.' }),
      lastName: z.string().min(1).max(longest.name).optional().meta({ description: 'Needed for a new guest.' }),
      phone: z.string().max(longest.phone).nullable().optional().meta({ description: 'Null removes it.' }),
      language: z.string().max(longest.language).nullable().optional().meta({ description: 'BCP 47; null removes it.' }),
      consent: z.strictObject({ marketing: z.boolean(), source: z.enum(consentWords).nullable().optional() }).nullable().optional(),
      consentSource: z.enum(consentWords).nullable().optional().meta({ description: 'How consent was given, unless `consent` says it. Required when marketing consent is given.' }),
      retentionUntil: z.iso.datetime({ offset: true }).nullable().optional().meta({ description: 'Null: not said.' }),
    })
    .meta({ id: 'GivenGuest', description: 'What is left out stays as it is.' }),
  example: { email: 'ilse@example.org', firstName: 'Ilse', lastName: 'Okafor', phone: '+351 912 345 678', consent: { marketing: true }, consentSource: 'phone' },
};
