import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { passRows, type PassRows } from '../support/passes.js';
import { subscriptionRows, type SubscriptionRows } from '../support/subscriptions.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

const noon = Date.parse('2026-09-01T12:00:00.750Z');

let here: StudioGateway;
let ours: SubscriptionRows;
let theirs: SubscriptionRows;
let passes: PassRows;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => noon });
  ours = subscriptionRows(here.studio);
  theirs = subscriptionRows(here.rival, 900_001);
  passes = passRows(here.studio);
});
afterAll(() => here.close());

/** What the row of test/support/subscriptions.ts is on REST; the order of keys counts. */
const row = (number: number) => ({
  id: `plan_${number}`,
  type: 'subscription_plan',
  name: 'Studio Member',
  state: 'ACTIVE',
  term_days: 28,
  pricing: { initial_base100: 2100, recurring_base100: 4200 },
  renews_on_expire: true,
  associated_pass: null as object | null,
  // The company's wall clock.
  modified: '2026-07-03T16:45:00',
});

const node = (number: number) => ({
  id: `plan_${number}`,
  name: 'Studio Member',
  state: 'ACTIVE',
  termDays: 28,
  initialPrice: { amount: 2100, currency: 'GBP' },
  recurringPrice: { amount: 4200, currency: 'GBP' },
  renewsOnExpire: true,
  pass: null as object | null,
  deleted: false,
  modifiedAt: '2026-07-03T15:45:00.999Z',
  modifiedAtLocal: '2026-07-03T16:45:00',
});

const everyField = 'id name state termDays initialPrice { amount currency } recurringPrice { amount currency } renewsOnExpire pass { id name } deleted modifiedAt modifiedAtLocal';

const put = (id: string, body: unknown, scopes?: readonly string[]) => here.rest(`/subscription-plan/${id}`, { method: 'PUT', body, ...(scopes === undefined ? {} : { scopes }) });

/** Rows that a test writes by itself are not announced: what was remembered of the list is voided by a change. */
async function voidCaches(): Promise<void> {
  await put(`plan_${await ours.plan({ name: '~ voids caches', deleted_at: new Date() })}`, { term_days: 1 });
}

describe('GET /subscription-plan/{id} and Query.subscriptionPlan', () => {
  test('answer every documented field, in one statement, and again from the cache', async () => {
    const pass = await passes.pass({ name: 'Member Credits', deleted_at: new Date() });
    const number = await ours.plan({ pass_number: pass });
    const { answer, statements } = await here.counted(() => here.rest(`/subscription-plan/plan_${number}`));
    const expected = { ...row(number), associated_pass: { id: `pass_${pass}`, type: 'pass_template', name: 'Member Credits' } };
    expect([answer.status, statements, answer.text]).toEqual([200, 1, JSON.stringify({ data: expected })]);
    const again = await here.counted(() => here.rest(`/subscription-plan/plan_${number}`));
    expect([again.statements, again.answer.text]).toEqual([0, answer.text]);

    const graph = await here.counted(() => here.graphql(`{ subscriptionPlan(id: "plan_${number}") { ${everyField} } }`));
    expect([graph.statements, graph.answer.errors, graph.answer.data]).toEqual([
      1, undefined, { subscriptionPlan: { ...node(number), pass: { id: `pass_${pass}`, name: 'Member Credits' } } },
    ]);
  });

  test.each(['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED'] as const)('show a plan that is %s, and a deleted one', async (state) => {
    const number = await ours.plan({ state, deleted_at: new Date(), renews_on_expire: false, initial_price: 0 });
    expect((await here.rest(`/subscription-plan/plan_${number}`)).json).toEqual({
      data: { ...row(number), state, renews_on_expire: false, pricing: { initial_base100: 0, recurring_base100: 4200 } },
    });
    const { data } = await here.graphql(`{ subscriptionPlan(id: "plan_${number}") { state deleted pass { id } } }`);
    expect(data).toEqual({ subscriptionPlan: { state, deleted: true, pass: null } });
  });

  test('know no plan of another company, and no id that cannot be one', async () => {
    const foreign = await theirs.plan({ name: 'Theirs' });
    const own = await ours.plan();
    for (const id of [`plan_${foreign}`, 'plan_77777777', `mandate_${own}`, `${own}`, 'plan_', 'plan_0', 'plan_4294967297', 'plan_1x', 'plan_%F0%9F%A6%8A']) {
      const { status, json } = await here.rest(`/subscription-plan/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: 'There is no such resource.' }]);
    }
    for (const id of [`plan_${foreign}`, '', 'cust_1', '\ud800']) {
      const { data, errors } = await here.graphql('query ($id: ID!) { subscriptionPlan(id: $id) { id } }', { variables: { id } });
      expect([data, errors]).toEqual([{ subscriptionPlan: null }, undefined]);
    }
    expect((await here.gateway.rest(`/subscription-plan/plan_${foreign}`, { token: await here.token(['subscription-plans:read'], 'rival') })).json).toMatchObject({ data: { name: 'Theirs' } });
  });

  test('need subscription-plans:read and nothing else', async () => {
    const number = await ours.plan({ pass_number: await passes.pass() });
    for (const path of ['/subscription-plans', '/subscription-plans?page=x', `/subscription-plan/plan_${number}`, '/subscription-plan/plan_77777777']) {
      const { status, json } = await here.rest(path, { scopes: allBut('subscription-plans:read') });
      expect([status, json]).toEqual([403, { error: 'Missing required scope: subscription-plans:read' }]);
    }
    for (const path of ['/subscription-plans', `/subscription-plan/plan_${number}`]) expect((await here.rest(path, { scopes: ['subscription-plans:read'] })).status).toBe(200);
    const { data, errors } = await here.graphql(`{ subscriptionPlans { totalCount } subscriptionPlan(id: "plan_${number}") { id } customers { totalCount } }`, { scopes: ['customers:read'] });
    expect(data).toEqual({ subscriptionPlans: null, subscriptionPlan: null, customers: { totalCount: expect.any(Number) } });
    expect(errors?.map(({ extensions }) => extensions['missingScope'])).toEqual(['subscription-plans:read', 'subscription-plans:read']);
  });
});

describe('GET /subscription-plans and Query.subscriptionPlans', () => {
  let numbers: number[];

  beforeEach(async () => {
    await here.studio.db.deleteFrom('subscription_plans').where('company_id', '=', here.studio.company.id).execute();
    await theirs.plan({ name: 'A' });
    const beta = await ours.plan({ name: 'Beta "2"', state: 'PENDING_SETUP' });
    await ours.plan({ name: 'Alpha', deleted_at: new Date() });
    const alpha = await ours.plan({ name: 'Alpha' });
    const gamma = await ours.plan({ name: 'Gamma', state: 'SUSPENDED' });
    const second = await ours.plan({ name: 'Beta "2"', state: 'PAUSED' });
    numbers = [alpha, beta, second, gamma];
    await voidCaches();
  });
  const ids = () => numbers.map((number) => `plan_${number}`);

  test('answer the whole list by name and then id, in any state, without deleted ones', async () => {
    const { answer, statements } = await here.counted(() => here.rest('/subscription-plans'));
    expect([answer.status, statements]).toEqual([200, 1]);
    const { data, ...rest } = answer.json as { data: { id: string }[] };
    expect([data.map(({ id }) => id), rest]).toEqual([ids(), {}]);
    expect(JSON.stringify(data[0])).toBe(JSON.stringify({ ...row(numbers[0] as number), name: 'Alpha' }));
  });

  test('answer the paged envelope when a page is asked for', async () => {
    const page = async (query: string) => {
      const { answer, statements } = await here.counted(() => here.rest(`/subscription-plans?${query}`));
      expect(statements).toBeLessThanOrEqual(1);
      const { data, ...rest } = answer.json as { data: { id: string }[] };
      return { ...rest, ids: data.map(({ id }) => id) };
    };
    expect(await page('page=0&pageSize=3')).toEqual({ ids: ids().slice(0, 3), total: 4, page: 0, pageSize: 3 });
    expect(await page('page=1&pageSize=3')).toEqual({ ids: ids().slice(3), total: 4, page: 1, pageSize: 3 });
    expect(await page('page=9')).toEqual({ ids: [], total: 4, page: 9, pageSize: 30 });
    expect(await page('pageSize=101')).toEqual({ ids: ids(), total: 4, page: 0, pageSize: 100 });
  });

  test.each([['page', '-1'], ['page', 'a'], ['pageSize', '0'], ['pageSize', '1.5']])('refuse %s=%s by its name', async (name, value) => {
    expect(await here.rest(`/subscription-plans?${name}=${value}`)).toMatchObject({ status: 400, json: { error: expect.stringMatching(`^${name}: `) } });
  });

  test('walk each plan once with cursors, in one statement a page', async () => {
    const document = 'query ($first: Int, $after: String) { subscriptionPlans(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount } }';
    for (const first of [1, 2, 3, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { answer, statements }: Counted = await here.counted(() => here.graphql(document, { variables: { first, after } }));
        const { edges, pageInfo, totalCount } = (answer.data as unknown as PlansPage).subscriptionPlans;
        expect([statements, totalCount]).toEqual([1, 4]);
        seen.push(...edges.map((edge) => edge.node.id));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(ids());
    }
  });

  interface PlansPage {
    subscriptionPlans: { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number };
  }
  type Counted = Awaited<ReturnType<typeof here.counted<Awaited<ReturnType<typeof here.graphql>>>>>;
});

const update = `mutation ($input: UpdateSubscriptionPlanInput!) { updateSubscriptionPlan(input: $input) { subscriptionPlan { ${everyField} } } }`;
const change = (input: Record<string, unknown>) => here.graphql(update, { variables: { input } });
const stored = (number: number) => here.studio.db.selectFrom('subscription_plans').selectAll().where('company_id', '=', here.studio.company.id).where('number', '=', number).executeTakeFirstOrThrow();
/** When the test's clock stands. */
const now = new Date(noon);

describe('PUT /subscription-plan/{id}', () => {
  test('changes everything that is given, and the time of change', async () => {
    const number = await ours.plan();
    const body = { name: ' Studio Member Plus ', state: 'PAUSED', term_days: 30, pricing: { initial_base100: 0, recurring_base100: 2_147_483_647 }, renews_on_expire: false };
    const { answer, statements } = await here.counted(() => put(`plan_${number}`, body));
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Subscription plan updated successfully"}']);
    expect(statements).toBeLessThanOrEqual(5);
    expect((await here.rest(`/subscription-plan/plan_${number}`)).json).toEqual({ data: { ...row(number), ...body, name: 'Studio Member Plus', modified: '2026-09-01T13:00:00' } });
  });

  test.each([
    [{ name: 'Other' }, { name: 'Other' }],
    [{ state: 'PENDING_SETUP' }, { state: 'PENDING_SETUP' }],
    [{ state: 'SUSPENDED' }, { state: 'SUSPENDED' }],
    [{ term_days: 1 }, { term_days: 1 }],
    [{ pricing: { initial_base100: 1 } }, { initial_price: 1 }],
    [{ pricing: { recurring_base100: 0 } }, { recurring_price: 0 }],
    [{ renews_on_expire: false }, { renews_on_expire: false }],
  ])('with %j leaves the rest as it was', async (body, changed) => {
    const number = await ours.plan();
    const before = await stored(number);
    expect((await put(`plan_${number}`, body)).status).toBe(200);
    expect(await stored(number)).toEqual({ ...before, ...changed, modified_at: now });
  });

  test.each<[unknown, string]>([
    [undefined, 'body'],
    [{}, 'body'],
    [[], 'body'],
    [null, 'body'],
    ['name', 'body'],
    [{ id: 'plan_1', name: 'x' }, 'id'],
    [{ type: 'subscription_plan' }, 'type'],
    [{ modified: '2026-01-01T00:00:00' }, 'modified'],
    [{ associated_pass: null }, 'associated_pass'],
    [{ deleted: true }, 'deleted'],
    [{ termDays: 3 }, 'termDays'],
    [{ initial_base100: 3 }, 'initial_base100'],
    [{ initialPrice: 3 }, 'initialPrice'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: null }, 'name'],
    [{ state: 'CANCELLED' }, 'state'],
    [{ state: 'active' }, 'state'],
    [{ state: null }, 'state'],
    [{ term_days: 0 }, 'term_days'],
    [{ term_days: '28' }, 'term_days'],
    [{ term_days: 2_147_483_648 }, 'term_days'],
    [{ pricing: null }, 'pricing'],
    [{ pricing: {} }, 'pricing'],
    [{ pricing: 4200 }, 'pricing'],
    [{ pricing: [] }, 'pricing'],
    [{ pricing: { initial_base100: -1 } }, 'pricing.initial_base100'],
    [{ pricing: { initial_base100: 1.5 } }, 'pricing.initial_base100'],
    [{ pricing: { recurring_base100: null } }, 'pricing.recurring_base100'],
    [{ pricing: { recurring_base100: 1, currency: 'GBP' } }, 'pricing.currency'],
    [{ renews_on_expire: 'true' }, 'renews_on_expire'],
    [{ renews_on_expire: null }, 'renews_on_expire'],
  ])('refuses %j naming %s, of an unknown plan too, and changes nothing', async (body, field) => {
    const number = await ours.plan();
    const before = await stored(number);
    for (const id of [`plan_${number}`, 'plan_77777777']) {
      const { status, json } = await put(id, body);
      expect([status, json]).toEqual([400, { error: expect.stringMatching(`^${field.replace('.', '\\.')}: `) }]);
    }
    expect(await stored(number)).toEqual(before);
  });

  test('is seen at once on both surfaces, by itself, in the list, and where a mandate names the plan', async () => {
    const number = await ours.plan({ name: 'Before' });
    const customer = await here.studio.customer();
    await ours.mandate(number, customer);
    await voidCaches();
    const reads: (() => Promise<{ text?: string; data?: unknown }>)[] = [
      () => here.rest(`/subscription-plan/plan_${number}`),
      () => here.rest('/subscription-plans'),
      () => here.rest('/subscription-plans?pageSize=100'),
      () => here.rest(`/customer/cust_${customer}/subscription-mandates`),
      () => here.graphql(`{ subscriptionPlan(id: "plan_${number}") { name } }`),
      () => here.graphql('{ subscriptionPlans(first: 100) { nodes { name } } }'),
      () => here.graphql(`{ customer(id: "cust_${customer}") { subscriptionMandates { nodes { plan { name } } } } }`),
    ];
    const all = () => Promise.all(reads.map(async (read) => {
      const answer = await read();
      return answer.text ?? JSON.stringify(answer.data);
    }));
    for (const text of await all()) expect(text).toContain('"Before"');
    expect((await here.counted(all)).statements).toBe(0);
    await put(`plan_${number}`, { name: 'By REST' });
    for (const text of await all()) expect(text).toContain('"By REST"');
    await change({ id: `plan_${number}`, name: 'By the graph' });
    for (const text of await all()) expect(text).toContain('"By the graph"');
  });

  test('of a pass is seen at once where a plan names it', async () => {
    const pass = await passes.pass({ name: 'Before' });
    const number = await ours.plan({ pass_number: pass });
    const shown = async () => [(await here.rest(`/subscription-plan/plan_${number}`)).text, JSON.stringify((await here.graphql(`{ subscriptionPlan(id: "plan_${number}") { pass { name } } }`)).data)];
    for (const text of await shown()) expect(text).toContain('"Before"');
    await here.rest(`/pass/pass_${pass}`, { method: 'PUT', body: { name: 'After' } });
    for (const text of await shown()) expect(text).toContain('"After"');
  });

  test('is 404 for a plan that is unknown, another company’s, or named wrongly', async () => {
    const foreign = await theirs.plan();
    for (const id of [`plan_${foreign}`, 'plan_77777777', 'pass_1', 'plan_4294967297']) {
      expect([id, await put(id, { name: 'Mine' })]).toMatchObject([id, { status: 404, json: { error: 'There is no such resource.' } }]);
    }
    expect(await here.studio.db.selectFrom('subscription_plans').select('name').where('name', '=', 'Mine').execute()).toEqual([]);
  });

  test('changes a deleted plan, which stays deleted', async () => {
    const number = await ours.plan({ deleted_at: new Date() });
    expect((await put(`plan_${number}`, { name: 'Gone' })).status).toBe(200);
    expect(await stored(number)).toMatchObject({ name: 'Gone', deleted_at: expect.any(Date) });
  });

  test('needs subscription-plans:write and nothing else', async () => {
    const number = await ours.plan();
    const refused = await put(`plan_${number}`, { nonsense: 1 }, allBut('subscription-plans:write'));
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: subscription-plans:write' }]);
    expect((await put(`plan_${number}`, { term_days: 2 }, ['subscription-plans:write'])).status).toBe(200);
    const graph = await here.graphql(update, { variables: { input: { id: `plan_${number}`, termDays: 3 } }, scopes: allBut('subscription-plans:write') });
    expect([graph.data, graph.errors]).toMatchObject([{ updateSubscriptionPlan: null }, [{ extensions: { missingScope: 'subscription-plans:write' } }]]);
    expect(await stored(number)).toMatchObject({ term_days: 2 });
  });
});

describe('updateSubscriptionPlan', () => {
  test('answers the changed plan', async () => {
    const number = await ours.plan();
    const { data, errors } = await change({ id: `plan_${number}`, name: ' Plus ', state: 'PAUSED', termDays: 7, initialPrice: 0, renewsOnExpire: false });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      updateSubscriptionPlan: {
        subscriptionPlan: {
          ...node(number), name: 'Plus', state: 'PAUSED', termDays: 7, initialPrice: { amount: 0, currency: 'GBP' }, renewsOnExpire: false,
          modifiedAt: '2026-09-01T12:00:00.750Z', modifiedAtLocal: '2026-09-01T13:00:00',
        },
      },
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{}, 'input'],
    [{ name: null }, 'name'],
    [{ name: '' }, 'name'],
    [{ state: null }, 'state'],
    [{ termDays: 0 }, 'termDays'],
    [{ initialPrice: -1 }, 'initialPrice'],
    [{ recurringPrice: null }, 'recurringPrice'],
    [{ renewsOnExpire: null }, 'renewsOnExpire'],
  ])('refuses %j naming %s, of an unknown plan too', async (input, field) => {
    const number = await ours.plan();
    for (const id of [`plan_${number}`, 'plan_77777777']) {
      const { data, errors } = await change({ id, ...input });
      expect([data, errors]).toMatchObject([{ updateSubscriptionPlan: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
    expect((await here.rest(`/subscription-plan/plan_${number}`)).json).toEqual({ data: row(number) });
  });

  test('finds no plan of another company, and none by an id that cannot be one', async () => {
    const foreign = await theirs.plan();
    for (const id of [`plan_${foreign}`, 'plan_77777777', 'cust_1', '']) {
      const { data, errors } = await change({ id, name: 'Mine' });
      expect([data, errors]).toMatchObject([{ updateSubscriptionPlan: null }, [{ extensions: { code: 'NOT_FOUND' } }]]);
    }
  });
});
