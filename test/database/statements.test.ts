import { sql, type Transaction } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatabaseOptions } from '../../src/database/connect.js';
import type { Tables } from '../../src/database/tables.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const open: TestDatabase[] = [];
/** One connection, so that every statement meets the same server session. */
async function createDatabase(options: Partial<DatabaseOptions> = {}) {
  const test = await createTestDatabase({ isEmpty: true, poolSize: 1, ...options });
  open.push(test);
  return { ...test.database, test };
}
afterEach(async () => {
  for (const test of open.splice(0)) await test.drop();
});

/** The statements that the server session holds under a name. Not named itself: it has no parameters. */
async function namedTexts({ db }: Pick<TestDatabase['database'], 'db'> | { db: Transaction<Tables> }): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by prepare_time`.execute(db);
  return rows.map(({ statement }) => statement);
}

const distinct = (number: number, value: unknown) => sql`select ${sql.raw(`${number}`)} as number, ${value}::text as value`;

describe('naming of statements', () => {
  it('names a text from its fifth use on', async () => {
    const database = await createDatabase();
    for (let use = 1; use <= 4; use++) await distinct(1, 'x').execute(database.db);
    expect(await namedTexts(database)).toEqual([]);
    const { rows } = await distinct(1, 'fifth').execute(database.db);
    expect(rows).toEqual([{ number: 1, value: 'fifth' }]);
    expect(await namedTexts(database)).toEqual(['select 1 as number, $1::text as value']);
    expect((await distinct(1, 'sixth').execute(database.db)).rows).toEqual([{ number: 1, value: 'sixth' }]);
    expect(await namedTexts(database)).toHaveLength(1);
  });

  it('never names several statements in one text, or transaction control', async () => {
    const database = await createDatabase();
    for (let use = 1; use <= 6; use++) {
      await database.db.transaction().execute(async (trx) => {
        await sql.raw('select 1; select 2').execute(trx);
      });
    }
    expect(await namedTexts(database)).toEqual([]);
  });

  it('names nothing behind a transaction pooler', async () => {
    const database = await createDatabase({ statementNames: false });
    for (let use = 1; use <= 10; use++) await distinct(1, 'x').execute(database.db);
    expect(await namedTexts(database)).toEqual([]);
  });

  it('holds 200 names on a connection, gives up the least recently used, and can use its text again', async () => {
    const database = await createDatabase();
    for (let use = 1; use <= 5; use++) {
      for (let number = 1; number <= 200; number++) await distinct(number, use).execute(database.db);
    }
    expect(await namedTexts(database)).toHaveLength(200);

    // 1 is used again, so that 2 is now the oldest.
    await distinct(1, 'x').execute(database.db);
    for (let use = 1; use <= 5; use++) await distinct(201, use).execute(database.db);
    const named = await namedTexts(database);
    expect(named).toHaveLength(200);
    expect(named).toContain('select 1 as number, $1::text as value');
    expect(named).toContain('select 201 as number, $1::text as value');
    expect(named).not.toContain('select 2 as number, $1::text as value');

    expect((await distinct(2, 'again').execute(database.db)).rows).toEqual([{ number: 2, value: 'again' }]);
    expect(await namedTexts(database)).toContain('select 2 as number, $1::text as value');
    expect(await namedTexts(database)).toHaveLength(200);
  });

  it('gives up names inside a transaction without harm to it, and after it has failed', async () => {
    const database = await createDatabase();
    for (let use = 1; use <= 5; use++) {
      for (let number = 1; number <= 200; number++) await distinct(number, use).execute(database.db);
    }
    for (let use = 1; use <= 4; use++) await distinct(201, use).execute(database.db);
    await database.db.transaction().execute(async (trx) => {
      expect((await distinct(201, 'inside').execute(trx)).rows).toEqual([{ number: 201, value: 'inside' }]);
      expect(await namedTexts({ db: trx })).toHaveLength(200);
    });

    for (let use = 1; use <= 4; use++) await distinct(202, use).execute(database.db);
    const failed = database.db.transaction().execute(async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
      await distinct(202, 'refused').execute(trx);
    });
    await expect(failed).rejects.toMatchObject({ code: '25P02' });
    for (let number = 1; number <= 202; number++) {
      expect((await distinct(number, 'x').execute(database.db)).rows).toEqual([{ number, value: 'x' }]);
    }
    expect((await namedTexts(database)).length).toBeLessThanOrEqual(200);
  });

  it('reads on when a migration has changed what a named statement returns', async () => {
    const database = await createDatabase();
    await sql.raw('create table things (id integer, name text); insert into things values (1, $$a$$)').execute(database.db);
    const read = () => sql`select * from things where id = ${1}`.execute(database.db);
    for (let use = 1; use <= 6; use++) await read();
    await sql`alter table things add column colour text default 'red'`.execute(database.db);
    expect((await read()).rows).toEqual([{ id: 1, name: 'a', colour: 'red' }]);
    expect((await read()).rows).toEqual([{ id: 1, name: 'a', colour: 'red' }]);
  });

  it('loses no more than one transaction when a migration has changed what a named statement returns', async () => {
    const database = await createDatabase();
    await sql.raw('create table things (id integer); insert into things values (1)').execute(database.db);
    const read = () => database.db.transaction().execute((trx) => sql`select * from things where id = ${1}`.execute(trx));
    for (let use = 1; use <= 6; use++) await read();
    await sql`alter table things add column colour text default 'red'`.execute(database.db);
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect((await read()).rows).toEqual([{ id: 1, colour: 'red' }]);
  });

  it('reads on when somebody has deallocated its statements', async () => {
    const database = await createDatabase();
    for (let use = 1; use <= 6; use++) await distinct(1, use).execute(database.db);
    await sql`discard all`.execute(database.db);
    expect((await distinct(1, 'x').execute(database.db)).rows).toEqual([{ number: 1, value: 'x' }]);
  });
});

describe('counting of statements', () => {
  it('counts each statement once, transaction control included', async () => {
    const database = await createDatabase();
    await distinct(1, 'x').execute(database.db);
    expect(database.statementsSent()).toBe(1);
    await database.db.transaction().execute((trx) => distinct(1, 'x').execute(trx));
    expect(database.statementsSent()).toBe(4);
  });
});
