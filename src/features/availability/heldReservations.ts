import { sql, type RawBuilder } from 'kysely';
import type { HeldReservation } from '../../scheduling/seating/location.js';

/** Service days as PostgreSQL's dates. */
export interface DateRange {
  readonly first: RawBuilder<string>;
  readonly last: RawBuilder<string>;
}

/**
 * The reservations of a location that hold their tables, as they are read: an entry for each table, column by column, and
 * instants in seconds since 1970. A busy month has thousands, which are written, sent and read in half the time that it
 * takes with an object for each. Columns are null when there is nothing.
 */
export interface HeldColumns {
  readonly numbers: readonly number[] | null;
  readonly starts: readonly number[] | null;
  readonly partySizes: readonly number[] | null;
  /** Null: the reservation has no table. */
  readonly tables: readonly (number | null)[] | null;
  /** The time that was kept free around it when it was made is part of it. */
  readonly heldFrom: readonly number[] | null;
  readonly heldUntil: readonly number[] | null;
}

/** Of the row `location`. */
export function heldReservations({ first, last }: DateRange): RawBuilder<HeldColumns> {
  return sql`(select json_build_object(
      'numbers', json_agg(reservation.number),
      'starts', json_agg(date_part('epoch', reservation.starts_at)),
      'partySizes', json_agg(reservation.party_size),
      'tables', json_agg(held.table_number),
      'heldFrom', json_agg(date_part('epoch', coalesce(lower(held.during), reservation.starts_at))),
      'heldUntil', json_agg(date_part('epoch', coalesce(upper(held.during), reservation.starts_at))))
    from reservations as reservation
      left join reservation_tables as held
        on (held.company_id, held.reservation_number) = (reservation.company_id, reservation.number) and held.holds
    where reservation.company_id = location.company_id and reservation.location_number = location.number
      and reservation.service_day between ${first} and ${last}
      and reservation.status in ('PENDING', 'CONFIRMED', 'SEATED'))`;
}

export function reservationsOf(columns: HeldColumns): HeldReservation[] {
  const { numbers, starts, partySizes, tables, heldFrom, heldUntil } = columns;
  if (numbers === null || starts === null || partySizes === null || tables === null || heldFrom === null || heldUntil === null) return [];
  const reservations = new Map<number, HeldReservation & { tables: number[]; heldFrom: number; heldUntil: number }>();
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] as number;
    const table = tables[index] ?? null;
    const from = Math.floor(milliseconds(heldFrom[index] as number));
    const until = Math.ceil(milliseconds(heldUntil[index] as number));
    const known = reservations.get(number);
    if (known === undefined) {
      const start = Math.floor(milliseconds(starts[index] as number));
      reservations.set(number, { number, start, partySize: partySizes[index] as number, tables: table === null ? [] : [table], heldFrom: from, heldUntil: until });
    } else if (table !== null) {
      known.tables.push(table);
      known.heldFrom = Math.min(known.heldFrom, from);
      known.heldUntil = Math.max(known.heldUntil, until);
    }
  }
  return [...reservations.values()];
}

/** To the microsecond, which is as fine as PostgreSQL's time. */
function milliseconds(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1000;
}
