import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryFailureCounter, tokenFailureRule } from '../../src/access/failures.js';
import { studioScopes } from '../../src/access/scopes.js';
import { createTokenEndpoint } from '../../src/access/tokenEndpoint.js';
import { type ApiClientsService, type CreateClientInput, createApiClientsService } from '../../src/features/clients/clients.service.js';
import { type AccessFixture, createAccessFixture, endpointRequest, eventually, featureScope, insertClient, publicUrl } from './support.js';

let fixture: AccessFixture;
let announced: string[] = [];
let listener: { close(): void; isListening: boolean };

beforeAll(async () => {
  fixture = await createAccessFixture();
  listener = fixture.database.listen('frontdesk_access', (subject) => announced.push(subject));
  await eventually(() => listener.isListening);
});
afterAll(async () => {
  listener.close();
  await fixture.close();
});

const acme = (): ApiClientsService => createApiClientsService(featureScope(fixture.database, fixture.acme, fixture.clock()));
const rival = (): ApiClientsService => createApiClientsService(featureScope(fixture.database, fixture.rival, fixture.clock()));
const input: CreateClientInput = { name: 'CRM sync', scopes: ['events:read', 'customers:read'] };

/** The status of a token request, and the scopes of the token. */
async function askForToken(id: string, secret: string): Promise<{ status: number; scope?: string }> {
  const token = createTokenEndpoint({
    database: fixture.database,
    keyring: fixture.keyring,
    publicUrl,
    clock: fixture.clock,
    failures: createMemoryFailureCounter(tokenFailureRule, fixture.clock),
  });
  const { status, body } = await token(endpointRequest({ body: JSON.stringify({ client_id: id, client_secret: secret }) }));
  const { scope }: { scope?: string } = JSON.parse(body);
  return scope === undefined ? { status } : { status, scope };
}

describe('the life of a client', () => {
  it('begins with an id, a secret that is shown once, and the documented limits', async () => {
    const { apiClient, secret } = await acme().create(input);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(apiClient).toEqual({
      id: expect.stringMatching(/^m2m_[0-9a-f]{16}$/),
      name: 'CRM sync',
      description: '',
      scopes: ['customers:read', 'events:read'],
      status: 'ACTIVE',
      limits: { pointsPerMinute: 20, concurrent: 10, pointsPerDay: 10_000 },
      createdAt: new Date(fixture.clock()),
      expiresAt: null,
      lastTokenAt: null,
    });
    const stored = await fixture.database.db.selectFrom('api_clients').selectAll().where('id', '=', apiClient.id).executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(await askForToken(apiClient.id, secret)).toEqual({ status: 200, scope: 'customers:read events:read' });
    expect((await acme().find(apiClient.id))?.lastTokenAt).toEqual(new Date(fixture.clock()));
  });

  it('goes on with a new secret from the moment of a rotation', async () => {
    const { apiClient, secret } = await acme().create(input);
    const rotated = await acme().rotateSecret(apiClient.id);
    expect(rotated.apiClient.id).toBe(apiClient.id);
    expect((await askForToken(apiClient.id, secret)).status).toBe(401);
    expect((await askForToken(apiClient.id, rotated.secret)).status).toBe(200);
  });

  it('pauses while it is suspended, again and again', async () => {
    const { apiClient, secret } = await acme().create(input);
    for (let round = 0; round < 2; round++) {
      expect((await acme().suspend(apiClient.id)).status).toBe('SUSPENDED');
      expect((await acme().suspend(apiClient.id)).status).toBe('SUSPENDED');
      expect((await askForToken(apiClient.id, secret)).status).toBe(401);
      expect((await acme().activate(apiClient.id)).status).toBe('ACTIVE');
      expect((await askForToken(apiClient.id, secret)).status).toBe(200);
    }
  });

  it('ends at its expiry for good', async () => {
    const { apiClient, secret } = await acme().create({ ...input, expiresAfterDays: 2 });
    expect(apiClient.expiresAt).toEqual(new Date(fixture.clock() + 2 * 86_400_000));
    fixture.clock.advance(2 * 86_400_000 - 1);
    expect((await askForToken(apiClient.id, secret)).status).toBe(200);
    fixture.clock.advance(1);
    expect((await askForToken(apiClient.id, secret)).status).toBe(401);
    expect((await acme().find(apiClient.id))?.status).toBe('EXPIRED');
    await expect(acme().activate(apiClient.id)).rejects.toMatchObject({ code: 'CONFLICT', status: 409, message: expect.stringMatching(/new client/) });
    expect((await acme().find(apiClient.id))?.status).toBe('EXPIRED');
  });

  it('ends when it is deleted: nobody sees it, and its id is never used again', async () => {
    const { apiClient, secret } = await acme().create(input);
    await acme().remove(apiClient.id);
    expect(await acme().find(apiClient.id)).toBeNull();
    expect((await acme().list({})).nodes.map(({ id }) => id)).not.toContain(apiClient.id);
    expect((await askForToken(apiClient.id, secret)).status).toBe(401);
    await expect(acme().remove(apiClient.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes new scopes to its next token', async () => {
    const { apiClient, secret } = await acme().create(input);
    await acme().update(apiClient.id, { scopes: ['vouchers:read', 'events:read', 'vouchers:read'] });
    expect((await askForToken(apiClient.id, secret)).scope).toBe('events:read vouchers:read');
  });
});

describe('an update', () => {
  it('changes what it mentions and nothing else, and null gives back the documented limit', async () => {
    const { apiClient } = await acme().create({ ...input, limits: { pointsPerMinute: 60, concurrent: 3 } });
    const changed = await acme().update(apiClient.id, { description: 'Nightly', name: null, limits: { concurrent: null, pointsPerDay: 5 } });
    expect(changed).toEqual({ ...apiClient, description: 'Nightly', limits: { pointsPerMinute: 60, concurrent: 10, pointsPerDay: 5 } });
    expect(await acme().update(apiClient.id, {})).toEqual(changed);
  });

  it('and every other change is announced when it is committed', async () => {
    announced = [];
    const { id } = (await acme().create(input)).apiClient;
    await eventually(() => announced.includes(`client:${id}`));
    for (const change of [() => acme().update(id, { name: 'New' }), () => acme().rotateSecret(id), () => acme().suspend(id), () => acme().activate(id), () => acme().remove(id)]) {
      announced = [];
      await change();
      await eventually(() => announced.includes(`client:${id}`));
    }
    announced = [];
    await expect(acme().update(id, { name: 'Gone' })).rejects.toThrow();
    await fixture.database.db.selectFrom('companies').select('id').execute();
    expect(announced).toEqual([]);
  });
});

describe('a wrong value', () => {
  it.each<[Partial<CreateClientInput>, string]>([
    [{ name: '' }, 'input.name'],
    [{ name: '   ' }, 'input.name'],
    [{ name: 'n'.repeat(101) }, 'input.name'],
    [{ name: 'a\0b' }, 'input.name'],
    [{ name: 'a\ud800' }, 'input.name'],
    [{ description: 'd'.repeat(1001) }, 'input.description'],
    [{ description: '\0' }, 'input.description'],
    [{ scopes: [] }, 'input.scopes'],
    [{ scopes: ['events:read', 'everything'] }, 'input.scopes'],
    [{ scopes: ['clients:write'] }, 'input.scopes'],
    [{ scopes: ['reservations:read'] }, 'input.scopes'],
    [{ scopes: ['\0'] }, 'input.scopes'],
    [{ expiresAfterDays: 0 }, 'input.expiresAfterDays'],
    [{ expiresAfterDays: 36_501 }, 'input.expiresAfterDays'],
    [{ limits: { pointsPerMinute: 0 } }, 'input.limits.pointsPerMinute'],
    [{ limits: { pointsPerMinute: 1_000_001 } }, 'input.limits.pointsPerMinute'],
    [{ limits: { concurrent: 10_001 } }, 'input.limits.concurrent'],
    [{ limits: { concurrent: -1 } }, 'input.limits.concurrent'],
    [{ limits: { pointsPerDay: 1_000_000_001 } }, 'input.limits.pointsPerDay'],
  ])('%j is refused by its name, and nothing is written', async (wrong, field) => {
    const before = await acme().count();
    await expect(acme().create({ ...input, ...wrong })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await acme().count()).toBe(before);
  });

  it('is not what lies on a bound', async () => {
    const { apiClient } = await acme().create({
      name: 'n'.repeat(100),
      description: 'd'.repeat(1000),
      scopes: studioScopes,
      expiresAfterDays: 36_500,
      limits: { pointsPerMinute: 1_000_000, concurrent: 10_000, pointsPerDay: 1_000_000_000 },
    });
    expect(apiClient.limits).toEqual({ pointsPerMinute: 1_000_000, concurrent: 10_000, pointsPerDay: 1_000_000_000 });
  });
});

describe('another company\'s client', () => {
  it('is like one that does not exist, and stays as it is', async () => {
    const { apiClient, secret } = await acme().create(input);
    for (const id of [apiClient.id, 'm2m_0000000000000000', 'm2m_\0', 'cust_1', '']) {
      expect(await rival().find(id)).toBeNull();
      for (const attempt of [
        () => rival().update(id, { name: 'Mine' }),
        () => rival().rotateSecret(id),
        () => rival().suspend(id),
        () => rival().activate(id),
        () => rival().remove(id),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404, message: 'There is no such API client.' });
      }
    }
    expect(await acme().find(apiClient.id)).toEqual(apiClient);
    expect((await askForToken(apiClient.id, secret)).status).toBe(200);
  });
});

describe('the list', () => {
  it('is newest first, complete and without repetition page by page, whatever is deleted meanwhile', async () => {
    const company = await fixture.database.db
      .insertInto('companies')
      .values({ slug: 'listed', name: 'Listed', time_zone: 'UTC', currency: 'EUR' })
      .returning(['id', 'slug', 'name', 'time_zone as timeZone', 'currency'])
      .executeTakeFirstOrThrow();
    // All within one statement's moment: only the id tells them apart.
    for (let index = 0; index < 7; index++) await insertClient(fixture.database, company, `m2m_listed_${index}`);
    await fixture.database.db.updateTable('api_clients').set({ created_at: new Date(0) }).where('id', 'in', ['m2m_listed_0', 'm2m_listed_1', 'm2m_listed_2']).execute();
    const clients = createApiClientsService(featureScope(fixture.database, company, fixture.clock()));
    const whole = await clients.list({});
    expect(whole.nodes.map(({ id }) => id)).toEqual([6, 5, 4, 3, 0, 1, 2].map((index) => `m2m_listed_${index}`));
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(await clients.count()).toBe(7);

    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo } = await clients.list({ first: 2, after });
      seen.push(...nodes.map(({ id }) => id));
      if (seen.length === 4) await clients.remove('m2m_listed_3');
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(whole.nodes.map(({ id }) => id));
    expect((await clients.list({ page: 1, pageSize: 4 })).nodes).toHaveLength(2);
  });

  it.each([{ first: 0 }, { first: 101 }, { pageSize: -1 }, { page: -1 }, { after: 'nonsense' }, { after: '' }, { after: Buffer.from('["x"]').toString('base64url') }])('refuses %j', async (page) => {
    await expect(acme().list(page)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: Object.keys(page)[0] });
  });
});
