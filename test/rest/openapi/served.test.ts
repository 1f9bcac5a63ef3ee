import { createConfig, lintFromString } from '@redocly/openapi-core';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCredentials } from '../../../src/database/demo/credentials.js';
import { registerOpenApi } from '../../../src/rest/docs/docs.js';
import { startTestGateway, type TestGateway } from '../../support/gateway.js';
import { document } from './contract.js';

let gateway: TestGateway;
let address: string;
beforeAll(async () => {
  gateway = await startTestGateway({ publicUrl: 'https://api.example.org' });
  address = `${gateway.url}/api/v1/openapi.json`;
});
afterAll(() => gateway.close());

describe('GET /api/v1/openapi.json', () => {
  it('is for everybody and from any origin, and may be kept', async () => {
    const answer = await fetch(address, { headers: { origin: 'https://elsewhere.example' } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('access-control-allow-origin')]).toEqual([
      200, 'application/json; charset=utf-8', 'public, max-age=300', '*',
    ]);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(address, { headers: { 'if-none-match': etag } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    expect((await fetch(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('is sent compressed to who takes that, and as it is to others', async () => {
    const compressed = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
    const plain = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
    expect([compressed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(await compressed.text()).toBe(await plain.text());
  });

  it('answers HEAD, and no other method', async () => {
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', expect.any(String)]);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const refused = await fetch(address, { method });
      expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, OPTIONS']);
    }
  });

  it('is the committed document at the address that the gateway goes by, and valid', async () => {
    const text = await (await fetch(address)).text();
    const served = JSON.parse(text) as typeof document;
    expect(served.servers).toEqual([{ url: 'https://api.example.org/api/v1' }]);
    expect(served.components.securitySchemes.client.flows.clientCredentials.tokenUrl).toBe('https://api.example.org/api/v1/token');
    expect(served.paths).toEqual(document.paths);
    const problems = await lintFromString({ source: text, config: await createConfig({ extends: ['spec'] }) });
    expect(problems).toEqual([]);
  });

  it('has no credentials in it where there is no demo company', async () => {
    const production = Fastify();
    registerOpenApi(production, { publicUrl: 'https://api.example.org', settings: { demo: null } });
    const { body } = await production.inject('/api/v1/openapi.json');
    await production.close();
    const demoSecrets = [...demoCredentials.clients.map(({ secret }) => secret), ...demoCredentials.users.map(({ password }) => password)];
    expect(demoSecrets.filter((secret) => body.includes(secret))).toEqual([]);
    expect(demoSecrets.filter((secret) => JSON.stringify(document).includes(secret))).not.toEqual([]);
    const { paths } = JSON.parse(body) as typeof document;
    const bodyOf = (operation: typeof paths[string]['post']) => operation?.requestBody?.content['application/json']?.example;
    expect(bodyOf(paths['/token']?.post)).toEqual({ client_id: 'm2m_7c1e09ab42d8f365', client_secret: '…' });
    expect(bodyOf(paths['/login']?.post)).toEqual({ company: 'acme', email: 'ann@acme.example', password: '…' });
    expect({ ...paths, '/token': null, '/login': null }).toEqual({ ...document.paths, '/token': null, '/login': null });
  });

  it('is where the authorization server says that the service is documented', async () => {
    const metadata = (await (await fetch(`${gateway.url}/.well-known/oauth-authorization-server`)).json()) as { service_documentation: string };
    expect(metadata.service_documentation).toBe('https://api.example.org/api/v1/docs');
    expect((await fetch(metadata.service_documentation.replace('https://api.example.org', gateway.url))).status).toBe(200);
  });
});
