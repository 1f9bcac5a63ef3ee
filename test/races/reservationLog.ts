import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../src/database/tables.js';

/** What a location must never give out more of. */
export interface Limits {
  readonly reservations: number;
  readonly covers: number;
}

type Entry = { seq: string; tx: string } & (
  | { kind: 'table'; row: { reservation_number: number; table_number: number; holds: boolean; from: number; until: number }; gone: boolean }
  | { kind: 'reservation'; row: { number: number; status: string; party_size: number; start: number } }
  | { kind: 'closed'; row: { number: number; is_bookable: boolean } }
);

interface Party {
  readonly status: string;
  readonly party_size: number;
}

/** From now on the database writes down, in their order, each table that a reservation gets or gives back, and each one that is closed. */
export async function keepLog(db: Kysely<Tables>): Promise<void> {
  const statements = [
    `create table race_log (seq bigserial primary key, tx xid8 not null default pg_current_xact_id(), kind text not null, gone boolean not null default false, row jsonb not null)`,
    `create function log_table() returns trigger language plpgsql as $$ begin
      insert into race_log (kind, gone, row) select 'table', tg_op = 'DELETE', to_jsonb(one) || jsonb_build_object('from', extract(epoch from lower(one.during)) * 1000, 'until', extract(epoch from upper(one.during)) * 1000)
        from (select coalesce(new, old) as it) as either, lateral (select (either.it).*) as one;
      return null; end $$`,
    `create function log_reservation() returns trigger language plpgsql as $$ begin
      insert into race_log (kind, row) values ('reservation', jsonb_build_object('number', new.number, 'status', new.status, 'party_size', new.party_size, 'start', extract(epoch from new.starts_at) * 1000));
      return null; end $$`,
    `create function log_closed() returns trigger language plpgsql as $$ begin
      insert into race_log (kind, row) values ('closed', jsonb_build_object('number', new.number, 'is_bookable', new.is_bookable));
      return null; end $$`,
    `create trigger log_table after insert or update or delete on reservation_tables for each row execute function log_table()`,
    `create trigger log_reservation after insert or update on reservations for each row execute function log_reservation()`,
    `create trigger log_closed after update on dining_tables for each row execute function log_closed()`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/**
 * Plays the log again, transaction by transaction, and tells what should never have been: a table with two parties at
 * one instant, one given out after it was closed, and more arrivals at one start than are allowed.
 */
export async function violationsIn(db: Kysely<Tables>, { reservations: mostReservations, covers: mostCovers }: Limits): Promise<string[]> {
  const { rows } = await sql<Entry>`select seq, tx::text as tx, kind, gone, row from race_log order by seq`.execute(db);
  const lastOf = new Map(rows.map(({ tx, seq }) => [tx, seq]));
  const held = new Map<number, Map<number, { from: number; until: number }>>();
  const startOf = new Map<number, number>();
  const byStart = new Map<number, Map<number, Party>>();
  /** Starts whose arrivals the transaction has changed. */
  const touched = new Set<number>();
  const closed = new Set<number>();
  const found: string[] = [];
  const given = new Map<string, [table: number, reservation: number][]>();

  for (const entry of rows) {
    if (entry.kind === 'closed') {
      if (entry.row.is_bookable) closed.delete(entry.row.number);
      else closed.add(entry.row.number);
    } else if (entry.kind === 'reservation') {
      const { number, start } = entry.row;
      byStart.get(startOf.get(number) ?? NaN)?.delete(number);
      startOf.set(number, start);
      byStart.set(start, (byStart.get(start) ?? new Map<number, Party>()).set(number, entry.row));
      touched.add(start);
    } else {
      const { table_number: table, reservation_number: reservation, holds, from, until } = entry.row;
      const atTable = held.get(table) ?? new Map<number, { from: number; until: number }>();
      held.set(table, atTable);
      const hadIt = atTable.delete(reservation);
      if (!entry.gone && holds) {
        atTable.set(reservation, { from, until });
        given.set(entry.tx, [...(given.get(entry.tx) ?? []), [table, reservation]]);
        if (!hadIt && closed.has(table)) found.push(`table ${table} was closed and given to reservation ${reservation}`);
      }
    }
    if (lastOf.get(entry.tx) !== entry.seq) continue;
    for (const [table, reservation] of given.get(entry.tx) ?? []) {
      const own = held.get(table)?.get(reservation);
      for (const [other, time] of held.get(table) ?? []) {
        if (own !== undefined && other !== reservation && own.from < time.until && time.from < own.until) found.push(`table ${table} was given to ${reservation} while ${other} held it`);
      }
    }
    for (const start of touched) {
      const there = [...(byStart.get(start)?.values() ?? [])].filter(({ status }) => ['PENDING', 'CONFIRMED', 'SEATED'].includes(status));
      const covers = there.reduce((sum, { party_size }) => sum + party_size, 0);
      if (there.length > mostReservations || covers > mostCovers) found.push(`${there.length} parties of ${covers} guests came at ${new Date(start).toISOString()}`);
    }
    touched.clear();
  }
  return found;
}
