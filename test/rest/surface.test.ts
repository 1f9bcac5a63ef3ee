import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ApplicationError, badInput } from '../../src/errors.js';
import type { Outcome } from '../../src/gateway/call.js';
import { policies } from '../../src/gateway/principal.js';
import type { EndpointRoute, ServedRoute } from '../../src/rest/route.js';
import { createRestSurface, type RestSurfaceOptions } from '../../src/rest/surface.js';
import { executorAnswering, facts, json, noInput, operationsSaying, principal, route, walk } from './support/calls.js';

const clock = () => 1_790_000_000_000;
const thing = { id: 'thing_1', name: 'One' };

function surface(own: Partial<RestSurfaceOptions> = {}) {
  return createRestSurface({ routes: [route()], operations: operationsSaying(), executor: executorAnswering(() => ({ data: { thing } })), clock, ...own });
}

const body = (value: unknown) => ({ ...noInput, body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });
const asJson = { 'content-type': 'application/json' };

const writing = route({
  method: 'PUT',
  operation: parse('mutation Test($id: ID!) { changeThing(id: $id) { id } }'),
});

const putBody = async (family: ServedRoute['family'], contentType: string | undefined, value: unknown) => {
  const rest = surface({ routes: [{ ...writing, family }] });
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  return (await walk(rest.call(facts('PUT', '/api/v1/thing/1', headers), body(value)), principal())).answer;
};

const answering = async (error: GraphQLError, own: Partial<ServedRoute> = {}, result: ExecutionResult = { data: null }) => {
  const rest = surface({ routes: [route(own)], executor: executorAnswering(() => ({ ...result, errors: [error] })) });
  return walk(rest.call(facts('GET', '/api/v1/thing/1'), noInput), principal());
};

const wrapped = (original: Error) => new GraphQLError(original.message, { path: ['things'], originalError: original });

const keyOf = async (who: ReturnType<typeof principal>, path = '/api/v1/thing/1', caching: 'shared' | 'perPrincipal' | 'none' = 'shared') => {
  const rest = surface({ operations: operationsSaying({ caching }) });
  const { task } = await walk(rest.call(facts('GET', path), noInput), who);
  return task?.cache?.(who) ?? null;
};

const get = (headers = {}) => walk(surface().call(facts('GET', '/api/v1/thing/1', headers), noInput), principal());

describe('a row', () => {
  it('runs its operation with the variables it reads and presents the data', async () => {
    const { answer, task } = await walk(surface().call(facts('GET', '/api/v1/thing/thing_1'), noInput), principal());
    expect(answer.status).toBe(200);
    expect(json(answer)).toEqual({ data: thing });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      vary: 'authorization, x-api-key, origin',
      ratelimit: '"rate";r=19;t=3, "day";r=9999',
      'x-request-id': 'req-1',
    });
    expect(task).toMatchObject({ points: 1, action: 'READ', resourceType: 'thing', operationName: 'Test' });
  });

  it('answers 404 when it presents nothing', async () => {
    const missing = surface({ executor: executorAnswering(() => ({ data: { thing: null } })) });
    const { answer, outcome } = await walk(missing.call(facts('GET', '/api/v1/thing/x'), noInput), principal());
    expect(answer.status).toBe(404);
    expect(outcome).toBeNull();
  });

  it('is prepared when the surface is made, and an invalid document stops it', () => {
    const invalid = { prepare: () => ({ isValid: false as const, refusal: null }) };
    expect(() => surface({ operations: invalid })).toThrow('GET /thing/:id');
    expect(() => surface({ operations: operationsSaying({ kind: 'mutation' }) })).toThrow('may only run a query');
  });

  it('answers a write with the status it says, never cached', async () => {
    const { answer, task, outcome } = await walk(
      surface({ routes: [{ ...writing, status: 201 }] }).call(facts('PUT', '/api/v1/thing/1', asJson), body({})),
      principal(),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers).not.toHaveProperty('etag');
    expect(outcome?.cacheable).toBe(false);
    expect(task?.action).toBe('UPDATE');
    expect(task?.cache?.(principal())).toBeNull();
  });
});

describe('the order of refusals', () => {
  const bad = route({
    variables: () => {
      throw badInput('pageSize', 'must be a whole number, 1 or more');
    },
  });
  const lacking = principal({ scopes: new Set() });

  it('is 401, 404, 405, 429, 403, 400, 404', async () => {
    const rest = surface({ routes: [bad] });
    const call = (method: string, path: string) => rest.call(facts(method, path), noInput);
    const refused = new ApplicationError('UNAUTHENTICATED');
    const limited = new ApplicationError('RATE_LIMITED', { headers: { 'retry-after': '3' } });

    const unknown = await walk(call('GET', '/api/v1/nothing'), lacking, { refuseAt: { identify: refused } });
    expect([unknown.answer.status, unknown.steps]).toEqual([401, ['identify']]);
    expect((await walk(call('GET', '/api/v1/nothing'), lacking, { refuseAt: { admit: limited } })).answer.status).toBe(404);
    const wrongMethod = await walk(call('DELETE', '/api/v1/thing/1'), lacking, { refuseAt: { admit: limited } });
    expect([wrongMethod.answer.status, wrongMethod.answer.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const throttled = await walk(call('GET', '/api/v1/thing/1'), lacking, { refuseAt: { admit: limited } });
    expect([throttled.answer.status, throttled.answer.headers['retry-after']]).toEqual([429, '3']);
    const forbidden = await walk(call('GET', '/api/v1/thing/1'), lacking);
    expect([forbidden.answer.status, json(forbidden.answer)]).toEqual([403, { error: 'Missing required scope: things:read' }]);
    expect(forbidden.steps).not.toContain('read');
    const invalid = await walk(call('GET', '/api/v1/thing/1'), principal());
    expect([invalid.answer.status, json(invalid.answer)]).toEqual([400, { error: 'pageSize: must be a whole number, 1 or more' }]);
    expect(invalid.steps).not.toContain('execute');
  });

  it('holds for bodies: a broken one is judged after scopes and before the row reads it', async () => {
    const rest = surface({ routes: [writing] });
    const broken = rest.call(facts('PUT', '/api/v1/thing/1', asJson), body('{'));
    expect((await walk(broken, lacking)).answer.status).toBe(403);
    expect(json((await walk(broken, principal())).answer)).toEqual({ error: expect.stringContaining('not valid JSON') });
    const tooLarge = rest.call(facts('PUT', '/api/v1/thing/1', asJson), { ...noInput, bodyError: new ApplicationError('PAYLOAD_TOO_LARGE') });
    expect((await walk(tooLarge, lacking)).answer.status).toBe(403);
    expect((await walk(tooLarge, principal())).answer.status).toBe(413);
  });
});

describe('bodies', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])('are JSON as %s', async (type) => {
    expect((await putBody('studio', type, {})).status).toBe(200);
  });

  it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
    'of type %s are 415 in home services and 400 elsewhere',
    async (type) => {
      expect((await putBody('homeServices', type, {})).status).toBe(415);
      expect((await putBody('studio', type, {})).status).toBe(400);
      expect((await putBody('restaurant', type, {})).status).toBe(400);
    },
  );

  it('that are not UTF-8 are refused', async () => {
    const rest = surface({ routes: [writing] });
    const call = rest.call(facts('PUT', '/api/v1/thing/1', asJson), { ...noInput, body: Buffer.from([0x22, 0xff, 0x22]) });
    expect((await walk(call, principal())).answer.status).toBe(400);
  });

  it('may be missing: the row decides', async () => {
    expect((await putBody('homeServices', undefined, '')).status).toBe(200);
  });
});

describe('query strings', () => {
  it('reach the row by name, twice given ones as arrays', async () => {
    let query: unknown;
    const rest = surface({ routes: [route({ variables: (input) => ((query = { ...input.query }), {}) })] });
    await walk(rest.call(facts('GET', '/api/v1/thing/1'), { ...noInput, search: '?a=1&b=x+y&b=%zz&__proto__=1' }), principal());
    expect(query).toEqual({ a: '1', b: ['x y', '%zz'], ['__proto__']: '1' });
  });
});

describe('errors of execution', () => {
  it('name the REST parameter', async () => {
    const { answer } = await answering(wrapped(badInput('input.firstName', 'must not be empty')), { parameterNames: { firstName: 'firstname' } });
    expect([answer.status, json(answer)]).toEqual([400, { error: 'firstname: must not be empty' }]);
  });

  it('keep their code, headers and details however deep they lie', async () => {
    const conflict = new ApplicationError('CONFLICT', { message: 'It is taken.', headers: { 'retry-after': '1' } });
    const { answer } = await answering(wrapped(wrapped(conflict)));
    expect([answer.status, answer.headers['retry-after'], json(answer)]).toEqual([409, '1', { error: 'It is taken.' }]);
  });

  it('are told by their code where only that is left', async () => {
    const { answer } = await answering(new GraphQLError('There is no such thing.', { extensions: { code: 'NOT_FOUND' } }));
    expect(answer.status).toBe(404);
  });

  it('are the caller’s own when a variable does not fit its type', async () => {
    for (const extensions of [{}, { code: 'BAD_USER_INPUT' }]) {
      const { answer } = await answering(new GraphQLError('Variable "$startDate" got invalid value "x"', { extensions }), {}, {});
      expect([answer.status, json(answer)]).toEqual([400, { error: 'startDate: is not valid' }]);
    }
  });

  it('are thrown as they were when nobody foresaw them', async () => {
    await expect(answering(wrapped(new TypeError('boom')))).rejects.toThrow(TypeError);
    const masked = new GraphQLError('boom', { extensions: { code: 'INTERNAL_SERVER_ERROR' }, originalError: new TypeError('boom') });
    await expect(answering(masked)).rejects.toThrow(TypeError);
  });
});

describe('caching', () => {
  it('shares an answer between the clients of a company, and with nobody else', async () => {
    const one = await keyOf(principal());
    expect(one?.resources).toEqual(['things']);
    expect(await keyOf(principal({ id: 'm2m_other', scopes: new Set(['things:read', 'more:read']) }))).toEqual(one);
    const others = [
      principal({ company: { id: 2, slug: 'rival', name: 'Rival', timeZone: 'Europe/London', currency: 'GBP' } }),
      principal({ kind: 'key', id: 'rrk_live_a' }),
      principal({ kind: 'key', id: 'rrk_live_b', locationNumber: 5 }),
      principal({ kind: 'staff', id: 'user_1' }),
      principal({ kind: 'staff', id: 'user_2' }),
      principal({ kind: 'customer', id: 'user_2' }),
    ];
    const keys = await Promise.all([...others.map((who) => keyOf(who)), keyOf(principal(), '/api/v1/thing/2')]);
    expect(new Set([one, ...keys].map((policy) => policy?.key)).size).toBe(others.length + 2);
  });

  it('is per caller or not at all where the operation says so', async () => {
    const one = await keyOf(principal(), undefined, 'perPrincipal');
    const other = await keyOf(principal({ id: 'm2m_other' }), undefined, 'perPrincipal');
    expect(one?.key).not.toBe(other?.key);
    expect(await keyOf(principal(), undefined, 'none')).toBeNull();
  });

  it('is the same for HEAD and GET', async () => {
    const rest = surface();
    const key = async (method: string) => (await walk(rest.call(facts(method, '/api/v1/thing/1'), noInput), principal())).task?.cache?.(principal());
    expect(await key('HEAD')).toEqual(await key('GET'));
  });
});

describe('ETag', () => {
  it('is answered by 304 without a body when the caller has the same', async () => {
    const { answer } = await get();
    const etag = String(answer.headers['etag']);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await get({ 'if-none-match': known });
      expect([again.answer.status, again.answer.body, again.answer.headers['etag']]).toEqual([304, null, etag]);
      expect(again.answer.headers['cache-control']).toBe('private, no-cache');
    }
    expect((await get({ 'if-none-match': '"x"' })).answer.status).toBe(200);
  });

  it('changes with the body', async () => {
    const other = surface({ executor: executorAnswering(() => ({ data: { thing: { id: 'thing_2' } } })) });
    const { answer } = await walk(other.call(facts('GET', '/api/v1/thing/1'), noInput), principal());
    expect(answer.headers['etag']).not.toBe((await get()).answer.headers['etag']);
  });

  it('stays on a remembered answer, which says its age', async () => {
    const { outcome } = await get();
    const rest = surface().call(facts('GET', '/api/v1/thing/1'), noInput);
    const { answer, steps } = await walk(rest, principal(), { remembered: { outcome: outcome as Outcome, ageSeconds: 12 } });
    expect(steps).not.toContain('execute');
    expect(answer.headers).toMatchObject({ age: '12', etag: outcome?.etag });
    expect(json(answer)).toEqual({ data: thing });
  });
});

describe('endpoints', () => {
  const token: EndpointRoute = {
    method: 'POST',
    path: '/token',
    aliases: ['/oauth/token'],
    family: 'studio',
    resourceType: 'token',
    summary: 'A token',
    endpoint: async ({ body: bytes, search, headers, ip, host }) => ({
      status: 201,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify({ bytes: String(bytes), search, type: headers['content-type'], ip, host }),
      audit: { companyId: 1, principalKind: 'client', principalId: 'm2m_test', principalName: 'Test' },
    }),
  };
  const anonymous = principal({ kind: 'anonymous', id: '192.0.2.1', company: null, scopes: new Set(), policy: policies.homeServices });

  it('ask for no credentials, have a budget per address and answer for themselves', async () => {
    for (const path of ['/api/v1/token', '/oauth/token']) {
      const call = surface({ routes: [token] }).call(facts('POST', path, { 'content-type': 'x/y' }), { ...noInput, body: Buffer.from('raw'), search: 'a=1' });
      expect(call.credentials).toBe('none');
      const { answer, task, outcome } = await walk(call, anonymous);
      expect(answer.status).toBe(201);
      expect(json(answer)).toEqual({ bytes: 'raw', search: 'a=1', type: 'x/y', ip: '192.0.2.1', host: 'acme.localhost' });
      expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store', 'ratelimit-policy': '"rate";q=120;w=60' });
      expect(task).toMatchObject({ resourceType: 'token', points: 1, limit: { policy: { bucket: { capacity: 120, msPerPoint: 500 } } } });
      expect(outcome).toMatchObject({ cacheable: false, audit: { principalId: 'm2m_test' } });
    }
  });

  it('answer a wrong method to anybody, in their family’s words', async () => {
    const call = surface({ routes: [token] }).call(facts('GET', '/api/v1/token'), noInput);
    expect(call.credentials).toBe('none');
    const { answer } = await walk(call, anonymous);
    expect([answer.status, answer.headers['allow'], answer.headers['ratelimit-policy']]).toEqual([405, 'OPTIONS, POST', '"rate";q=120;w=60']);
  });
});

describe('credentials', () => {
  it('are required, but for rows whose fields are public', () => {
    expect(surface().call(facts('GET', '/api/v1/thing/1'), noInput).credentials).toBe('required');
    expect(surface().call(facts('GET', '/api/v1/nothing'), noInput).credentials).toBe('required');
    expect(surface({ operations: operationsSaying({ isPublic: true }) }).call(facts('GET', '/api/v1/thing/1'), noInput).credentials).toBe('optional');
  });
});

describe('dialects', () => {
  it('follow the credential until the row is known, then the row', async () => {
    const rest = surface({ routes: [route({ family: 'restaurant' })] });
    const lacking = principal({ scopes: new Set() });
    const stranger = await walk(rest.call(facts('GET', '/api/v1/thing/1'), noInput), lacking, { refuseAt: { identify: new ApplicationError('UNAUTHENTICATED') } });
    expect(json(stranger.answer)).toEqual({ error: expect.any(String) });
    const unknown = await walk(rest.call(facts('GET', '/api/v1/nothing', { 'x-api-key': 'rrk_live_x' }), noInput), lacking);
    expect(json(unknown.answer)).toMatchObject({ error: { code: 'not_found' } });
    const known = await walk(rest.call(facts('GET', '/api/v1/thing/1'), noInput), lacking);
    expect(json(known.answer)).toMatchObject({ error: { code: 'scope_missing' } });
  });

  it('say what a path answers to OPTIONS', () => {
    expect(surface().methodsOf('/api/v1/thing/1')).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(surface().methodsOf('/api/v1/nothing')).toBeNull();
  });
});
