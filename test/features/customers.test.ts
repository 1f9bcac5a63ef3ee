import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGraph, noon, type Asked, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let graph: Graph;
let studio: Studio;
let rival: Studio;

beforeAll(async () => {
  database = await createStudioDatabase();
  graph = createGraph(database.test.database);
  studio = await database.studio('studio');
  rival = await database.studio('rival', { firstNumber: 900_001 });
});
afterAll(() => database.test.drop());

describe('the list of customers', () => {
  test('is newest first, walks every customer once and leaves deleted ones out', async () => {
    const crowd = await database.studio('crowd');
    const expected: string[] = [];
    for (let index = 0; index < 12; index++) {
      // Three of them came in the same microsecond.
      const created_at = sql<Date>`${`2026-08-01T10:00:00.00000${Math.floor(index / 3)}Z`}::timestamptz`;
      const number = await crowd.customer({ created_at, archived: index === 4, deleted_at: index === 7 ? new Date(noon) : null });
      if (index !== 7) expected.unshift(`cust_${number}`);
    }
    for (const first of [1, 2, 5, 11, 12]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const asked: Asked<CustomersPage> = await graph.ask<CustomersPage>(
          crowd.company,
          `query ($first: Int, $after: String) {
            customers(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }
          }`,
          { variables: { first, after } },
        );
        const { edges, pageInfo, totalCount }: CustomersPage['customers'] = asked.data.customers;
        expect(asked.statements).toBe(1);
        expect(totalCount).toBe(11);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        expect(pageInfo.startCursor).toBe(edges[0]?.cursor);
        expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
        seen.push(...edges.map(({ node }) => node.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(expected);
    }
  });

  test('answers a count alone, an end alone, and nodes and edges at once', async () => {
    const few = await database.studio('few');
    const older = await few.customer({ created_at: new Date('2026-08-01T10:00:00Z'), first_name: 'Older', mobile: '07700' });
    const newer = await few.customer({ created_at: new Date('2026-08-02T10:00:00Z'), first_name: 'Newer' });
    const { data } = await graph.ask(
      few.company,
      `{ count: customers { totalCount } next: customers(first: 1) { pageInfo { hasNextPage } } type: customers { __typename }
        both: customers { nodes { id mobile } edges { node { firstName archived } } } }`,
    );
    expect(data).toEqual({
      count: { totalCount: 2 },
      next: { pageInfo: { hasNextPage: true } },
      type: { __typename: 'CustomerConnection' },
      both: {
        nodes: [{ id: `cust_${newer}`, mobile: null }, { id: `cust_${older}`, mobile: '07700' }],
        edges: [{ node: { firstName: 'Newer', archived: false } }, { node: { firstName: 'Older', archived: false } }],
      },
    });
  });

  test('is as long as the caller may ask', async () => {
    const refused = await graph.ask(studio.company, '{ customers(first: 1000) { nodes { id } } }');
    expect(refused.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'first' }]);
    const allowed = await graph.ask(studio.company, '{ customers(first: 1000) { nodes { id } } }', { pageLimit: 1000 });
    expect(allowed.errors).toEqual([]);
  });
});

interface CustomersPage {
  customers: {
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
    totalCount: number;
  };
}

describe('a customer', () => {
  test('of another company, deleted, or with an id that cannot be, is unknown', async () => {
    const theirs = await rival.customer();
    const deleted = await studio.customer({ deleted_at: new Date(noon) });
    const ours = await studio.customer();
    for (const id of [`cust_${theirs}`, `cust_${deleted}`, `evt_${ours}`, 'cust_', 'cust_4294967297', '']) {
      const query = await graph.ask(studio.company, 'query ($id: ID!) { customer(id: $id) { id email } }', { variables: { id } });
      expect([query.data, query.errors]).toEqual([{ customer: null }, []]);
      const input = { id, firstName: 'A', lastName: 'B', email: 'nobody@example.org' };
      const mutation = await graph.ask(studio.company, update, { variables: { input } });
      expect(mutation.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect(mutation.written).toEqual([]);
    }
    const untouched = await studio.db.selectFrom('customers').select('email').where('number', 'in', [theirs, deleted]).execute();
    expect(untouched.map(({ email }) => email)).not.toContain('nobody@example.org');
  });
});

const update = `mutation ($input: UpdateCustomerProfileInput!) {
  updateCustomerProfile(input: $input) { customer { id firstName lastName email mobile bookings { totalCount } } }
}`;

describe('changing a profile', () => {
  test('stores trimmed values and answers the changed customer', async () => {
    const number = await studio.customer({ mobile: '07700900881' });
    const input = { id: `cust_${number}`, firstName: ' Noor ', lastName: 'Bakker-Lind', email: 'Noor.B@example.org' };
    const { data, errors, written } = await graph.ask(studio.company, update, { variables: { input } });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      updateCustomerProfile: {
        customer: {
          id: `cust_${number}`,
          firstName: 'Noor',
          lastName: 'Bakker-Lind',
          email: 'Noor.B@example.org',
          mobile: '07700900881',
          bookings: { totalCount: 0 },
        },
      },
    });
    expect(written).toEqual(['customers']);
  });

  test.each([
    [{}, '07700'],
    [{ mobile: null }, null],
    [{ mobile: '' }, null],
    [{ mobile: '  ' }, null],
    [{ mobile: '0711' }, '0711'],
  ])('with %j leaves the mobile number %s', async (mobile, expected) => {
    const number = await studio.customer({ mobile: '07700' });
    const input = { id: `cust_${number}`, firstName: 'A', lastName: 'B', email: `m${number}@example.org`, ...mobile };
    const { errors } = await graph.ask(studio.company, update, { variables: { input } });
    expect(errors).toEqual([]);
    const row = await studio.db.selectFrom('customers').select('mobile').where('number', '=', number).where('company_id', '=', studio.company.id).executeTakeFirst();
    expect(row?.mobile).toBe(expected);
  });

  test.each([
    ['firstName', ''],
    ['firstName', ' \u2003'],
    ['firstName', 'x'.repeat(101)],
    ['firstName', 'a\u0000b'],
    ['lastName', 'a\nb'],
    ['lastName', '\u0085'],
    ['email', 'noor'],
    ['email', 'noor@'],
    ['email', 'noor@exa mple.org'],
    ['email', `noor@${'a'.repeat(64)}.org`],
    ['email', `${'n'.repeat(250)}@example.org`],
    ['mobile', '0'.repeat(31)],
    ['mobile', '07700\u0007'],
  ])('is refused naming %s for %j', async (field, value) => {
    const number = await studio.customer();
    const input = { id: `cust_${number}`, firstName: 'A', lastName: 'B', email: 'a@example.org', [field]: value };
    const { errors, written } = await graph.ask(studio.company, update, { variables: { input } });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
    expect(written).toEqual([]);
  });

  test('refuses an e-mail that another customer has in any case, but neither a deleted one nor another company', async () => {
    const [first, second] = [await studio.customer({ email: 'Taken@example.org' }), await studio.customer()];
    const attempt = (email: string) =>
      graph.ask(studio.company, update, { variables: { input: { id: `cust_${second}`, firstName: 'A', lastName: 'B', email } } });
    expect((await attempt('tAKEN@example.org')).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'email' }]);
    await studio.db.updateTable('customers').set({ deleted_at: new Date(noon) }).where('number', '=', first).where('company_id', '=', studio.company.id).execute();
    await rival.customer({ email: 'rivals@example.org' });
    expect((await attempt('taken@example.org')).errors).toEqual([]);
    expect((await attempt('rivals@example.org')).errors).toEqual([]);
  });

  test('lets one of many who want the same e-mail at once have it', async () => {
    const numbers: number[] = [];
    for (let index = 0; index < 8; index++) numbers.push(await studio.customer());
    const answers = await Promise.all(
      numbers.map((number) =>
        graph.ask(studio.company, update, {
          variables: { input: { id: `cust_${number}`, firstName: 'A', lastName: 'B', email: 'wanted@example.org' } },
        }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const { errors } of answers) {
      if (errors.length > 0) expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'email' }]);
    }
    const held = await studio.db.selectFrom('customers').select('number').where('email', '=', 'wanted@example.org').execute();
    expect(held).toHaveLength(1);
  });
});
