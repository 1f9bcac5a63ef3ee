import { today } from '../availability.js';
import { candidatesFor, chosenCandidate, type Candidate } from './candidates.js';
import type { Location } from './location.js';
import { createArrivals, createOccupancies, type TableOccupancy } from './occupancy.js';
import { dayAt, type Opening } from './openings.js';
import type { Reason, Refusal, SeatingRequest, Slot } from './slot.js';

const minuteMs = 60_000;

/** A slot and the opening that it is had from. */
export interface Decided {
  readonly slot: Slot;
  readonly opening: Opening;
}

/** Everything that is the same for every start of one request. */
export interface Decision {
  /**
   * A start, by the first of the openings that can take it; by the first of all where none can.
   * @param offering Those that have the start, at least one.
   */
  decide(offering: readonly Opening[], start: number): Decided;
  /** A start that no service has. */
  refuse(start: number): Refusal;
  /** When the clock alone changes what `decide` says. Infinity: never. */
  until(offering: readonly Opening[], start: number): number;
}

interface SeatingOption extends Candidate {
  readonly occupancies: readonly TableOccupancy[];
}

/** Starts are decided fastest in the order of time. */
export function createDecision(location: Location, request: SeatingRequest, now: number): Decision {
  const { policy, timeZone } = location;
  const { partySize } = request;
  const isRightSize = policy.minPartySize <= partySize && partySize <= policy.maxPartySize;
  const durationMs = (request.durationMinutes ?? usualDuration(policy, partySize)) * minuteMs;
  const earliest = now + policy.minLeadTimeMinutes * minuteMs;
  const thisDay = today(timeZone, now);
  const lastDay = thisDay.day + policy.maxAdvanceBookingDays;

  const reservations = location.reservations.filter(({ number }) => number !== request.ignoredReservation);
  const arrivalsIn = createArrivals(reservations);
  const occupancyOf = createOccupancies(reservations);
  const options: SeatingOption[] = candidatesOf(location, request).map((one) => ({ ...one, occupancies: one.tables.map(occupancyOf) }));

  /** What forbids a start whatever the location holds. */
  const reasonOf = (day: number, start: number): Reason | null => {
    if (!isRightSize) return 'party_size_out_of_range';
    if (start < earliest) return 'too_soon';
    return day > lastDay ? 'too_far_ahead' : null;
  };

  const isWithinLimits = ({ from, slotMs, conditions: { maxCovers, maxReservations } }: Opening, start: number): boolean => {
    if (maxCovers === Infinity && maxReservations === Infinity) return true;
    const slotFrom = start - ((start - from) % slotMs);
    const arrivals = arrivalsIn(slotFrom, slotFrom + slotMs);
    return arrivals.reservations < maxReservations && arrivals.covers + partySize <= maxCovers;
  };

  const freeOption = (heldFrom: number, heldUntil: number): SeatingOption | undefined => options.find((option) => isFree(option, heldFrom, heldUntil));

  // Most starts of a busy month are refused: each slot is written out, because copying what both kinds share takes longer
  // than deciding.
  const slotOf = (opening: Opening, start: number): Slot => {
    const { hours: { name: serviceName, requiresConfirmation }, service, day, serviceDay, conditions } = opening;
    const end = start + durationMs;
    const heldFrom = start - conditions.bufferBeforeMs;
    const heldUntil = end + conditions.bufferAfterMs;

    const reason = reasonOf(day, start) ?? (isWithinLimits(opening, start) ? null : 'slot_limit_reached');
    const option = reason === null ? freeOption(heldFrom, heldUntil) : undefined;
    if (option === undefined) {
      return {
        start, end, serviceName, service, serviceDay, requiresConfirmation, heldFrom, heldUntil,
        available: false, reason: reason ?? 'no_tables_available', capacity: 0, tableNumbers: [],
      };
    }
    return {
      start, end, serviceName, service, serviceDay, requiresConfirmation, heldFrom, heldUntil,
      available: true, capacity: option.capacity, tableNumbers: option.tables,
    };
  };

  return {
    decide(offering, start) {
      let first: Decided | undefined;
      for (const opening of offering) {
        const decided = { slot: slotOf(opening, start), opening };
        if (decided.slot.available) return decided;
        first ??= decided;
      }
      return first as Decided;
    },
    refuse: (start) => ({ available: false, reason: reasonOf(dayAt(timeZone, start), start) ?? 'closed' }),
    until(offering, start) {
      if (!isRightSize || start < earliest) return Infinity;
      const untilTooSoon = now + (start - earliest) + 1;
      return offering.some(({ day }) => day > lastDay) ? Math.min(untilTooSoon, thisDay.until) : untilTooSoon;
    },
  };
}

/** A loop, because this is asked of every option for every start: a function made each time was a quarter of all memory. */
function isFree({ occupancies }: SeatingOption, from: number, until: number): boolean {
  for (const occupancy of occupancies) if (!occupancy.isFree(from, until)) return false;
  return true;
}

function candidatesOf(location: Location, { partySize, tables }: SeatingRequest): Candidate[] {
  if (tables === undefined) return candidatesFor(location, partySize);
  const chosen = chosenCandidate(location, tables, partySize);
  return 'problem' in chosen ? [] : [chosen];
}

function usualDuration({ durations, defaultDurationMinutes }: Location['policy'], partySize: number): number {
  const fitting = durations.filter(({ maxPartySize }) => partySize <= maxPartySize).sort((one, other) => one.maxPartySize - other.maxPartySize);
  return fitting[0]?.minutes ?? defaultDurationMinutes;
}
