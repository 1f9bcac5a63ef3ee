import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscriptionRows, type SubscriptionRows } from '../support/subscriptions.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let ours: SubscriptionRows;
let theirs: SubscriptionRows;

beforeAll(async () => {
  here = await startStudioGateway();
  ours = subscriptionRows(here.studio);
  theirs = subscriptionRows(here.rival, 900_001);
});
afterAll(() => here.close());

const row = (number: number, plan: number) => ({
  id: `mandate_${number}`,
  type: 'subscription_mandate',
  plan: { id: `plan_${plan}`, type: 'subscription_plan', name: 'Studio Member', base100_price: 4200, currency: 'GBP' },
  state: 'ACTIVE',
  created: '2026-07-01T00:00:00.000Z',
  grace: 3,
  earliest_cancellation_date: '2026-08-01T00:00:00.250Z',
  renewal_date: '2026-10-01T00:00:00.000Z',
});

const path = (customer: number, query = '') => `/customer/cust_${customer}/subscription-mandates${query}`;

describe('GET /customer/{id}/subscription-mandates and Customer.subscriptionMandates', () => {
  test('answer every documented field, in one statement, and again from the cache', async () => {
    const customer = await here.studio.customer();
    const plan = await ours.plan({ deleted_at: new Date() });
    const number = await ours.mandate(plan, customer);
    const { answer, statements } = await here.counted(() => here.rest(path(customer)));
    expect([answer.status, statements, answer.text]).toEqual([200, 1, JSON.stringify({ data: [row(number, plan)], total: 1, page: 0, pageSize: 30 })]);
    const again = await here.counted(() => here.rest(path(customer)));
    expect([again.statements, again.answer.text]).toEqual([0, answer.text]);

    const graph = await here.counted(() =>
      here.graphql(`{ customer(id: "cust_${customer}") { subscriptionMandates { totalCount nodes { id plan { id name recurringPrice { amount currency } } state createdAt graceDays earliestCancellationAt renewalAt } } } }`),
    );
    expect([graph.statements, graph.answer.errors, graph.answer.data]).toEqual([
      1,
      undefined,
      {
        customer: {
          subscriptionMandates: {
            totalCount: 1,
            nodes: [
              {
                id: `mandate_${number}`, plan: { id: `plan_${plan}`, name: 'Studio Member', recurringPrice: { amount: 4200, currency: 'GBP' } }, state: 'ACTIVE', createdAt: '2026-07-01T00:00:00.000Z',
                graceDays: 3, earliestCancellationAt: '2026-08-01T00:00:00.250Z', renewalAt: '2026-10-01T00:00:00.000Z',
              },
            ],
          },
        },
      },
    ]);
  });

  test('are newest first, page by page, and leave cancelled ones out', async () => {
    const customer = await here.studio.customer();
    const other = await here.studio.customer();
    const plan = await ours.plan();
    const at = (day: string) => ({ created_at: new Date(`2026-07-${day}T10:00:00Z`) });
    const oldest = await ours.mandate(plan, customer, { ...at('01'), state: 'SUSPENDED' });
    await ours.mandate(plan, customer, { ...at('09'), state: 'CANCELLED' });
    const newest = await ours.mandate(plan, customer, { ...at('08'), state: 'PAUSED', grace_days: 0 });
    const twins = [await ours.mandate(plan, customer, at('04')), await ours.mandate(plan, customer, at('04'))];
    await ours.mandate(plan, other);
    const expected = [newest, ...twins.toReversed(), oldest].map((number) => `mandate_${number}`);
    const page = async (query: string) => {
      const { data, ...rest } = (await here.rest(path(customer, query))).json as { data: { id: string; state: string }[] };
      return { ...rest, ids: data.map(({ id }) => id), states: new Set(data.map(({ state }) => state)) };
    };
    expect(await page('')).toEqual({ ids: expected, states: new Set(['PAUSED', 'ACTIVE', 'SUSPENDED']), total: 4, page: 0, pageSize: 30 });
    expect(await page('?page=1&pageSize=3')).toMatchObject({ ids: expected.slice(3), total: 4, page: 1, pageSize: 3 });
    expect(await page('?page=7&pageSize=500')).toMatchObject({ ids: [], total: 4, page: 7, pageSize: 100 });

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const document = `query ($after: String) { customer(id: "cust_${customer}") { subscriptionMandates(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`;
      const { data }: Answer = await here.graphql(document, { variables: { after } });
      const { edges, pageInfo } = (data as unknown as { customer: { subscriptionMandates: MandatesPage } }).customer.subscriptionMandates;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(expected);
  });

  test('are empty for a customer without any, and 404 for one who is unknown, deleted or another company’s', async () => {
    const customer = await here.studio.customer();
    expect((await here.rest(path(customer))).json).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    const deleted = await here.studio.customer({ deleted_at: new Date() });
    await ours.mandate(await ours.plan(), deleted);
    const foreign = await here.rival.customer();
    await theirs.mandate(await theirs.plan(), foreign);
    for (const id of [`cust_${deleted}`, `cust_${foreign}`, 'cust_77777777', `plan_${customer}`, 'x']) {
      const { status, json } = await here.rest(`/customer/${id}/subscription-mandates`);
      expect([id, status, json]).toEqual([id, 404, { error: 'There is no such resource.' }]);
    }
    expect((await here.gateway.rest(path(foreign), { token: await here.token(['subscription-mandates:read'], 'rival') })).json).toMatchObject({ total: 1 });
  });

  test('need subscription-mandates:read and nothing else', async () => {
    const customer = await here.studio.customer();
    await ours.mandate(await ours.plan(), customer);
    const { status, json } = await here.rest(path(customer, '?page=x'), { scopes: allBut('subscription-mandates:read') });
    expect([status, json]).toEqual([403, { error: 'Missing required scope: subscription-mandates:read' }]);
    expect((await here.rest(path(customer), { scopes: ['subscription-mandates:read'] })).status).toBe(200);
    const { data, errors } = await here.graphql(`{ customer(id: "cust_${customer}") { id subscriptionMandates { totalCount } } }`, { scopes: ['notes:read'] });
    expect([data, errors]).toMatchObject([{ customer: { id: `cust_${customer}`, subscriptionMandates: null } }, [{ message: 'Missing required scope: subscription-mandates:read' }]]);
  });

  test.each([['page', '-1'], ['page', 'a'], ['pageSize', '0']])('refuse %s=%s by its name', async (name, value) => {
    expect(await here.rest(path(1, `?${name}=${value}`))).toMatchObject({ status: 400, json: { error: expect.stringMatching(`^${name}: `) } });
  });

  interface MandatesPage {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  type Answer = Awaited<ReturnType<typeof here.graphql>>;
});
