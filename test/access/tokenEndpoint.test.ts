import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointAnswer, type EndpointRequest } from '../../src/access/endpoint.js';
import { createMemoryFailureCounter, tokenFailureRule } from '../../src/access/failures.js';
import { studioScopes } from '../../src/access/scopes.js';
import { matchesHash } from '../../src/access/secrets.js';
import { createTokenEndpoint } from '../../src/access/tokenEndpoint.js';
import { type AccessFixture, createAccessFixture, endpointRequest, insertClient, publicUrl, type TestClient } from './support.js';

let fixture: AccessFixture;
let client: TestClient;
let token: (request: EndpointRequest) => Promise<EndpointAnswer>;
/** Hashes that secrets were compared with. */
let compared: string[] = [];

beforeAll(async () => {
  fixture = await createAccessFixture();
  client = await insertClient(fixture.database, fixture.acme, 'm2m_endpoint', { scopes: ['events:read', 'customers:read'] });
  token = createTokenEndpoint({
    database: fixture.database,
    keyring: fixture.keyring,
    publicUrl,
    clock: fixture.clock,
    failures: createMemoryFailureCounter(tokenFailureRule, fixture.clock),
    matches: (secret, hash) => {
      compared.push(hash);
      return matchesHash(secret, hash);
    },
  });
});
afterAll(() => fixture.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = ({ id, secret }: TestClient) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
const credentials = ({ id, secret }: TestClient) => ({ client_id: id, client_secret: secret });

const postJson = (body: unknown, own: Partial<EndpointRequest> = {}) => token(endpointRequest({ body: JSON.stringify(body), ...own }));
const postForm = (body: Record<string, string> | string, headers: Record<string, string> = {}) =>
  token(endpointRequest({ headers: { ...form, ...headers }, body: new URLSearchParams(body).toString() }));

function bodyOf(answer: EndpointAnswer | undefined): Record<string, unknown> {
  const body: Record<string, unknown> = JSON.parse(answer?.body ?? 'null');
  return body;
}

describe('POST /token', () => {
  it('answers a bearer token of an hour for JSON without a grant type, kept by no cache', async () => {
    const answer = await postJson(credentials(client));
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' });
    const { access_token: accessToken, ...rest } = bodyOf(answer);
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'customers:read events:read' });
    expect(await fixture.tokens.verify(String(accessToken))).toMatchObject({ clientId: client.id, company: 'acme', scopes: ['customers:read', 'events:read'] });
    expect(answer.audit).toEqual({ companyId: fixture.acme.id, principalKind: 'client', principalId: client.id, principalName: 'm2m_endpoint name' });
  });

  it('notes when the client last had one', async () => {
    fixture.clock.advance(5000);
    await postJson(credentials(client));
    const row = await fixture.database.db.selectFrom('api_clients').select('last_token_at').where('id', '=', client.id).executeTakeFirstOrThrow();
    expect(row.last_token_at).toEqual(new Date(fixture.clock()));
  });

  it('takes a form, HTTP Basic, and both together', async () => {
    const grant = { grant_type: 'client_credentials' };
    expect((await postForm({ ...grant, ...credentials(client) })).status).toBe(200);
    expect((await postForm(grant, basic(client))).status).toBe(200);
    expect((await postForm({ ...grant, client_id: client.id }, basic(client))).status).toBe(200);
    expect((await token(endpointRequest({ headers: basic(client) }))).status).toBe(200);
  });

  it('ignores a bearer token that is sent along', async () => {
    expect((await postJson(credentials(client), { headers: { 'content-type': 'application/json', authorization: 'Bearer x' } })).status).toBe(200);
  });

  it('narrows to the scopes asked for, in the documented order', async () => {
    const answer = await postJson({ ...credentials(client), scope: 'events:read  customers:read events:read' });
    expect(bodyOf(answer)['scope']).toBe('customers:read events:read');
    const narrowed = bodyOf(await postForm({ grant_type: 'client_credentials', ...credentials(client), scope: 'events:read' }));
    expect(decodeJwt(String(narrowed['access_token']))['scope']).toBe('events:read');
  });

  it.each(['profile:read', 'reservations:read', 'clients:write', 'admin', 'events:read nothing:such'])('refuses the scope %j that the client does not have', async (scope) => {
    const answer = await postJson({ ...credentials(client), scope });
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toMatchObject({ error: 'invalid_scope', error_description: expect.any(String) });
  });

  it('stamps the scopes of the moment, and never one that clients cannot have', async () => {
    const own = await insertClient(fixture.database, fixture.acme, 'm2m_edited', { scopes: ['events:read', 'audit:read'] });
    expect(bodyOf(await postJson(credentials(own)))['scope']).toBe('events:read');
    await fixture.database.db.updateTable('api_clients').set({ scopes: [...studioScopes] }).where('id', '=', own.id).execute();
    expect(bodyOf(await postJson(credentials(own)))['scope']).toBe(studioScopes.join(' '));
  });
});

describe('a request that is not well formed', () => {
  it.each<[string, Partial<EndpointRequest>, string]>([
    ['no body', {}, 'client_id'],
    ['no secret', { body: '{"client_id":"m2m_a"}' }, 'client_secret'],
    ['an empty id', { body: '{"client_id":"","client_secret":"x"}' }, 'client_id'],
    ['an id that is no text', { body: '{"client_id":7,"client_secret":"x"}' }, 'client_id'],
    ['a secret that is a list', { body: '{"client_id":"m2m_a","client_secret":["x"]}' }, 'client_secret'],
    ['a scope that is an object', { body: '{"client_id":"m2m_a","client_secret":"x","scope":{}}' }, 'scope'],
    ['malformed JSON', { body: '{"client_id"' }, 'JSON'],
    ['a JSON array', { body: '[]' }, 'object'],
    ['a JSON text', { body: '"m2m_a"' }, 'object'],
    ['null', { body: 'null' }, 'object'],
    ['deep JSON', { body: '['.repeat(100_000) + ']'.repeat(100_000) }, 'object'],
    ['a huge id', { body: JSON.stringify({ client_id: 'm'.repeat(500_000), client_secret: 'x' }) }, 'client_id'],
    ['bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0x00]) }, 'JSON'],
    ['a form without grant_type', { headers: form, body: 'client_id=m2m_a&client_secret=x' }, 'grant_type'],
    ['a form field given twice', { headers: form, body: 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=x' }, 'client_id'],
    ['another media type', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }, 'application/json'],
    ['credentials given twice', { headers: { ...form, authorization: 'Basic YTpi' }, body: 'grant_type=client_credentials&client_secret=b' }, 'once'],
    ['two client ids', { headers: { ...form, authorization: 'Basic YTpi' }, body: 'grant_type=client_credentials&client_id=b' }, 'once'],
  ])('%s: 400 invalid_request', async (_what, request, named) => {
    const answer = await token(endpointRequest(request));
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toMatchObject({ error: 'invalid_request', error_description: expect.stringContaining(named) });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('another grant type: 400 unsupported_grant_type', async () => {
    for (const answer of [await postJson({ grant_type: 'password', ...credentials(client) }), await postForm({ grant_type: 'refresh_token', ...credentials(client) })]) {
      expect(answer.status).toBe(400);
      expect(bodyOf(answer)['error']).toBe('unsupported_grant_type');
    }
  });

  it.each(['Basic', 'Basic ####', 'Basic YQ==', 'Basic OmI=', `Basic ${Buffer.from('%zz:b').toString('base64')}`])('%j: 401 with a challenge', async (authorization) => {
    const answer = await token(endpointRequest({ headers: { authorization } }));
    expect(answer.status).toBe(401);
    expect(bodyOf(answer)['error']).toBe('invalid_client');
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
  });
});

describe('wrong credentials', () => {
  it('are refused in one way for unknown, wrong, suspended, expired and deleted, each after one comparison', async () => {
    const past = new Date(fixture.clock() - 1);
    const cases = [
      { id: 'm2m_unknown', secret: client.secret },
      { id: 'm2m_\0', secret: client.secret },
      { id: "' or 1=1 --", secret: client.secret },
      { id: client.id, secret: 'f'.repeat(64) },
      await insertClient(fixture.database, fixture.acme, 'm2m_is_suspended', { is_suspended: true }),
      await insertClient(fixture.database, fixture.acme, 'm2m_is_expired', { expires_at: past }),
      await insertClient(fixture.database, fixture.acme, 'm2m_is_deleted', { deleted_at: past }),
    ];
    const answers = [];
    for (const one of cases) {
      compared = [];
      answers.push(await postJson(credentials(one)));
      expect(compared).toHaveLength(1);
    }
    expect(new Set(answers.map(({ status, body, headers }) => JSON.stringify({ status, body, headers }))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401 });
    expect(bodyOf(answers[0])).toEqual({ error: 'invalid_client', error_description: expect.any(String) });
    expect(answers[0]?.headers).not.toHaveProperty('www-authenticate');
  });

  it('are audited with the id that was tried, but never with a text that is no id', async () => {
    const tried = await postJson({ client_id: 'm2m_unknown', client_secret: 'x' });
    expect(tried.audit).toMatchObject({ companyId: null, principalId: 'm2m_unknown' });
    const mistyped = await postJson({ client_id: client.secret, client_secret: client.id });
    expect(mistyped.audit.principalId).toBeNull();
  });
});

describe('failures', () => {
  it('beyond ten a minute from one address with one client id are answered 429 until the oldest is a minute old', async () => {
    const victim = await insertClient(fixture.database, fixture.acme, 'm2m_guessed');
    const from = (ip: string, secret: string) => postJson({ client_id: victim.id, client_secret: secret }, { ip });
    for (let tries = 0; tries < 10; tries++) {
      expect((await from('198.51.100.1', 'wrong')).status).toBe(401);
      fixture.clock.advance(1500);
    }
    const refused = await from('198.51.100.1', victim.secret);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('45');
    expect((await from('198.51.100.2', victim.secret)).status).toBe(200);
    expect((await postJson(credentials(client), { ip: '198.51.100.1' })).status).toBe(200);
    fixture.clock.advance(45_000);
    expect((await from('198.51.100.1', victim.secret)).status).toBe(200);
  });
});
