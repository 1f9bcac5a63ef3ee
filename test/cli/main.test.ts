import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyring } from '../../src/access/keyring.js';
import { restaurantScopes, studioScopes } from '../../src/access/scopes.js';
import { createSealer, matchesHash, verifyPassword } from '../../src/access/secrets.js';
import { commands } from '../../src/cli/commands.js';
import { run } from '../../src/cli/main.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestGateway } from '../support/gateway.js';

let test: TestDatabase;
const secretKey = 'the SECRET_KEY of the command line tests';

beforeAll(async () => {
  test = await createTestDatabase();
  expect((await frontdesk('company', 'create', 'acme', '--name', 'Acme')).code).toBe(0);
});
afterAll(() => test.drop());

interface Ran {
  code: number;
  out: string;
  error: string;
}

async function frontdeskIn(environment: Record<string, string>, argv: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await run(argv, environment, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

function frontdesk(...argv: string[]): Promise<Ran> {
  return frontdeskIn({ DATABASE_URL: test.connectionString, SECRET_KEY: secretKey }, argv);
}

/** A failure is one sentence on the error stream: no stack, nothing on the other. */
function expectSentence(ran: Ran, sentence: RegExp): void {
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.error).toMatch(sentence);
  expect(ran.error).not.toMatch(/\n|\bat .*:\d+/);
}

async function createdClient(...options: string[]): Promise<{ id: string; secret: string }> {
  const { code, out, error } = await frontdesk('client', 'create', '--company', 'acme', '--name', 'Sync', '--scopes', 'events:read', ...options);
  expect(error).toMatch(/not shown again/);
  expect(code).toBe(0);
  return { id: /client_id +(m2m_[0-9a-f]{16})$/m.exec(out)?.[1] ?? '', secret: /client_secret +([0-9a-f]{64})$/m.exec(out)?.[1] ?? '' };
}

const clientRow = (id: string) => test.database.db.selectFrom('api_clients').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('help', () => {
  it('lists every command, and at each level says what is below it', async () => {
    for (const argv of [[], ['--help'], ['-h']]) {
      const { code, out } = await frontdesk(...argv);
      expect(code).toBe(0);
      for (const { words } of commands) expect(out).toContain(words.join(' '));
    }
    const group = await frontdesk('client', '--help');
    expect(group.out).toContain('client rotate ID');
    expect(group.out).not.toContain('company create');
  });

  it.each(commands.map(({ words }) => words.join(' ')))('of %s names its options', async (title) => {
    const { code, out } = await frontdesk(...title.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`frontdesk -- ${title}`);
    for (const option of Object.keys(commands.find(({ words }) => words.join(' ') === title)?.options ?? {})) expect(out).toContain(`--${option}`);
  });
});

describe('a mistake', () => {
  it.each<[string[], RegExp]>([
    [['nonsense'], /There is no command "nonsense"/],
    [['client'], /There is no command "client"/],
    [['client', 'rotate'], /Use it as: client rotate ID/],
    [['client', 'rotate', 'a', 'b'], /Use it as: client rotate ID/],
    [['client', 'rotate', 'm2m_nobody'], /no API client m2m_nobody/],
    [['client', 'list', '--company', 'nobody'], /no company called nobody/],
    [['client', 'list'], /--company is missing/],
    [['client', 'list', '--colour', 'red'], /--colour/],
    [['client', 'create', '--company', 'acme', '--name', '', '--scopes', 'all'], /--name must have 1 to 100 characters/],
    [['client', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'audit:read'], /--scopes cannot contain "audit:read"/],
    [['client', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'all', '--concurrent', '0'], /--concurrent must be a whole number from 1 to 10000/],
    [['client', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'all', '--daily', 'many'], /--daily must be a whole number/],
    [['client', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'all', '--expires-after-days', '0'], /--expires-after-days must be/],
    [['client', 'limits', 'm2m_a'], /at least one of --per-minute/],
    [['company', 'create', 'Acme!', '--name', 'Acme'], /slug must be/],
    [['company', 'create', 'acme', '--name', 'Acme'], /already a company called acme/],
    [['company', 'create', 'zoned', '--name', 'A', '--time-zone', 'Mars'], /--time-zone must be an IANA zone/],
    // The database knows no such zone, and takes the others for the offsets that they have in winter.
    [['company', 'create', 'zoned', '--name', 'A', '--time-zone', 'SystemV/AST4'], /--time-zone must be an IANA zone/],
    ...['CET', 'EET', 'MET', 'WET', 'cet'].map((zone): [string[], RegExp] => [['company', 'create', 'zoned', '--name', 'A', '--time-zone', zone], /--time-zone must be a zone by its place, such as Europe\/London\.$/]),
    [['company', 'create', 'zoned', '--name', 'A', '--currency', 'gbp'], /--currency must be/],
    [['staff', 'create', '--company', 'acme', '--email', 'nobody'], /--email must be an e-mail address/],
    [['staff', 'create', '--company', 'acme', '--email', 'a@acme.example', '--role', 'king'], /--role must be one of admin/],
    [['staff', 'create', '--company', 'acme', '--email', 'a@acme.example', '--password', 'short'], /--password must have 10 to/],
    [['key', 'limits', 'rrk_live_nobody00_secretsecret', '--daily', '5'], /no such API key/],
    [['key', 'limits', 'rrk_live_nobody00'], /at least one of --per-minute/],
    [['key', 'revoke', 'rrk_live_nobody00'], /no such API key/],
    [['key', 'rotate', 'rrk_live_nobody00_secretsecret'], /no such API key/],
    [['key', 'origins', 'rrk_live_nobody00'], /Use it as: key origins/],
    [['key', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'events:read'], /--scopes cannot contain "events:read"/],
    [['key', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'all', '--origins', 'a.example'], /--origins cannot contain "a.example"/],
  ])('%j is answered with one sentence', async (argv, sentence) => {
    const ran = await frontdesk(...argv);
    expectSentence(ran, sentence);
    expect(ran.error).not.toContain('secretsecret');
  });

  it('in the environment is answered with one sentence', async () => {
    expectSentence(await frontdeskIn({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/x' }, ['migrate']), /cannot be reached/);
    expectSentence(await frontdeskIn({ DATABASE_URL: test.connectionString, NODE_ENV: 'production', SECRET_KEY: secretKey }, ['demo', 'load']), /never loaded in production/);
    const empty = await createTestDatabase({ isEmpty: true });
    try {
      expectSentence(await frontdeskIn({ DATABASE_URL: empty.connectionString }, ['client', 'list', '--company', 'acme']), /migrate" first/);
      expect(await frontdeskIn({ DATABASE_URL: empty.connectionString }, ['migrate'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Applied /) });
      expect(await frontdeskIn({ DATABASE_URL: empty.connectionString }, ['migrate'])).toMatchObject({ code: 0, out: 'The database is up to date.' });
    } finally {
      await empty.drop();
    }
  });
});

describe('client', () => {
  it('create makes a client whose secret is shown once and stored hashed', async () => {
    const { id, secret } = await createdClient('--expires-after-days', '30', '--per-minute', '120');
    const row = await clientRow(id);
    expect(matchesHash(secret, row.secret_hash)).toBe(true);
    expect(row).toMatchObject({ name: 'Sync', scopes: ['events:read'], points_per_minute: 120, concurrent: null, points_per_day: null });
    expect((row.expires_at?.getTime() ?? 0) - row.created_at.getTime()).toBe(30 * 86_400_000);
    const list = await frontdesk('client', 'list', '--company', 'acme');
    expect(list.out).toMatch(new RegExp(`^${id} +ACTIVE +"Sync" +120/minute`, 'm'));
    expect(list.out).not.toContain(secret);
  });

  it('rotate replaces the secret', async () => {
    const { id, secret } = await createdClient();
    const { out } = await frontdesk('client', 'rotate', id);
    const fresh = /client_secret +([0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
    const { secret_hash: hash } = await clientRow(id);
    expect([matchesHash(fresh, hash), matchesHash(secret, hash)]).toEqual([true, false]);
  });

  it('suspend, activate, scopes, limits and delete do what they say', async () => {
    const { id } = await createdClient();
    expect((await frontdesk('client', 'suspend', id)).out).toContain('SUSPENDED');
    expect((await frontdesk('client', 'activate', id)).out).toContain('ACTIVE');
    expect((await frontdesk('client', 'scopes', id, 'all')).code).toBe(0);
    expect((await clientRow(id)).scopes).toEqual(studioScopes);
    expect((await frontdesk('client', 'scopes', id, 'events:read', 'customers:read')).code).toBe(0);
    expect((await clientRow(id)).scopes).toEqual(['customers:read', 'events:read']);
    expect((await frontdesk('client', 'limits', id, '--per-minute', '60', '--concurrent', '5', '--daily', '1000')).out).toContain('60/minute, 5 in flight, 1000/day');
    expect((await frontdesk('client', 'limits', id, '--per-minute', 'default')).out).toContain('20/minute, 5 in flight, 1000/day');
    expect((await frontdesk('client', 'delete', id)).out).toBe(`${id} is deleted.`);
    expectSentence(await frontdesk('client', 'rotate', id), /no such API client/);
  });

  it('activate refuses an expired client and says what to do', async () => {
    const { id } = await createdClient('--expires-after-days', '1');
    await test.database.db.updateTable('api_clients').set({ expires_at: new Date(0) }).where('id', '=', id).execute();
    expectSentence(await frontdesk('client', 'activate', id), /expired.*new client/);
  });
});

describe('key', () => {
  async function createdKey(...options: string[]): Promise<{ id: string; key: string }> {
    const { code, out, error } = await frontdesk('key', 'create', '--company', 'acme', '--name', 'Website', '--scopes', 'config:read', ...options);
    expect(error).toMatch(/not shown again/);
    expect(code).toBe(0);
    const key = /^api_key +(rrk_live_[a-z0-9]{8}_[0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
    return { id: key.slice(0, 17), key };
  }

  const keyRow = (id: string) => test.database.db.selectFrom('api_keys').selectAll().where('prefix', '=', id.slice(9)).executeTakeFirstOrThrow();

  it('create makes a key that is shown once and stored hashed', async () => {
    const { id, key } = await createdKey('--origins', 'https://a.example,https://b.example', '--per-minute', '600');
    const row = await keyRow(id);
    expect(matchesHash(key, row.secret_hash)).toBe(true);
    expect(row).toMatchObject({ name: 'Website', scopes: ['config:read'], state: 'active', origins: ['https://a.example', 'https://b.example'], points_per_minute: 600, location_number: null });
    const list = await frontdesk('key', 'list', '--company', 'acme');
    expect(list.out).toMatch(new RegExp(`^${id} +ACTIVE +"Website" +600/minute.*https://a.example,https://b.example`, 'm'));
    expect(list.out).not.toContain(key);
    expect((await keyRow((await createdKey('--scopes', 'all')).id)).scopes).toEqual(restaurantScopes);
  });

  it('create binds a key to a location of the company', async () => {
    const { id: company_id } = await test.database.db.selectFrom('companies').select('id').where('slug', '=', 'acme').executeTakeFirstOrThrow();
    await test.database.db.insertInto('restaurants').values({ company_id, number: 1, name: 'Faro', time_zone: 'UTC' }).execute();
    await test.database.db.insertInto('locations').values({ company_id, number: 7, restaurant_number: 1, name: 'Harbour', time_zone: 'UTC' }).execute();
    expect((await keyRow((await createdKey('--location', 'loc_7')).id)).location_number).toBe(7);
    expectSentence(await frontdesk('key', 'create', '--company', 'acme', '--name', 'A', '--scopes', 'all', '--location', 'loc_8'), /no such location/);
  });

  it('rotate makes another key, and the earlier one works until revoke', async () => {
    const { id } = await createdKey();
    const { out } = await frontdesk('key', 'rotate', id);
    const fresh = /^api_key +(rrk_live_[a-z0-9]{8})_/m.exec(out)?.[1] ?? '';
    expect(fresh).not.toBe(id);
    expect([(await keyRow(id)).state, (await keyRow(fresh)).state]).toEqual(['rotating', 'active']);
    expect((await frontdesk('key', 'revoke', id)).out).toContain('REVOKED');
    expectSentence(await frontdesk('key', 'rotate', id), /revoked/);
  });

  it('origins and limits are changed by its public part', async () => {
    const { id } = await createdKey();
    expect((await frontdesk('key', 'origins', id, 'https://a.example', 'https://b.example')).out).toContain('https://a.example,https://b.example');
    expect((await keyRow(id)).origins).toEqual(['https://a.example', 'https://b.example']);
    expect((await frontdesk('key', 'origins', id, 'any')).out).toContain('any origin');
    expect((await keyRow(id)).origins).toEqual([]);
    expectSentence(await frontdesk('key', 'origins', id, 'a.example'), /origins cannot contain "a.example"/);
    expect((await frontdesk('key', 'limits', id, '--per-minute', '600', '--concurrent', '5', '--daily', '1000')).out).toContain('600/minute, 5 in flight, 1000/day');
    expect((await frontdesk('key', 'limits', id, '--per-minute', 'default')).out).toContain('120/minute, 5 in flight, 1000/day');
  });
});

describe('staff', () => {
  it('made with a company or later can sign in; a password that was made is shown once', async () => {
    const made = await frontdesk('company', 'create', 'studio', '--name', 'Studio', '--time-zone', 'Europe/Berlin', '--currency', 'EUR', '--email', 'boss@studio.example');
    const password = /^password +(\S{20})$/m.exec(made.out)?.[1] ?? '';
    expect((await frontdesk('staff', 'create', '--company', 'studio', '--email', 'desk@studio.example', '--role', 'reception', '--password', 'a long password')).out).toBe('Staff desk@studio.example, reception.');
    const users = await test.database.db.selectFrom('users').selectAll().where('email', 'like', '%@studio.example').orderBy('number').execute();
    expect(users.map(({ number, role, kind }) => ({ number, role, kind }))).toEqual([
      { number: 1, role: 'admin', kind: 'staff' },
      { number: 2, role: 'reception', kind: 'staff' },
    ]);
    expect(await verifyPassword(password, users[0]?.password_hash ?? null)).toBe(true);
    expectSentence(await frontdesk('staff', 'create', '--company', 'studio', '--email', 'BOSS@studio.example'), /already has the e-mail/);
  });

  it('who lost their password get another, which ends what the old one opened', async () => {
    await frontdesk('staff', 'create', '--company', 'acme', '--email', 'lost@acme.example', '--password', 'a password to lose');
    const gateway = await startTestGateway({ connectionString: test.connectionString });
    const login = async (password: string) => {
      const { status, json } = await gateway.rest('/login', { method: 'POST', token: null, body: { company: 'acme', email: 'lost@acme.example', password } });
      return { status, token: (json as { bearer?: string }).bearer ?? '' };
    };
    const asks = async (token: string) => (await gateway.graphql('{ viewer { name } }', { token })).status;
    try {
      const { token } = await login('a password to lose');
      expect(await asks(token)).toBe(200);
      const { out, error } = await frontdesk('staff', 'password', '--company', 'acme', '--email', 'Lost@acme.example');
      expect(error).toMatch(/not shown again/);
      const password = /^password +(\S{20})$/m.exec(out)?.[1] ?? '';
      await expect.poll(() => asks(token), { timeout: 1000, interval: 10 }).toBe(401);
      expect((await login('a password to lose')).status).toBe(401);
      const again = await login(password);
      expect([again.status, await asks(again.token)]).toEqual([200, 200]);
      expect(await frontdesk('staff', 'password', '--company', 'acme', '--email', 'lost@acme.example', '--password', 'one of their own')).toMatchObject({ code: 0, error: '', out: expect.not.stringContaining('one of their own') });
      expect((await login('one of their own')).status).toBe(200);
    } finally {
      await gateway.close();
    }
  });

  it('alone get another password, and only a good one', async () => {
    await frontdesk('staff', 'create', '--company', 'acme', '--email', 'gone@acme.example');
    const { db } = test.database;
    await db.updateTable('users').set({ deleted_at: new Date() }).where('email', '=', 'gone@acme.example').execute();
    await frontdesk('staff', 'create', '--company', 'acme', '--email', 'kept@acme.example');
    const { id } = await db.selectFrom('companies').select('id').where('slug', '=', 'acme').executeTakeFirstOrThrow();
    await db.insertInto('customers').values({ company_id: id, number: 1, first_name: 'Noor', last_name: 'Bakker', email: 'noor@acme.example' }).execute();
    await db.insertInto('users').values({ company_id: id, number: 900, kind: 'customer', customer_number: 1, email: 'noor@acme.example', first_name: 'Noor', last_name: 'Bakker', password_hash: 'x' }).execute();
    await frontdesk('company', 'create', 'elsewhere', '--name', 'Elsewhere');
    const before = await db.selectFrom('users').selectAll().orderBy('company_id').orderBy('number').execute();
    for (const [company, email] of [['acme', 'nobody@acme.example'], ['acme', 'gone@acme.example'], ['acme', 'noor@acme.example'], ['elsewhere', 'kept@acme.example']] as const) {
      expectSentence(await frontdesk('staff', 'password', '--company', company, '--email', email), new RegExp(`^There is no staff of ${company} with the e-mail ${email}\\.$`));
    }
    expectSentence(await frontdesk('staff', 'password', '--company', 'acme', '--email', 'kept@acme.example', '--password', 'short'), /--password must have 10 to/);
    expectSentence(await frontdesk('staff', 'password', '--company', 'nobody', '--email', 'kept@acme.example'), /no company called nobody/);
    expect(await db.selectFrom('users').selectAll().orderBy('company_id').orderBy('number').execute()).toEqual(before);
  });

  it('that cannot be made leave no company behind', async () => {
    expectSentence(await frontdesk('company', 'create', 'half', '--name', 'Half', '--email', 'nobody'), /--email/);
    expect(await test.database.db.selectFrom('companies').select('id').where('slug', '=', 'half').execute()).toEqual([]);
  });
});

it('keys rotate makes a key that the gateways with the same SECRET_KEY sign with', async () => {
  const { out } = await frontdesk('keys', 'rotate');
  const keyring = createKeyring({ database: test.database, sealer: createSealer(secretKey), clock: Date.now });
  try {
    expect(out).toContain((await keyring.current()).kid);
  } finally {
    keyring.close();
  }
});

it('without DATABASE_URL a command starts the database in DATA_DIR for its duration', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'frontdesk-cli-'));
  try {
    const environment = { DATA_DIR: path.join(folder, 'data') };
    expect(await frontdeskIn(environment, ['migrate'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Applied /) });
    expect((await frontdeskIn(environment, ['company', 'create', 'acme', '--name', 'Acme'])).code).toBe(0);
    expect((await frontdeskIn(environment, ['keys', 'rotate'])).code).toBe(0);
    await expect(stat(path.join(folder, 'data', 'postgres', 'postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
