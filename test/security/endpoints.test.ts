import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, type HttpAnswer } from '../rest/support/http.js';
import { fingerprint } from '../support/fingerprint.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { sampleIds } from '../support/samples.js';

let gateway: TestGateway;
let port: number;
let now = Date.now();

beforeAll(async () => {
  gateway = await startTestGateway({ clock: () => now });
  port = Number(new URL(gateway.url).port);
});
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const good = { client_id: 'm2m_demo', client_secret: '5eed'.repeat(16) };
const staff = { company: 'demo', email: 'staff@demo.example', password: 'demo-password-1' };
const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
const basic = (text: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

/** Half a minute apart, so that neither the address nor the name is counted out by the cases before. */
async function post(path: string, body: unknown, headers: Record<string, string> = json): Promise<HttpAnswer> {
  now += 30_000;
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await send(port, 'POST', path, { headers, body: bytes });
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).not.toMatch(/<html|\bat [^"]{0,200}\.[jt]s:\d+|node_modules|5eed5eed|demo-password/i);
  return answer;
}

const tokenCases: [what: string, body: unknown, status: number, error: string, headers?: Record<string, string>][] = [
  ['nothing', '', 400, 'invalid_request'],
  ['malformed JSON', '{"client_id":', 400, 'invalid_request'],
  ['a list', [good], 400, 'invalid_request'],
  ['null', 'null', 400, 'invalid_request'],
  ['deep JSON', deepObject, 400, 'invalid_request'],
  ['no id', { client_secret: good.client_secret }, 400, 'invalid_request'],
  ['no secret', { client_id: good.client_id }, 400, 'invalid_request'],
  ['an id that is a number', { ...good, client_id: 7 }, 400, 'invalid_request'],
  ['a secret that is a list', { ...good, client_secret: ['5eed'] }, 400, 'invalid_request'],
  ['a secret that is an object', { ...good, client_secret: { $ne: '' } }, 400, 'invalid_request'],
  ['an over-long id', { ...good, client_id: 'm'.repeat(5000) }, 400, 'invalid_request'],
  ['another grant', { ...good, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['a scope that it lacks', { ...good, scope: 'audit:read' }, 400, 'invalid_scope'],
  ['a scope of no one', { ...good, scope: 'customers:read nothing\u0000' }, 400, 'invalid_scope'],
  ['a form without a grant', `client_id=m2m_demo&client_secret=${good.client_secret}`, 400, 'invalid_request', form],
  ['a form with an id twice', `grant_type=client_credentials&client_id=a&client_id=b&client_secret=c`, 400, 'invalid_request', form],
  ['another content type', JSON.stringify(good), 400, 'invalid_request', { 'content-type': 'text/xml' }],
  ['credentials in two places', good, 400, 'invalid_request', { ...json, ...basic(`m2m_demo:${good.client_secret}`) }],
  ['Basic that is no base64', '', 401, 'invalid_client', { authorization: 'Basic %%%' }],
  ['Basic without a colon', '', 401, 'invalid_client', basic('m2m_demo')],
  ['Basic with bad encoding', '', 401, 'invalid_client', basic('m2m_demo:%zz')],
  ['an unknown client', { ...good, client_id: 'm2m_nobody' }, 401, 'invalid_client'],
  ['an id with a NUL', { ...good, client_id: 'm2m_demo\0' }, 401, 'invalid_client'],
  ['an id with half a surrogate pair', '{"client_id":"m2m_\\ud800","client_secret":"x"}', 401, 'invalid_client'],
  ['a wrong secret', { ...good, client_secret: 'x' }, 401, 'invalid_client'],
  ['the secret in capitals', { ...good, client_secret: good.client_secret.toUpperCase() }, 401, 'invalid_client'],
  ['a suspended client', { ...good, client_id: 'm2m_demo_paused' }, 401, 'invalid_client'],
];

describe.each(['/api/v1/token', '/oauth/token'])('%s', (path) => {
  it.each(tokenCases)('refuses %s', async (_what, body, status, error, headers) => {
    const before = await fingerprint(gateway.database, 'demo');
    const answer = await post(path, body, headers);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { error, error_description: expect.any(String) }]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });

  it('refuses a body over the limit', async () => {
    const { status, text } = await post(path, Buffer.alloc(1_100_000, ' '));
    expect([status, JSON.parse(text)]).toEqual([413, { error: expect.any(String) }]);
  });

  it('does not read credentials of other kinds', async () => {
    const { status } = await post(path, good, { ...json, authorization: 'Bearer nonsense', 'x-api-key': 'rrk_live_nonsense' });
    expect(status).toBe(200);
  });
});

const loginCases: [what: string, body: unknown, status: number, field: string | null, headers?: Record<string, string>][] = [
  ['nothing', '', 400, null],
  ['malformed JSON', '{"email":', 400, null],
  ['another content type', JSON.stringify(staff), 415, null, { 'content-type': 'text/plain' }],
  ['a form', 'email=a', 415, null, form],
  ['a list', [staff], 422, '(root)'],
  ['null', 'null', 422, '(root)'],
  ['deep JSON', deepObject, 422, 'email'],
  ['no e-mail', { ...staff, email: undefined }, 422, 'email'],
  ['an e-mail that is a number', { ...staff, email: 7 }, 422, 'email'],
  ['an e-mail with a NUL', { ...staff, email: 'staff\0@demo.example' }, 422, 'email'],
  ['an over-long e-mail', { ...staff, email: `${'x'.repeat(300)}@demo.example` }, 422, 'email'],
  ['no password', { ...staff, password: undefined }, 422, 'password'],
  ['a password that is a list', { ...staff, password: ['demo-password-1'] }, 422, 'password'],
  ['an empty password', { ...staff, password: '' }, 422, 'password'],
  ['an over-long password', { ...staff, password: 'x'.repeat(100_000) }, 422, 'password'],
  ['a code that is no code', { ...staff, token: 'abc' }, 422, 'token'],
  ['no company', { ...staff, company: undefined }, 422, 'company'],
  ['a company that is a number', { ...staff, company: 7 }, 422, 'company'],
  ['an unknown company', { ...staff, company: 'nobody' }, 404, null],
  ['a company with a NUL', { ...staff, company: 'demo\0' }, 404, null],
  ['a person of another company', { ...staff, company: 'rival' }, 401, null],
  ['half a surrogate pair', '{"company":"demo","email":"\\ud800@demo.example","password":"x"}', 401, null],
  ['a password with a NUL', { ...staff, password: 'demo-password-1\0' }, 401, null],
];

describe('/api/v1/login', () => {
  it.each(loginCases)('refuses %s', async (_what, body, status, field, headers) => {
    const before = await fingerprint(gateway.database, 'demo');
    const answer = await post('/api/v1/login', body, headers);
    expect(answer.status).toBe(status);
    if (status === 400) {
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    } else {
      const said = JSON.parse(answer.text) as { error: string; errors?: { field: string; message: string }[] };
      expect([said.error, said.errors?.[0]?.field ?? null]).toEqual([expect.any(String), field]);
    }
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });

  it('refuses a body over the limit', async () => {
    expect((await post('/api/v1/login', Buffer.alloc(1_100_000, ' '))).status).toBe(413);
  });
});

describe('the mutations of staff', () => {
  const wide = 'x'.repeat(1001);
  const cases: [what: string, mutation: string, code: string, field?: string][] = [
    ['a client without a name', 'createApiClient(input: { name: "  ", scopes: ["events:read"] })', 'BAD_USER_INPUT', 'input.name'],
    ['a client with a long name', `createApiClient(input: { name: "${'x'.repeat(101)}", scopes: ["events:read"] })`, 'BAD_USER_INPUT', 'input.name'],
    ['a NUL in a name', 'createApiClient(input: { name: "a\\u0000b", scopes: ["events:read"] })', 'BAD_USER_INPUT', 'input.name'],
    ['half a surrogate pair in a name', 'createApiClient(input: { name: "a\\ud800", scopes: ["events:read"] })', 'GRAPHQL_PARSE_FAILED'],
    ['a long description', `createApiClient(input: { name: "a", description: "${wide}", scopes: ["events:read"] })`, 'BAD_USER_INPUT', 'input.description'],
    ['no scopes', 'createApiClient(input: { name: "a", scopes: [] })', 'BAD_USER_INPUT', 'input.scopes'],
    ['a scope that no client can have', 'createApiClient(input: { name: "a", scopes: ["clients:write"] })', 'BAD_USER_INPUT', 'input.scopes'],
    ['an end in the past', 'createApiClient(input: { name: "a", scopes: ["events:read"], expiresAfterDays: 0 })', 'BAD_USER_INPUT', 'input.expiresAfterDays'],
    ['an end beyond every calendar', 'createApiClient(input: { name: "a", scopes: ["events:read"], expiresAfterDays: 2147483647 })', 'BAD_USER_INPUT', 'input.expiresAfterDays'],
    ['a negative limit', 'createApiClient(input: { name: "a", scopes: ["events:read"], limits: { concurrent: -1 } })', 'BAD_USER_INPUT', 'input.limits.concurrent'],
    ['an unknown client', 'deleteApiClient(input: { id: "m2m_nobody" })', 'NOT_FOUND', 'input.id'],
    ['an id with a NUL', 'deleteApiClient(input: { id: "m2m_\\u0000" })', 'NOT_FOUND', 'input.id'],
    ['an id of another form', 'suspendApiClient(input: { id: "cust_1" })', 'NOT_FOUND', 'input.id'],
  ];
  it.each(cases)('refuse %s', async (_what, mutation, code, field) => {
    now += 30_000;
    const before = await fingerprint(gateway.database, 'demo');
    const { status, errors } = await gateway.graphql(`mutation { ${mutation} { __typename } }`, { token: await gateway.login() });
    expect(status).toBeLessThan(500);
    expect([errors?.[0]?.extensions['code'], errors?.[0]?.extensions['field']]).toEqual([code, field]);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });

  it('refuse half a surrogate pair in a variable, and write nothing', async () => {
    const { apiClient } = await sampleIds(gateway.database, 'demo');
    const before = await fingerprint(gateway.database, 'demo');
    const { status, errors } = await gateway.graphql('mutation ($i: UpdateApiClientInput!) { updateApiClient(input: $i) { apiClient { name } } }', { token: await gateway.login(), variables: { i: { id: apiClient, name: '\ud800' } } });
    expect([status, errors?.[0]?.extensions['code']]).toEqual([200, 'BAD_USER_INPUT']);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });
});
