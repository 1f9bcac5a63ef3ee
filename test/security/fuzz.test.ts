import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { studioScopes } from '../../src/access/scopes.js';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { send, type HttpAnswer } from '../rest/support/http.js';
import { clientWith } from '../support/callers.js';
import { count } from '../support/counts.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { sampleBody, sampleIds, sampleUrl, type SampleIds } from '../support/samples.js';
import { coordinateOf, documentFor, everyField, wayTo } from '../support/schemaWalk.js';

let now = Date.now();
let gateway: TestGateway;
let port: number;
let ids: SampleIds;
let headers: Record<string, string>;

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  port = Number(new URL(gateway.url).port);
  ids = await sampleIds(gateway.database, 'demo');
});
/** A token of its own for each test: the clock runs far ahead of the last one's. */
beforeEach(async () => {
  const { token } = await clientWith(gateway, studioScopes);
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
});
afterAll(() => gateway.close());

const runs = count(40, 1500);
vi.setConfig({ testTimeout: count(60_000, 600_000) });

/** Whatever it was, it was answered, and as the caller's fault or well. A caller that is not known would prove nothing. */
function expectAnswered({ status, isBroken, text }: HttpAnswer): void {
  expect(isBroken).toBe(false);
  expect(status).toBeLessThan(500);
  expect([401, 429]).not.toContain(status);
  expect(text).not.toMatch(/<html|\bat [^"]{0,200}\.[jt]s:\d+|node_modules/i);
}

/** Texts as people, programs and attackers write them, halves of surrogate pairs included. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('', '0', '-1', '1e999', 'NaN', 'null', 'true', '2026-02-30', '0000-01-01', '2026-09-14T25:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13', '2026-09-14', 'future', 'past', "' or 1=1 --", '../..', '\0', '%', '{}'),
  fc.integer().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const encoded = fc.oneof(text.map((value) => encodeURIComponent(Buffer.from(value).toString())), fc.constantFrom('%', '%ff', '%00', '%ED%A0%80', '%zz'));
const value = fc.oneof({ weight: 3, arbitrary: text }, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.constant(null));

describe('whatever is sent to a row, it is never our fault', () => {
  it.each(routes.map((row) => [`${row.method} ${row.path}`, row] as const))('%s', async (_name, row) => {
    const names = fc.constantFrom(...queryParametersOf(row), 'page', 'unknown', '__proto__');
    const query = fc.array(fc.tuple(names, encoded), { maxLength: 4 }).map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
    const id = fc.option(fc.oneof(encoded, fc.integer().map((number) => `cust_${number}`)), { freq: 1 });
    const good = sampleBody(row, ids);
    const body = good === undefined
      ? fc.constant(undefined)
      : fc.oneof(fc.record(Object.fromEntries([...Object.keys(good), 'mobile', 'extra'].map((name) => [name, value])), { requiredKeys: [] }).map((fields) => JSON.stringify({ ...good, ...fields })), fc.json(), text, fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)));
    await fc.assert(
      fc.asyncProperty(query, id, body, async (search, replaced, sent) => {
        const url = sampleUrl(row, ids, search, (_segment, sample) => (replaced === null || replaced === '' ? sample : replaced));
        expectAnswered(await send(port, row.method, `/api/v1${url}`, { headers: row.family === 'restaurant' ? { ...headers, authorization: `Bearer ${gateway.key()}` } : headers, ...(sent === undefined ? {} : { body: sent }) }));
      }),
      { numRuns: runs },
    );
  });
});

describe('whatever is sent to /graphql, it is never our fault', () => {
  const post = async (body: string | Buffer) => expectAnswered(await send(port, 'POST', '/graphql', { headers, body }));

  it('as bytes and as JSON', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.json(), text, fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes))), post), { numRuns: runs * 2 });
    const part = fc.oneof(value, fc.constantFrom('{ viewer { kind } }', 'query A { viewer { kind } } query B { rateLimit { limit } }'));
    const request = fc.record({ query: part, operationName: value, variables: value, extensions: value }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(request, (sent) => post(JSON.stringify(sent))), { numRuns: runs * 2 });
  });

  it('as documents made of the words of GraphQL', async () => {
    const word = fc.constantFrom('{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '|', '=', '"', '"""', '#', ' ', '\n', 'query', 'mutation', 'fragment', 'on', 'viewer', 'customers', 'nodes', 'id', 'first', '1', '-1', '1e9', 'null', 'true', '"\\u0000"', '"\\ud800"', '__typename', '__schema', 'include', 'skip', 'if');
    await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 40 }), (words) => post(JSON.stringify({ query: words.join(' ') }))), { numRuns: runs * 2 });
  });

  const asking = everyField().filter(({ field }) => field.args.length > 0);
  it.each(asking.map((step) => [coordinateOf(step), step] as const))('as arguments of %s', async (coordinate, step) => {
    const way = wayTo(coordinate);
    const token = await gateway.login();
    const scalar = fc.oneof(text.map((one) => JSON.stringify(one)), fc.integer().map(String), fc.maxSafeInteger().map(String), fc.constantFrom('null', 'true', '[]', '{}', '1.5', '1e999', 'FUTURE', 'NEWEST', '-0', '"""block"""', '{ id: "x" }', '[{ id: 1 }]'));
    await fc.assert(
      fc.asyncProperty(fc.record(Object.fromEntries(step.field.args.map(({ name }) => [name, scalar])), { requiredKeys: [] }), async (given) => {
        now += 600;
        // The field's own arguments are all replaced; those above it are as they should be.
        const list = Object.entries(given).map(([name, written]) => `${name}: ${written}`).join(', ');
        const document = documentFor(way, () => '"cust_1"').replace(new RegExp(`\\b${step.field.name}(\\([^)]*\\))?( \\{| )`), (_match, _old, end: string) => `${step.field.name}${list === '' ? '' : `(${list})`}${end}`);
        expectAnswered(await send(port, 'POST', '/graphql', { headers: { ...headers, authorization: `Bearer ${token}` }, body: JSON.stringify({ query: document }) }));
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  it('as variables of every kind', async () => {
    const document = `query ($id: ID!, $n: Int, $after: String, $day: LocalDate, $at: DateTime, $filter: EventTimeFilter) {
      customer(id: $id) { bookings(first: $n, after: $after, purchasedFrom: $day) { nodes { id } } }
      events(first: $n, after: $after, timeFilter: $filter, startDate: $at, endDate: $at) { nodes { id dates(first: $n, from: $at) { id } } } }`;
    const variables = fc.record({ id: value, n: fc.oneof(value, fc.integer()), after: value, day: value, at: value, filter: fc.oneof(value, fc.constantFrom('FUTURE', 'PAST')) }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(variables, (given) => post(JSON.stringify({ query: document, variables: given }))), { numRuns: runs * 3 });
    const change = 'mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }';
    const input = fc.record({ id: fc.oneof(value, fc.constant(ids.customer)), firstName: value, lastName: value, email: fc.oneof(value, fc.emailAddress()), mobile: value }, { requiredKeys: ['id', 'firstName', 'lastName', 'email'] });
    await fc.assert(fc.asyncProperty(input, (given) => post(JSON.stringify({ query: change, variables: { input: given } }))), { numRuns: runs * 2 });
  });
});

it('whatever is sent to the endpoints of credentials, it is never our fault', async () => {
  const token = fc.record({ client_id: value, client_secret: value, grant_type: value, scope: value }, { requiredKeys: [] });
  const login = fc.record({ company: fc.oneof(value, fc.constant('demo')), email: fc.oneof(value, fc.emailAddress()), password: value, token: value }, { requiredKeys: [] });
  const asForm = token.map((fields) => new URLSearchParams(Object.entries(fields).map(([name, one]): [string, string] => [name, JSON.stringify(one)])).toString());
  for (const [path, body, type] of [
    ['/api/v1/token', token.map((one) => JSON.stringify(one)), 'application/json'],
    ['/oauth/token', asForm, 'application/x-www-form-urlencoded'],
    ['/api/v1/login', login.map((one) => JSON.stringify(one)), 'application/json'],
  ] as const) {
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        now += 90_000;
        const answer = await send(port, 'POST', path, { headers: { 'content-type': type }, body: sent });
        expect(answer.status).toBeLessThan(500);
        expect([answer.isBroken, answer.text]).toEqual([false, expect.not.stringMatching(/<html|node_modules/i)]);
      }),
      { numRuns: runs },
    );
  }
});
