import { badInput } from '../../errors.js';
import type { UpdateVideoInput } from '../../graphql/resolvers.generated.js';
import { readUpdateInput, type Changes, type UpdateFields } from '../shared/catalogueUpdate.js';

/** What may be changed of a video. */
export const videoUpdate = {
  name: { rest: 'name', kind: 'name', most: 200 },
  description: { rest: 'description', kind: 'text', most: 5000 },
  price: { rest: 'base100_price', kind: 'integer', least: 0 },
  credits: { rest: 'credits', kind: 'integer', least: 0 },
  hasExpiry: { rest: 'has_expiry', kind: 'boolean' },
  expiryDays: { rest: 'expiry_days', kind: 'integer', least: 1, nullable: true },
  ready: { rest: 'ready', kind: 'boolean' },
} as const satisfies UpdateFields<UpdateVideoInput>;

export type VideoChanges = Changes<typeof videoUpdate>;

/**
 * What an input changes. Days are there exactly when the video expires: giving some makes it expire, and one that no
 * longer expires loses them. Whether it has days of its own, where the input has none, the table's check decides.
 * @throws badInput naming the field.
 */
export function readVideoUpdate(input: UpdateVideoInput): VideoChanges {
  const changes = readUpdateInput(videoUpdate, input);
  const { hasExpiry, expiryDays } = changes;
  if (hasExpiry === false) {
    if (typeof expiryDays === 'number') throw badInput('expiryDays', 'must be null for a video that does not expire');
    return { ...changes, expiryDays: null };
  }
  if (hasExpiry === true && expiryDays === null) throw daysNeeded();
  return typeof expiryDays === 'number' ? { ...changes, hasExpiry: true } : changes;
}

/** The refusal of a change that would leave a video that expires without its days. */
export function daysNeeded(): Error {
  return badInput('expiryDays', 'is required for a video that expires');
}
