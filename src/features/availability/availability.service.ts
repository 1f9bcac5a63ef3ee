import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { DiningSlot, SlotRefusal } from '../../graphql/resolvers.generated.js';
import { dayMs } from '../../scheduling/days.js';
import type { Location } from '../../scheduling/seating/location.js';
import { openingReachDays } from '../../scheduling/seating/openings.js';
import type { Reason, Slot } from '../../scheduling/seating/slot.js';
import { findSlots } from '../../scheduling/seating/slots.js';
import { wallClockOf } from '../../scheduling/wallClock.js';
import type { Row } from '../shared/fields.js';
import { idOf, numberOf } from '../shared/ids.js';
import { createRelationLoader } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { createAvailabilityRepository } from './availability.repository.js';
import { readSearch, type AvailabilityArguments } from './availabilitySearch.js';
import { locationOf, type SeatingJson } from './seating.fields.js';

export interface AvailabilityService {
  /**
   * When a party can come to a location, the earliest start first; nothing where it takes no reservations. Tells the
   * scope when the clock alone changes that.
   * @param location As it was read, alone or inside something else.
   * @throws BAD_USER_INPUT naming the argument.
   */
  slots(location: Row, asked: AvailabilityArguments, lookAhead: LookAhead): Promise<DiningSlot[] | null>;
  /**
   * What `decideStart` and `checkTables` decide a start from, the same that `slots` are found from.
   * @param transaction The one that books: it has locked the location's service days before.
   * @param start Epoch milliseconds.
   * @returns null when there is no such location, or it takes no reservations.
   */
  seatingAt(transaction: Kysely<Tables>, locationNumber: number, start: number): Promise<Location | null>;
}

export function createAvailabilityService(scope: FeatureScope): AvailabilityService {
  const repository = createAvailabilityRepository(scope);
  const load = createRelationLoader(repository.readSeatings);
  return {
    async slots(location, asked, lookAhead) {
      const seating = await seatingOf(location, lookAhead);
      return seating === undefined ? null : slotsOf(locationOf(seating), asked, scope);
    },

    async seatingAt(transaction, locationNumber, start) {
      // No zone is further from UTC than a day.
      const day = Math.floor(start / dayMs);
      return locationOf(await repository.readSeating(transaction, locationNumber, { first: day - 1, last: day + 1 }));
    },
  };

  /** Undefined when it is not known which location it is. */
  async function seatingOf(location: Row, lookAhead: LookAhead): Promise<SeatingJson | undefined> {
    const read = location[lookAhead.field.key];
    if (typeof read === 'object') return read as SeatingJson;
    const number = typeof read === 'number' ? read : numberOf('location', location['id']);
    return number === null ? undefined : ((await load(number, lookAhead)) as SeatingJson);
  }
}

/** Every instant and wall-clock time between them can be written. */
const [firstInstant, lastInstant] = [Date.parse('0001-01-02T00:00:00Z'), Date.parse('9999-12-30T23:59:59Z')];

function slotsOf(location: Location | null, asked: AvailabilityArguments, { now, validUntil }: FeatureScope): DiningSlot[] {
  const { days, includesUnavailable, ...search } = readSearch(asked);
  if (location === null) return [];
  const { slots, until } = findSlots(location, search, days, now);
  if (until !== Infinity) validUntil(until);

  const clock = wallClockOf(location.timeZone, (days.first - openingReachDays) * dayMs, (days.last + openingReachDays) * dayMs);
  return slots
    .filter(({ available, start, end }) => (available || includesUnavailable) && start >= firstInstant && end <= lastInstant)
    .map((slot) => diningSlot(slot, clock.wallTimeAt(slot.start)));
}

function diningSlot(slot: Slot, wallTime: number): DiningSlot {
  return {
    startsAt: new Date(slot.start).toISOString(),
    endsAt: new Date(slot.end).toISOString(),
    startsAtLocal: new Date(wallTime).toISOString().slice(0, 19),
    serviceDay: slot.serviceDay,
    serviceName: slot.serviceName,
    available: slot.available,
    capacity: slot.capacity,
    tableIds: slot.tableNumbers.map((number) => idOf('diningTable', number)),
    reason: slot.available ? null : refusals[slot.reason],
  };
}

/** A start that a service has is never refused as closed. */
const refusals: Record<Reason, SlotRefusal | null> = {
  no_tables_available: 'NO_TABLES_AVAILABLE',
  slot_limit_reached: 'SLOT_LIMIT_REACHED',
  party_size_out_of_range: 'PARTY_SIZE_OUT_OF_RANGE',
  too_soon: 'TOO_SOON',
  too_far_ahead: 'TOO_FAR_AHEAD',
  closed: null,
};
