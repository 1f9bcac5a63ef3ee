import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextNumber } from '../../src/database/numbers.js';
import { applicationErrorFrom, constraintOf, sqlstateOf, sqlstates } from '../../src/database/sqlstate.js';
import type { Tables } from '../../src/database/tables.js';
import { inTransaction } from '../../src/database/transaction.js';
import { ApplicationError } from '../../src/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let companyId: number;
beforeAll(async () => {
  test = await createTestDatabase();
  await sql`create table accounts (id integer primary key, balance integer not null check (balance >= 0))`.execute(test.database.db);
  await sql`insert into accounts values (1, 10), (2, 10)`.execute(test.database.db);
  companyId = await createCompany('demo');
});
afterAll(() => test.drop());

async function createCompany(slug: string): Promise<number> {
  const { id } = await test.database.db
    .insertInto('companies')
    .values({ slug, name: slug, time_zone: 'UTC', currency: 'EUR' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const thrown = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error);

describe('a transaction', () => {
  it('is run again when it was the victim of a deadlock', async () => {
    let runs = 0;
    /** Both hold their first row before either asks for its second. */
    const meet = rendezvous();
    const transfer = (from: number, to: number) =>
      inTransaction(test.database.db, async (trx) => {
        runs += 1;
        await sql`update accounts set balance = balance - 1 where id = ${from}`.execute(trx);
        await meet();
        await sql`update accounts set balance = balance + 1 where id = ${to}`.execute(trx);
      });
    await Promise.all([transfer(1, 2), transfer(2, 1)]);
    expect(runs).toBeGreaterThan(2);
    expect((await sql`select id, balance from accounts order by id`.execute(test.database.db)).rows).toEqual([
      { id: 1, balance: 10 },
      { id: 2, balance: 10 },
    ]);
  });

  it('is given up after four attempts, as unavailable', async () => {
    let runs = 0;
    const error = await thrown(
      inTransaction(test.database.db, async (trx) => {
        runs += 1;
        await raise(trx, '40001');
      }),
    );
    expect(runs).toBe(4);
    expect(applicationErrorFrom(error)).toMatchObject({ code: 'UNAVAILABLE', headers: { 'retry-after': '1' } });
  });

  it('is not run again for any other failure, and leaves nothing behind', async () => {
    let runs = 0;
    const error = await thrown(
      inTransaction(test.database.db, async (trx) => {
        runs += 1;
        await sql`insert into accounts values (3, 1)`.execute(trx);
        await sql`update accounts set balance = -1 where id = 1`.execute(trx);
      }),
    );
    expect(runs).toBe(1);
    expect(sqlstateOf(error)).toBe('23514');
    expect(constraintOf(error)).toBe('accounts_balance_check');
    expect((await sql`select 1 from accounts where id = 3`.execute(test.database.db)).rows).toEqual([]);
  });
});

describe('an error of the database', () => {
  it.each(Object.entries(sqlstates))('%s is for its caller what the table says', async (state, { code }) => {
    const error = await thrown(raise(test.database.db, state));
    expect(sqlstateOf(error)).toBe(state);
    expect(applicationErrorFrom(error)).toMatchObject({ code, originalError: error });
  });

  it('that is not in the table is a fault of ours, and shows nothing of itself', async () => {
    const error = applicationErrorFrom(await thrown(sql`select secret from nowhere`.execute(test.database.db)));
    expect(error.code).toBe('INTERNAL_SERVER_ERROR');
    expect(error.message).not.toContain('nowhere');
  });

  it('is not made of an error that is the caller’s already', () => {
    const error = new ApplicationError('NOT_FOUND');
    expect(applicationErrorFrom(error)).toBe(error);
  });

  it('of a NUL byte is bad input', async () => {
    const error = await thrown(sql`select ${'a\0b'}::text`.execute(test.database.db));
    expect(applicationErrorFrom(error)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('numbers', () => {
  it('run from 1 in each company, one at a time or many at once', async () => {
    const rival = await createCompany('rival');
    expect(await take(companyId)).toBe(1);
    expect(await take(companyId, 10)).toBe(2);
    expect(await take(companyId)).toBe(12);
    expect(await take(rival)).toBe(1);
  });

  it('are given out once each when many ask at the same time', async () => {
    const company = await createCompany('busy');
    const taken = await Promise.all(Array.from({ length: 30 }, () => take(company)));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });
});

function raise(db: TestDatabase['database']['db'] | Transaction<Tables>, state: string) {
  return sql.raw(`do $$ begin raise exception 'no' using errcode = '${state}'; end $$`).execute(db);
}

function take(company: number, howMany?: number): Promise<number> {
  return test.database.db.transaction().execute((trx) => nextNumber(trx, company, 'customer', howMany));
}

/** A place where the first two wait for each other; later ones pass. */
function rendezvous(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length >= 2) for (const goOn of waiting) goOn();
    });
}
