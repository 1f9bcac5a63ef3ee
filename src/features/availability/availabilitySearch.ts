import { badInput } from '../../errors.js';
import type { LocationAvailabilityArgs } from '../../graphql/resolvers.generated.js';
import { dayNumber, type Days } from '../../scheduling/days.js';
import type { SlotSearch } from '../../scheduling/seating/slots.js';
import { isGiven } from '../shared/page.js';

export type AvailabilityArguments = LocationAvailabilityArgs;

/** What is looked for, checked. */
export interface AvailabilitySearch extends SlotSearch {
  /** Service days. */
  readonly days: Days;
  readonly includesUnavailable: boolean;
}

/**
 * What can be asked of a reservation or a search for one, both included.
 * @see restaurant-api.md, "Slots"
 */
export const partySizeBounds = [1, 30] as const;
export const durationBounds = [15, 480] as const;
export const intervalBounds = [5, 120] as const;

const mostDays = 31;

/** @throws badInput naming the argument. */
export function readSearch({ date, until, partySize, durationMinutes, intervalMinutes, includeUnavailable }: AvailabilityArguments): AvailabilitySearch {
  const first = dayNumber(date);
  const last = isGiven(until) ? dayNumber(until) : first;
  checkBounds('partySize', partySize, partySizeBounds);
  checkBounds('durationMinutes', durationMinutes, durationBounds);
  checkBounds('intervalMinutes', intervalMinutes, intervalBounds);
  if (last < first) throw badInput('until', 'must not be before the first day');
  if (last - first >= mostDays) throw badInput('until', `must leave at most ${mostDays} days, the first and the last included`);
  return {
    days: { first, last },
    partySize,
    durationMinutes: durationMinutes ?? undefined,
    intervalMinutes: intervalMinutes ?? undefined,
    includesUnavailable: includeUnavailable === true,
  };
}

/** @throws badInput naming the field, when it is given and out of its bounds. */
export function checkBounds(field: string, value: number | null | undefined, [least, most]: readonly [number, number]): void {
  if (isGiven(value) && (value < least || value > most)) throw badInput(field, `must be ${least} to ${most}`);
}
