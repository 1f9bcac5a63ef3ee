import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import { matchesHash } from '../../src/access/secrets.js';
import type { GraphqlAnswer, RestAnswer, TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';
import { clientWith } from '../support/callers.js';

let gateways: readonly [TestGateway, TestGateway];
let [one, other]: TestGateway[] = [];
let staff: string;
let now = Date.parse('2027-05-03T10:00:00.000Z');

beforeAll(async () => {
  gateways = await startGatewayPair({ clock: () => now });
  [one, other] = gateways;
  staff = await first().login();
});
afterAll(() => closeGateways(gateways));

const first = (): TestGateway => one as TestGateway;
const second = (): TestGateway => other as TestGateway;

interface ApiKey {
  id: string;
  name: string;
  state: string;
}

const fields = 'id name scopes state locationId origins limits { pointsPerMinute concurrent pointsPerDay } createdAt revokedAt';

/** What staff ask of the graph; a minute later each time, so that nobody runs out of points. */
async function ask(document: string, variables: Record<string, unknown> = {}, token = staff): Promise<GraphqlAnswer> {
  now += 60_000;
  return first().graphql(document, { token, variables });
}

async function done<Payload>(mutation: string, input: Record<string, unknown>, selection: string): Promise<Payload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`.replace(/^(Rotate|Revoke)/, '');
  const { data, errors } = await ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input });
  expect(errors).toBeUndefined();
  return data?.[mutation] as Payload;
}

const create = (input: Record<string, unknown> = {}): Promise<{ apiKey: ApiKey; key: string }> =>
  done('createApiKey', { name: 'Website', scopes: ['config:read', 'reservations:read'], ...input }, `apiKey { ${fields} } key`);
const update = async (input: Record<string, unknown>): Promise<ApiKey> => (await done<{ apiKey: ApiKey }>('updateApiKey', input, `apiKey { ${fields} }`)).apiKey;
const rotate = (id: string): Promise<{ apiKey: ApiKey; key: string; previous: ApiKey }> =>
  done('rotateApiKey', { id }, `apiKey { ${fields} } key previous { ${fields} }`);
const revoke = async (id: string): Promise<ApiKey> => (await done<{ apiKey: ApiKey }>('revokeApiKey', { id }, `apiKey { ${fields} }`)).apiKey;

async function refused(mutation: string, type: string, input: Record<string, unknown>): Promise<unknown> {
  const { errors } = await ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { apiKey { id } } }`, { input });
  return errors?.map(({ extensions: { code, field } }) => [code, field])[0];
}

/** Every key of every company as it is stored. */
const stored = () => first().database.db.selectFrom('api_keys').selectAll().orderBy('prefix').execute();

const config = '/restaurants/rst_1/config';

function call(gateway: TestGateway, key: string, options: { path?: string; headers?: Record<string, string> } = {}): Promise<RestAnswer> {
  return gateway.rest(options.path ?? config, { token: null, headers: { 'x-api-key': key, ...options.headers } });
}

/** Waits for an answer of that status, for at most the second in which a change reaches every process. */
async function withinASecond(status: number, ask_: () => Promise<{ status: number }>): Promise<void> {
  const deadline = Date.now() + 1000;
  for (;;) {
    const answer = await ask_();
    if (answer.status === status) return;
    if (Date.now() > deadline) throw new Error(`Still ${answer.status} instead of ${status} after a second.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a key', () => {
  it('begins with the documented form and limits, and is shown once', async () => {
    const { apiKey, key } = await create();
    expect(key).toMatch(/^rrk_live_[a-z0-9]{8}_[0-9a-f]{64}$/);
    const shown = {
      id: key.slice(0, 17),
      name: 'Website',
      scopes: ['config:read', 'reservations:read'],
      state: 'ACTIVE',
      locationId: null,
      origins: [],
      limits: { pointsPerMinute: 120, concurrent: null, pointsPerDay: null },
      createdAt: new Date(now).toISOString(),
      revokedAt: null,
    };
    expect(apiKey).toEqual(shown);
    const { data } = await ask(`query ($id: ID!) { apiKey(id: $id) { ${fields} } apiKeys(first: 1) { nodes { ${fields} } totalCount } }`, { id: apiKey.id });
    expect(data).toEqual({ apiKey: shown, apiKeys: { nodes: [shown], totalCount: expect.any(Number) } });
    const row = await first().database.db.selectFrom('api_keys').selectAll().where('prefix', '=', key.slice(9, 17)).executeTakeFirstOrThrow();
    expect(matchesHash(key, row.secret_hash)).toBe(true);
    expect(JSON.stringify(row)).not.toContain(key.slice(18));
  });

  it('is accepted in both documented headers, on both surfaces, by every process', async () => {
    const { apiKey, key } = await create();
    for (const gateway of gateways) {
      expect((await call(gateway, key)).status).toBe(200);
      expect((await gateway.rest(config, { token: key })).status).toBe(200);
      const { data } = await gateway.graphql('{ viewer { kind id name scopes } }', { token: key });
      expect(data).toEqual({ viewer: { kind: 'KEY', id: apiKey.id, name: 'Website', scopes: ['config:read', 'reservations:read'] } });
    }
  });

  it('opens what its scopes say, and the refusal names the missing one', async () => {
    const { apiKey, key } = await create({ scopes: ['reservations:read'] });
    const { status, json } = await call(first(), key);
    expect([status, json]).toEqual([403, { error: { code: 'scope_missing', message: 'Missing required scope: config:read', details: { missingScope: 'config:read' } } }]);
    await update({ id: apiKey.id, scopes: ['config:read'] });
    for (const gateway of gateways) await withinASecond(200, () => call(gateway, key));
  });

  it('is told by a refusal of one sort when it is wrong in whatever way', async () => {
    const { apiKey, key } = await create();
    const wrong = [`${apiKey.id}_${'0'.repeat(64)}`, key.slice(0, -1), `${key}0`, apiKey.id, `rrk_live_nobody00_${'0'.repeat(64)}`, 'rrk_test_abcd0000_x'];
    const answers = await Promise.all(wrong.map((text) => call(first(), text)));
    for (const { status, json } of answers) expect([status, json]).toEqual([401, { error: { code: 'unauthorized', message: expect.any(String) } }]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('a rotation', () => {
  it('makes an active key like the one before, which works until it is revoked', async () => {
    const { apiKey, key } = await create({ origins: ['https://a.example'], locationId: 'loc_1', limits: { pointsPerMinute: 600, concurrent: 5, pointsPerDay: 1000 } });
    const rotated = await rotate(apiKey.id);
    expect(rotated.previous).toEqual({ ...apiKey, state: 'ROTATING' });
    expect(rotated.apiKey).toEqual({ ...apiKey, id: rotated.key.slice(0, 17), createdAt: new Date(now).toISOString() });
    expect(rotated.apiKey.id).not.toBe(apiKey.id);
    for (const gateway of gateways) for (const text of [key, rotated.key]) expect((await call(gateway, text)).status).toBe(200);

    expect(await revoke(apiKey.id)).toEqual({ ...apiKey, state: 'REVOKED', revokedAt: new Date(now).toISOString() });
    for (const gateway of gateways) {
      await withinASecond(401, () => call(gateway, key));
      expect((await call(gateway, rotated.key)).status).toBe(200);
    }
  });

  it('is for active keys alone', async () => {
    const { apiKey } = await create();
    await rotate(apiKey.id);
    expect(await refused('rotateApiKey', 'ApiKeyInput', { id: apiKey.id })).toEqual(['CONFLICT', 'input.id']);
    await revoke(apiKey.id);
    expect(await refused('rotateApiKey', 'ApiKeyInput', { id: apiKey.id })).toEqual(['CONFLICT', 'input.id']);
  });

  it('of one key at the same moment is done once', async () => {
    const { apiKey } = await create();
    now += 60_000;
    const rotateNow = (gateway: TestGateway) => gateway.graphql('mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { apiKey { id } } }', { token: staff, variables: { id: apiKey.id } });
    const answers = await Promise.all([rotateNow(first()), rotateNow(second()), rotateNow(first())]);
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions['code']);
    expect([codes.filter((code) => code === undefined).length, codes.filter((code) => code === 'CONFLICT').length]).toEqual([1, 2]);
  });
});

describe('a revocation', () => {
  it('ends a key for good, and a second one changes nothing', async () => {
    const { apiKey, key } = await create();
    for (const gateway of gateways) expect((await call(gateway, key)).status).toBe(200);
    const revoked = await revoke(apiKey.id);
    for (const gateway of gateways) await withinASecond(401, () => call(gateway, key));
    expect(await revoke(apiKey.id)).toEqual(revoked);
    expect(await refused('updateApiKey', 'UpdateApiKeyInput', { id: apiKey.id, name: 'Again' })).toEqual(['CONFLICT', 'input.id']);
  });
});

describe('origins', () => {
  it('are asked of calls that name theirs, and of keys that have a list', async () => {
    const { apiKey, key } = await create({ origins: ['https://www.example.org', 'HTTP://Localhost:3000/', 'https://shop.example:443', 'https://www.example.org'] });
    expect(apiKey).toMatchObject({ origins: ['https://www.example.org', 'http://localhost:3000', 'https://shop.example'] });
    const from = (origin: string) => call(first(), key, { headers: { origin } });
    for (const origin of ['https://www.example.org', 'http://localhost:3000', 'https://shop.example']) expect((await from(origin)).status).toBe(200);
    for (const origin of ['https://example.org', 'http://www.example.org', 'https://www.example.org:8443', 'https://www.example.org.evil.example', 'null']) {
      const { status, json, headers } = await from(origin);
      expect([status, json]).toEqual([403, { error: { code: 'origin_not_allowed', message: expect.any(String) } }]);
      // Readable by the page that is refused.
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
    expect((await call(first(), key)).status).toBe(200);
    const { errors } = await first().graphql('{ viewer { kind } }', { token: key, headers: { origin: 'https://evil.example' } });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['ORIGIN_NOT_ALLOWED']);
  });

  it('are any where there is no list', async () => {
    const { key } = await create();
    const { status, headers } = await call(first(), key, { headers: { origin: 'https://anywhere.example' } });
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([200, '*', null]);
  });

  it('may ask before they call, whoever they are, without credentials', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-api-key' };
    const preflight = await first().rest(config, { token: null, method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-api-key');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');
  });

  it('change in every process within a second, and an empty list lets anybody in', async () => {
    const { apiKey, key } = await create();
    const fromEvil = (gateway: TestGateway) => call(gateway, key, { headers: { origin: 'https://evil.example' } });
    for (const gateway of gateways) expect((await fromEvil(gateway)).status).toBe(200);
    await update({ id: apiKey.id, origins: ['https://www.example.org'] });
    for (const gateway of gateways) await withinASecond(403, () => fromEvil(gateway));
    await update({ id: apiKey.id, origins: [] });
    for (const gateway of gateways) await withinASecond(200, () => fromEvil(gateway));
  });
});

describe('limits', () => {
  const limitsOf = async (gateway: TestGateway, key: string) => (await gateway.graphql('{ rateLimit { limit concurrent daily } }', { token: key })).data?.['rateLimit'];

  it('are 120 points a minute, each key its own', async () => {
    const [{ key }, neighbour] = [await create(), await create()];
    const statuses: number[] = [];
    for (let round = 0; round < 12; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => call(first(), key)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { status, headers, json } = await call(first(), key);
    expect([status, headers.get('retry-after'), json]).toEqual([429, '1', { error: expect.objectContaining({ code: 'rate_limit_exceeded' }) }]);
    expect((await call(first(), neighbour.key)).status).toBe(200);
    now += 500;
    expect((await call(first(), key)).status).toBe(200);
  });

  it('can be a key’s own, reach every process within a second, and null gives back the usual', async () => {
    const { apiKey, key } = await create({ limits: { pointsPerMinute: 60 } });
    for (const gateway of gateways) expect(await limitsOf(gateway, key)).toEqual({ limit: 60, concurrent: null, daily: null });
    expect(await update({ id: apiKey.id, limits: { concurrent: 3, pointsPerDay: 500 } })).toMatchObject({ limits: { pointsPerMinute: 60, concurrent: 3, pointsPerDay: 500 } });
    await expect.poll(() => limitsOf(second(), key), { timeout: 1000, interval: 10 }).toEqual({ limit: 60, concurrent: 3, daily: 500 });
    await update({ id: apiKey.id, limits: { pointsPerMinute: null, concurrent: null, pointsPerDay: null } });
    await expect.poll(() => limitsOf(second(), key), { timeout: 1000, interval: 10 }).toEqual({ limit: 120, concurrent: null, daily: null });
  });
});

describe('a location', () => {
  it('that a key is bound to is the one that it sees, and what it sees follows its binding', async () => {
    const { apiKey, key } = await create({ locationId: 'loc_1' });
    const ids = async (gateway: TestGateway) => ((await call(gateway, key)).json as { locations: { id: string }[] }).locations.map(({ id }) => id);
    for (const gateway of gateways) expect(await ids(gateway)).toEqual(['loc_1']);
    expect((await call(first(), key, { path: '/restaurants/rst_1/opening-hours' })).status).toBe(200);
    expect(await update({ id: apiKey.id, name: 'Desk' })).toMatchObject({ locationId: 'loc_1', name: 'Desk' });
    expect(await update({ id: apiKey.id, locationId: null })).toMatchObject({ locationId: null });
    for (const gateway of gateways) await withinASecond(400, () => call(gateway, key, { path: '/restaurants/rst_1/opening-hours' }));
  });

  it.each(['loc_900001', 'loc_2147483647', 'rst_1', ''])('%j is not one of the company', async (locationId) => {
    const { apiKey } = await create();
    const before = await stored();
    expect(await refused('createApiKey', 'CreateApiKeyInput', { name: 'A', scopes: ['config:read'], locationId })).toEqual(['NOT_FOUND', 'input.locationId']);
    expect(await refused('updateApiKey', 'UpdateApiKeyInput', { id: apiKey.id, locationId })).toEqual(['NOT_FOUND', 'input.locationId']);
    expect(await stored()).toEqual(before);
  });
});

describe('an update', () => {
  it('changes what it mentions and nothing else', async () => {
    const { apiKey } = await create({ origins: ['https://a.example'], locationId: 'loc_1' });
    expect(await update({ id: apiKey.id, name: 'New name' })).toEqual({ ...apiKey, name: 'New name' });
    expect(await update({ id: apiKey.id, name: null, scopes: null, origins: null, limits: null })).toEqual({ ...apiKey, name: 'New name' });
    expect(await update({ id: apiKey.id })).toEqual({ ...apiKey, name: 'New name' });
  });

  it('is seen by who asks who they are', async () => {
    const { apiKey, key } = await create();
    const nameOf = async (gateway: TestGateway) => (await gateway.graphql('{ viewer { name } }', { token: key })).data?.['viewer'];
    for (const gateway of gateways) expect(await nameOf(gateway)).toEqual({ name: 'Website' });
    await update({ id: apiKey.id, name: 'Renamed' });
    for (const gateway of gateways) await expect.poll(() => nameOf(gateway), { timeout: 1000, interval: 10 }).toEqual({ name: 'Renamed' });
  });
});

describe('a wrong value', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ name: ' ' }, 'input.name'],
    [{ name: 'n'.repeat(101) }, 'input.name'],
    [{ name: 'a\0b' }, 'input.name'],
    [{ scopes: [] }, 'input.scopes'],
    [{ scopes: ['events:read'] }, 'input.scopes'],
    [{ scopes: ['keys:write'] }, 'input.scopes'],
    [{ origins: ['www.example.org'] }, 'input.origins'],
    [{ origins: ['https://www.example.org/page'] }, 'input.origins'],
    [{ origins: ['https://*.example.org'] }, 'input.origins'],
    [{ origins: ['https://user@example.org'] }, 'input.origins'],
    [{ origins: ['ftp://example.org'] }, 'input.origins'],
    [{ origins: ['null'] }, 'input.origins'],
    [{ origins: ['*'] }, 'input.origins'],
    [{ origins: ['https://a\0.example'] }, 'input.origins'],
    [{ origins: [`https://${'a'.repeat(300)}.example`] }, 'input.origins'],
    [{ origins: Array.from({ length: 51 }, (_, index) => `https://a${index}.example`) }, 'input.origins'],
    [{ limits: { pointsPerMinute: 0 } }, 'input.limits.pointsPerMinute'],
    [{ limits: { concurrent: 10_001 } }, 'input.limits.concurrent'],
    [{ limits: { pointsPerDay: -1 } }, 'input.limits.pointsPerDay'],
  ])('%j is refused by its name, and nothing is written', async (wrong, field) => {
    const before = await stored();
    expect(await refused('createApiKey', 'CreateApiKeyInput', { name: 'Website', scopes: ['config:read'], ...wrong })).toEqual(['BAD_USER_INPUT', field]);
    expect(await refused('updateApiKey', 'UpdateApiKeyInput', { id: 'rrk_live_demo0001', ...wrong })).toEqual(['BAD_USER_INPUT', field]);
    expect(await stored()).toEqual(before);
  });

  it('is not what lies on a bound', async () => {
    const origins = Array.from({ length: 50 }, (_, index) => `https://a${index}.example`);
    const limits = { pointsPerMinute: 1_000_000, concurrent: 10_000, pointsPerDay: 1_000_000_000 };
    expect((await create({ name: 'n'.repeat(100), scopes: restaurantScopes, origins, limits })).apiKey).toMatchObject({ scopes: restaurantScopes, origins, limits });
  });
});

describe('another company’s key', () => {
  it('is like one that does not exist, and stays as it is', async () => {
    const before = await stored();
    for (const id of ['rrk_live_rival001', 'rrk_live_nobody00', `rrk_live_rival001_${'a11a'.repeat(8)}`, 'm2m_demo', '']) {
      expect((await ask('query ($id: ID!) { apiKey(id: $id) { id } }', { id })).data).toEqual({ apiKey: null });
      expect(await refused('updateApiKey', 'UpdateApiKeyInput', { id, name: 'Mine' })).toEqual(['NOT_FOUND', 'input.id']);
      expect(await refused('rotateApiKey', 'ApiKeyInput', { id })).toEqual(['NOT_FOUND', 'input.id']);
      expect(await refused('revokeApiKey', 'ApiKeyInput', { id })).toEqual(['NOT_FOUND', 'input.id']);
    }
    expect(await stored()).toEqual(before);
    expect(JSON.stringify((await ask('{ apiKeys(first: 100) { nodes { id } } }')).data)).not.toContain('rival001');
  });
});

describe('who may not', () => {
  it.each(['a key', 'a client', 'reception'])('%s is told which scope is missing', async (who) => {
    const caller = who === 'a client' ? (await clientWith(first(), ['events:read'])).token : who === 'a key' ? (await create({ scopes: restaurantScopes })).key : await receptionist();
    const reading = await ask('{ apiKeys { totalCount } apiKey(id: "rrk_live_demo0001") { id } }', {}, caller);
    expect(reading.errors?.map(({ message }) => message)).toEqual(['Missing required scope: keys:read', 'Missing required scope: keys:read']);
    const writing = await ask('mutation { createApiKey(input: { name: "a", scopes: ["config:read"] }) { key } }', {}, caller);
    expect(writing.errors?.map(({ message }) => message)).toEqual(['Missing required scope: keys:write']);
  });

  async function receptionist(): Promise<string> {
    const { db } = first().database;
    const admin = await db.selectFrom('users').selectAll().where('email', '=', 'staff@demo.example').executeTakeFirstOrThrow();
    await db.insertInto('users').values({ ...admin, number: 700_001, role: 'reception', email: 'desk@demo.example' }).execute();
    const { json } = await first().rest('/login', { method: 'POST', token: null, body: { company: 'demo', email: 'desk@demo.example', password: 'demo-password-1' } });
    return (json as { bearer: string }).bearer;
  }
});

describe('the list', () => {
  it('is newest first, complete and without repetition page by page', async () => {
    const { data } = await ask('{ apiKeys(first: 100) { nodes { id createdAt } totalCount } }');
    const whole = data?.['apiKeys'] as { nodes: { id: string; createdAt: string }[]; totalCount: number };
    expect(whole.nodes).toHaveLength(whole.totalCount);
    expect(whole.nodes.map(({ createdAt }) => createdAt)).toEqual(whole.nodes.map(({ createdAt }) => createdAt).sort().reverse());
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: GraphqlAnswer = await ask('query ($after: String) { apiKeys(first: 7, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { after });
      const { edges, pageInfo } = (page.data ?? {})['apiKeys'] as { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      seen.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(whole.nodes.map(({ id }) => id));
  });

  it.each(['first: 0', 'first: 101', 'page: -1', 'after: "nonsense"', 'after: "WyJ4Il0"'])('refuses %s', async (page) => {
    const { errors } = await ask(`{ apiKeys(${page}) { nodes { id } } }`);
    expect(errors?.map(({ extensions: { code, field } }) => [code, field])).toEqual([['BAD_USER_INPUT', page.split(':')[0]]]);
  });
});
