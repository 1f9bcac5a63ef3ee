import fastify, { type FastifyInstance } from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerDiscovery } from '../../src/access/discovery.js';
import { createMemoryFailureCounter, tokenFailureRule } from '../../src/access/failures.js';
import { createTokenEndpoint } from '../../src/access/tokenEndpoint.js';
import { type AccessFixture, createAccessFixture, insertClient, type TestClient } from './support.js';

let fixture: AccessFixture;
let http: FastifyInstance;
let issuer: string;
let client: TestClient;

beforeAll(async () => {
  fixture = await createAccessFixture();
  client = await insertClient(fixture.database, fixture.acme, 'm2m_library');
  http = fastify();
  http.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const options = { database: fixture.database, keyring: fixture.keyring, clock: Date.now, failures: createMemoryFailureCounter(tokenFailureRule, Date.now) };
  // The address is known only once it listens, and no route can be added then.
  let address = '';
  const lazily = { ...options, get publicUrl() { return address; } };
  http.post('/oauth/token', async ({ ip, host, headers, body }, reply) => {
    const answer = await createTokenEndpoint(lazily)({ ip, host, headers, search: '', body: typeof body === 'string' ? body : '' });
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  registerDiscovery(http, { keyring: fixture.keyring, get publicUrl() { return address; } });
  address = await http.listen({ host: '127.0.0.1', port: 0 });
  issuer = address;
});
afterAll(async () => {
  await http.close();
  await fixture.close();
});

const insecure = { [oauth.allowInsecureRequests]: true };

describe('a client library that is given only the issuer', () => {
  it.each([
    ['HTTP Basic', () => openid.ClientSecretBasic(client.secret)],
    ['credentials in the body', () => openid.ClientSecretPost(client.secret)],
  ])('gets a token with %s, which verifies against the published keys', async (_how, authentication) => {
    const configuration = await openid.discovery(new URL(issuer), client.id, undefined, authentication(), {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
    const answer = await openid.clientCredentialsGrant(configuration, { scope: 'events:read' });
    expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'events:read' });
    const keys = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''));
    const { payload } = await jwtVerify(answer.access_token, keys, { issuer, audience: issuer, typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: client.id, client_id: client.id, scope: 'events:read' });
  });

  it('can check a token as a resource server does', async () => {
    const server = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...insecure }));
    const grant = await oauth.clientCredentialsGrantRequest(server, { client_id: client.id }, oauth.ClientSecretBasic(client.secret), new URLSearchParams(), insecure);
    const { access_token: token } = await oauth.processClientCredentialsResponse(server, { client_id: client.id }, grant);
    const request = new Request(`${issuer}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } });
    expect(await oauth.validateJwtAccessToken(server, request, issuer, insecure)).toMatchObject({ sub: client.id, company: 'acme' });
  });

  it('is told invalid_client for a wrong secret', async () => {
    const configuration = await openid.discovery(new URL(issuer), client.id, undefined, openid.ClientSecretBasic('wrong'), {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
    await expect(openid.clientCredentialsGrant(configuration)).rejects.toMatchObject({ cause: expect.anything() });
  });
});
