import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restaurantScopes, studioScopes } from '../../../src/access/scopes.js';
import { routes } from '../../../src/rest/routes.js';
import { insertKey } from '../../access/support.js';
import { clientWith } from '../../support/callers.js';
import { fingerprint } from '../../support/fingerprint.js';
import type { RestAnswer, RestOptions, TestGateway } from '../../support/gateway.js';
import { addressOf, bearerOf, bodiesOf, complaintsAbout, exampleDay, operations, parametersIn, startExampleGateway, type Described } from './contract.js';

let gateway: TestGateway;
let now = exampleDay;
beforeAll(async () => {
  gateway = await startExampleGateway(() => now);
});
afterAll(() => gateway.close());

const each = operations.map((described) => [described.name, described] as const);
const rows = each.filter(([, { operation }]) => operation.tags[0] !== 'Access');
const reads = rows.filter(([, { method }]) => method === 'get');
const writes = each.filter(([, { operation }]) => operation.requestBody !== undefined);

/** Sends something to an operation: the example of its parameters and its body unless told otherwise. */
async function send(described: Described, { address = addressOf(described), body, token, ...options }: { address?: string } & RestOptions = {}): Promise<RestAnswer> {
  const example = bodiesOf(described)[0]?.[1];
  const sent = body ?? example;
  // A key's points come back two a second.
  if (isOfKeys(described) && token === undefined) now += 500;
  const bearer = token === undefined ? await bearerOf(described, gateway) : token;
  return gateway.rest(address, { method: described.method.toUpperCase(), ...(sent === undefined ? {} : { body: sent }), ...options, token: bearer });
}

function isOfKeys({ operation }: Described): boolean {
  return 'key' in (operation.security[0] ?? {});
}

/** A credential of the kind that an operation is for, with these of the scopes of that kind. */
async function credentialWith(described: Described, holds: (scope: string) => boolean): Promise<string> {
  if (!isOfKeys(described)) return (await clientWith(gateway, studioScopes.filter(holds))).token;
  keysMade += 1;
  return insertKey(gateway.database, demo, `open${String(keysMade).padStart(4, '0')}`, { scopes: restaurantScopes.filter(holds) });
}
let keysMade = 0;
const demo = { id: 1, slug: 'demo', name: 'Demo', timeZone: 'Europe/London', currency: 'GBP' };

/** An answer that the document describes, with a status among these. */
async function expectDescribed(described: Described, answer: RestAnswer, ...statuses: number[]): Promise<void> {
  expect([described.name, answer.text, statuses.includes(answer.status) ? statuses[0] : answer.status, complaintsAbout(described, answer)]).toEqual([described.name, answer.text, statuses[0], []]);
}

const successes = ({ operation }: Described): number[] => Object.keys(operation.responses).map(Number).filter((status) => status < 300);

describe('the example request is answered as documented', () => {
  // What takes something away comes last.
  const inOrder = [...each.filter(([, { method }]) => method !== 'delete'), ...each.filter(([, { method }]) => method === 'delete')];
  it.each(inOrder)('%s', async (_name, described) => {
    await expectDescribed(described, await send(described), ...successes(described));
  });

  it('as a form, too, where the document has one', async () => {
    for (const [, described] of writes) {
      for (const [type, example] of bodiesOf(described).slice(1)) {
        const text = new URLSearchParams(example as Record<string, string>).toString();
        const answer = await fetch(`${gateway.url}/api/v1${described.path}`, { method: 'POST', headers: { 'content-type': type }, body: text });
        const body = await answer.text();
        await expectDescribed(described, { status: answer.status, headers: answer.headers, text: body, json: JSON.parse(body) as unknown }, 200);
      }
    }
  });
});

describe('parameters', () => {
  it.each(routes.map((row) => [`${row.method} ${row.path}`, row] as const))('%s reads those that it describes, and no others', (_name, row) => {
    const read = new Set<string>();
    const listening = <T extends object>(target: T): T => new Proxy(target, { get: (object, key) => (typeof key === 'string' && read.add(key), Reflect.get(object, key) as unknown) });
    const described = Object.entries(row.parameters);
    const inPath = new Set(row.path.split('/').filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1)));
    const examples = (wanted: boolean) => Object.fromEntries(described.filter(([name, { example }]) => inPath.has(name) === wanted && example !== undefined).map(([name, { example }]) => [name, String(example)]));
    row.variables({ path: listening(examples(true)), query: listening(examples(false)), body: row.body?.example, company: demo, now });
    expect([...read].sort()).toEqual(described.map(([name]) => name).sort());
  });

  it.each(reads)('%s takes its defaults for absent ones, its choices, and refuses what is of another type', async (_name, described) => {
    const query = parametersIn(described, 'query');
    const isPaged = query.some(({ name, description }) => name === 'page' && description.includes('Without'));
    for (const { name, schema, required } of query) {
      const { default: fallback, enum: choices, type, format } = schema as { default?: string | number | boolean; enum?: readonly string[]; type: string; format?: string };
      if (fallback !== undefined && !isPaged) {
        const [absent, given] = [await send(described, { address: addressOf(described, { [name]: null }) }), await send(described, { address: addressOf(described, { [name]: String(fallback) }) })];
        expect([name, given.json]).toEqual([name, absent.json]);
      }
      for (const choice of choices ?? []) {
        const window: Record<string, string> = name === 'timeFilter' ? { startDate: '2026-01-01T00:00:00Z', endDate: '2030-01-01T00:00:00Z' } : {};
        await expectDescribed(described, await send(described, { address: addressOf(described, { ...window, [name]: choice }) }), 200);
      }
      if (type !== 'string' || choices !== undefined || format !== undefined) {
        const refused = await send(described, { address: addressOf(described, { [name]: 'neither' }) });
        await expectDescribed(described, refused, 400);
        expect(refused.text).toContain(name);
      }
      if (required === true) await expectDescribed(described, await send(described, { address: addressOf(described, { [name]: null }) }), 400);
      for (const edge of [schema['minimum'], schema['maximum']]) {
        if (typeof edge === 'number') await expectDescribed(described, await send(described, { address: addressOf(described, { [name]: edge }) }), 200);
      }
      if (typeof schema['minimum'] === 'number') await expectDescribed(described, await send(described, { address: addressOf(described, { [name]: schema['minimum'] - 1 }) }), 400);
    }
  });
});

describe('refusals are as documented', () => {
  it.each(rows)('%s to strangers, and to callers without its scope', async (_name, described) => {
    await expectDescribed(described, await send(described, { token: null }), 401);
    await expectDescribed(described, await send(described, { token: 'nonsense' }), 401);
    const [scope] = Object.values(described.operation.security[0] ?? {})[0] ?? [];
    const refused = await send(described, { token: await credentialWith(described, (other) => other !== scope) });
    await expectDescribed(described, refused, 403);
    expect(refused.text).toContain(`Missing required scope: ${scope}`);
    const sufficient = await send(described, { token: await credentialWith(described, (other) => other === scope) });
    // Examples that change something may not fit a second time.
    await expectDescribed(described, sufficient, sufficient.status);
    expect([401, 403]).not.toContain(sufficient.status);
    now += 1000;
  });

  it.each(rows.filter(([, { path }]) => path.includes('{')))('%s for ids of nobody', async (_name, described) => {
    for (const { name, example } of parametersIn(described, 'path')) {
      for (const id of [String(example).replace(/[0-9a-z]+$/, '2000000000'), 'x_1']) {
        await expectDescribed(described, await send(described, { address: addressOf(described, { [name]: id }) }), 404);
      }
    }
  });

  it('of every operation, to who has spent the points', async () => {
    const client = await gateway.token('m2m_events');
    for (let left = 20; left > 0; left -= 1) await gateway.rest('/events?pageSize=1', { token: client });
    for (const [, described] of rows) await expectDescribed(described, await send(described, { token: client }), 429);
    now += 60_000;
  });

  it.each(writes)('%s for a body too large', async (_name, described) => {
    const before = await fingerprint(gateway.database, 'demo');
    await expectDescribed(described, await send(described, { body: { name: 'x'.repeat(1_100_000) } }), 413);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });

  it.each(writes.filter(([, { operation }]) => operation.tags[0] !== 'Access'))('%s for a body that is absent, no JSON, or said to be something else', async (_name, described) => {
    const ask = async ({ headers, ...init }: { headers?: Record<string, string>; body?: string }): Promise<void> => {
      const authorization = `Bearer ${await bearerOf(described, gateway)}`;
      const answer = await fetch(`${gateway.url}/api/v1${addressOf(described)}`, { method: described.method.toUpperCase(), ...init, headers: { authorization, ...headers } });
      const text = await answer.text();
      await expectDescribed(described, { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) as unknown }, 400);
    };
    await ask({});
    await ask({ body: '{', headers: { 'content-type': 'application/json' } });
    await ask({ body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  });
});

describe('what hands out credentials', () => {
  const token = operations.find(({ path }) => path === '/token');
  const login = operations.find(({ path }) => path === '/login');
  const post = async (described: Described | undefined, body: unknown, options: RestOptions = {}): Promise<RestAnswer> => gateway.rest(described?.path ?? '', { method: 'POST', token: null, body, ...options });

  it('refuses as documented', async () => {
    if (token === undefined || login === undefined) throw new Error('They are not in the document.');
    now += 60_000;
    await expectDescribed(token, await post(token, {}), 400);
    await expectDescribed(token, await post(token, { client_id: 'm2m_demo', client_secret: 'x' }), 401);
    for (let attempt = 0; attempt < 10; attempt += 1) await post(token, { client_id: 'm2m_nobody', client_secret: 'x' });
    await expectDescribed(token, await post(token, { client_id: 'm2m_nobody', client_secret: 'x' }), 429);
    const staff = { company: 'demo', email: 'staff@demo.example', password: 'demo-password-1' };
    await expectDescribed(login, await post(login, undefined), 400);
    await expectDescribed(login, await post(login, {}), 422);
    await expectDescribed(login, await post(login, staff, { headers: { 'content-type': 'text/plain' } }), 415);
    await expectDescribed(login, await post(login, { ...staff, company: 'nobody' }), 404);
    await expectDescribed(login, await post(login, { ...staff, password: 'x' }), 401);
    for (let attempt = 0; attempt < 5; attempt += 1) await post(login, { ...staff, password: 'x' });
    await expectDescribed(login, await post(login, staff), 403);
    now += 60_000;
    for (const described of [token, login]) {
      for (let call = 0; call < 120; call += 1) await post(described, undefined);
      await expectDescribed(described, await post(described, undefined), 429);
    }
  });
});

describe('this test would notice', () => {
  const profile = operations.find(({ name }) => name === 'GET /customer/{id}/profile');
  const altered = async (change: (data: Record<string, unknown>) => void, answer: Partial<RestAnswer> = {}): Promise<string[]> => {
    if (profile === undefined) throw new Error('It is not in the document.');
    const given = await send(profile);
    const json = structuredClone(given.json) as { data: Record<string, unknown> };
    change(json.data);
    return complaintsAbout(profile, { ...given, json, ...answer });
  };

  it.each<[string, (data: Record<string, unknown>) => void, RegExp]>([
    ['a property that is not documented', (data) => (data['nickname'] = 'No'), /\/data must NOT have additional properties.*nickname/],
    ['a documented property that is missing', (data) => delete data['mobile'], /must have required property 'mobile'/],
    ['null where there is none', (data) => (data['firstname'] = null), /\/data\/firstname must be string/],
    ['an id of another form', (data) => (data['id'] = 'customer-1'), /\/data\/id must match pattern/],
    ['another constant', (data) => (data['type'] = 'person'), /\/data\/type must be equal to constant/],
  ])('%s', async (_what, change, complaint) => {
    expect((await altered(change)).join('\n')).toMatch(complaint);
  });

  it('another status, content type or header', async () => {
    expect(await altered(() => undefined)).toEqual([]);
    expect((await altered(() => undefined, { status: 418 })).join()).toContain('418 is not documented');
    expect((await altered(() => undefined, { headers: new Headers({ 'content-type': 'text/html', ratelimit: 'x' }) })).join()).toMatch(/has no X-Request-Id.*not documented as text\/html/);
  });
});
