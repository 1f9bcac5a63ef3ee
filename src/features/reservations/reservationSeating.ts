import { ApplicationError, badInput, type ErrorCode } from '../../errors.js';
import { candidatesFor, chosenCandidate } from '../../scheduling/seating/candidates.js';
import { checkTables, heldTime } from '../../scheduling/seating/chosenTables.js';
import type { Location } from '../../scheduling/seating/location.js';
import type { AvailableSlot, Reason } from '../../scheduling/seating/slot.js';
import { decideStart, type StartRequest } from '../../scheduling/seating/slots.js';
import type { Interval } from '../../scheduling/intervals.js';
import type { KnownReservation } from './reservationWrites.repository.js';

/** What a party that comes is to have. */
export interface Wanted {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly partySize: number;
  /** Undefined: as long as the policy says. */
  readonly durationMinutes?: number | undefined;
  /** Undefined: those that suit. */
  readonly tables?: readonly number[] | undefined;
}

const minuteMs = 60_000;

/**
 * Where a new party sits: what a search for the same would offer, with whatever interval.
 * @param seating Null: the location takes no reservations.
 * @param now Epoch milliseconds.
 * @throws the refusal's own code.
 */
export function seatNew(seating: Location | null, wanted: Wanted, now: number): AvailableSlot {
  if (seating === null) throw new ApplicationError('CLOSED');
  return accepted(seating, wanted, decideStart(seating, requestOf(wanted), wanted.start, now));
}

/**
 * Where a party sits that has a reservation already, which is in nobody's way: at its own tables while they suit, else
 * as a new one. How long ahead it must be told counts for another start alone.
 * @throws the refusal's own code; BAD_USER_INPUT for tables that are none of the location's.
 */
export function seatAgain(seating: Location | null, reservation: KnownReservation, wanted: Wanted, now: number): AvailableSlot {
  if (seating === null) throw new ApplicationError('CLOSED');
  const isMoved = wanted.start !== reservation.start;
  const asOf = isMoved ? now : wanted.start - seating.policy.minLeadTimeMinutes * minuteMs;
  const decide = (tables: readonly number[] | undefined) =>
    decideStart(seating, { ...requestOf(wanted), tables, ignoredReservation: reservation.number }, wanted.start, asOf);
  if (wanted.tables !== undefined) {
    checkChoice(seating, wanted.tables, wanted.partySize);
    return accepted(seating, wanted, decide(wanted.tables));
  }
  const suits = candidatesFor(seating, wanted.partySize).some(({ tables }) => isSame(tables, reservation.tables));
  const kept = suits ? decide(reservation.tables) : null;
  return kept?.available === true ? kept : accepted(seating, wanted, decide(undefined));
}

/**
 * Other tables for a party that stays as long as it was to.
 * @throws NO_TABLES_AVAILABLE; BAD_USER_INPUT for tables that are none of the location's.
 */
export function moveTables(seating: Location | null, reservation: KnownReservation, tables: readonly number[]): { tables: readonly number[]; held: Interval } {
  if (seating === null) throw new ApplicationError('CLOSED');
  checkChoice(seating, tables, reservation.partySize);
  const held = heldTime(seating.rules, reservation);
  const found = checkTables(seating, { tables, partySize: reservation.partySize, held, ignoredReservation: reservation.number });
  if ('problem' in found) throw new ApplicationError('NO_TABLES_AVAILABLE');
  return { tables: found.tables, held };
}

export function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((number) => other.includes(number));
}

function requestOf({ partySize, durationMinutes }: Wanted): StartRequest {
  return { partySize, durationMinutes, intervalMinutes: 'any' };
}

const codes: Record<Reason, ErrorCode> = {
  party_size_out_of_range: 'PARTY_SIZE_OUT_OF_RANGE',
  too_soon: 'TOO_SOON',
  too_far_ahead: 'TOO_FAR_AHEAD',
  closed: 'CLOSED',
  slot_limit_reached: 'SLOT_LIMIT_REACHED',
  no_tables_available: 'NO_TABLES_AVAILABLE',
};

function accepted({ policy }: Location, { partySize }: Wanted, decided: ReturnType<typeof decideStart>): AvailableSlot {
  if (decided.available) return decided;
  if (decided.reason !== 'party_size_out_of_range') throw new ApplicationError(codes[decided.reason]);
  const { minPartySize, maxPartySize } = policy;
  throw new ApplicationError('PARTY_SIZE_OUT_OF_RANGE', {
    message: `Parties of ${minPartySize} to ${maxPartySize} are taken, not of ${partySize}.`,
    details: { minPartySize, maxPartySize },
  });
}

/** @throws what is wrong with tables that somebody chose, whoever has them. */
function checkChoice(seating: Location, tables: readonly number[], partySize: number): void {
  const chosen = chosenCandidate(seating, tables, partySize);
  if (!('problem' in chosen)) return;
  switch (chosen.problem) {
    case 'unknown':
      throw badInput('tableIds', 'must be tables of the reservation’s location');
    case 'not_combinable':
      throw badInput('tableIds', 'must be one table, or exactly those of a combination');
    case 'too_small':
      throw new ApplicationError('NO_TABLES_AVAILABLE', { message: 'The party does not fit at these tables.' });
    case 'not_bookable':
      throw new ApplicationError('NO_TABLES_AVAILABLE', { message: 'These tables are not given out.' });
  }
}
