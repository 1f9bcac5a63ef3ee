import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { startTestGateway, type GraphqlAnswer, type TestGateway } from '../support/gateway.js';
import { sampleIds, sampleUrl, type SampleIds } from '../support/samples.js';

/** On the second, so that whole seconds in headers are exact. */
let now = Math.floor(Date.now() / 1000) * 1000;
let gateway: TestGateway;
let ids: SampleIds;
let token: string;

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  ids = await sampleIds(gateway.database, 'demo');
});
afterAll(() => gateway.close());

/** Each test finds the bucket of 20 points full, and a token that is still good: there are more tests than minutes in its hour. */
beforeEach(async () => {
  now += 60_000;
  token = await gateway.token('m2m_demo');
});

/** What is left of the 20 points, by the header of the last answer. */
function left(headers: Headers): { remaining: number; seconds: number; day: number } {
  const [, remaining, seconds, day] = /^"rate";r=(\d+);t=(\d+), "day";r=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
  return { remaining: Number(remaining), seconds: Number(seconds), day: Number(day) };
}

const appointment = 'id status service { id name } facilitator { id name } startsAtLocal timeZone durationMinutes notes payment { method amount { amount currency } creditsUsed status } createdAtLocal';
const service = 'id name description bufferMinutes categories location options { id name durationMinutes price { amount currency } }';

const pass = 'id name description price { amount } credits startMode validity { period unit } subscriptionsOnly purchaseLimit createdAtLocal';

const plan = 'id name state termDays initialPrice { amount } recurringPrice { amount } renewsOnExpire pass { id name } modifiedAtLocal';
const voucher = `id type name active createdAtLocal ... on DiscountVoucher { code discountType discountValue expiresAtLocal }
  ... on CreditVoucher { code initialValue { amount } remainingValue { amount } expiresAtLocal } ... on GiftCardVoucher { minPurchase { amount } maxDiscount { amount } expiresMonths }`;

const video = 'id library { id name } name description price { amount } credits hasExpiry expiryDays ready updatedAtLocal';

/** The natural GraphQL query of each row, asked for the same page. */
const queries: Readonly<Record<string, (page: number) => string>> = {
  'GET /customers': (pageSize) => `{ customers(page: 0, pageSize: ${pageSize}) { totalCount nodes { id firstName lastName email mobile archived } } }`,
  'GET /customer/:id/profile': () => `{ customer(id: "${ids.customer}") { id firstName lastName email mobile } }`,
  'GET /customer/:id/bookings': (pageSize) => `{ customer(id: "${ids.customer}") { transactions(page: 0, pageSize: ${pageSize}) {
    totalCount nodes { id purchasedAtLocal bookings { id cancelled spaces buyer { id email } attendee { id email }
    event { id name } date { id startsAtLocal timeZone durationMinutes } pricingOption { id } payment { method gross { amount currency } net { amount } creditsUsed } } } } } }`,
  'GET /customer/:id/booking/:bookingId': () => `{ customer(id: "${ids.customer}") { booking(id: "${ids.booking}") { id spaces buyer { id } event { name } transaction { id purchasedAtLocal } } } }`,
  'GET /customer/:id/appointments': (pageSize) => `{ customer(id: "${ids.customer}") { appointments(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${appointment} } } } }`,
  'GET /appointments/bookings': (pageSize) => `{ appointments(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${appointment} customer { id firstName lastName } optionName } } }`,
  'GET /appointments/bookings/:id': () => `{ appointment(id: "${ids.appointment}") { ${appointment} customer { id firstName lastName } optionName } }`,
  'GET /appointments/services': (pageSize) => `{ appointmentServices(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${service} } } }`,
  'GET /appointments/services/:id': () => `{ appointmentService(id: "${ids.service}") { ${service} } }`,
  'GET /appointments/availability/:id': () => `{ facilitator(id: "${ids.facilitator}") { id name timeZone availability(serviceId: "${ids.service}") { startsAtLocal timeZone durationMinutes service { id } option { id } } } }`,
  'GET /customer/:id/packages': (pageSize) => `{ customer(id: "${ids.customer}") { packages(page: 0, pageSize: ${pageSize}) {
    totalCount nodes { id pass { id name } creditsTotal creditsRemaining createdAt expiresAt cancelled refunded expired payment { method amount { amount currency } creditsUsed } } } } }`,
  'GET /passes': (pageSize) => `{ passes(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${pass} } } }`,
  'GET /pass/:id': () => `{ pass(id: "${ids.pass}") { ${pass} } }`,
  'GET /pass/:id/packages': () => `{ pass(id: "${ids.pass}") { id name activePackages(first: 99) { nodes { id customer { id firstName lastName email } creditsTotal creditsRemaining } } } }`,
  'GET /customer/:id/subscription-mandates': (pageSize) => `{ customer(id: "${ids.customer}") { subscriptionMandates(page: 0, pageSize: ${pageSize}) {
    totalCount nodes { id plan { id name recurringPrice { amount currency } } state createdAt graceDays earliestCancellationAt renewalAt } } } }`,
  'GET /subscription-plans': (pageSize) => `{ subscriptionPlans(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${plan} } } }`,
  'GET /subscription-plan/:id': () => `{ subscriptionPlan(id: "${ids.subscriptionPlan}") { ${plan} } }`,
  'GET /vouchers': (pageSize) => `{ vouchers(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${voucher} } } }`,
  'GET /voucher/:id': () => `{ voucher(id: "${ids.voucher}") { ${voucher} } }`,
  'GET /customer/:id/videos': (pageSize) => `{ customer(id: "${ids.customer}") { videos(page: 0, pageSize: ${pageSize}) {
    totalCount nodes { id video { id name } createdAt expiresAt cancelled refunded expired payment { method amount { amount currency } creditsUsed } } } } }`,
  'GET /videos': (pageSize) => `{ videos(page: 0, pageSize: ${pageSize}) { totalCount nodes { ${video} } } }`,
  'GET /video/:id': () => `{ video(id: "${ids.video}") { ${video} } }`,
  'GET /customer/:id/notes': (pageSize) => `{ customer(id: "${ids.customer}") { notes(page: 0, pageSize: ${pageSize}) { totalCount nodes { id content createdBy createdAtLocal updatedAtLocal } } } }`,
  'GET /customer/:id/questionnaire-answers': (pageSize) => `{ customer(id: "${ids.customer}") { questionnaireAnswers(page: 0, pageSize: ${pageSize}) {
    totalCount nodes { id questionnaire { id name } question answer answeredAtLocal } } } }`,
  'GET /events': (pageSize) => `{ events(page: 0, pageSize: ${pageSize}) { totalCount nodes { id name format bookingConfiguration { maxAttendees } dates { id startsAtLocal } facilitators { id name } } } }`,
  'GET /event/:id': () => `{ event(id: "${ids.event}") { id name description dates { id } facilitators { name } pricingOptions { id price { amount } } properties { categories } } }`,
  'GET /event/:id/dates/:dateId/register': (pageSize) => `{ eventDate(id: "${ids.eventDate}", eventId: "${ids.event}") { id register {
    capacity totalAttendees attendees(first: ${pageSize}) { nodes { id customer { id email } role pricingOption { name } } } } } }`,
};

/** The studio's, as this client may ask for no other. */
const reads = routes.filter(({ method, family }) => method === 'GET' && family === 'studio');
const cases = reads.flatMap((row) => (queryParametersOf(row).includes('pageSize') || row.path.endsWith('/register') ? [1, 30, 100] : [1]).map((size) => [`${row.method} ${row.path}`, size, row] as const));

describe('a page costs the same on both surfaces', () => {
  it.each(cases)('%s with %i items', async (name, size, row) => {
    const query = queries[name];
    if (query === undefined) throw new Error(`Add the GraphQL query that asks for what ${name} answers.`);
    const rest = await gateway.rest(sampleUrl(row, ids, queryParametersOf(row).includes('pageSize') ? `page=0&pageSize=${size}` : ''), { token });
    expect(rest.status).toBe(200);
    const graphql = await gateway.graphql(query(size), { token });
    expect(graphql.errors).toBeUndefined();
    const restPoints = 20 - left(rest.headers).remaining;
    const graphqlPoints = left(rest.headers).remaining - left(graphql.headers).remaining;
    expect(graphql.extensions.cost).toMatchObject({ requested: restPoints, actual: restPoints, limit: 20, remaining: left(graphql.headers).remaining });
    expect([restPoints, graphqlPoints]).toEqual([1, 1]);
  });
});

const bigPages = '{ customers(first: 100) { nodes { id bookings(first: 3) { nodes { id } } } } }';

describe('the price', () => {
  it('is answered without being charged, and is then what is asked for', async () => {
    const asked = await gateway.graphql(bigPages, { token, extensions: { costOnly: true } });
    expect([asked.status, asked.data, asked.extensions.cost]).toEqual([200, null, expect.objectContaining({ requested: 4, objects: 400, actual: 0, limit: 20 })]);
    const run = await gateway.graphql(bigPages, { token });
    expect(run.extensions.cost.requested).toBe(asked.extensions.cost.requested);
    expect(run.extensions.cost.remaining).toBe(20 - run.extensions.cost.actual);
    const recorded = await gateway.database.db.selectFrom('audit_entries').select('points').where('request_id', '=', asked.headers.get('x-request-id') ?? '').executeTakeFirstOrThrow();
    expect(recorded.points).toBe(0);
  });

  it('is told of mutations and of what could never be paid, which do not run', async () => {
    const before = await gateway.database.db.selectFrom('customers').select((eb) => eb.fn.max('email').as('email')).executeTakeFirst();
    const mutation = `mutation { updateCustomerProfile(input: { id: "${ids.customer}", firstName: "A", lastName: "B", email: "zzzz@example.org" }) { customer { id } } }`;
    expect((await gateway.graphql(mutation, { token, extensions: { costOnly: true } })).extensions.cost).toMatchObject({ requested: 1, actual: 0 });
    expect(await gateway.database.db.selectFrom('customers').select((eb) => eb.fn.max('email').as('email')).executeTakeFirst()).toEqual(before);
    const enormous = await gateway.graphql('{ customers(first: 100) { nodes { bookings(first: 100) { nodes { id } } } } }', { token, extensions: { costOnly: true } });
    expect(enormous.extensions.cost).toMatchObject({ requested: 101, actual: 0 });
  });

  it('beyond what the caller can ever have is refused before any SQL, with the price, and costs nothing', async () => {
    // What the first request does once, such as reading its token's client, is behind us.
    await gateway.graphql('{ viewer { kind } }', { token });
    now += 60_000;
    const before = gateway.database.statementsSent();
    const { status, data, errors, headers } = await gateway.graphql('{ customers(first: 100) { nodes { bookings(first: 100) { nodes { id } } } } }', { token });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'COST_TOO_HIGH', details: { requested: 101, limit: 20 } } }]);
    expect(errors?.[0]?.message).toContain('101');
    expect(gateway.database.statementsSent() - before).toBe(0);
    expect(left(headers).remaining).toBe(20);
  });

  it('is given back as far as it was not used', async () => {
    // The last page of 2,000 customers by 90 holds 20 of them, so that at most 120 objects of the 540 asked for come back.
    const { extensions, data } = await gateway.graphql('{ customers(page: 22, pageSize: 90) { nodes { id bookings(first: 5) { nodes { id } } } } }', { token });
    const { nodes } = (data ?? {})['customers'] as { nodes: { bookings: { nodes: unknown[] } }[] };
    const objects = nodes.length + nodes.reduce((sum, { bookings }) => sum + bookings.nodes.length, 0);
    expect(extensions.cost).toMatchObject({ requested: 6, actual: Math.ceil(objects / 100), remaining: 20 - Math.ceil(objects / 100) });
    expect(extensions.cost.actual).toBeLessThan(6);
  });

  it('of a document that cannot run, and of one found in the cache, is one point or its own', async () => {
    const cached: GraphqlAnswer[] = [await gateway.graphql(bigPages, { token }), await gateway.graphql(bigPages, { token })];
    expect(cached[1]?.headers.get('age')).toBe('0');
    expect(cached[1]?.extensions.cost.actual).toBe(cached[0]?.extensions.cost.actual);
    const invalid = await gateway.graphql('{ nothing }', { token });
    expect(invalid.extensions.cost).toMatchObject({ requested: 1, actual: 1 });
  });
});

describe('limits', () => {
  it('are told on every answer: what is left, when it is whole again, and the policy', async () => {
    const { extensions, headers } = await gateway.graphql('{ viewer { kind } }', { token });
    expect(extensions.cost).toEqual({ requested: 1, actual: 1, limit: 20, remaining: 19, resetAt: new Date(now + 3000).toISOString() });
    expect(headers.get('ratelimit-policy')).toBe('"rate";q=20;w=60, "day";q=10000;w=86400, "concurrent";q=10;qu="concurrent-requests"');
    const first = left(headers);
    expect(first).toMatchObject({ remaining: 19, seconds: 3 });
    now += 1000;
    const rest = left((await gateway.rest('/events?pageSize=1', { token })).headers);
    expect(rest).toEqual({ remaining: 18, seconds: 2, day: first.day - 1 });
    const asked = await gateway.graphql('{ rateLimit { limit remaining concurrent daily dailyRemaining } }', { token });
    expect(asked.data).toEqual({ rateLimit: { limit: 20, remaining: 17, concurrent: 10, daily: 10_000, dailyRemaining: first.day - 2 } });
  });

  it('are the same for both surfaces: 20 points, then 429 with a Retry-After that is right', async () => {
    for (let spent = 0; spent < 20; spent++) {
      const { status } = spent % 2 === 0 ? await gateway.rest('/events?pageSize=1', { token }) : await gateway.graphql('{ viewer { kind } }', { token });
      expect(status).toBe(200);
    }
    const rest = await gateway.rest('/events?pageSize=1', { token });
    expect([rest.status, rest.headers.get('retry-after'), rest.json]).toEqual([429, '3', { error: expect.any(String) }]);
    const graphql = await gateway.graphql('{ viewer { kind } }', { token });
    expect([graphql.status, graphql.headers.get('retry-after'), graphql.errors?.[0]?.extensions['code']]).toEqual([429, '3', 'RATE_LIMITED']);
    expect(graphql.extensions.cost).toMatchObject({ requested: 1, actual: 0, remaining: 0 });
    now += 2999;
    expect((await gateway.rest('/events?pageSize=1', { token })).headers.get('retry-after')).toBe('1');
    now += 1;
    expect((await gateway.rest('/events?pageSize=1', { token })).status).toBe(200);
    now = Math.ceil(now / 1000) * 1000;
  });
});
