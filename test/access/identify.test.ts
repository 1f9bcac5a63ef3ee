import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifyAccess } from '../../src/access/changes.js';
import { createIdentifier, type Identifier } from '../../src/access/identify.js';
import { createKeyring } from '../../src/access/keyring.js';
import { restaurantScopes, staffRoles } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/connect.js';
import { changePassword } from '../../src/features/users/users.service.js';
import { policies, type Principal } from '../../src/gateway/principal.js';
import { connectTestDatabase } from '../support/database.js';
import { type AccessFixture, createAccessFixture, eventually, insertClient, insertKey, insertStaff, publicUrl, sealer } from './support.js';

let fixture: AccessFixture;
let identifier: Identifier;
let listening: () => boolean;
const opened: { close(): unknown }[] = [];

beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.close());

beforeEach(async () => {
  ({ identifier, listening } = gateway(fixture.database));
  await eventually(listening);
});
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

/** The identify step of a process of its own, and whether that hears of changes. */
function gateway(database: Database): { identifier: Identifier; listening: () => boolean } {
  let isListening = false;
  const observed: Pick<Database, 'db' | 'listen'> = {
    db: database.db,
    listen: (channel, onMessage, onChange) =>
      database.listen(channel, onMessage, (now) => {
        isListening = now;
        onChange?.(now);
      }),
  };
  const keyring = createKeyring({ database, sealer, clock: fixture.clock });
  const made = createIdentifier({ database: observed, keyring, publicUrl, clock: fixture.clock });
  opened.push(keyring, made);
  return { identifier: made, listening: () => isListening };
}

function identify(headers: Record<string, string>, mode: 'required' | 'optional' | 'none' = 'required', by = identifier): Promise<Principal> {
  return Promise.resolve().then(() => by.identify({ headers, ip: '192.0.2.7' }, mode));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function clientToken(id: string, scopes = ['customers:read']): Promise<string> {
  return fixture.tokens.issueClientToken({ clientId: id, company: fixture.acme.slug, scopes });
}

/** A call with an API key, from a browser's page when it has an origin. */
function from(key: string, origin?: string): Promise<Principal> {
  return identify({ 'x-api-key': key, ...(origin === undefined ? {} : { origin }) });
}

/** Changes a client's limit as its own company's staff would. */
async function setLimit(id: string, pointsPerMinute: number, isAnnounced: boolean): Promise<void> {
  await fixture.database.db.transaction().execute(async (transaction) => {
    await transaction.updateTable('api_clients').set({ points_per_minute: pointsPerMinute }).where('id', '=', id).execute();
    if (isAnnounced) await notifyAccess(transaction, `client:${id}`);
  });
}

let nextUser = 100;
async function login(): Promise<{ token: string; number: number; email: string }> {
  const number = nextUser++;
  const email = `user${number}@acme.example`;
  const since = new Date(fixture.clock());
  await insertStaff(fixture.database, fixture.acme, number, email, since);
  const token = await fixture.tokens.issueLoginToken({ company: 'acme', userNumber: number, email, sessionsValidFrom: since });
  return { token, number, email };
}

describe('a caller without credentials', () => {
  it('is anonymous where that is allowed, known by its address', async () => {
    expect(await identify({}, 'optional')).toEqual({
      kind: 'anonymous', id: '192.0.2.7', name: 'anonymous', company: null, scopes: new Set(), policy: policies.homeServices,
    });
  });

  it('is refused where credentials are required', async () => {
    await expect(identify({})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', headers: { 'www-authenticate': 'Bearer realm="frontdesk"' } });
  });

  it('is what every caller is where credentials are handed out, whatever is sent', async () => {
    expect((await identify(bearer('nonsense'), 'none')).kind).toBe('anonymous');
  });
});

describe('a client token', () => {
  it('is its client, with the scopes stamped into it and the limits of the row', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_limits', { points_per_minute: 600 });
    expect(await identify(bearer(await clientToken(id)))).toEqual({
      kind: 'client',
      id,
      name: 'm2m_limits name',
      company: fixture.acme,
      scopes: new Set(['customers:read']),
      policy: { bucket: { capacity: 600, msPerPoint: 100 }, concurrent: 10, daily: 10_000 },
    });
  });

  it('is answered from memory the second time, without a statement and without a promise', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_memory');
    const headers = bearer(await clientToken(id));
    const first = await identify(headers);
    const before = fixture.database.statementsSent();
    expect(identifier.identify({ headers, ip: '192.0.2.7' }, 'required')).toBe(first);
    expect(fixture.database.statementsSent()).toBe(before);
  });

  it('ends with its hour though it is remembered', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_hour');
    const headers = bearer(await clientToken(id));
    await identify(headers);
    fixture.clock.advance(3_600_000);
    await expect(identify(headers)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('runs out by itself when its client is suspended, expired or deleted', async () => {
    const past = new Date(fixture.clock() - 1000);
    for (const [id, state] of [
      ['m2m_suspended', { is_suspended: true }],
      ['m2m_expired', { expires_at: past }],
      ['m2m_deleted', { deleted_at: past }],
    ] as const) {
      await insertClient(fixture.database, fixture.acme, id, state);
      expect((await identify(bearer(await clientToken(id)))).id).toBe(id);
    }
  });

  it('has no scope that clients cannot have, whatever is stamped into it', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_stamped');
    const token = await clientToken(id, ['events:read', 'clients:write', 'reservations:read']);
    expect((await identify(bearer(token))).scopes).toEqual(new Set(['events:read']));
  });

  it('is refused when there is no such client, or it is another company\'s', async () => {
    await insertClient(fixture.database, fixture.rival, 'm2m_rivals');
    for (const id of ['m2m_nobody', 'm2m_rivals']) {
      await expect(identify(bearer(await clientToken(id)))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});

describe('an API key', () => {
  it('is accepted as bearer token and as x-api-key', async () => {
    const of = { company_id: fixture.acme.id, name: 'Acme', time_zone: 'Europe/London' };
    await fixture.database.db.insertInto('restaurants').values({ ...of, number: 1 }).execute();
    await fixture.database.db.insertInto('locations').values({ ...of, number: 3, restaurant_number: 1 }).execute();
    const key = await insertKey(fixture.database, fixture.acme, 'both0001', { location_number: 3 });
    const expected = {
      kind: 'key',
      id: 'rrk_live_both0001',
      name: 'Website',
      company: fixture.acme,
      scopes: new Set(['config:read', 'reservations:read']),
      policy: policies.restaurantKey,
      locationNumber: 3,
    };
    expect(await identify(bearer(key))).toEqual(expected);
    expect(await identify({ 'x-api-key': key })).toEqual(expected);
    expect([...expected.scopes].every((scope) => restaurantScopes.some((one) => one === scope))).toBe(true);
  });

  it('stays good while it is rotated out, and is refused once revoked', async () => {
    const key = await insertKey(fixture.database, fixture.acme, 'rotate01', { state: 'rotating' });
    expect((await identify({ 'x-api-key': key })).id).toBe('rrk_live_rotate01');
    await fixture.database.db.transaction().execute(async (transaction) => {
      await transaction.updateTable('api_keys').set({ state: 'revoked' }).where('prefix', '=', 'rotate01').execute();
      await notifyAccess(transaction, 'key:rotate01');
    });
    await eventually(() => identify({ 'x-api-key': key }).then(() => false, () => true));
  });

  it('is refused when any part of it is wrong', async () => {
    const key = await insertKey(fixture.database, fixture.acme, 'wrong001');
    for (const wrong of [
      `${key}0`, key.slice(0, -1), key.toUpperCase(), key.replace('wrong001', 'wrong002'), key.replace('live', 'test'),
      'rrk_live_wrong001', 'rrk_live_wrong001_', 'rrk_', `rrk_live_wrong001_${'x'.repeat(10_000)}`, "rrk_live_' or 1=1_x", 'rrk_live_wrong\0\0\0_x',
    ]) {
      await expect(identify({ 'x-api-key': wrong })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('is held to its origins only when a browser sends one', async () => {
    const listed = await insertKey(fixture.database, fixture.acme, 'origin01', { origins: ['https://Tables.example.com'] });
    const open = await insertKey(fixture.database, fixture.acme, 'origin02');
    // Twice each: looked up, and remembered.
    for (let round = 0; round < 2; round++) {
      await from(listed);
      await from(listed, 'https://tables.example.com');
      await from(open, 'https://anywhere.example');
      for (const origin of ['https://evil.example', 'https://tables.example.com.evil.example', 'null', '']) {
        await expect(from(listed, origin)).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED', status: 403 });
      }
    }
  });
});

describe('a login token', () => {
  it('is its user, with the scopes of the role', async () => {
    const { token, number } = await login();
    const expected = {
      kind: 'staff', id: `user_${number}`, name: 'Noor Abel', company: fixture.acme, scopes: new Set(staffRoles.admin), policy: policies.homeServices,
    };
    expect(await identify(bearer(token))).toEqual(expected);
    expect(await identify({ cookie: `theme=dark; user_credentials=${token}` })).toEqual(expected);
  });

  it('is refused when its user is gone', async () => {
    const token = await fixture.tokens.issueLoginToken({ company: 'acme', userNumber: 999, email: 'a@b.example', sessionsValidFrom: new Date(fixture.clock()) });
    await expect(identify(bearer(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('ends in every process within a second of a change of the password, and later logins do not', async () => {
    const { token, number, email } = await login();
    const elsewhere = connectTestDatabase(fixture.test.connectionString);
    opened.push(elsewhere);
    const other = gateway(elsewhere);
    await eventually(other.listening);
    await identify(bearer(token));
    await identify(bearer(token), 'required', other.identifier);

    const changedAt = new Date(fixture.clock() + 5);
    await changePassword(fixture.database.db, fixture.acme, number, 'another long password', changedAt);
    for (const by of [identifier, other.identifier]) {
      await eventually(() => identify(bearer(token), 'required', by).then(() => false, () => true));
    }
    const later = await fixture.tokens.issueLoginToken({ company: 'acme', userNumber: number, email, sessionsValidFrom: changedAt });
    expect((await identify(bearer(later), 'required', other.identifier)).id).toBe(`user_${number}`);
  });
});

describe('the Authorization header', () => {
  it('in the ended email:token form is refused with a text that names the bearer form', async () => {
    await expect(identify({ authorization: 'noor@example.org:q7Zr0b' }, 'optional')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/ended on 1 March 2023.*Bearer/),
    });
  });

  it.each(['Basic bm9vcjpwYXNz', 'Bearer', 'Bearer ', 'Bearer a b', 'bearer nonsense', 'Bearer a.b.c', '\0', 'Token x'])('%j is refused even where none is needed', async (authorization) => {
    await expect(identify({ authorization }, 'optional')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('comes before x-api-key and the cookie, and neither stands in for the other', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_order');
    const token = await clientToken(id);
    const key = await insertKey(fixture.database, fixture.acme, 'order001');
    expect((await identify({ ...bearer(token), 'x-api-key': key })).id).toBe(id);
    await expect(identify({ 'x-api-key': token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(identify({ cookie: `user_credentials=${key}` })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('changes of a row', () => {
  it('reach another process within a second by NOTIFY, and only what they name is forgotten', async () => {
    const elsewhere = connectTestDatabase(fixture.test.connectionString);
    opened.push(elsewhere);
    const other = gateway(elsewhere);
    await eventually(other.listening);
    const [changed, untouched] = [await insertClient(fixture.database, fixture.acme, 'm2m_changed'), await insertClient(fixture.database, fixture.acme, 'm2m_same')];
    const [a, b] = [bearer(await clientToken(changed.id)), bearer(await clientToken(untouched.id))];
    await identify(a, 'required', other.identifier);
    const remembered = await identify(b, 'required', other.identifier);

    await setLimit(changed.id, 77, false);
    expect((await identify(a, 'required', other.identifier)).policy.bucket.capacity).toBe(20);
    await setLimit(changed.id, 77, true);
    await eventually(async () => (await identify(a, 'required', other.identifier)).policy.bucket.capacity === 77);
    expect(await identify(b, 'required', other.identifier)).toBe(remembered);
  });

  it('are seen at once by a process that is not listening, and nothing it read then is kept', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_deaf');
    const headers = bearer(await clientToken(id));
    let hear: ((isListening: boolean) => void) | undefined;
    let isListening = true;
    const keyring = fixture.keyring;
    const deaf = createIdentifier({
      database: {
        db: fixture.database.db,
        listen: (_channel, _onMessage, onChange) => {
          hear = (now) => {
            isListening = now;
            onChange?.(now);
          };
          return { get isListening() { return isListening; }, close: () => undefined };
        },
      },
      keyring,
      publicUrl,
      clock: fixture.clock,
    });
    const capacity = async () => (await identify(headers, 'required', deaf)).policy.bucket.capacity;
    expect(await capacity()).toBe(20);
    await setLimit(id, 31, false);
    expect(await capacity()).toBe(20);
    hear?.(false);
    expect(await capacity()).toBe(31);
    await setLimit(id, 32, false);
    expect(await capacity()).toBe(32);
    await setLimit(id, 33, false);
    hear?.(true);
    expect(await capacity()).toBe(33);
  });

  it('that are announced while the row is being read are not lost', async () => {
    const { id } = await insertClient(fixture.database, fixture.acme, 'm2m_between');
    const headers = bearer(await clientToken(id));
    let announce: ((subject: string) => void) | undefined;
    const between = createIdentifier({
      database: {
        db: fixture.database.db,
        listen: (_channel, onMessage) => {
          announce = onMessage;
          return { isListening: true, close: () => undefined };
        },
      },
      keyring: fixture.keyring,
      publicUrl,
      clock: fixture.clock,
    });
    const reading = identify(headers, 'required', between);
    await Promise.resolve();
    announce?.(`client:${id}`);
    await reading;
    await setLimit(id, 44, false);
    expect((await identify(headers, 'required', between)).policy.bucket.capacity).toBe(44);
  });
});
