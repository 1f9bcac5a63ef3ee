import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applicationErrorFrom } from '../../src/database/sqlstate.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('values', () => {
  it('are numbers for counts, text for calendar dates and dates for moments', async () => {
    const { rows } = await sql`select count(*) as count, date '2026-03-29' as day, timestamptz '2026-03-29T01:00:00Z' as moment
      from companies`.execute(test.database.db);
    expect(rows).toEqual([{ count: 0, day: '2026-03-29', moment: new Date('2026-03-29T01:00:00Z') }]);
  });
});

describe('a statement that takes too long', () => {
  it.each([
    { statementNames: true, by: 'the server' },
    { statementNames: false, by: 'the pool, behind a transaction pooler' },
  ])('is ended by $by, and the next one is answered', async ({ statementNames }) => {
    const database = connectTestDatabase(test.connectionString, { statementNames, statementTimeoutMs: 100, poolSize: 1 });
    try {
      const error: unknown = await sql`select pg_sleep(5)`.execute(database.db).catch((reason: unknown) => reason);
      expect(applicationErrorFrom(error)).toMatchObject({ code: 'UNAVAILABLE', status: 503 });
      expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    } finally {
      await database.close();
    }
  });
});

describe('a transaction that rests too long, as when its process is halted', () => {
  it('is ended by the server, which frees what it has locked', async () => {
    const database = connectTestDatabase(test.connectionString, { statementTimeoutMs: 100, poolSize: 1 });
    try {
      await sql`insert into companies (slug, name, time_zone, currency) values ('resting', 'Resting', 'UTC', 'GBP')`.execute(database.db);
      const resting = database.db.transaction().execute(async (trx) => {
        await sql`select from companies where slug = 'resting' for update`.execute(trx);
        await sql`select from companies where slug = 'resting' for update`.execute(test.database.db);
        await sql`select 1`.execute(trx);
      });
      const error: unknown = await resting.catch((reason: unknown) => reason);
      expect(applicationErrorFrom(error)).toMatchObject({ code: 'UNAVAILABLE', status: 503 });
    } finally {
      await database.close();
    }
  });
});

describe('a connection that is lost', () => {
  it('while idle is replaced, and said once to onError', async () => {
    const onError = vi.fn();
    const database = connectTestDatabase(test.connectionString, { poolSize: 1, onError });
    try {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(test.database.db);
      await vi.waitFor(() => expect(onError).toHaveBeenCalled());
      expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    } finally {
      await database.close();
    }
  });

  it('inside a transaction fails that transaction alone', async () => {
    const onError = vi.fn();
    const database = connectTestDatabase(test.connectionString, { poolSize: 1, onError });
    try {
      const lost = database.db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(test.database.db);
        await vi.waitFor(() => expect(onError).toHaveBeenCalled());
        await sql`select 1`.execute(trx);
      });
      const error: unknown = await lost.catch((reason: unknown) => reason);
      expect(applicationErrorFrom(error)).toMatchObject({ code: 'UNAVAILABLE' });
      expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    } finally {
      await database.close();
    }
  });
});

it('says that the database is unavailable when nothing listens at its address', async () => {
  const database = connectTestDatabase('postgresql://nobody:nothing@127.0.0.1:1/none');
  const error: unknown = await sql`select 1`.execute(database.db).catch((reason: unknown) => reason);
  expect(applicationErrorFrom(error)).toMatchObject({ code: 'UNAVAILABLE', status: 503 });
  await database.close();
});
