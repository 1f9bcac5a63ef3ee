import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCors } from '../../src/rest/cors.js';
import { isRestPath, registerRest, type RestHandler } from '../../src/rest/fastify.js';
import type { EndpointRoute } from '../../src/rest/route.js';
import { createRestSurface } from '../../src/rest/surface.js';
import { executorAnswering, operationsSaying, principal, route, walk } from './support/calls.js';
import { send, sendRaw } from './support/http.js';

const bodyMaxBytes = 1000;

const list = route({
  path: '/things',
  variables: ({ query }) => ({ first: 1000, after: null, failing: query['failing'] === 'true' }),
  unpaged: {
    applies: () => true,
    connection: (data) => data as never,
    next: (variables, after) => ({ ...variables, after }),
    item: (node) => node,
    envelope: ['{"data":[', ']}'],
  },
});

const change = route({
  method: 'PUT',
  operation: parse('mutation Test($id: ID!) { changeThing(id: $id) { id } }'),
  variables: ({ path, body }) => ({ id: path['id'], body }),
});

const token: EndpointRoute = {
  method: 'POST',
  path: '/token',
  aliases: ['/oauth/token'],
  family: 'studio',
  resourceType: 'token',
  summary: 'A token',
  endpoint: async ({ body, ip }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ body: String(body), ip }),
    audit: { companyId: null, principalKind: 'anonymous', principalId: null, principalName: null },
  }),
};

/** 5,000 items of 400 bytes; the third page fails when it is asked to. */
const executor = executorAnswering((variables) => {
  if (!('first' in variables)) return { data: { thing: variables } };
  const from = Number(variables['after'] ?? 0);
  if (variables['failing'] === true && from >= 4000) return { data: null, errors: [new GraphQLError('x', { originalError: new Error('gone') })] };
  const nodes = Array.from({ length: 1000 }, (_, index) => ({ id: from + index, text: 'x'.repeat(400) }));
  return { data: { nodes, pageInfo: { hasNextPage: from < 9000, endCursor: String(from + 1000) } } };
});

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  const surface = createRestSurface({ routes: [route(), change, list, token], operations: operationsSaying(), executor, clock: Date.now });
  let rest: RestHandler | undefined;
  app = fastify({
    frameworkErrors: (error, request, reply) => {
      if (rest !== undefined && isRestPath(request.raw.url ?? '')) void rest(request, reply);
      else throw error;
    },
  });
  registerCors(app, { covers: isRestPath, methodsOf: (path) => surface.methodsOf(path) });
  rest = registerRest(app, { surface, handle: async (call) => (await walk(call, principal())).answer, bodyMaxBytes, clock: Date.now });
  app.setNotFoundHandler(async (_request, reply) => reply.code(418).send('not the REST surface'));
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as { port: number }).port;
});

afterAll(() => app.close());

const put = (body: string, contentType = 'application/json') =>
  send(port, 'PUT', '/api/v1/thing/1', { headers: { 'content-type': contentType }, body });

describe('paths and methods', () => {
  it('answers a row, and HEAD with its headers alone', async () => {
    const get = await send(port, 'GET', '/api/v1/thing/1?x=1');
    expect([get.status, JSON.parse(get.text)]).toEqual([200, { data: { id: '1' } }]);
    const head = await send(port, 'HEAD', '/api/v1/thing/1');
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-length', 'content-type', 'etag', 'cache-control', 'vary']) expect(head.headers[name]).toBe(get.headers[name]);
  });

  it.each(['/api/v1', '/api/v1/', '/api/v1/nothing', '/api/v1/thing/1/', '/api/v1//thing/1', '/api/v1/thing/%zz', '/api/v1/thing/%ff', '/api/v1/thing/%00', '/api/v1/../thing', '/latest/thing/1', '/oauth/token/x', `/api/v1/thing/${'x'.repeat(5000)}`])(
    'answers 404 in JSON for %s',
    async (path) => {
      const { status, headers, text } = await send(port, 'GET', path);
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
    },
  );

  it('leaves other paths to others', async () => {
    for (const path of ['/', '/api/v1x', '/latestx', '/API/v1/thing/1']) expect((await send(port, 'GET', path)).status).toBe(418);
  });

  it.each(['DELETE', 'PATCH', 'POST', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE'])('answers 405 with Allow to %s', async (method) => {
    const { status, headers } = await send(port, method, '/api/v1/thing/1', { headers: { 'content-length': '0' } });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, PUT']);
  });

  it('answers 304 without a body, and to HEAD as well', async () => {
    const { headers } = await send(port, 'GET', '/api/v1/thing/1');
    for (const method of ['GET', 'HEAD']) {
      const again = await send(port, method, '/api/v1/thing/1', { headers: { 'if-none-match': String(headers.etag) } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
    }
  });
});

describe('OPTIONS and CORS', () => {
  const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization, content-type' };

  it('answers a preflight with the path’s methods, without credentials', async () => {
    const { status, headers } = await send(port, 'OPTIONS', '/api/v1/thing/1', { headers: preflight });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS, PUT');
    for (const name of ['authorization', 'content-type', 'x-api-key', 'idempotency-key']) expect(headers['access-control-allow-headers']).toContain(name);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('lets a script read answers and refusals', async () => {
    for (const path of ['/api/v1/thing/1', '/api/v1/nothing']) {
      const { headers } = await send(port, 'GET', path, { headers: { origin: 'https://shop.example' } });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toContain('retry-after');
      expect(headers.vary).toContain('origin');
    }
    expect((await send(port, 'OPTIONS', '/api/v1/nothing', { headers: preflight })).status).toBe(204);
    expect((await send(port, 'GET', '/other', { headers: { origin: 'https://shop.example' } })).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('answers OPTIONS outside CORS with Allow, and 404 where there is nothing', async () => {
    const known = await send(port, 'OPTIONS', '/oauth/token');
    expect([known.status, known.headers.allow, known.text]).toEqual([204, 'OPTIONS, POST', '']);
    expect((await send(port, 'OPTIONS', '/api/v1/nothing')).status).toBe(404);
  });
});

describe('bodies', () => {
  it('reach the row as JSON', async () => {
    expect(JSON.parse((await put('{"a":[1]}')).text)).toEqual({ data: { id: '1', body: { a: [1] } } });
  });

  it.each([
    ['{', 'application/json', 400],
    ['[1,]', 'application/json', 400],
    ['a=b', 'application/x-www-form-urlencoded', 400],
    ['{}', 'not a media type', 400],
    ['{}', 'multipart/form-data; boundary=x', 400],
    ['[['.repeat(400), 'application/json', 400],
    ['x'.repeat(bodyMaxBytes + 1), 'application/json', 413],
    ['x'.repeat(bodyMaxBytes * 7), 'application/json', 413],
  ])('such as %.20s as %s are answered %i', async (body, contentType, status) => {
    const answer = await put(body, contentType);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { error: expect.any(String) }]);
  });

  it('of any length are refused without being read to their end', async () => {
    const answer = await sendRaw(port, `PUT /api/v1/thing/1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999999999\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/^connection: close/im);
  });

  it('of GET are not read', async () => {
    expect((await send(port, 'GET', '/api/v1/thing/1', { headers: { 'content-type': 'x', 'content-length': '1' }, body: '{' })).status).toBe(200);
  });

  it('reach an endpoint as they came', async () => {
    const answer = await send(port, 'POST', '/oauth/token', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&a=2' });
    expect(JSON.parse(answer.text)).toEqual({ body: 'a=1&a=2', ip: '127.0.0.1' });
  });
});

it('is not disturbed by a caller that goes away in the middle of a body', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('PUT /api/v1/thing/1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"');
  await setTimeout(50);
  socket.destroy();
  await setTimeout(50);
  expect((await send(port, 'GET', '/api/v1/thing/1')).status).toBe(200);
});

describe('long lists', () => {
  it('are streamed whole', async () => {
    const { status, headers, text, isBroken } = await send(port, 'GET', '/api/v1/things');
    expect([status, isBroken, headers['content-length']]).toEqual([200, false, undefined]);
    const { data } = JSON.parse(text) as { data: { id: number }[] };
    expect(data.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, id) => id));
  });

  it('end in a broken connection when a later page fails, never in a shorter list', async () => {
    const { status, text, isBroken } = await send(port, 'GET', '/api/v1/things?failing=true');
    expect([status, isBroken]).toEqual([200, true]);
    expect(text.length).toBeGreaterThan(1_048_576);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('have no body for HEAD', async () => {
    expect(await send(port, 'HEAD', '/api/v1/things')).toMatchObject({ status: 200, text: '' });
  });
});

it('survives whatever host name is sent', async () => {
  for (const host of ['', '[', 'a b', 'x:y:z', '%00']) {
    const answer = await sendRaw(port, `GET /api/v1/thing/1 HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  }
});
