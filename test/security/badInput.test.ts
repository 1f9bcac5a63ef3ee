import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedMethods } from '../../src/rest/router.js';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { send, type HttpAnswer } from '../rest/support/http.js';
import { badTokens } from '../support/badTokens.js';
import { fingerprint } from '../support/fingerprint.js';
import { isRestaurantPath, startTestGateway, type TestGateway } from '../support/gateway.js';
import { refusalOf, sampleBody, sampleIds, samplePath, sampleUrl, type SampleIds } from '../support/samples.js';

let gateway: TestGateway;
let port: number;
let ids: SampleIds;
let authorization: string;
let now = Date.now();

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  port = Number(new URL(gateway.url).port);
  ids = await sampleIds(gateway.database, 'demo');
  authorization = `Bearer ${await gateway.token()}`;
});
afterAll(() => gateway.close());

type Sent = { headers?: Record<string, string>; body?: string | Buffer };
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const ask = async (method: string, path: string, { headers = {}, ...rest }: Sent = {}): Promise<HttpAnswer> => {
  const own = isRestaurantPath(path.replace('/api/v1', '')) ? `Bearer ${gateway.key()}` : authorization;
  return safe(await send(port, method, path, { headers: { authorization: own, ...headers }, ...rest }));
};

/** Whatever was sent: the caller's own fault, said in words that tell nothing of the inside. */
function safe(answer: HttpAnswer): HttpAnswer {
  expect(answer.status).toBeLessThan(500);
  expect(answer.isBroken).toBe(false);
  expect(answer.text).not.toMatch(/<html|<!doctype|\bat [^"]{0,200}\.[jt]s:\d+|node_modules|\/src\/|select .* from|relation "/i);
  if (answer.text !== '') expect(answer.headers['content-type']).toMatch(/^(application\/json|application\/graphql-response\+json|text\/plain)(; charset=utf-8)?$/);
  return answer;
}

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const deepObject = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const rows = routes.map((row) => [`${row.method} ${row.path}`, row] as const);
const writes = rows.filter(([, { body }]) => body !== undefined);

describe('a bad query parameter is a 400 that names it', () => {
  /** What cannot be an id is nobody’s, and finds nothing. */
  const idFilters = ['facilitator_id', 'customer_id'];
  /** What cannot be an id of one thing is a 404. */
  const ids404 = ['locationId'];
  /** Any text is searched for. */
  const searches = ['query'];
  /** Any text may be given. */
  const texts = ['reason'];
  const values = {
    'a NUL': '%00', 'a control character': '%1b', 'bad encoding': '%zz', 'bytes that are not UTF-8': '%ff', 'half a surrogate pair': '%ED%A0%80', negative: '-1',
    'a fraction': '1.5', 'an exponent': '1e3', 'too large a number': '99999999999999999999', 'too long': 'x'.repeat(2000), 'a list': '[1]', SQL: "1'%20or%20'1'='1", 'other digits': '%D9%A1',
  };
  it.each(rows.filter(([, row]) => queryParametersOf(row).length > 0))('%s', async (_name, row) => {
    for (const name of queryParametersOf(row)) {
      for (const [what, value] of Object.entries(values)) {
        // Any number of pages is past the end, not wrong, and any size is taken as the largest.
        if (what === 'too large a number' && name === 'pageSize') continue;
        const { status, text } = await ask(row.method, `/api/v1${sampleUrl(row, ids, `${name}=${value}`)}`);
        if (idFilters.includes(name) && what !== 'a NUL' && what !== 'too long') {
          expect([name, what, status, JSON.parse(text)]).toEqual([name, what, 200, { data: [], total: 0, page: 0, pageSize: 30 }]);
          continue;
        }
        if (ids404.includes(name) && what !== 'a NUL' && what !== 'too long') {
          expect([name, what, status, JSON.parse(text)]).toEqual([name, what, 404, refusalOf(row)]);
          continue;
        }
        if (texts.includes(name) && what !== 'a NUL' && what !== 'too long') {
          expect([name, what, status]).toEqual([name, what, 200]);
          continue;
        }
        if (searches.includes(name) && !['a NUL', 'a control character', 'too long'].includes(what)) {
          expect([name, what, status, JSON.parse(text)]).toEqual([name, what, 200, { guests: expect.any(Array), nextCursor: null }]);
          continue;
        }
        expect([name, what, status, JSON.parse(text)]).toEqual([name, what, 400, refusalOf(row, name)]);
      }
      const twice = await ask(row.method, `/api/v1${sampleUrl(row, ids, `${name}=1&${name}=1`)}`);
      expect([twice.status, JSON.parse(twice.text)]).toEqual([400, refusalOf(row, name, 'must be given once')]);
    }
    expect((await ask(row.method, `/api/v1${sampleUrl(row, ids, 'unknown=%00&__proto__=1&constructor=1')}`)).status).toBe(200);
  });
});

describe('a bad path parameter is nobody’s id', () => {
  const values = [
    '%00', '%zz', '%ff', '%', '%ED%A0%80', 'x'.repeat(201), 'x'.repeat(5000), '1', '-1', '0', 'null', 'cust_', 'cust_0', 'cust_-1', 'cust_1.5', 'cust_1e3', 'cust_01', 'cust_99999999999999999999', 'CUST_1',
    'cust_1%00', '%20cust_1', 'cust_1%0a', "cust_1'--", 'cust_2147483648', '..%2f..%2fcustomers', '%2e%2e', '__proto__', 'constructor', 'evt_99999999999', 'date_-1', 'booking_0x1',
  ];
  it.each(rows.filter(([, row]) => row.path.includes(':')))('%s', async (_name, row) => {
    const before = await fingerprint(gateway.database, 'demo');
    const segments = new Set<string>();
    samplePath(row, ids, (segment, sample) => (segments.add(segment), sample));
    for (const segment of segments) {
      for (const value of values) {
        const path = `/api/v1${sampleUrl(row, ids, '', (at, sample) => (at === segment ? value : sample))}`;
        const { status, text } = await ask(row.method, path, row.method === 'GET' ? {} : { headers: json, body: JSON.stringify(sampleBody(row, ids)) });
        expect([path, status, JSON.parse(text)]).toEqual([path, 404, refusalOf(row)]);
      }
    }
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });
});

describe('a bad body is refused, and nothing is written', () => {
  const bodies: [what: string, body: string | Buffer, status: number, headers?: Record<string, string>][] = [
    ['nothing', '', 400],
    ['malformed JSON', '{"firstname": ', 400],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ['a list', '[]', 400],
    ['a batch', '[{}, {}]', 400],
    ['null', 'null', 400],
    ['text', '"firstname"', 400],
    ['a number', '1e400', 400],
    ['a list 100,000 levels deep', deep(100_000), 400],
    ['an object 100,000 levels deep', deepObject(100_000), 400],
    ['no content type', '{}', 400, {}],
    ['another content type', '{}', 400, { 'content-type': 'text/plain' }],
    ['a form', 'firstname=a', 400, form],
    ['a malformed content type', '{}', 400, { 'content-type': ';;' }],
    ['another character set', '{}', 400, { 'content-type': 'application/json; charset=utf-16' }],
    ['more than a megabyte', `{"firstname":"${'x'.repeat(1_048_600)}"}`, 413],
    ['much more than a megabyte', Buffer.alloc(12_000_000, 'x'), 413],
  ];
  it.each(writes)('%s', async (_name, row) => {
    const before = await fingerprint(gateway.database, 'demo');
    const path = `/api/v1${samplePath(row, ids)}`;
    for (const [what, body, status, headers = json] of bodies) {
      const answer = await ask(row.method, path, { headers, body });
      expect([what, answer.status, JSON.parse(answer.text)]).toEqual([what, status, refusalOf(row)]);
    }
    const good = sampleBody(row, ids) ?? {};
    const values = { 'a number': 7, 'a list': ['x'], 'an object': { a: 1 }, true: true, 'a NUL': 'a\0b', 'half a surrogate pair': '\ud800', 'a line break': 'a\nb', 'too long': 'x'.repeat(100_000), missing: undefined, null: null, empty: '', blank: ' ' };
    for (const name of Object.keys(good)) {
      for (const [what, value] of Object.entries(values)) {
        if (typeof value === 'number' && typeof good[name] === 'number') continue;
        const { status, text } = await ask(row.method, path, { headers: json, body: JSON.stringify({ ...good, [name]: value }) });
        // Where any field may be missing, a body with none at all is at fault.
        const atFault = what === 'missing' && Object.keys(good).length === 1 ? 'body' : name;
        expect([name, what, status, JSON.parse(text)]).toEqual([name, what, 400, refusalOf(row, atFault)]);
      }
    }
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });
});

describe('paths and methods', () => {
  const paths = ['/api', '/api/v1', '/api/v1/', '/api/v2/customers', '/api/v1/Customers', '/api/v1/customers/', '/api/v1//customers', '/api/v1/customers/1', '/api/v1/%zz', '/api/v1/customer/%00/profile', '/api/v1/__proto__', '/latest/nothing', '/oauth/token/x', '/graphql/x', '/.well-known/nothing', '/etc/passwd', '/..%2f..%2fpackage.json', '/graphiql/assets/..%2f..%2fpackage.json', `/${'x'.repeat(8000)}`];
  it.each(paths.map((path) => [path.slice(0, 60), path]))('%s is a 404 in JSON', async (_start, path) => {
    const { status, text } = await ask('GET', path);
    expect([status, JSON.parse(text)]).toEqual([404, { error: expect.any(String) }]);
  });

  it('outside of the REST surface, a path that cannot be decoded is a 400', async () => {
    const { status, text } = await ask('GET', '/%zz');
    expect([status, JSON.parse(text)]).toEqual([400, { error: expect.any(String) }]);
  });

  it.each(rows)('%s knows its methods', async (_name, row) => {
    const path = `/api/v1${sampleUrl(row, ids)}`;
    const allow = allowedMethods(routes.filter((other) => other.path === row.path));
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'PURGE'].filter((one) => !allow.includes(one))) {
      const answer = await ask(method, path, { headers: { 'content-length': '0' } });
      expect([method, answer.status, answer.headers.allow, JSON.parse(answer.text)]).toEqual([method, 405, allow.join(', '), refusalOf(row)]);
    }
    if (row.method === 'GET') {
      const [get, head] = [await ask('GET', path), await ask('HEAD', path)];
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', get.headers.etag]);
    }
    const options = await send(port, 'OPTIONS', path);
    expect([options.status, options.headers.allow]).toEqual([204, allow.join(', ')]);
    const preflight = await send(port, 'OPTIONS', path, { headers: { origin: 'https://shop.example', 'access-control-request-method': row.method } });
    expect([preflight.status, preflight.headers['access-control-allow-origin'], preflight.headers['access-control-allow-methods']]).toEqual([204, '*', allow.join(', ')]);
  });

  it.each(['/api/v1/token', '/oauth/token', '/api/v1/login'])('%s is asked by POST', async (path) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) expect((await ask(method, path, { headers: { 'content-length': '0' } })).headers.allow).toBe('OPTIONS, POST');
  });

  it.each(['/api/v1/customers', '/graphql', '/api/v1/token', '/healthz'])('%s refuses headers that are too large', async (path) => {
    expect((await ask('GET', path, { headers: { 'x-large': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe('credentials that are not good', () => {
  it('are a 401 on both surfaces, with one text, and without a word of what is wrong', async () => {
    const tokens = await badTokens(gateway, await gateway.token());
    for (const [what, token] of Object.entries(tokens)) {
      const rest = safe(await send(port, 'GET', '/api/v1/customers?pageSize=1', { headers: { authorization: `Bearer ${token}` } }));
      expect([what, rest.status, rest.headers['www-authenticate']]).toEqual([what, 401, 'Bearer realm="frontdesk", error="invalid_token"']);
      const graphql = safe(await send(port, 'POST', '/graphql', { headers: { ...json, authorization: `Bearer ${token}` }, body: '{"query":"{ viewer { kind } }"}' }));
      expect([what, graphql.status, JSON.parse(graphql.text)]).toMatchObject([what, 401, { errors: [{ message: 'The access token is missing, invalid or expired. Ask for a new one.', extensions: { code: 'UNAUTHENTICATED' } }] }]);
    }
  });

  it.each(['Bearer', 'Bearer ', 'Basic x', 'bearer a b', 'a@b.example:token', 'Token x', 'Bearer \u00ff'])('"%s" is a 401', async (header) => {
    expect(safe(await send(port, 'GET', '/api/v1/customers', { headers: { authorization: header } })).status).toBe(401);
  });

  it('run out with the clock', async () => {
    const { json: issued } = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: 'm2m_events', client_secret: 'e4e4'.repeat(16) } });
    const token = (issued as { access_token: string }).access_token;
    now += 3_599_000;
    expect((await gateway.rest('/events?pageSize=1', { token })).status).toBe(200);
    now += 2000;
    expect((await gateway.rest('/events?pageSize=1', { token })).status).toBe(401);
    now -= 3_601_000;
  });

  it('are not: a login where a client’s token is usual makes its caller that user', async () => {
    const { data } = await gateway.graphql('{ viewer { kind id scopes } }', { token: await gateway.login() });
    expect(data).toMatchObject({ viewer: { kind: 'STAFF', id: expect.stringMatching(/^user_/), scopes: expect.arrayContaining(['audit:read']) } });
    expect((await gateway.rest('/customers?pageSize=1', { token: await gateway.login() })).status).toBe(200);
  });
});

describe('/graphql', () => {
  const query = (text: string, more: object = {}): Sent => ({ headers: json, body: JSON.stringify({ query: text, ...more }) });
  const update = (values: string): Sent => query(`mutation { updateCustomerProfile(input: { id: "${ids.customer}", firstName: "A", lastName: "B", email: "a@b.example" ${values} }) { customer { id } } }`);
  const cases: [what: string, sent: () => Sent, status: number, code: string | undefined, field?: string][] = [
    ['JSON 100,000 levels deep', () => ({ headers: json, body: deepObject(100_000) }), 400, 'BAD_REQUEST'],
    ['a list 100,000 levels deep', () => ({ headers: json, body: deep(100_000) }), 400, 'BAD_REQUEST'],
    ['a document 100,000 levels deep', () => query(`{ ${'a { '.repeat(100_000)} b ${'}'.repeat(100_001)}`), 400, 'OPERATION_TOO_COMPLEX'],
    ['a list literal 2,000 levels deep', () => query(`{ customers(first: ${deep(2000)}) { totalCount } }`), 400, 'OPERATION_TOO_COMPLEX'],
    ['fragments in a circle', () => query('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['more aliases than are allowed', () => query(`{ viewer { ${Array.from({ length: 60 }, (_, i) => `a${i}: kind`).join(' ')} } }`), 400, 'OPERATION_TOO_COMPLEX'],
    ['a page of nobody’s', () => query('{ customers(first: 0) { totalCount } }'), 200, 'BAD_USER_INPUT', 'first'],
    ['a page too large', () => query('{ customers(first: 101) { nodes { id } } }'), 200, 'BAD_USER_INPUT', 'first'],
    ['a negative page', () => query('{ customers(page: -1) { nodes { id } } }'), 200, 'BAD_USER_INPUT', 'page'],
    ['a cursor of nobody’s', () => query('{ customers(first: 1, after: "nonsense") { nodes { id } } }'), 200, 'BAD_USER_INPUT', 'after'],
    ['a number that is no Int', () => query('{ customers(first: 99999999999) { totalCount } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a date of no calendar', () => query(`{ customer(id: "cust_1") { bookings(purchasedFrom: "2026-02-30") { totalCount } } }`), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a NUL in a literal', () => query('{ customer(id: "a\\u0000") { id } }'), 200, undefined],
    ['half a surrogate pair in a change', () => query('mutation ($i: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $i) { customer { id } } }', { variables: { i: { id: ids.customer, firstName: '\ud800', lastName: 'B', email: 'a@b.example' } } }), 200, 'BAD_USER_INPUT', 'firstName'],
    ['no e-mail in a change', () => update('email: "nobody"'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a long number in a change', () => update(`mobile: "${'1'.repeat(31)}"`), 200, 'BAD_USER_INPUT', 'mobile'],
    ['a control character in a change', () => update('mobile: "1\\u0007"'), 200, 'BAD_USER_INPUT', 'mobile'],
    ['a form', () => ({ headers: form, body: 'query={viewer{kind}}' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text', () => ({ headers: { 'content-type': 'text/plain' }, body: '{"query":"{viewer{kind}}"}' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no content type', () => ({ body: '{"query":"{viewer{kind}}"}' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an unknown persisted query', () => ({ headers: json, body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }) }), 200, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a body over the limit', () => ({ headers: json, body: Buffer.alloc(1_100_000, ' ') }), 413, 'PAYLOAD_TOO_LARGE'],
    ['an answer in no type of ours', () => ({ headers: { ...json, accept: 'text/csv' }, body: '{"query":"{viewer{kind}}"}' }), 406, 'NOT_ACCEPTABLE'],
  ];
  it.each(cases)('refuses %s', async (_what, sent, status, code, field) => {
    const before = await fingerprint(gateway.database, 'demo');
    const answer = await ask('POST', '/graphql', sent());
    const [error] = (JSON.parse(answer.text) as { errors?: { extensions: { code: string; field?: string } }[] }).errors ?? [];
    expect([answer.status, error?.extensions.code, error?.extensions.field?.replace(/^.*\./, '')]).toEqual([status, code, field]);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });
});
