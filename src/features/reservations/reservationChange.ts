import { ApplicationError, badInput } from '../../errors.js';
import type { ReservationStatus, UpdateReservationInput } from '../../graphql/resolvers.generated.js';
import type { Interval } from '../../scheduling/intervals.js';
import type { Location } from '../../scheduling/seating/location.js';
import { checkBounds, durationBounds, partySizeBounds } from '../availability/availabilitySearch.js';
import { numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import { readWishes } from './reservationInput.js';
import { isSame, moveTables, seatAgain } from './reservationSeating.js';
import { checkTransition, holdsTables } from './reservationStatus.js';
import { heldBy, placeColumns, type Change, type KnownReservation, type ReservationColumns } from './reservationWrites.repository.js';

/** What somebody wants to change of a reservation, checked. Undefined: it stays as it is. */
export interface WantedChange {
  readonly status?: ReservationStatus;
  readonly tables?: readonly number[];
  /** Epoch milliseconds. */
  readonly start?: number;
  readonly partySize?: number;
  readonly durationMinutes?: number;
  /** Null: none any more. */
  readonly specialRequests?: string | null;
}

/** Those that a restaurant can forbid, by the name of their input field. */
const details = { start: 'startsAt', partySize: 'partySize', durationMinutes: 'durationMinutes', specialRequests: 'specialRequests' } as const;

/** No location has as many; what is longer is not looked at. */
const mostTables = 100;

/** @throws badInput naming the field, also when nothing is given. */
export function readChange(input: UpdateReservationInput): WantedChange {
  const { status, tableIds, startsAt, partySize, durationMinutes, specialRequests } = input;
  checkBounds('partySize', partySize, partySizeBounds);
  checkBounds('durationMinutes', durationMinutes, durationBounds);
  const wanted: WantedChange = {
    ...(isGiven(status) ? { status } : {}),
    ...(isGiven(tableIds) ? { tables: readTables(tableIds) } : {}),
    ...(isGiven(startsAt) ? { start: Date.parse(startsAt) } : {}),
    ...(isGiven(partySize) ? { partySize } : {}),
    ...(isGiven(durationMinutes) ? { durationMinutes } : {}),
    ...(specialRequests === undefined ? {} : { specialRequests: readWishes(specialRequests) }),
  };
  if (Object.keys(wanted).length === 0) throw badInput('input', 'must change something');
  return wanted;
}

function readTables(ids: readonly string[]): number[] {
  if (ids.length === 0 || ids.length > mostTables) throw badInput('tableIds', `must be 1 to ${mostTables} tables`);
  return ids.map((id) => {
    const number = numberOf('diningTable', id);
    if (number === null) throw badInput('tableIds', 'must be tables of the reservation’s location');
    return number;
  });
}

export interface DecidedChange {
  readonly columns: ReservationColumns;
  readonly change: Change;
  /** Absent: it keeps its tables. */
  readonly seats?: { readonly tables: readonly number[]; readonly held: Interval };
}

/** Locks the days of these starts and tells what the location holds around the last of them. */
type Survey = (starts: readonly number[]) => Promise<Location | null>;

/**
 * What becomes of a reservation that is locked; null when nothing changes.
 * @param now Epoch milliseconds.
 * @throws ApplicationError: the change is refused as a whole.
 */
export async function decideChange(wanted: WantedChange, known: KnownReservation, allowsDetails: boolean, now: number, survey: Survey): Promise<DecidedChange | null> {
  const named = (Object.keys(details) as (keyof typeof details)[]).filter((name) => wanted[name] !== undefined);
  const [first] = named;
  if (first !== undefined && !allowsDetails) throw badInput(details[first], 'cannot be changed: the restaurant does not allow it');

  const to = wanted.status ?? known.status;
  if (wanted.status !== undefined) checkTransition(known.status, wanted.status);
  if ((named.length > 0 || wanted.tables !== undefined) && !holdsTables(to)) {
    throw new ApplicationError(known.status === 'COMPLETED' ? 'RESERVATION_COMPLETED' : 'INVALID_TRANSITION', {
      message: 'A reservation that does not hold its tables, or is not to hold them any more, cannot be changed otherwise.',
    });
  }

  const start = wanted.start ?? known.start;
  const partySize = wanted.partySize ?? known.partySize;
  const durationMinutes = wanted.durationMinutes ?? known.durationMinutes;
  const isReentered = holdsTables(to) && !holdsTables(known.status);
  const isOther = start !== known.start || partySize !== known.partySize || durationMinutes !== known.durationMinutes;

  let columns: ReservationColumns = {};
  let seats: DecidedChange['seats'];
  if (isReentered || isOther) {
    const slot = seatAgain(await survey([known.start, start]), known, { start, partySize, durationMinutes, tables: wanted.tables }, now);
    columns = { ...placeColumns(slot), party_size: partySize };
    seats = { tables: slot.tableNumbers, held: heldBy(slot) };
  } else if (wanted.tables !== undefined && !isSame([...new Set(wanted.tables)], known.tables)) {
    seats = moveTables(await survey([known.start]), known, wanted.tables);
  }

  const specialRequests = wanted.specialRequests === undefined ? known.specialRequests : wanted.specialRequests;
  const changes = [
    ...(start === known.start ? [] : ['startsAt']),
    ...(partySize === known.partySize ? [] : ['partySize']),
    ...(durationMinutes === known.durationMinutes ? [] : ['durationMinutes']),
    ...(seats === undefined || isSame(seats.tables, known.tables) ? [] : ['tables']),
    ...(specialRequests === known.specialRequests ? [] : ['specialRequests']),
  ];
  if (to === known.status && changes.length === 0) return null;
  return { columns: { ...columns, special_requests: specialRequests }, change: { from: known.status, to, changes }, ...(seats === undefined ? {} : { seats }) };
}
