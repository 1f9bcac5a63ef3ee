import { badInput } from '../../errors.js';
import type { FacilitatorAvailabilityArgs } from '../../graphql/resolvers.generated.js';
import { dayMs, dayNumber, type Days } from '../../scheduling/days.js';
import type { Interval } from '../../scheduling/intervals.js';
import { isGiven } from '../shared/page.js';

export type AvailabilityArguments = FacilitatorAvailabilityArgs;

type Dates = Pick<AvailabilityArguments, 'startDate' | 'endDate'>;

const daysUnlessGiven = 7;
const mostDays = 31;
/** Of the years that PostgreSQL and ISO 8601 write alike. */
const lastDay = dayNumber('9999-12-31');

/**
 * The days that a facilitator's availability is asked for.
 * @param today In the facilitator's zone.
 * @throws badInput naming `endDate`.
 */
export function daysAskedFor({ startDate, endDate }: Dates, today: number): Days {
  const first = isGiven(startDate) ? dayNumber(startDate) : today;
  const last = isGiven(endDate) ? dayNumber(endDate) : Math.min(first + daysUnlessGiven - 1, lastDay);
  if (last < first) throw badInput('endDate', 'must not be before the first day');
  if (last - first >= mostDays) throw badInput('endDate', `must leave at most ${mostDays} days, the first and the last included`);
  return { first, last };
}

/** What has to be read to find every start on the days asked for. */
export interface Reach {
  /** On which schedules open. */
  readonly days: Days;
  /** In which the facilitator and the rooms may be busy; the time kept free after an appointment comes on top. */
  readonly time: Interval;
}

/**
 * Before the facilitator's zone is known: it is a day before or after the one in UTC.
 * @param now Epoch milliseconds. What is over by then keeps nobody from anything.
 * @throws badInput naming `endDate`, as far as the dates alone tell.
 */
export function reachOf(dates: Dates, now: number): Reach {
  const day = Math.floor(now / dayMs);
  const { first, last } = isGiven(dates.startDate)
    ? daysAskedFor(dates, day)
    : { first: day - 1, last: Math.min(isGiven(dates.endDate) ? dayNumber(dates.endDate) : Infinity, day + mostDays) };
  // Wider than is ever needed: openings reach into other days, zones skip days, and days begin hours apart.
  return {
    days: { first: Math.max(first, day) - 4, last: Math.min(last + 1, lastDay) },
    time: { from: Math.max((first - 2) * dayMs, now), until: Math.min(last + 5, lastDay) * dayMs },
  };
}
