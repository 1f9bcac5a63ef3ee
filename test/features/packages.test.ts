import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passRows, type PassRows } from '../support/passes.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let now = Date.parse('2026-09-01T12:00:00Z');
let here: StudioGateway;
let ours: PassRows;
let theirs: PassRows;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  ours = passRows(here.studio);
  theirs = passRows(here.rival, 900_001);
});
afterAll(() => here.close());

const minutes = (count: number) => new Date(now + count * 60_000);

/** A customer who bought a pass in each way that there is, newest first. */
async function buyer() {
  const customer = await here.studio.customer({ first_name: 'Noor', last_name: 'Bakker', email: `noor${Math.random()}@example.org` });
  const pass = await ours.pass({ name: 'Six Firings' });
  const gone = await ours.pass({ name: 'No longer sold', deleted_at: new Date(now) });
  const byCard = await ours.purchase(pass, customer, { created_at: new Date('2026-08-09T10:00:00.123Z'), expires_at: new Date('2026-12-09T10:00:00Z') });
  const byCash = await ours.purchase(gone, customer, { created_at: new Date('2026-08-08T10:00:00Z'), payment_method: 'CASH', amount: 500, currency: 'EUR', is_cancelled: true });
  const free = await ours.purchase(pass, customer, { created_at: new Date('2026-08-07T10:00:00Z'), payment_method: 'FREE', amount: 0, credits_remaining: 0, is_refunded: true });
  const byPass = await ours.purchase(pass, customer, { created_at: new Date('2026-08-06T10:00:00Z'), payment_method: 'PASS', amount: null, currency: null, credits_used: 3, expires_at: new Date('2026-08-31T22:00:00Z') });
  const template = { id: `pass_${pass}`, type: 'pass_template', name: 'Six Firings' };
  const common = { type: 'pass_purchase', pass: template, credits_total: 10, credits_remaining: 4 };
  const flags = { is_cancelled: false, is_refunded: false, is_expired: false };
  const rows = [
    { id: `pkg_${byCard}`, ...common, created: '2026-08-09T10:00:00.123Z', expires_on: '2026-12-09T10:00:00.000Z', ...flags, payment: { method: 'CARD', currency: 'GBP', base100_price: 6900 } },
    { id: `pkg_${byCash}`, ...common, pass: { ...template, id: `pass_${gone}`, name: 'No longer sold' }, created: '2026-08-08T10:00:00.000Z', expires_on: null, ...flags, is_cancelled: true, payment: { method: 'CASH', currency: 'EUR', base100_price: 500 } },
    { id: `pkg_${free}`, ...common, credits_remaining: 0, created: '2026-08-07T10:00:00.000Z', expires_on: null, ...flags, is_refunded: true, payment: { method: 'FREE', currency: 'GBP', base100_price: 0 } },
    { id: `pkg_${byPass}`, ...common, created: '2026-08-06T10:00:00.000Z', expires_on: '2026-08-31T22:00:00.000Z', ...flags, is_expired: true, payment: { method: 'PASS', currency: 'CR', credits_used: 3 } },
  ];
  return { id: `cust_${customer}`, rows };
}

describe('GET /customer/{id}/packages', () => {
  test('answers every field of every kind of purchase, newest first, in one statement', async () => {
    const { id, rows } = await buyer();
    const { answer, statements } = await here.counted(() => here.rest(`/customer/${id}/packages`));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: rows, total: 4, page: 0, pageSize: 30 }));
    const again = await here.counted(() => here.rest(`/customer/${id}/packages`));
    expect([again.statements, again.answer.text]).toEqual([0, answer.text]);
  });

  test('pages from zero, and says the total past the end', async () => {
    const { id, rows } = await buyer();
    const get = async (query: string) => (await here.rest(`/customer/${id}/packages?${query}`)).json;
    expect(await get('page=0&pageSize=3')).toEqual({ data: rows.slice(0, 3), total: 4, page: 0, pageSize: 3 });
    expect(await get('page=1&pageSize=3')).toEqual({ data: rows.slice(3), total: 4, page: 1, pageSize: 3 });
    expect(await get('page=7')).toEqual({ data: [], total: 4, page: 7, pageSize: 30 });
    expect(await get('pageSize=101')).toMatchObject({ total: 4, pageSize: 100 });
    const none = await here.studio.customer();
    expect((await here.rest(`/customer/cust_${none}/packages`)).json).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    for (const query of ['page=-1', 'page=x', 'pageSize=0', 'pageSize=1.5']) {
      const [name] = query.split('=');
      expect(await here.rest(`/customer/${id}/packages?${query}`)).toMatchObject({ status: 400, json: { error: expect.stringMatching(`^${name}: `) } });
    }
  });

  test('is 404 for a customer who is unknown, deleted, another company’s, or named wrongly', async () => {
    const foreign = await here.rival.customer();
    await theirs.purchase(await theirs.pass({ name: 'Theirs' }), foreign);
    const deleted = await here.studio.customer({ deleted_at: new Date(now) });
    for (const id of [`cust_${foreign}`, `cust_${deleted}`, 'cust_77777777', 'pkg_1', 'cust_4294967297']) {
      const { status, json } = await here.rest(`/customer/${id}/packages`);
      expect([id, status, json]).toEqual([id, 404, { error: 'There is no such resource.' }]);
    }
    const own = await here.gateway.rest(`/customer/cust_${foreign}/packages`, { token: await here.token(['packages:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: [{ pass: { name: 'Theirs' } }], total: 1 }]);
  });

  test('needs packages:read and nothing else', async () => {
    const { id, rows } = await buyer();
    expect((await here.rest(`/customer/${id}/packages`, { scopes: ['packages:read'] })).json).toMatchObject({ data: rows });
    const refused = await here.rest(`/customer/${id}/packages?page=x`, { scopes: allBut('packages:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: packages:read' }]);
    const { data, errors } = await here.graphql(`{ customer(id: "${id}") { id packages { totalCount } } }`, { scopes: ['customers:read'] });
    expect([data, errors]).toMatchObject([{ customer: { id, packages: null } }, [{ extensions: { missingScope: 'packages:read' } }]]);
  });

  test('says that a purchase has expired from that moment on, though nothing was written', async () => {
    const customer = await here.studio.customer();
    const pass = await ours.pass();
    await ours.purchase(pass, customer, { expires_at: minutes(1) });
    await ours.purchase(pass, customer, { expires_at: minutes(2) });
    const expired = async () => ((await here.rest(`/customer/cust_${customer}/packages`)).json as { data: { is_expired: boolean }[] }).data.map(({ is_expired }) => is_expired);
    const graph = async () => (await here.graphql(`{ customer(id: "cust_${customer}") { packages { edges { node { late: expired } } } } }`)).data;
    const edges = (...flags: boolean[]) => ({ customer: { packages: { edges: flags.map((late) => ({ node: { late } })) } } });
    expect([await expired(), await graph()]).toEqual([[false, false], edges(false, false)]);
    now += 59_999;
    expect((await here.counted(async () => [await expired(), await graph()])).statements).toBe(0);
    now += 1;
    expect([await expired(), await graph()]).toEqual([[false, true], edges(false, true)]);
    now += 60_000;
    expect([await expired(), await graph()]).toEqual([[true, true], edges(true, true)]);
    now += 60_000;
    expect((await here.counted(async () => [await expired(), await graph()])).statements).toBe(0);
  });
});

describe('Customer.packages', () => {
  const everyField = `nodes { id pass { id name } customer { id firstName lastName email } creditsTotal creditsRemaining createdAt expiresAt cancelled refunded expired
    payment { method amount { amount currency } creditsUsed } } totalCount pageInfo { hasNextPage endCursor }`;
  const page = `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) { packages(first: $first, after: $after) { ${everyField} } } }`;
  interface Page {
    customer: { packages: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
  }
  type Counted = Awaited<ReturnType<typeof here.counted<Awaited<ReturnType<typeof here.graphql>>>>>;

  test('answers every field, and walks each purchase once, in one statement a page', async () => {
    const { id, rows } = await buyer();
    const { data } = await here.graphql(page, { variables: { id } });
    const { nodes } = (data as unknown as Page).customer.packages;
    expect(nodes[0]).toEqual({
      id: rows[0]?.id,
      pass: { id: rows[0]?.pass.id, name: 'Six Firings' },
      customer: { id, firstName: 'Noor', lastName: 'Bakker', email: expect.stringContaining('@example.org') },
      creditsTotal: 10,
      creditsRemaining: 4,
      createdAt: '2026-08-09T10:00:00.123Z',
      expiresAt: '2026-12-09T10:00:00.000Z',
      cancelled: false,
      refunded: false,
      expired: false,
      payment: { method: 'CARD', amount: { amount: 6900, currency: 'GBP' }, creditsUsed: null },
    });
    expect(nodes[3]).toMatchObject({ expired: true, payment: { method: 'PASS', amount: null, creditsUsed: 3 } });
    for (const first of [1, 2, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { answer, statements }: Counted = await here.counted(() => here.graphql(page, { variables: { id, first, after } }));
        const { packages } = (answer.data as unknown as Page).customer;
        expect([statements, packages.totalCount]).toEqual([1, 4]);
        seen.push(...packages.nodes.map((node) => node.id));
        after = packages.pageInfo.hasNextPage ? packages.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(rows.map((row) => row.id));
    }
  });

  test('are read with a page of customers in one statement', async () => {
    const [one, other] = [await buyer(), await buyer()];
    const { answer, statements } = await here.counted(() => here.graphql('{ customers(first: 2) { nodes { id packages(first: 1) { nodes { id pass { name } expired } totalCount } } } }'));
    expect(statements).toBe(1);
    expect(answer.data).toEqual({
      customers: { nodes: [other, one].map(({ id, rows }) => ({ id, packages: { nodes: [{ id: rows[0]?.id, pass: { name: 'Six Firings' }, expired: false }], totalCount: 4 } })) },
    });
  });

  test('refuse a page that cannot be had, naming the argument', async () => {
    const { id } = await buyer();
    for (const [list, field] of [['first: 101', 'first'], ['first: 0', 'first'], ['page: -1', 'page'], ['after: "WzFd"', 'after'], ['first: 1, page: 1', 'first']]) {
      const { data, errors } = await here.graphql(`{ customer(id: "${id}") { packages(${list}) { nodes { id } } } }`);
      expect([data, errors]).toMatchObject([{ customer: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
  });
});

describe('GET /pass/{id}/packages and Pass.activePackages', () => {
  const graph = async (pass: number) => {
    const { data } = await here.graphql(`{ pass(id: "pass_${pass}") { activePackages(first: 100) { nodes { id } totalCount } } }`);
    const { nodes, totalCount } = (data as unknown as { pass: { activePackages: { nodes: { id: string }[]; totalCount: number } } }).pass.activePackages;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ id }) => id);
  };
  const rest = async (pass: number) => {
    const { status, json } = await here.rest(`/pass/pass_${pass}/packages`);
    expect(status).toBe(200);
    return (json as { data: { active_passes: { id: string }[] } }).data.active_passes.map(({ id }) => id);
  };

  test('answer what can still be used, newest first, with its owner, in one statement', async () => {
    const pass = await ours.pass({ name: 'Six Firings' });
    const other = await ours.pass();
    const noor = await here.studio.customer({ first_name: 'Noor', last_name: 'Bakker', email: 'noor.b@example.org' });
    const deleted = await here.studio.customer({ first_name: 'Ilse', last_name: 'Lind', email: 'ilse@example.org', deleted_at: new Date(now) });
    const older = await ours.purchase(pass, deleted, { created_at: new Date('2026-08-01T10:00:00Z'), credits_total: 6, credits_remaining: 0 });
    const newer = await ours.purchase(pass, noor, { created_at: new Date('2026-08-02T10:00:00Z'), expires_at: minutes(300), credits_total: 6, credits_remaining: 2 });
    await ours.purchase(pass, noor, { expires_at: new Date(now) });
    await ours.purchase(pass, noor, { is_cancelled: true });
    await ours.purchase(pass, noor, { is_refunded: true, expires_at: minutes(300) });
    await ours.purchase(other, noor);
    const { answer, statements } = await here.counted(() => here.rest(`/pass/pass_${pass}/packages`));
    expect([answer.status, statements]).toEqual([200, 1]);
    const person = { id: `cust_${noor}`, type: 'customer', firstname: 'Noor', lastname: 'Bakker', email: 'noor.b@example.org' };
    expect(answer.text).toBe(
      JSON.stringify({
        data: {
          pass_id: `pass_${pass}`,
          pass_name: 'Six Firings',
          active_passes: [
            { id: `pkg_${newer}`, type: 'pass_purchase', customer: person, credits_total: 6, credits_remaining: 2 },
            { id: `pkg_${older}`, type: 'pass_purchase', customer: { ...person, id: `cust_${deleted}`, firstname: 'Ilse', lastname: 'Lind', email: 'ilse@example.org' }, credits_total: 6, credits_remaining: 0 },
          ],
        },
      }),
    );
    expect(await graph(pass)).toEqual([`pkg_${newer}`, `pkg_${older}`]);
  });

  test('drop what expires at that moment, and are remembered until then', async () => {
    const pass = await ours.pass();
    const customer = await here.studio.customer();
    const lasting = await ours.purchase(pass, customer, { created_at: minutes(-9) });
    const second = await ours.purchase(pass, customer, { expires_at: minutes(2), created_at: minutes(-8) });
    const first = await ours.purchase(pass, customer, { expires_at: minutes(1), created_at: minutes(-7) });
    await ours.purchase(pass, customer, { expires_at: minutes(0.5), is_cancelled: true });
    const both = async () => [await rest(pass), await graph(pass)];
    const expected = (...numbers: number[]) => Array(2).fill(numbers.map((number) => `pkg_${number}`));
    expect(await both()).toEqual(expected(first, second, lasting));
    now += 59_999;
    expect(await here.counted(both)).toEqual({ answer: expected(first, second, lasting), statements: 0 });
    now += 1;
    expect(await both()).toEqual(expected(second, lasting));
    now += 60_000;
    expect(await both()).toEqual(expected(lasting));
    now += 60_000;
    expect((await here.counted(both)).statements).toBe(0);
  });

  test('answer a whole list of thousands, in pages of a thousand', async () => {
    const pass = await ours.pass();
    const customer = await here.studio.customer();
    await sql`insert into pass_purchases (company_id, number, pass_number, customer_number, credits_total, credits_remaining, payment_method, currency, amount, created_at)
      select ${here.studio.company.id}, 100000 + n, ${pass}, ${customer}, 6, 6, 'CARD', 'GBP', 1, '2026-08-01T10:00:00Z'::timestamptz + (n / 3) * interval '1 second'
      from generate_series(1, 2001) as n`.execute(here.studio.db);
    const { answer, statements } = await here.counted(() => rest(pass));
    expect(statements).toBe(3);
    expect(answer).toEqual(Array.from({ length: 2001 }, (_, index) => `pkg_${102_001 - index}`));
    expect((await here.counted(() => rest(pass))).statements).toBe(0);
  });

  test('find a deleted pass, one that nobody bought, and no other’s', async () => {
    const deleted = await ours.pass({ name: 'Gone', deleted_at: new Date(now) });
    expect((await here.rest(`/pass/pass_${deleted}/packages`)).json).toEqual({ data: { pass_id: `pass_${deleted}`, pass_name: 'Gone', active_passes: [] } });
    const foreign = await theirs.pass();
    await theirs.purchase(foreign, await here.rival.customer());
    for (const id of [`pass_${foreign}`, 'pass_77777777', 'cust_1', 'pass_4294967297']) {
      expect([id, await here.rest(`/pass/${id}/packages`)]).toMatchObject([id, { status: 404, json: { error: 'There is no such resource.' } }]);
    }
  });

  test('need passes:read alone', async () => {
    const pass = await ours.pass();
    expect((await here.rest(`/pass/pass_${pass}/packages`, { scopes: ['passes:read'] })).status).toBe(200);
    const refused = await here.rest(`/pass/pass_${pass}/packages`, { scopes: allBut('passes:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: passes:read' }]);
  });

  test('are fresh when their owner is renamed', async () => {
    const pass = await ours.pass();
    const customer = await here.studio.customer({ first_name: 'Noor' });
    await ours.purchase(pass, customer);
    const text = async () => (await here.rest(`/pass/pass_${pass}/packages`)).text;
    expect(await text()).toContain('"Noor"');
    await here.rest(`/customer/cust_${customer}/profile`, { method: 'PUT', body: { firstname: 'Ilse', lastname: 'B', email: `renamed${customer}@example.org` } });
    expect(await text()).toContain('"Ilse"');
  });

  test('are loaded for passes of a list in the list’s statement', async () => {
    const pass = await ours.pass({ name: '!first' });
    const bought = await ours.purchase(pass, await here.studio.customer());
    const { answer, statements } = await here.counted(() => here.graphql('{ passes(first: 1) { nodes { id activePackages(first: 1) { nodes { id customer { firstName } } totalCount } } } }'));
    expect(statements).toBe(1);
    expect(answer.data).toEqual({ passes: { nodes: [{ id: `pass_${pass}`, activePackages: { nodes: [{ id: `pkg_${bought}`, customer: { firstName: 'Noor' } }], totalCount: 1 } }] } });
  });
});
