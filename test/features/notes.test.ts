import fc from 'fast-check';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tables } from '../../src/database/tables.js';
import type { GraphqlAnswer } from '../support/gateway.js';
import type { Studio } from '../support/studio.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let last = 0;

beforeAll(async () => {
  here = await startStudioGateway();
});
afterAll(() => here.close());

async function note(of: Studio, customer: number, row: Partial<Insertable<Tables['notes']>> = {}): Promise<number> {
  const number = of === here.rival ? 900_000 + ++last : ++last;
  await of.db
    .insertInto('notes')
    .values({ company_id: of.company.id, number, customer_number: customer, content: `Note ${number}`, created_by: 'Front Desk', ...row })
    .execute();
  return number;
}

/** A customer with three notes; the last two came in the same instant. */
async function noted() {
  const customer = await here.studio.customer();
  const winter = await note(here.studio, customer, { created_at: new Date('2026-01-11T23:30:00.999Z'), updated_at: new Date('2026-03-29T01:00:00Z'), created_by: 'Mo “Clay” Achterberg' });
  const twins = [
    await note(here.studio, customer, { created_at: new Date('2026-06-11T08:20:00Z'), updated_at: new Date('2026-06-12T09:02:00Z'), content: 'Prefers the wheel by the window.' }),
    await note(here.studio, customer, { created_at: new Date('2026-06-11T08:20:00Z'), updated_at: new Date('2026-06-11T08:20:00Z') }),
  ] as const;
  return { id: `cust_${customer}`, winter, twins };
}

const page = `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) { notes(first: $first, after: $after) {
  nodes { id content createdBy createdAt createdAtLocal updatedAt updatedAtLocal } totalCount pageInfo { hasNextPage endCursor } } } }`;

interface Page {
  customer: { notes: { nodes: { id: string; content: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
}

describe('GET /customer/{id}/notes', () => {
  test('answers every documented field, newest first, in one statement', async () => {
    const { id, winter, twins } = await noted();
    const { answer, statements } = await here.counted(() => here.rest(`/customer/${id}/notes`));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(
      JSON.stringify({
        data: [
          { id: `note_${twins[1]}`, type: 'note', content: `Note ${twins[1]}`, created_by: 'Front Desk', created_at: '2026-06-11T09:20:00', updated_at: '2026-06-11T09:20:00' },
          { id: `note_${twins[0]}`, type: 'note', content: 'Prefers the wheel by the window.', created_by: 'Front Desk', created_at: '2026-06-11T09:20:00', updated_at: '2026-06-12T10:02:00' },
          // The company's clocks go forward at the moment of the change.
          { id: `note_${winter}`, type: 'note', content: `Note ${winter}`, created_by: 'Mo “Clay” Achterberg', created_at: '2026-01-11T23:30:00', updated_at: '2026-03-29T02:00:00' },
        ],
        total: 3,
        page: 0,
        pageSize: 30,
      }),
    );
    const again = await here.counted(() => here.rest(`/customer/${id}/notes`));
    expect([again.statements, again.answer.text === answer.text, again.answer.headers.get('age')]).toEqual([0, true, '0']);
  });

  test('pages from zero, and says the total past the end', async () => {
    const { id, winter, twins } = await noted();
    const get = async (query: string) => (await here.rest(`/customer/${id}/notes?${query}`)).json;
    expect(await get('page=0&pageSize=2')).toMatchObject({ data: [{ id: `note_${twins[1]}` }, { id: `note_${twins[0]}` }], total: 3, page: 0, pageSize: 2 });
    expect(await get('page=1&pageSize=2')).toMatchObject({ data: [{ id: `note_${winter}` }], total: 3, page: 1, pageSize: 2 });
    expect(await get('page=7')).toEqual({ data: [], total: 3, page: 7, pageSize: 30 });
    expect(await get('pageSize=101')).toMatchObject({ total: 3, page: 0, pageSize: 100 });
    const none = await here.studio.customer();
    expect((await here.rest(`/customer/cust_${none}/notes`)).json).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
  });

  test.each([['page', '-1'], ['page', '1.5'], ['page', '99999999999'], ['pageSize', '0'], ['pageSize', 'ten'], ['pageSize', '%00']])('refuses %s=%s by its name', async (name, value) => {
    const { id } = await noted();
    const answer = await here.rest(`/customer/${id}/notes?${name}=${value}`);
    expect([answer.status, answer.json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
  });

  test('is 404 for a customer who is unknown, deleted, another company’s, or named wrongly', async () => {
    const theirs = await here.rival.customer();
    await note(here.rival, theirs, { content: 'Theirs alone' });
    const deleted = await here.studio.customer({ deleted_at: new Date() });
    await note(here.studio, deleted);
    for (const id of [`cust_${theirs}`, `cust_${deleted}`, 'cust_77777777', 'note_1', 'cust_1x', 'cust_4294967297', '%00', '%ED%A0%80']) {
      const { status, json, text } = await here.rest(`/customer/${id}/notes`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
      expect(text).not.toContain('Theirs');
    }
    const own = await here.gateway.rest(`/customer/cust_${theirs}/notes`, { token: await here.token(['notes:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: [{ content: 'Theirs alone' }], total: 1 }]);
  });

  test('needs notes:read and nothing else', async () => {
    const { id } = await noted();
    expect((await here.rest(`/customer/${id}/notes`, { scopes: ['notes:read'] })).status).toBe(200);
    const refused = await here.rest(`/customer/${id}/notes?page=-1`, { scopes: allBut('notes:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: notes:read' }]);
  });
});

describe('Customer.notes', () => {
  test('answers every field, walks each note once, and costs one statement a page', async () => {
    const { id, winter, twins } = await noted();
    const { data, errors } = await here.graphql(page, { variables: { id } });
    expect(errors).toBeUndefined();
    expect((data as unknown as Page).customer.notes.nodes.at(-1)).toEqual({
      id: `note_${winter}`,
      content: `Note ${winter}`,
      createdBy: 'Mo “Clay” Achterberg',
      createdAt: '2026-01-11T23:30:00.999Z',
      createdAtLocal: '2026-01-11T23:30:00',
      updatedAt: '2026-03-29T01:00:00.000Z',
      updatedAtLocal: '2026-03-29T02:00:00',
    });
    for (const first of [1, 2, 3]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const asked: { answer: GraphqlAnswer; statements: number } = await here.counted(() => here.graphql(page, { variables: { id, first, after } }));
        const { nodes, totalCount, pageInfo }: Page['customer']['notes'] = (asked.answer.data as unknown as Page).customer.notes;
        expect([asked.statements, totalCount]).toEqual([1, 3]);
        seen.push(...nodes.map((node) => node.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual([...twins.toReversed(), winter].map((number) => `note_${number}`));
    }
  });

  test('is limited for each customer of a list, still in one statement', async () => {
    const [one, other] = [await noted(), await noted()];
    const document = '{ customers(first: 2) { nodes { id notes(first: 1) { nodes { id } edges { node { createdBy } } totalCount } } } }';
    const { answer, statements } = await here.counted(() => here.graphql(document));
    expect(statements).toBe(1);
    expect(answer.data).toEqual({
      customers: {
        nodes: [other, one].map(({ id, twins }) => ({ id, notes: { nodes: [{ id: `note_${twins[1]}` }], edges: [{ node: { createdBy: 'Front Desk' } }], totalCount: 3 } })),
      },
    });
  });

  test('is refused by itself without notes:read', async () => {
    const { id } = await noted();
    const document = `{ customer(id: "${id}") { id firstName notes { totalCount } } }`;
    const refused = await here.graphql(document, { scopes: ['profile:read', 'customers:read'] });
    expect(refused.data).toEqual({ customer: { id, firstName: 'Noor', notes: null } });
    expect(refused.errors).toMatchObject([{ message: 'Missing required scope: notes:read', path: ['customer', 'notes'], extensions: { code: 'FORBIDDEN', missingScope: 'notes:read' } }]);
    const alone = await here.graphql(`{ customer(id: "${id}") { notes { totalCount } } }`, { scopes: ['notes:read'] });
    expect([alone.data, alone.errors]).toEqual([{ customer: { notes: { totalCount: 3 } } }, undefined]);
  });

  test('refuses a page that cannot be had, naming the argument', async () => {
    const { id } = await noted();
    for (const [list, field] of [['first: 101', 'first'], ['first: 0', 'first'], ['page: -1', 'page'], ['after: "WzFd"', 'after'], ['after: "\\u0000"', 'after'], ['first: 1, page: 1', 'first']]) {
      const { data, errors } = await here.graphql(`{ customer(id: "${id}") { notes(${list}) { nodes { id } } } }`);
      expect([data, errors]).toMatchObject([{ customer: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
  });
});

test('a note is shown as it was written, whatever its characters', async () => {
  const customer = await here.studio.customer();
  const written = [
    '',
    ' \t\r\n',
    '"quoted" \\ and {"json": [1]}',
    '</script><script>alert(1)</script><!--',
    `'; drop table notes; --`,
    '%s $1 ${x} {{x}}',
    'line\u2028separator\u2029\u0085\u0001\u001f\u007f\ufeff\uffff',
    'עברית العربية \u202Eright to left\u202C',
    'e\u0301 é 👩‍👩‍👧‍👦 \u{10ffff}',
    '__proto__',
    'x'.repeat(100_000),
    ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0')), { numRuns: 19, seed: 7 }),
  ];
  const author = (content: string) => Array.from(content).slice(0, 50).join('');
  for (const [index, content] of written.entries()) await note(here.studio, customer, { content, created_by: author(content), created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, -index)) });
  const rest = (await here.rest(`/customer/cust_${customer}/notes`)).json as { data: { content: string; created_by: string }[] };
  expect(rest.data.map(({ content }) => content)).toEqual(written);
  expect(rest.data.map(({ created_by }) => created_by)).toEqual(written.map(author));
  // Interpreted at first, compiled when it comes back.
  for (let index = 0; index < 4; index++) {
    const { data } = await here.graphql(page, { variables: { id: `cust_${customer}`, first: 30 - index } });
    expect((data as unknown as Page).customer.notes.nodes.map(({ content }) => content)).toEqual(written.slice(0, 30 - index));
  }
});
