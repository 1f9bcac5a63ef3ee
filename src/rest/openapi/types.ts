import { z } from 'zod';
import { idPrefixes, type IdKind } from '../../features/shared/ids.js';

/** What the JSON of several families is made of. */

/** The form of the ids of one kind, or of several, as a regular expression. */
export function idPattern(...kinds: readonly IdKind[]): string {
  const prefixes = kinds.map((kind) => idPrefixes[kind]);
  return `^${prefixes.length === 1 ? prefixes[0] : `(${prefixes.join('|')})`}[1-9]\\d{0,9}$`;
}

export function id(...kinds: readonly [IdKind, ...IdKind[]]) {
  return z.string().regex(new RegExp(idPattern(...kinds)));
}

export const count = z.int().min(0);

export const minutes = z.int().min(0).meta({ description: 'In minutes.' });

/** In hundredths of the currency. */
export const base100 = z.int().min(0).meta({ description: 'In hundredths of the currency.' });

export const currency = z.string().regex(/^[A-Z]{3}$/).meta({ description: 'ISO 4217.' });

export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  .meta({ description: 'Wall-clock time without a zone.' });

/** `localDateTime` where no zone stands beside it. */
export const companyDateTime = localDateTime.meta({ description: 'Wall-clock time in the company’s zone.' });

export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time', description: 'UTC, with milliseconds.' });

export const timeZone = z.string().meta({ description: 'IANA zone of the time beside it.', examples: ['Europe/London'] });
