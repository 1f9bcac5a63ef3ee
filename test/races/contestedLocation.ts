import { sql } from 'kysely';
import { restaurantScopes } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/connect.js';
import { insertKey, insertStaff, password } from '../access/support.js';
import { restaurantRows } from '../support/restaurants.js';
import { createStudio } from '../support/studio.js';
import { keepLog, type Limits } from './reservationLog.js';

/** One location with few tables, and what is needed to reserve there. Everything it gives out is logged. */
export interface ContestedLocation {
  readonly db: Database['db'];
  readonly companyId: number;
  readonly restaurant: string;
  readonly location: string;
  readonly tables: readonly string[];
  /** ISO 8601, UTC: what everybody wants. */
  readonly starts: readonly string[];
  readonly limits: Limits;
  readonly key: string;
  readonly staff: { readonly company: string; readonly email: string; readonly password: string };
}

const limits: Limits = { reservations: 3, covers: 12 };
const times = ['18:00', '18:30', '19:00', '20:00', '21:00', '23:30'];
const dayMs = 86_400_000;
/** From now on: none of their services can begin while a test runs. */
const days = [2, 3, 4];

/**
 * @param isNaive As where somebody only looks before inserting: there are no rows of the location's days to lock, and
 *   nothing behind that keeps a table from two parties.
 */
export async function createContestedLocation(database: Database, { isNaive = false } = {}): Promise<ContestedLocation> {
  const studio = await createStudio({ database }, 'contested', { timeZone: 'Etc/UTC' });
  const { db, company } = studio;
  const rows = restaurantRows(studio);
  const restaurant = await rows.restaurant();
  const location = await rows.location(restaurant);
  const tables: number[] = [];
  for (const seats of [2, 2, 4, 4, 6]) tables.push(await rows.table(location, { seats_max: seats }));
  await rows.combination(location, tables.slice(0, 2), { seats_min: 3, seats_max: 4 });
  await rows.combination(location, tables.slice(2, 4), { seats_min: 5, seats_max: 8 });
  await rows.service(location, { opens: '18:00', closes: '00:30', last_seating: '00:00' });
  await rows.rule(location, { buffer_after_minutes: 15, max_reservations_per_slot: limits.reservations, max_covers_per_slot: limits.covers });
  for (const kind of ['customer', 'reservation']) await db.insertInto('number_sequences').values({ company_id: company.id, kind, last_number: 5000 }).execute();
  const key = await insertKey(database, company, 'contest1', { scopes: [...restaurantScopes] });
  await db.updateTable('api_keys').set({ points_per_minute: 100_000_000 }).execute();
  await insertStaff(database, company, 1, 'staff@example.org', new Date(0));
  await keepLog(db);
  if (isNaive) {
    await sql`alter table reservation_tables drop constraint reservation_tables_held_once`.execute(db);
    await sql`create function keep_no_day() returns trigger language plpgsql as $$ begin return null; end $$`.execute(db);
    await sql`create trigger keep_no_day before insert on service_days for each row execute function keep_no_day()`.execute(db);
  }
  const today = Date.now() - (Date.now() % dayMs);
  return {
    db,
    companyId: company.id,
    restaurant: `rst_${restaurant}`,
    location: `loc_${location}`,
    tables: tables.map((number) => `t-${number}`),
    starts: days.flatMap((day) => times.map((time) => `${new Date(today + day * dayMs).toISOString().slice(0, 10)}T${time}:00.000Z`)),
    limits,
    key,
    staff: { company: company.slug, email: 'staff@example.org', password },
  };
}
