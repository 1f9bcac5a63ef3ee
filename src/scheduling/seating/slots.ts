import type { Days } from '../days.js';
import { createDecision } from './decision.js';
import type { Location } from './location.js';
import { dayAt, openingReachDays, openingsOf, type Opening } from './openings.js';
import type { Refusal, SeatingRequest, Slot } from './slot.js';

/**
 * When a party can come and where it sits. `findSlots` looks at all starts of some days and `decideStart` at one; both
 * decide each start by the same function, so that what is offered can be booked.
 *
 * - Starts are a grid from the instant of a service's opening, in elapsed time: where the clocks are changed during a
 *   service no start is lost or comes twice. They end with the last seating, and before closing; how long a party then
 *   stays does not matter.
 * - A start that several services offer is had once: by the first of them that can take it, the earlier service day
 *   before the later one, then in the order of the location's services. Where none can, the first says why.
 * - A party holds its tables from its start to its end and through the buffers around it, which may reach beyond the
 *   service. It can have tables that nothing else holds in all that time. Reservations hold theirs with the buffers
 *   that they were made with, whatever the rules say by now.
 * - Limits are counted in the service's own slots: of its own interval, one after another from its opening. Within one
 *   slot at most so many guests or parties arrive, however fine the grid is that was asked for. All arrivals of the
 *   location count, of other services as well.
 * - `minLeadTimeMinutes` ends exactly at the first start that can be had; `maxAdvanceBookingDays` counts service days
 *   from the day that the location's clocks show.
 * - A refusal has the first reason that applies, in the order of `Reason`.
 *
 * @see restaurant-api.md, "Decisions": slots, offered = bookable
 */

export interface SlotSearch extends SeatingRequest {
  /** 5 to 120, between starts; absent: each service's own. */
  readonly intervalMinutes?: number | undefined;
}

export interface StartRequest extends SeatingRequest {
  /** As of a search. `any`: what a search with whatever interval would offer. */
  readonly intervalMinutes?: number | 'any' | undefined;
}

export interface FoundSlots {
  /** By start, each start once; those that cannot be had included. */
  readonly slots: readonly Slot[];
  /** Epoch milliseconds: from then on the answer is another though nothing is written. Infinity: never. */
  readonly until: number;
}

const minuteMs = 60_000;
/** What a search may ask for. */
const [shortestInterval, longestInterval] = [5, 120];

/**
 * Every start on some service days.
 * @param now Epoch milliseconds.
 */
export function findSlots(location: Location, search: SlotSearch, days: Days, now: number): FoundSlots {
  const decision = createDecision(location, search, now);
  const openings = openingsOf(location, { first: days.first - openingReachDays, last: days.last + openingReachDays });
  const isAskedFor = ({ day }: Opening) => days.first <= day && day <= days.last;
  const asked = openings.filter(isAskedFor);
  const earliest = Math.min(...asked.map(({ from }) => from));
  const latest = Math.max(...asked.map(({ lastStart }) => lastStart));

  const starts = openings
    .filter(({ from, lastStart }) => from <= latest && lastStart >= earliest)
    .flatMap((opening) => startsOf(opening, search.intervalMinutes))
    // Sorting keeps the openings of one start in their order.
    .sort((one, other) => one.start - other.start);

  const slots: Slot[] = [];
  let until = Infinity;
  for (let index = 0; index < starts.length; ) {
    const { start } = starts[index] as GridStart;
    const offering: Opening[] = [];
    for (; starts[index]?.start === start; index++) offering.push((starts[index] as GridStart).opening);
    if (!offering.some(isAskedFor)) continue;
    until = Math.min(until, decision.until(offering, start));
    const { slot, opening } = decision.decide(offering, start);
    if (isAskedFor(opening)) slots.push(slot);
  }
  return { slots, until };
}

/**
 * Whether a party can come at one start.
 * @param start Epoch milliseconds.
 * @param now Epoch milliseconds.
 * @returns The very slot that a search for the same finds. Where no service has such a start, on the grid asked for, a
 *   mere refusal.
 */
export function decideStart(location: Location, request: StartRequest, start: number, now: number): Slot | Refusal {
  const decision = createDecision(location, request, now);
  const interval = request.intervalMinutes;
  const day = dayAt(location.timeZone, start);
  const open = openingsOf(location, { first: day - openingReachDays, last: day + openingReachDays })
    .filter(({ from, lastStart }) => from <= start && start <= lastStart);
  const isOnGrid = (opening: Opening) => (start - opening.from) % stepOf(opening, interval === 'any' ? undefined : interval) === 0;
  const offering = open.filter(isOnGrid);
  if (interval === 'any') offering.push(...open.filter((opening) => !isOnGrid(opening) && isOnSomeGrid(opening, start)));
  return offering.length > 0 ? decision.decide(offering, start).slot : decision.refuse(start);
}

interface GridStart {
  readonly start: number;
  readonly opening: Opening;
}

function startsOf(opening: Opening, intervalMinutes: number | undefined): GridStart[] {
  const step = stepOf(opening, intervalMinutes);
  const starts: GridStart[] = [];
  for (let start = opening.from; start <= opening.lastStart; start += step) starts.push({ start, opening });
  return starts;
}

/** Milliseconds between starts. */
function stepOf({ slotMs }: Opening, intervalMinutes: number | undefined): number {
  return intervalMinutes === undefined ? slotMs : intervalMinutes * minuteMs;
}

function isOnSomeGrid({ from }: Opening, start: number): boolean {
  for (let minutes = shortestInterval; minutes <= longestInterval; minutes++) {
    if ((start - from) % (minutes * minuteMs) === 0) return true;
  }
  return false;
}
