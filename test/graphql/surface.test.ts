import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, clientWith, everyScope } from './gateway.js';
import { startSurface } from './pipeline.js';

const customersQuery = 'query Customers($first: Int) { customers(first: $first) { nodes { id } } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let surface: Awaited<ReturnType<typeof startSurface>>;
beforeEach(async () => {
  surface = await startSurface();
});
afterEach(() => surface.stop());

describe('GraphQL over HTTP', () => {
  it('answers a query with what it cost', async () => {
    const { status, headers, json } = await surface.ask({ body: { query: customersQuery, variables: { first: 2 } } });
    expect(status).toBe(200);
    expect(json.data).toEqual({ customers: { nodes: [{ id: 'cust_1' }, { id: 'cust_2' }] } });
    expect(json.extensions.cost).toEqual({ requested: 1, actual: 1, limit: 20, remaining: 19, resetAt: '2026-09-14T12:00:03.000Z' });
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', vary: 'Accept, Authorization, X-Api-Key', 'cache-control': 'private, no-cache' });
    expect(surface.recorded[0]).toMatchObject({ operationName: 'Customers', resourceType: 'customers', action: 'READ', status: 200, points: 1, missingScope: null });
  });

  it('gives back what the answer did not hold', async () => {
    const query = '{ customers(first: 10) { nodes { booking(id: "null") { id } bookings(first: 99) { totalCount } } } customer(id: "nobody") { bookings(first: 100) { nodes { id } } } }';
    const { json } = await surface.ask({ body: { query } });
    expect(json.extensions.cost).toMatchObject({ requested: 2, actual: 1, remaining: 19 });
  });

  it('answers a GET with parameters in the query string', async () => {
    const search = new URLSearchParams({ query: customersQuery, variables: '{"first":1}', operationName: 'Customers' }).toString();
    const { status, json } = await surface.ask({ method: 'GET', search, headers: { 'apollo-require-preflight': '1' } });
    expect([status, json.data]).toEqual([200, { customers: { nodes: [{ id: 'cust_1' }] } }]);
  });

  it('refuses what a page of another origin could send unasked', async () => {
    const search = new URLSearchParams({ query: customersQuery }).toString();
    for (const repeated of [1, 2]) {
      const { status, json } = await surface.ask({ method: 'GET', search });
      expect([repeated, status, json.errors?.[0]?.extensions['code']]).toEqual([repeated, 400, 'BAD_REQUEST']);
    }
    const form = await surface.ask({ body: JSON.stringify({ query: customersQuery }), headers: { 'content-type': 'text/plain' } });
    expect([form.status, form.json.errors?.[0]?.extensions['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(surface.executions).toEqual([]);
  });

  it('does not run a mutation that comes by GET', async () => {
    const query = 'mutation { updateCustomerProfile(input: { id: "cust_1", firstName: "A", lastName: "B", email: "a@demo.example" }) { customer { id } } }';
    const { status, headers, json } = await surface.ask({ method: 'GET', search: new URLSearchParams({ query }).toString(), headers: { 'apollo-require-preflight': '1' } });
    expect([status, headers['allow'], json.errors?.[0]?.extensions['code']]).toEqual([405, 'POST', 'METHOD_NOT_ALLOWED']);
    expect(surface.executions).toEqual([]);
  });

  it.each([
    ['PUT', 'GET, POST'],
    ['DELETE', 'GET, POST'],
  ])('does not know %s', async (method, allow) => {
    const { status, headers } = await surface.ask({ method });
    expect([status, headers['allow']]).toEqual([405, allow]);
  });

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json;q=0.5', 'application/json'],
    ['text/html, application/graphql-response+json; charset=utf-8, */*;q=0.1', 'application/graphql-response+json'],
  ])('answers in the accepted type, remembered or not: %s', async (accept, type) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const fresh = await surface.ask({ body: { query: customersQuery }, headers });
    const remembered = await surface.ask({ body: { query: customersQuery }, headers });
    const refused = await surface.ask({ body: { query: customersQuery }, headers, principal: anonymous });
    expect([fresh, remembered, refused].map((answer) => answer.headers['content-type'])).toEqual(Array.from({ length: 3 }, () => `${type}; charset=utf-8`));
    expect(remembered.headers['age']).toBe('0');
  });

  it.each(['text/html', 'application/json;q=0, application/graphql-response+json;q=0', 'application/json; charset=latin1'])('has no other type to offer: %s', async (accept) => {
    const { status, json } = await surface.ask({ body: { query: customersQuery }, headers: { accept } });
    expect([status, json.errors?.[0]?.extensions['code']]).toEqual([406, 'NOT_ACCEPTABLE']);
  });
});

describe('who may ask', () => {
  it('asks strangers for a token, except for what is public', async () => {
    const refused = await surface.ask({ body: { query: customersQuery }, principal: anonymous });
    expect([refused.status, refused.json.errors?.[0]?.extensions['code'], refused.headers['www-authenticate']]).toEqual([401, 'UNAUTHENTICATED', 'Bearer realm="frontdesk"']);
    const mixed = await surface.ask({ body: { query: '{ viewer { kind } customers { totalCount } }' }, principal: anonymous });
    expect(mixed.status).toBe(401);
    const open = await surface.ask({ body: { query: '{ viewer { kind } __schema { queryType { name } } }' }, principal: anonymous });
    expect(open.json.data).toEqual({ viewer: { kind: 'ANONYMOUS' }, __schema: { queryType: { name: 'Query' } } });
  });

  it('names the scope that is missing and keeps the rest', async () => {
    const { status, json } = await surface.ask({ body: { query: '{ mine: customer(id: "cust_1") { id email booking(id: "book_1") { id } } }' }, principal: clientWith('bookings:read') });
    expect(status).toBe(200);
    expect(json.data).toEqual({ mine: { id: 'cust_1', email: null, booking: { id: 'book_1' } } });
    expect(json.errors).toEqual([
      expect.objectContaining({
        message: 'Missing required scope: profile:read', path: ['mine', 'email'],
        extensions: expect.objectContaining({ code: 'FORBIDDEN', missingScope: 'profile:read' }) as unknown,
      }),
    ]);
    expect(surface.recorded[0]).toMatchObject({ status: 200, missingScope: 'profile:read' });
  });
});

describe('remembered answers', () => {
  it('are the same bytes, and still charged', async () => {
    const first = await surface.ask({ body: { query: customersQuery, variables: { first: 3 } } });
    const second = await surface.ask({ body: { query: customersQuery, variables: { first: 3 } } });
    expect(second.json.data).toEqual(first.json.data);
    expect(surface.executions).toEqual(['customers']);
    expect(second.json.extensions.cost['remaining']).toBe(18);
    expect(surface.recorded).toHaveLength(2);
  });

  it('differ by variables, by the scopes that count, and by kind of caller; not by other scopes', async () => {
    const ask = async (first: number, ...scopes: string[]) => surface.ask({ body: { query: customersQuery, variables: { first } }, principal: clientWith(...scopes) });
    await ask(1, 'customers:read');
    await ask(1, 'customers:read', 'events:read');
    expect(surface.executions).toHaveLength(1);
    await ask(2, 'customers:read');
    expect(surface.executions).toHaveLength(2);
    const refused = await ask(1, 'events:read');
    expect(refused.json.data).toEqual({ customers: null });
    await surface.ask({ body: { query: customersQuery, variables: { first: 1 } }, principal: { ...clientWith('customers:read'), kind: 'key' } });
    expect(surface.executions).toHaveLength(3);
  });

  it('are the caller’s own where they say who is asking', async () => {
    const ask = (id: string) => surface.ask({ body: { query: '{ viewer { id } customers(first: 1) { nodes { id } } }' }, principal: { ...clientWith('customers:read'), id } });
    for (const id of ['m2m_one', 'm2m_two', 'm2m_one']) expect((await ask(id)).json.data).toMatchObject({ viewer: { id } });
    expect(surface.executions.filter((field) => field === 'viewer')).toHaveLength(2);
  });

  it('are one person’s own for staff', async () => {
    const staff = (id: string) => ({ ...clientWith(...everyScope), kind: 'staff' as const, id });
    await surface.ask({ body: { query: customersQuery }, principal: staff('user_1') });
    await surface.ask({ body: { query: customersQuery }, principal: staff('user_2') });
    await surface.ask({ body: { query: customersQuery }, principal: staff('user_2') });
    expect(surface.executions).toHaveLength(2);
  });

  it.each([
    ['what depends on the moment', '{ rateLimit { remaining } customers(first: 1) { nodes { id } } }'],
    ['the schema', '{ __schema { queryType { name } } customers { totalCount } }'],
    ['errors', '{ customer(id: "boom") { id } }'],
    ['partial answers', '{ customers(first: 1) { nodes { id } } customer(id: "boom") { id } }'],
  ])('never hold %s', async (_what, query) => {
    await surface.ask({ body: { query } });
    const again = await surface.ask({ body: { query } });
    expect(again.headers['age']).toBeUndefined();
  });

  it('are void after a write', async () => {
    await surface.ask({ body: { query: customersQuery } });
    await surface.cache.invalidate({ id: 'change-1', companyId: 1, resources: ['customers'] });
    await surface.ask({ body: { query: customersQuery } });
    expect(surface.executions).toHaveLength(2);
  });
});

describe('persisted queries', () => {
  const persistedQuery = { version: 1, sha256Hash: sha256(customersQuery) };

  it('are registered with their text and then found by their hash, through a remembered answer too', async () => {
    const unknown = await surface.ask({ body: { extensions: { persistedQuery } } });
    expect([unknown.status, unknown.json.errors?.[0]?.extensions['code']]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    await surface.ask({ body: { query: customersQuery } });
    const registered = await surface.ask({ body: { query: customersQuery, extensions: { persistedQuery } } });
    expect(registered.headers['age']).toBe('0');
    expect(await surface.persistedQueries.get(`apq:${persistedQuery.sha256Hash}`)).toBe(customersQuery);
    const byHash = await surface.ask({ body: { extensions: { persistedQuery } } });
    expect(byHash.json.data).toEqual(registered.json.data);
  });

  it('are found by a process that has not seen their text', async () => {
    await surface.persistedQueries.set(`apq:${persistedQuery.sha256Hash}`, customersQuery);
    const { json } = await surface.ask({ body: { variables: { first: 1 }, extensions: { persistedQuery } } });
    expect(json.data).toEqual({ customers: { nodes: [{ id: 'cust_1' }] } });
  });

  it('are not believed under another hash', async () => {
    const { status } = await surface.ask({ body: { query: '{ viewer { kind } }', extensions: { persistedQuery } } });
    expect(status).toBe(400);
    await surface.persistedQueries.set(`apq:${persistedQuery.sha256Hash}`, '{ viewer { kind } }');
    const planted = await surface.ask({ body: { extensions: { persistedQuery } } });
    expect(planted.json.data).toBeUndefined();
    expect(surface.executions).toEqual([]);
  });

  it('are not registered when they are not valid', async () => {
    const query = '{ nothing }';
    await surface.ask({ body: { query, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } } });
    expect(await surface.persistedQueries.get(`apq:${sha256(query)}`)).toBeUndefined();
  });
});

describe('prices and limits', () => {
  const dear = 'query Dear { customers(first: 100) { nodes { bookings(first: 100) { nodes { id } } } } }';

  it('answers the price alone when that is asked, and charges nothing', async () => {
    const { status, json } = await surface.ask({ body: { query: dear, extensions: { costOnly: true } } });
    expect([status, json.data]).toEqual([200, null]);
    expect(json.extensions.cost).toEqual({ requested: 101, objects: 10_100, actual: 0, limit: 20, remaining: null, resetAt: null });
    const after = await surface.ask({ body: { query: '{ rateLimit { limit } }' } });
    expect(after.json.extensions.cost['remaining']).toBe(19);
    expect(surface.executions).toEqual(['rateLimit']);
  });

  it('answers 60 price enquiries a minute, and none to strangers', async () => {
    const enquire = (principal = clientWith()) => surface.ask({ body: { query: dear, extensions: { costOnly: true } }, principal });
    for (let asked = 0; asked < 60; asked += 1) expect((await enquire()).status).toBe(200);
    expect((await enquire()).status).toBe(429);
    expect((await enquire(anonymous)).status).toBe(401);
  });

  it('refuses before any resolver runs what could never be paid, with its price', async () => {
    const { status, json } = await surface.ask({ body: { query: dear } });
    expect([status, json.errors?.[0]?.extensions]).toEqual([400, { code: 'COST_TOO_HIGH', details: { requested: 101, limit: 20 } }]);
    expect(json.extensions.cost).toMatchObject({ requested: 101, actual: 0, remaining: 20 });
    expect(surface.executions).toEqual([]);
  });

  it('refuses with 429 and Retry-After when the bucket is empty', async () => {
    for (let asked = 0; asked < 20; asked += 1) await surface.ask({ body: { query: customersQuery } });
    const { status, headers, json } = await surface.ask({ body: { query: customersQuery } });
    expect([status, headers['retry-after'], json.errors?.[0]?.extensions['code'], json.extensions.cost['remaining']]).toEqual([429, '3', 'RATE_LIMITED', 0]);
    expect(headers['ratelimit']).toContain('"rate";r=0');
  });
});

describe('what a caller is told of failures', () => {
  it.each([
    [true, 'Something went wrong on our side. Give support the request id.'],
    [false, 'secret detail of a table'],
  ])('in production (%s) is a safe text and the code', async (isProduction, message) => {
    const other = await startSurface({ isProduction });
    const { status, json } = await other.ask({ body: { query: '{ customer(id: "boom") { id } viewer { name } }' } });
    expect([status, json.data]).toEqual([200, { customer: null, viewer: { name: 'Test' } }]);
    expect(json.errors).toEqual([expect.objectContaining({ message, path: ['customer'], extensions: { code: 'INTERNAL_SERVER_ERROR' } })]);
    await other.stop();
  });

  it('keeps errors of the table whole in production', async () => {
    const other = await startSurface({ isProduction: true });
    const { json } = await other.ask({ body: { query: '{ customers(first: 101) { totalCount } }' } });
    expect(json.errors?.[0]).toMatchObject({ message: 'first must be 1 to 100.', extensions: { code: 'BAD_USER_INPUT', field: 'first' } });
    await other.stop();
  });

  it('does not tell the schema where introspection is off, however often it is asked', async () => {
    const other = await startSurface({ introspection: false });
    for (const asked of [1, 2, 3]) {
      const { status, json } = await other.ask({ body: { query: '{ __schema { types { name } } }' } });
      expect([asked, status, json.errors?.[0]?.extensions['code'], json.data]).toEqual([asked, 400, 'GRAPHQL_VALIDATION_FAILED', undefined]);
    }
    await other.stop();
  });
});
