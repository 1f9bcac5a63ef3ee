import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { passRows, type PassRows } from '../support/passes.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let ours: PassRows;
let theirs: PassRows;

beforeAll(async () => {
  here = await startStudioGateway();
  ours = passRows(here.studio);
  theirs = passRows(here.rival, 900_001);
});
afterAll(() => here.close());

/** Rows that a test writes by itself are not announced: what was remembered of the list is voided by a change. */
async function voidCaches(): Promise<void> {
  const pass = await ours.pass({ name: '~ voids caches', deleted_at: new Date() });
  await here.rest(`/pass/pass_${pass}`, { method: 'PUT', body: { credits: 1 } });
}

const whole = { name: 'Six Firings', description: 'Six kiln firings\nof any size', price: 6900, credits: 6, purchase_limit: null, created_at: new Date('2026-07-09T11:00:00.999Z') };

const wholeRow = (number: number) => ({
  id: `pass_${number}`,
  type: 'pass',
  name: 'Six Firings',
  description: 'Six kiln firings\nof any size',
  base100_price: 6900,
  credits: 6,
  start_mode: 'ON_PURCHASE',
  validity: { period: 4, unit: 'MONTHS' },
  subscriptions_only: false,
  purchase_limit: null,
  // The company's wall clock.
  created_at: '2026-07-09T12:00:00',
});

const wholeNode = (number: number) => ({
  id: `pass_${number}`,
  name: 'Six Firings',
  description: 'Six kiln firings\nof any size',
  price: { amount: 6900, currency: 'GBP' },
  credits: 6,
  startMode: 'ON_PURCHASE',
  validity: { period: 4, unit: 'MONTHS' },
  subscriptionsOnly: false,
  purchaseLimit: null,
  deleted: false,
  createdAt: '2026-07-09T11:00:00.999Z',
  createdAtLocal: '2026-07-09T12:00:00',
});

const everyField =
  'id name description price { amount currency } credits startMode validity { period unit } subscriptionsOnly purchaseLimit deleted createdAt createdAtLocal';

describe('GET /pass/{id} and Query.pass', () => {
  test('answer every documented field, in one statement, and again from the cache', async () => {
    const number = await ours.pass(whole);
    const { answer, statements } = await here.counted(() => here.rest(`/pass/pass_${number}`));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: wholeRow(number) }));
    const again = await here.counted(() => here.rest(`/pass/pass_${number}`));
    expect([again.statements, again.answer.text]).toEqual([0, answer.text]);

    const graph = await here.counted(() => here.graphql(`{ pass(id: "pass_${number}") { ${everyField} } }`));
    expect([graph.statements, graph.answer.errors, graph.answer.data]).toEqual([1, undefined, { pass: wholeNode(number) }]);
  });

  test('show the other kinds of a pass, and a deleted one', async () => {
    const number = await ours.pass({ start_mode: 'ON_FIRST_BOOKING', validity_period: 30, validity_unit: 'DAYS', subscriptions_only: true, purchase_limit: 2, price: 0, deleted_at: new Date() });
    expect((await here.rest(`/pass/pass_${number}`)).json).toMatchObject({
      data: { description: '', base100_price: 0, start_mode: 'ON_FIRST_BOOKING', validity: { period: 30, unit: 'DAYS' }, subscriptions_only: true, purchase_limit: 2 },
    });
    const { data } = await here.graphql(`{ pass(id: "pass_${number}") { deleted purchaseLimit type: __typename } }`);
    expect(data).toEqual({ pass: { deleted: true, purchaseLimit: 2, type: 'Pass' } });
  });

  test('know no pass of another company, and no id that cannot be one', async () => {
    const foreign = await theirs.pass({ name: 'Theirs' });
    const own = await ours.pass();
    for (const id of [`pass_${foreign}`, 'pass_77777777', `pkg_${own}`, `${own}`, 'pass_', 'pass_0', 'pass_4294967297', 'pass_1x', 'pass_%F0%9F%A6%8A']) {
      const { status, json } = await here.rest(`/pass/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: 'There is no such resource.' }]);
    }
    for (const id of [`pass_${foreign}`, '', 'cust_1', '\ud800']) {
      const { data, errors } = await here.graphql('query ($id: ID!) { pass(id: $id) { id } }', { variables: { id } });
      expect([data, errors]).toEqual([{ pass: null }, undefined]);
    }
    expect((await here.gateway.rest(`/pass/pass_${foreign}`, { token: await here.token(['passes:read'], 'rival') })).json).toMatchObject({ data: { name: 'Theirs' } });
  });

  test('need passes:read and nothing else', async () => {
    const number = await ours.pass();
    for (const path of ['/passes', '/passes?page=x', `/pass/pass_${number}`, '/pass/pass_77777777']) {
      const { status, json } = await here.rest(path, { scopes: allBut('passes:read') });
      expect([status, json]).toEqual([403, { error: 'Missing required scope: passes:read' }]);
    }
    for (const path of ['/passes', `/pass/pass_${number}`]) expect((await here.rest(path, { scopes: ['passes:read'] })).status).toBe(200);
    const { data, errors } = await here.graphql(`{ passes { totalCount } pass(id: "pass_${number}") { id } customers { totalCount } }`, { scopes: ['customers:read'] });
    expect(data).toEqual({ passes: null, pass: null, customers: { totalCount: expect.any(Number) } });
    expect(errors?.map(({ extensions }) => extensions['missingScope'])).toEqual(['passes:read', 'passes:read']);
  });
});

describe('GET /passes and Query.passes', () => {
  let numbers: number[];

  beforeEach(async () => {
    await here.studio.db.deleteFrom('passes').where('company_id', '=', here.studio.company.id).execute();
    await theirs.pass({ name: 'A' });
    // Names that sort after each other, two of them alike.
    const [beta, deleted, alpha, gamma, second] = [await ours.pass({ name: 'Beta "2"' }), await ours.pass({ name: 'Alpha', deleted_at: new Date() }), await ours.pass({ ...whole, name: 'Alpha' }), await ours.pass({ name: 'Gamma' }), await ours.pass({ name: 'Beta "2"' })];
    expect(deleted).toBeGreaterThan(0);
    numbers = [alpha, beta, second, gamma];
    await voidCaches();
  });
  const ids = () => numbers.map((number) => `pass_${number}`);

  test('answer the whole list by name and then id, without deleted ones', async () => {
    const { answer, statements } = await here.counted(() => here.rest('/passes'));
    expect([answer.status, statements]).toEqual([200, 1]);
    const { data, ...rest } = answer.json as { data: { id: string }[] };
    expect([data.map(({ id }) => id), rest]).toEqual([ids(), {}]);
    expect(JSON.stringify(data[0])).toBe(JSON.stringify({ ...wholeRow(numbers[0] as number), name: 'Alpha' }));
  });

  test('answer the paged envelope when a page is asked for', async () => {
    const page = async (query: string) => {
      const { answer, statements } = await here.counted(() => here.rest(`/passes?${query}`));
      expect(statements).toBeLessThanOrEqual(1);
      const { data, ...rest } = answer.json as { data: { id: string }[] };
      return { ...rest, ids: data.map(({ id }) => id) };
    };
    expect(await page('page=0&pageSize=3')).toEqual({ ids: ids().slice(0, 3), total: 4, page: 0, pageSize: 3 });
    expect(await page('page=1&pageSize=3')).toEqual({ ids: ids().slice(3), total: 4, page: 1, pageSize: 3 });
    expect(await page('page=9')).toEqual({ ids: [], total: 4, page: 9, pageSize: 30 });
    expect(await page('pageSize=101')).toEqual({ ids: ids(), total: 4, page: 0, pageSize: 100 });
  });

  test.each([['page', '-1'], ['page', 'a'], ['page', '2147483648'], ['pageSize', '0'], ['pageSize', '1.5']])('refuse %s=%s by its name', async (name, value) => {
    expect(await here.rest(`/passes?${name}=${value}`)).toMatchObject({ status: 400, json: { error: expect.stringMatching(`^${name}: `) } });
  });

  test('walk each pass once with cursors, in one statement a page', async () => {
    for (const first of [1, 2, 3, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { answer, statements }: Counted = await here.counted(() =>
          here.graphql('query ($first: Int, $after: String) { passes(first: $first, after: $after) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } totalCount } }', { variables: { first, after } }),
        );
        const { edges, pageInfo, totalCount } = (answer.data as unknown as PassesPage).passes;
        expect([statements, totalCount]).toEqual([1, 4]);
        seen.push(...edges.map(({ node }) => node.id));
        expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(ids());
    }
  });

  test('refuse what is no cursor of theirs', async () => {
    const customers = await here.graphql('{ customers(first: 1) { pageInfo { endCursor } } }');
    const foreign = Buffer.from('["a\\u0000b",1]').toString('base64url');
    const half = Buffer.from('["\\ud800",1]').toString('base64url');
    const wide = Buffer.from('["Alpha",2147483648]').toString('base64url');
    expect(customers.errors).toBeUndefined();
    for (const after of ['', 'x', foreign, half, wide, Buffer.from('[1,1]').toString('base64url')]) {
      const { errors } = await here.graphql('query ($after: String) { passes(after: $after) { nodes { id } } }', { variables: { after } });
      expect([after, errors]).toMatchObject([after, [{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]]);
    }
  });

  interface PassesPage {
    passes: { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number };
  }
  type Counted = Awaited<ReturnType<typeof here.counted<Awaited<ReturnType<typeof here.graphql>>>>>;
});

describe('PUT /pass/{id}', () => {
  const put = (id: string, body: unknown, scopes?: readonly string[]) => here.rest(`/pass/${id}`, { method: 'PUT', body, ...(scopes === undefined ? {} : { scopes }) });
  const stored = (number: number) => here.studio.db.selectFrom('passes').selectAll().where('company_id', '=', here.studio.company.id).where('number', '=', number).executeTakeFirstOrThrow();

  test('changes everything that is given', async () => {
    const number = await ours.pass(whole);
    const body = {
      name: ' Ten Firings ',
      description: '',
      base100_price: 0,
      credits: 10,
      start_mode: 'ON_FIRST_BOOKING',
      validity: { period: 45, unit: 'DAYS' },
      subscriptions_only: true,
      purchase_limit: 3,
    };
    const { answer, statements } = await here.counted(() => put(`pass_${number}`, body));
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Pass updated successfully"}']);
    expect(statements).toBeLessThanOrEqual(5);
    expect((await here.rest(`/pass/pass_${number}`)).json).toEqual({ data: { ...wholeRow(number), ...body, name: 'Ten Firings' } });
    await put(`pass_${number}`, { purchase_limit: null });
    expect(await stored(number)).toMatchObject({ purchase_limit: null, credits: 10 });
  });

  test.each([
    [{ name: 'Other' }, { name: 'Other' }],
    [{ description: 'Line one\r\nline two\t🦊' }, { description: 'Line one\r\nline two\t🦊' }],
    [{ description: 'é'.repeat(5000) }, { description: 'é'.repeat(5000) }],
    [{ base100_price: 2_147_483_647 }, { price: 2_147_483_647 }],
    [{ credits: 1 }, { credits: 1 }],
    [{ start_mode: 'ON_FIRST_BOOKING' }, { start_mode: 'ON_FIRST_BOOKING' }],
    [{ validity: { period: 9 } }, { validity_period: 9 }],
    [{ validity: { unit: 'DAYS' } }, { validity_unit: 'DAYS' }],
    [{ subscriptions_only: true }, { subscriptions_only: true }],
    [{ purchase_limit: 1 }, { purchase_limit: 1 }],
  ])('%# leaves the rest as it was', async (body, changed) => {
    const number = await ours.pass(whole);
    const before = await stored(number);
    expect((await put(`pass_${number}`, body)).status).toBe(200);
    expect(await stored(number)).toEqual({ ...before, ...changed });
  });

  test('is seen at once on both surfaces, by itself, in the list, and where the pass is named', async () => {
    const number = await ours.pass({ name: 'Before' });
    const customer = await here.studio.customer();
    await ours.purchase(number, customer);
    await voidCaches();
    const reads: (() => Promise<{ text?: string; data?: unknown }>)[] = [
      () => here.rest(`/pass/pass_${number}`),
      () => here.rest('/passes'),
      () => here.rest('/passes?pageSize=100'),
      () => here.rest(`/pass/pass_${number}/packages`),
      () => here.rest(`/customer/cust_${customer}/packages`),
      () => here.graphql(`{ pass(id: "pass_${number}") { name } }`),
      () => here.graphql('{ passes(first: 100) { nodes { name } } }'),
      () => here.graphql(`{ customer(id: "cust_${customer}") { packages { nodes { pass { name } } } } }`),
    ];
    const all = () => Promise.all(reads.map(async (read) => {
      const answer = await read();
      return answer.text ?? JSON.stringify(answer.data);
    }));
    for (const text of await all()) expect(text).toContain('"Before"');
    expect((await here.counted(all)).statements).toBe(0);
    await put(`pass_${number}`, { name: 'By REST' });
    for (const text of await all()) expect(text).toContain('"By REST"');
    await here.graphql(update, { variables: { input: { id: `pass_${number}`, name: 'By the graph' } } });
    for (const text of await all()) expect(text).toContain('"By the graph"');
  });

  test.each<[unknown, string]>([
    [undefined, 'body'],
    [{}, 'body'],
    [[], 'body'],
    [[{ name: 'x' }], 'body'],
    [null, 'body'],
    ['name', 'body'],
    [{ id: 'pass_1', name: 'x' }, 'id'],
    [{ type: 'pass' }, 'type'],
    [{ created_at: '2026-01-01T00:00:00' }, 'created_at'],
    [{ deleted: true }, 'deleted'],
    [{ price: 5 }, 'price'],
    [{ startMode: 'ON_PURCHASE' }, 'startMode'],
    [{ name: 'x', colour: 'red' }, 'colour'],
    [{ name: '' }, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: null }, 'name'],
    [{ name: 7 }, 'name'],
    [{ description: 'a\u0000b' }, 'description'],
    [{ description: '\udfff' }, 'description'],
    [{ description: 'x'.repeat(5001) }, 'description'],
    [{ description: null }, 'description'],
    [{ base100_price: -1 }, 'base100_price'],
    [{ base100_price: 1.5 }, 'base100_price'],
    [{ base100_price: '6900' }, 'base100_price'],
    [{ base100_price: 2_147_483_648 }, 'base100_price'],
    [{ base100_price: null }, 'base100_price'],
    [{ credits: 0 }, 'credits'],
    [{ credits: 1e30 }, 'credits'],
    [{ start_mode: 'on_purchase' }, 'start_mode'],
    [{ start_mode: null }, 'start_mode'],
    [{ validity: null }, 'validity'],
    [{ validity: {} }, 'validity'],
    [{ validity: 'MONTHS' }, 'validity'],
    [{ validity: [] }, 'validity'],
    [{ validity: { period: 0 } }, 'validity.period'],
    [{ validity: { period: null } }, 'validity.period'],
    [{ validity: { unit: 'YEARS' } }, 'validity.unit'],
    [{ validity: { period: 1, days: 3 } }, 'validity.days'],
    [{ subscriptions_only: 'true' }, 'subscriptions_only'],
    [{ subscriptions_only: null }, 'subscriptions_only'],
    [{ purchase_limit: 0 }, 'purchase_limit'],
    [{ purchase_limit: '1' }, 'purchase_limit'],
  ])('refuses %j naming %s, of an unknown pass too, and changes nothing', async (body, field) => {
    const number = await ours.pass(whole);
    const before = await stored(number);
    for (const id of [`pass_${number}`, 'pass_77777777']) {
      const { status, json } = await put(id, body);
      expect([status, json]).toEqual([400, { error: expect.stringMatching(`^${field.replace('.', '\\.')}: `) }]);
    }
    expect(await stored(number)).toEqual(before);
  });

  test('is 404 for a pass that is unknown, another company’s, or named wrongly', async () => {
    const foreign = await theirs.pass({ name: 'Theirs' });
    for (const id of [`pass_${foreign}`, 'pass_77777777', 'video_1', 'pass_4294967297']) {
      expect([id, await put(id, { name: 'Mine' })]).toMatchObject([id, { status: 404, json: { error: 'There is no such resource.' } }]);
    }
    const names = await here.studio.db.selectFrom('passes').select('name').where('name', '=', 'Mine').execute();
    expect(names).toEqual([]);
  });

  test('changes a deleted pass, which stays deleted', async () => {
    const number = await ours.pass({ deleted_at: new Date() });
    expect((await put(`pass_${number}`, { name: 'Gone' })).status).toBe(200);
    expect(await stored(number)).toMatchObject({ name: 'Gone', deleted_at: expect.any(Date) });
  });

  test('needs passes:write and nothing else', async () => {
    const number = await ours.pass();
    const refused = await put(`pass_${number}`, { nonsense: 1 }, allBut('passes:write'));
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: passes:write' }]);
    expect((await put(`pass_${number}`, { credits: 2 }, ['passes:write'])).status).toBe(200);
    const graph = await here.graphql(update, { variables: { input: { id: `pass_${number}`, credits: 3 } }, scopes: allBut('passes:write') });
    expect([graph.data, graph.errors]).toMatchObject([{ updatePass: null }, [{ extensions: { missingScope: 'passes:write' } }]]);
    expect(await stored(number)).toMatchObject({ credits: 2 });
  });

  test('leaves purchases made before as they are', async () => {
    const number = await ours.pass();
    const customer = await here.studio.customer();
    await ours.purchase(number, customer, { credits_total: 6, credits_remaining: 5 });
    await put(`pass_${number}`, { credits: 20, base100_price: 1 });
    expect((await here.rest(`/customer/cust_${customer}/packages`)).json).toMatchObject({ data: [{ credits_total: 6, credits_remaining: 5, payment: { base100_price: 6900 } }] });
  });
});

const update = `mutation ($input: UpdatePassInput!) { updatePass(input: $input) { pass { ${everyField} } } }`;

describe('updatePass', () => {
  const change = (input: Record<string, unknown>) => here.graphql(update, { variables: { input } });

  test('answers the changed pass', async () => {
    const number = await ours.pass(whole);
    const { data, errors } = await change({ id: `pass_${number}`, name: ' Ten ', price: 100, validity: { unit: 'DAYS' }, purchaseLimit: 2, startMode: 'ON_FIRST_BOOKING', subscriptionsOnly: true, description: 'Ten' });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      updatePass: {
        pass: { ...wholeNode(number), name: 'Ten', price: { amount: 100, currency: 'GBP' }, validity: { period: 4, unit: 'DAYS' }, purchaseLimit: 2, startMode: 'ON_FIRST_BOOKING', subscriptionsOnly: true, description: 'Ten' },
      },
    });
    const cleared = await here.graphql('mutation ($id: ID!) { updatePass(input: { id: $id, purchaseLimit: null }) { pass { purchaseLimit activePackages { totalCount } } } }', { variables: { id: `pass_${number}` } });
    expect(cleared.data).toEqual({ updatePass: { pass: { purchaseLimit: null, activePackages: { totalCount: 0 } } } });
  });

  test.each<[Record<string, unknown>, string]>([
    [{}, 'input'],
    [{ name: null }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ description: '\udfff' }, 'description'],
    [{ price: -1 }, 'price'],
    [{ credits: 0 }, 'credits'],
    [{ credits: null }, 'credits'],
    [{ startMode: null }, 'startMode'],
    [{ validity: null }, 'validity'],
    [{ validity: {} }, 'validity'],
    [{ validity: { period: 0 } }, 'validity.period'],
    [{ validity: { period: 1, unit: null } }, 'validity.unit'],
    [{ subscriptionsOnly: null }, 'subscriptionsOnly'],
    [{ purchaseLimit: 0 }, 'purchaseLimit'],
  ])('refuses %j naming %s, of an unknown pass too', async (input, field) => {
    const number = await ours.pass(whole);
    for (const id of [`pass_${number}`, 'pass_77777777']) {
      const { data, errors } = await change({ id, ...input });
      expect([data, errors]).toMatchObject([{ updatePass: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
    expect((await here.rest(`/pass/pass_${number}`)).json).toEqual({ data: wholeRow(number) });
  });

  test('refuses characters that cannot be stored, also where they are written into the document', async () => {
    const number = await ours.pass();
    const { errors } = await here.graphql(`mutation { updatePass(input: { id: "pass_${number}", description: "a\\u0000b" }) { pass { id } } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'description' } }]);
    const variable = await change({ id: `pass_${number}`, description: 'a\0b' });
    expect(variable.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.description' } }]);
  });

  test('finds no pass of another company, and none by an id that cannot be one', async () => {
    const foreign = await theirs.pass();
    for (const id of [`pass_${foreign}`, 'pass_77777777', 'cust_1', '']) {
      const { data, errors } = await change({ id, name: 'Mine' });
      expect([data, errors]).toMatchObject([{ updatePass: null }, [{ extensions: { code: 'NOT_FOUND' } }]]);
    }
  });
});
