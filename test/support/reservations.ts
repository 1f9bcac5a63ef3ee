import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Status = Tables['reservations']['status'];

/** What a reservation that a test writes is to be. */
export interface ReservationRow extends Partial<Insertable<Tables['reservations']>> {
  readonly location_number: number;
  readonly customer_number: number;
  /** ISO, UTC. */
  readonly starts_at: string;
  /** Kept free around it. */
  readonly bufferMinutes?: number;
}

const holding: readonly Status[] = ['PENDING', 'CONFIRMED', 'SEATED'];
const minuteMs = 60_000;

/** Writes a reservation for two, confirmed and of ninety minutes unless told otherwise, and answers its number. */
export async function insertReservation({ db, company }: Pick<Studio, 'db' | 'company'>, number: number, tables: readonly number[], { bufferMinutes = 0, ...row }: ReservationRow): Promise<number> {
  const { duration_minutes = 90, status = 'CONFIRMED', starts_at, location_number } = row;
  const start = Date.parse(starts_at);
  const end = start + duration_minutes * minuteMs;
  await db
    .insertInto('reservations')
    .values({
      company_id: company.id,
      number,
      internal_id: `res_${number}`,
      public_reference: `rr_${number}`,
      first_name: 'Ilse',
      last_name: 'Okafor',
      email: 'ilse@example.org',
      party_size: 2,
      ends_at: new Date(end).toISOString(),
      duration_minutes,
      service_name: 'Dinner',
      service_day: starts_at.slice(0, 10),
      source: 'API',
      status,
      ...row,
    })
    .execute();
  const at = (instant: number) => new Date(instant).toISOString();
  const during = `[${at(start - bufferMinutes * minuteMs)},${at(end + bufferMinutes * minuteMs)})`;
  for (const table_number of tables) {
    await db
      .insertInto('reservation_tables')
      .values({ company_id: company.id, reservation_number: number, location_number, table_number, during, holds: holding.includes(status) })
      .execute();
  }
  return number;
}
