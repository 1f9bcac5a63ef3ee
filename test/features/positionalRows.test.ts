import { sql, type AliasableExpression } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonArrayFrom, jsonObject, jsonObjectFrom, positionalRows } from '../../src/features/shared/json.js';
import { createStudioDatabase, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let db: StudioDatabase['test']['database']['db'];

beforeAll(async () => {
  database = await createStudioDatabase();
  ({ db } = database.test.database);
  const studio = await database.studio('studio');
  await studio.customer({ first_name: 'Ann "A"' });
  await studio.customer({ first_name: 'Bo' });
});
afterAll(() => database.test.drop());

const customers = () => db.selectFrom('customers').select(['first_name as a.b (c: "d")', sql`number * 2`.as('twice')]).orderBy('number');

/** What an expression brings as objects, and what as arrays. */
async function inBothForms(expression: AliasableExpression<unknown>) {
  const query = db.selectNoFrom(expression.as('json'));
  const [named, positional] = [await query.executeTakeFirst(), await query.withPlugin(positionalRows).executeTakeFirst()];
  return { named: named?.json, positional: positional?.json };
}

test('rows are objects, or arrays of the same values in the same order', async () => {
  const { named, positional } = await inBothForms(jsonArrayFrom(customers()));
  expect(named).toMatchObject([{ 'a.b (c: "d")': 'Ann "A"', twice: expect.any(Number) }, { 'a.b (c: "d")': 'Bo' }]);
  expect(positional).toEqual((named as object[]).map((row) => Object.values(row)));
});

test('one row is what one of a list is; none is null, and an empty list', async () => {
  const { named, positional } = await inBothForms(jsonObjectFrom(customers().limit(1)));
  expect(positional).toEqual(Object.values(named as object));
  const nobody = customers().where('number', '=', -1);
  expect(await inBothForms(jsonObjectFrom(nobody))).toEqual({ named: null, positional: null });
  expect(await inBothForms(jsonArrayFrom(nobody))).toEqual({ named: [], positional: [] });
});

test('what is nested has the form of what is around it', async () => {
  const { named, positional } = await inBothForms(
    jsonObject([jsonArrayFrom(customers()).as('all'), jsonObject([sql.lit('x').as('y')]).as('own')], { name: 'unused', query: sql`(select 1)` }),
  );
  expect(named).toMatchObject({ all: [{ twice: expect.any(Number) }, {}], own: { y: 'x' } });
  expect(positional).toEqual([[['Ann "A"', expect.any(Number)], ['Bo', expect.any(Number)]], ['x']]);
});

test('rows that no array can be made of stay objects', async () => {
  const wide = Array.from({ length: 101 }, (_, index) => sql.lit(index).as(`c${index}`));
  for (const expression of [jsonObject(wide), jsonArrayFrom(db.selectNoFrom(wide)), jsonArrayFrom(db.selectFrom('customers').select('number'))]) {
    const { named, positional } = await inBothForms(expression);
    expect(positional).toEqual(named);
    expect(JSON.stringify(positional)).toContain('{');
  }
  const { positional } = await inBothForms(jsonObject(wide.slice(1)));
  expect(positional).toHaveLength(100);
});
