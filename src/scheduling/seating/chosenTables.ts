import { dayNumber, weekdayOf } from '../days.js';
import { overlaps, type Interval } from '../intervals.js';
import { chosenCandidate, type Candidate, type ChoiceProblem } from './candidates.js';
import { createConditions } from './conditions.js';
import type { AvailabilityRule, Location } from './location.js';

/** Tables named for a party by whoever seats it. */
export interface Choice {
  /** A single table, or exactly those of a known combination; in any order. */
  readonly tables: readonly number[];
  readonly partySize: number;
  /** The time in which the party would hold them, as `heldTime` says. */
  readonly held: Interval;
  /** The party's own reservation, when it has one. */
  readonly ignoredReservation?: number | undefined;
}

/** The tables are taken by somebody else for some of the time. */
export interface TakenProblem {
  readonly problem: 'taken';
  readonly tables: readonly number[];
}

/**
 * Whether a party can have the tables that were chosen for it. When it comes is not judged: a party that is seated
 * already can be moved.
 */
export function checkTables(location: Location, { tables, partySize, held, ignoredReservation }: Choice): Candidate | ChoiceProblem | TakenProblem {
  const candidate = chosenCandidate(location, tables, partySize);
  if ('problem' in candidate) return candidate;
  const others = location.reservations.filter(
    ({ number, heldFrom, heldUntil }) => number !== ignoredReservation && overlaps(held, { from: heldFrom, until: heldUntil }),
  );
  const taken = candidate.tables.filter((table) => others.some((other) => other.tables.includes(table)));
  return taken.length > 0 ? { problem: 'taken', tables: taken } : candidate;
}

/** A reservation as far as rules look at it. */
export interface Stay {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Null: of a special day. */
  readonly service: number | null;
  /** `YYYY-MM-DD`. */
  readonly serviceDay: string;
}

/** When a reservation holds its tables by the rules in force: with the buffers around it. */
export function heldTime(rules: readonly AvailabilityRule[], { start, end, service, serviceDay }: Stay): Interval {
  const { bufferBeforeMs, bufferAfterMs } = createConditions(rules)(service, weekdayOf(dayNumber(serviceDay)));
  return { from: start - bufferBeforeMs, until: end + bufferAfterMs };
}
