import { z } from 'zod';
import { restaurantCodes } from '../presenters/restaurant.js';
import type { Family } from '../route.js';

/** The JSON of refusals, as the presenters make it. */

export const plainError = z.strictObject({ error: z.string() }).meta({ id: 'Error', description: 'What was wrong, in words that may be shown.' });

const complaint = { message: z.string().meta({ description: 'With the field.' }), description: z.string().meta({ description: 'Without it.' }) };

export const fieldErrors = z
  .strictObject({ error: z.string(), ...complaint, errors: z.array(z.strictObject({ field: z.string().nullable(), ...complaint })) })
  .meta({ id: 'FieldErrors', description: 'Every complaint by its field, and the first once more on top.' });

const codedError = z
  .strictObject({
    error: z.strictObject({
      code: z.enum([...new Set([...Object.values(restaurantCodes), 'scope_missing'])]),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  })
  .meta({ id: 'CodedError', description: 'What was wrong: a code to branch on, and words that may be shown.' });

export const errorSchemas = {
  studio: () => plainError,
  restaurant: () => codedError,
  homeServices: (status) => (status === 422 ? fieldErrors : plainError),
} as const satisfies Record<Family, (status: number) => z.ZodType>;
