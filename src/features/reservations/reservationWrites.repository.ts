import { randomBytes } from 'node:crypto';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { takeNumbers } from '../../database/numbers.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { ReservationStatus } from '../../graphql/resolvers.generated.js';
import { dayMs } from '../../scheduling/days.js';
import type { Interval } from '../../scheduling/intervals.js';
import { dayAt } from '../../scheduling/seating/openings.js';
import type { AvailableSlot } from '../../scheduling/seating/slot.js';
import { locationQueue } from '../shared/locationQueue.js';
import type { ReservationRequest } from './reservationInput.js';
import { holdsTables } from './reservationStatus.js';

/** A location as somebody who reserves there needs it. */
export interface ReservingLocation {
  readonly number: number;
  readonly timeZone: string;
  readonly allowsChanges: boolean;
}

/** A reservation as a change of it finds it, locked. */
export interface KnownReservation {
  readonly number: number;
  readonly locationNumber: number;
  /** Epoch milliseconds, as `end`. */
  readonly start: number;
  readonly end: number;
  readonly partySize: number;
  readonly durationMinutes: number;
  /** Null: of a special day. */
  readonly service: number | null;
  readonly serviceDay: string;
  readonly status: ReservationStatus;
  readonly specialRequests: string | null;
  /** Ascending. */
  readonly tables: readonly number[];
}

/** What can change of a reservation besides its tables. */
export type ReservationColumns = Partial<
  Pick<Tables['reservations'], 'status' | 'party_size' | 'duration_minutes' | 'service_number' | 'service_name' | 'service_day' | 'special_requests' | 'cancel_reason'> & {
    starts_at: Date;
    ends_at: Date;
  }
>;

/** A step of a reservation's history. */
export interface Change {
  /** Null: it was made. */
  readonly from: ReservationStatus | null;
  readonly to: ReservationStatus;
  readonly changes: readonly string[];
}

export type ReservationWrites = ReturnType<typeof createReservationWrites>;

/** Every statement that changes reservations, bound to one company and one caller. */
export function createReservationWrites({ company, caller, now, boundLocation }: FeatureScope) {
  const company_id = company.id;
  const at = new Date(now);
  const actor = { actor_kind: (caller?.kind.toUpperCase() ?? 'SYSTEM') as Tables['reservation_history']['actor_kind'], actor_id: caller?.id ?? null };

  const tableRows = (number: number | RawBuilder<number>, locationNumber: number, tables: readonly number[], { from, until }: Interval, holds: boolean) => {
    const during = `[${new Date(from).toISOString()},${new Date(until).toISOString()})`;
    return tables.map((table_number) => ({ company_id, reservation_number: number, table_number, location_number: locationNumber, during, holds }));
  };

  const insertChange = async (transaction: Transaction<Tables>, number: number, { from, to, changes }: Change) => {
    await sql`insert into reservation_history (company_id, reservation_number, position, at, from_status, to_status, actor_kind, actor_id, changes)
      select ${company_id}, ${number}, coalesce(max(position) + 1, 0), ${at}, ${from}, ${to}, ${actor.actor_kind}, ${actor.actor_id}, ${changes}::text[]
      from reservation_history where company_id = ${company_id} and reservation_number = ${number}`.execute(transaction);
  };

  return {
    /**
     * Undefined when there is no such location, the caller may not reserve there, or it is none of the restaurant's.
     * Shares the location's row, which whoever changes its tables, hours or rules locks for themselves: what is decided
     * from afterwards stays as it is until the transaction ends. Behind those who wait for that already.
     */
    async findLocation(transaction: Transaction<Tables>, number: number, restaurantNumber?: number | null): Promise<ReservingLocation | undefined> {
      if (boundLocation !== undefined && number !== boundLocation) return undefined;
      let query = transaction
        .with(
          (line) => line('line').materialized(),
          (db) => db.selectNoFrom(locationQueue.shared(company_id, number).as('passed')),
        )
        .selectFrom(['line', 'locations'])
        .innerJoin('restaurants', (join) =>
          join.onRef('restaurants.company_id', '=', 'locations.company_id').onRef('restaurants.number', '=', 'locations.restaurant_number'),
        )
        .where('locations.company_id', '=', company_id)
        .where('locations.number', '=', number)
        .where('locations.deleted_at', 'is', null)
        .where('restaurants.deleted_at', 'is', null)
        .select(['locations.number', 'locations.time_zone as timeZone', 'restaurants.reservation_changes_enabled as allowsChanges'])
        .forShare('locations');
      if (restaurantNumber !== undefined) query = query.where('restaurants.number', '=', restaurantNumber);
      return query.executeTakeFirst();
    },

    /**
     * Locks the service days on which something can be given out that starts at these moments: those that the clocks
     * show and those before, whose services may still be open. Starts that are near enough to be in each other's way
     * (their tables are held for less than a day) have a day in common. In order of day, so that nobody waits for
     * somebody who waits for them.
     */
    async lockDays(transaction: Transaction<Tables>, { number: location_number, timeZone }: ReservingLocation, starts: readonly number[]): Promise<void> {
      const days = [...new Set(starts.flatMap((start) => [dayAt(timeZone, start) - 1, dayAt(timeZone, start)]))].sort((one, other) => one - other).map(dateOf);
      await transaction
        .insertInto('service_days')
        .values(days.map((day) => ({ company_id, location_number, day })))
        // A row that is there already is locked, and stays as it is.
        .onConflict((conflict) => conflict.columns(['company_id', 'location_number', 'day']).doUpdateSet((row) => ({ day: row.ref('excluded.day') })).where(sql<boolean>`false`))
        .execute();
    },

    /** Locks a reservation, before its days. Undefined when there is none, or the caller is not shown it. */
    async lockReservation(transaction: Transaction<Tables>, column: ReferenceColumn, ref: string): Promise<KnownReservation | undefined> {
      let query = transaction
        .selectFrom('reservations')
        .selectAll()
        .where('company_id', '=', company_id)
        .where(column, '=', ref)
        .forUpdate();
      if (boundLocation !== undefined) query = query.where('location_number', '=', boundLocation);
      const row = await query.executeTakeFirst();
      if (row === undefined) return undefined;
      const tables = await transaction
        .selectFrom('reservation_tables')
        .select('table_number')
        .where('company_id', '=', company_id)
        .where('reservation_number', '=', row.number)
        .orderBy('table_number')
        .execute();
      return {
        number: row.number,
        locationNumber: row.location_number,
        start: row.starts_at.getTime(),
        end: row.ends_at.getTime(),
        partySize: row.party_size,
        durationMinutes: row.duration_minutes,
        service: row.service_number,
        serviceDay: row.service_day,
        status: row.status,
        specialRequests: row.special_requests,
        tables: tables.map(({ table_number }) => table_number),
      };
    },

    /** The number and the id of a new reservation. */
    async insert(transaction: Transaction<Tables>, request: ReservationRequest, locationNumber: number, customerNumber: number, slot: AvailableSlot): Promise<{ number: number; id: string }> {
      const { guest, partySize, specialRequests, source } = request;
      const status = slot.requiresConfirmation ? 'PENDING' : 'CONFIRMED';
      const id = `res_${randomText()}`;
      const number = sql<number>`(select last from sequence)`;
      // In one statement: the others who want the day's tables, or the next number, wait for less.
      const made = await transaction
        .with('sequence', (db) => takeNumbers(db, company_id, 'reservation'))
        .with('made', (db) =>
          db.insertInto('reservations').values({
            company_id,
            number,
            internal_id: id,
            public_reference: `rr_${randomText()}`,
            location_number: locationNumber,
            customer_number: customerNumber,
            first_name: guest.firstName,
            last_name: guest.lastName,
            email: guest.email,
            phone: guest.phone,
            party_size: partySize,
            ...placeColumns(slot),
            status,
            special_requests: specialRequests,
            source,
            created_at: at,
            updated_at: at,
          }),
        )
        .with('seated', (db) => db.insertInto('reservation_tables').values(tableRows(number, locationNumber, slot.tableNumbers, heldBy(slot), true)))
        .insertInto('reservation_history')
        .values({ company_id, reservation_number: number, position: 0, at, from_status: null, to_status: status, ...actor, changes: [] })
        .returning('reservation_number')
        .executeTakeFirstOrThrow();
      return { number: made.reservation_number, id };
    },

    /** @param seats The tables it has from now on, and when they are kept free; absent: those it has. */
    async update(
      transaction: Transaction<Tables>,
      reservation: KnownReservation,
      columns: ReservationColumns,
      change: Change,
      seats?: { readonly tables: readonly number[]; readonly held: Interval },
    ): Promise<void> {
      const { number } = reservation;
      const holds = holdsTables(change.to);
      await transaction
        .updateTable('reservations')
        .set({ ...columns, status: change.to, updated_at: at })
        .where('company_id', '=', company_id)
        .where('number', '=', number)
        .execute();
      if (seats !== undefined) {
        await transaction.deleteFrom('reservation_tables').where('company_id', '=', company_id).where('reservation_number', '=', number).execute();
        await transaction.insertInto('reservation_tables').values(tableRows(number, reservation.locationNumber, seats.tables, seats.held, holds)).execute();
      } else if (holds !== holdsTables(reservation.status)) {
        await transaction.updateTable('reservation_tables').set({ holds }).where('company_id', '=', company_id).where('reservation_number', '=', number).execute();
      }
      await insertChange(transaction, number, change);
    },
  };
}

export type ReferenceColumn = 'internal_id' | 'public_reference';

/** Which column an id or public reference stands in; null: no reservation can have it. */
export function referenceColumn(ref: string): ReferenceColumn | null {
  const prefix = /^(res|rr)_[0-9A-Za-z]{1,64}$/.exec(ref)?.[1];
  return prefix === undefined ? null : prefix === 'res' ? 'internal_id' : 'public_reference';
}

/** When and in which service a slot is. */
export function placeColumns({ start, end, service, serviceName, serviceDay }: AvailableSlot) {
  return {
    starts_at: new Date(start),
    ends_at: new Date(end),
    duration_minutes: (end - start) / 60_000,
    service_number: service,
    service_name: serviceName,
    service_day: serviceDay,
  };
}

export function heldBy({ heldFrom, heldUntil }: AvailableSlot): Interval {
  return { from: heldFrom, until: heldUntil };
}

/** 96 bits. */
function randomText(): string {
  return randomBytes(12).toString('hex');
}

/** The first and last date that PostgreSQL and ISO 8601 write alike. */
const [firstDay, lastDay] = [Date.parse('0001-01-01') / dayMs, Date.parse('9999-12-31') / dayMs];

function dateOf(day: number): string {
  return new Date(Math.min(Math.max(day, firstDay), lastDay) * dayMs).toISOString().slice(0, 10);
}
