import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { constraintOf, sqlstateOf } from '../../src/database/sqlstate.js';
import { restaurantRows } from '../support/restaurants.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let here: Place;
let there: Place;

interface Place {
  readonly studio: Studio;
  readonly location: number;
  readonly table: number;
}

const largest = 2_147_483_647;

beforeAll(async () => {
  database = await createStudioDatabase();
  // Both have a table of the same number.
  here = await open('here');
  there = await open('there');
});
afterAll(() => database.test.drop());

async function open(slug: string): Promise<Place> {
  const studio = await database.studio(slug);
  const rows = restaurantRows(studio);
  const location = await rows.location(await rows.restaurant());
  return { studio, location, table: await rows.table(location, { number: largest }) };
}

let last = 0;

/** A reservation that has the table in a time of the day, such as `[18:00,20:00)`. */
async function hold({ studio, location, table }: Place, times: string, holds = true): Promise<void> {
  const { db, company } = studio;
  const number = ++last;
  const key = { company_id: company.id, location_number: location };
  const during = times.replaceAll(/\d\d:\d\d/g, (time) => `2026-09-14T${time}:00Z`);
  await db
    .insertInto('reservations')
    .values({
      ...key,
      number,
      internal_id: `res_${number}`,
      public_reference: `rr_${number}`,
      customer_number: await studio.customer(),
      first_name: 'Noor',
      last_name: 'Bakker',
      email: 'noor@example.org',
      party_size: 2,
      starts_at: '2026-09-14T18:00:00Z',
      ends_at: '2026-09-14T20:00:00Z',
      duration_minutes: 120,
      service_name: 'Dinner',
      service_day: '2026-09-14',
      status: holds ? 'CONFIRMED' : 'CANCELLED',
      source: 'API',
    })
    .execute();
  await db.insertInto('reservation_tables').values({ ...key, reservation_number: number, table_number: table, during, holds }).execute();
}

/** The state and the constraint that an attempt met. */
async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => null,
    (error: unknown) => [sqlstateOf(error), constraintOf(error)],
  );
}

describe('a table', () => {
  const taken = ['23P01', 'reservation_tables_held_once'];

  it('is held once at a time; who leaves when the next one comes is in nobody’s way', async () => {
    await hold(here, '[18:00,20:00)');
    for (const times of ['[18:00,20:00)', '[19:59,21:00)', '[17:00,18:01)', '[17:00,23:00)', '[18:30,19:00)', '[20:00,20:00]']) {
      const isFree = times.startsWith('[20:00');
      expect([times, await refusal(hold(here, times))]).toEqual([times, isFree ? null : taken]);
    }
    expect(await refusal(hold(here, '[16:00,18:00)'))).toBeNull();
  });

  it('is free where its reservation holds it no more', async () => {
    await hold(here, '[10:00,12:00)', false);
    expect(await refusal(hold(here, '[10:00,12:00)', false))).toBeNull();
    expect(await refusal(hold(here, '[10:00,12:00)'))).toBeNull();
    const again = database.test.database.db.updateTable('reservation_tables').set({ holds: true }).where('holds', '=', false).execute();
    expect(await refusal(again)).toEqual(taken);
  });

  it('is another one in another company', async () => {
    await hold(there, '[18:00,20:00)');
    expect(await refusal(hold(there, '[18:00,20:00)'))).toEqual(taken);
  });

  it('is one of its reservation’s location', async () => {
    const elsewhere = restaurantRows(here.studio, 500);
    const location = await elsewhere.location(await elsewhere.restaurant());
    expect(await refusal(hold({ ...here, location }, '[05:00,06:00)'))).toEqual(['23503', expect.stringContaining('reservation_tables')]);
  });
});

it('What is held in a time at a location is found by the index that guards it', async () => {
  const { db } = database.test.database;
  const plan = await db.transaction().execute(async (transaction) => {
    await sql`set local enable_seqscan = off`.execute(transaction);
    return sql<{ 'QUERY PLAN': string }>`explain select reservation_number from reservation_tables
      where holds and int8range(company_id, company_id, '[]') && int8range(1, 1, '[]') and int8range(location_number, location_number, '[]') && int8range(2, 2, '[]')
        and during && tstzrange('2026-09-14T18:00:00Z', '2026-09-14T20:00:00Z')`.execute(transaction);
  });
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan using reservation_tables_held_once|Index Scan on reservation_tables_held_once/);
});
