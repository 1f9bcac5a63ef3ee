import { createKeyring, type Keyring } from '../../src/access/keyring.js';
import { createSealer, hashPassword, hashSecret } from '../../src/access/secrets.js';
import { createTokens, type Tokens } from '../../src/access/tokens.js';
import type { Database } from '../../src/database/connect.js';
import type { EndpointRequest } from '../../src/access/endpoint.js';
import type { Company } from '../../src/gateway/principal.js';
import type { FeatureScope } from '../../src/graphql/context.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

export const publicUrl = 'http://127.0.0.1:4000';
export const sealer = createSealer('a key of at least thirty-two characters');
export const password = 'correct horse battery';

/** A clock that only moves when it is told to. */
export interface TestClock {
  (): number;
  advance(milliseconds: number): void;
}

export function createClock(start = Date.UTC(2027, 4, 1, 12)): TestClock {
  let now = start;
  return Object.assign(() => now, { advance: (milliseconds: number) => void (now += milliseconds) });
}

export interface AccessFixture {
  test: TestDatabase;
  database: Database;
  clock: TestClock;
  keyring: Keyring;
  tokens: Tokens;
  acme: Company;
  rival: Company;
  close(): Promise<void>;
}

/** Two companies on a database of their own, with a keyring and tokens on a clock held still. */
export async function createAccessFixture(): Promise<AccessFixture> {
  const test = await createTestDatabase();
  const { database } = test;
  const clock = createClock();
  const keyring = createKeyring({ database, sealer, clock });
  const tokens = createTokens({ keyring, publicUrl, clock });
  const [acme, rival] = [await insertCompany(database, 'acme'), await insertCompany(database, 'rival')];
  return {
    test,
    database,
    clock,
    keyring,
    tokens,
    acme,
    rival,
    async close() {
      keyring.close();
      await test.drop();
    },
  };
}

async function insertCompany({ db }: Database, slug: string): Promise<Company> {
  return db
    .insertInto('companies')
    .values({ slug, name: slug, time_zone: 'Europe/London', currency: 'GBP' })
    .returning(['id', 'slug', 'name', 'time_zone as timeZone', 'currency'])
    .executeTakeFirstOrThrow();
}

export interface TestClient {
  id: string;
  secret: string;
}

/** An API client of the studio family. */
export async function insertClient(
  { db }: Database,
  company: Company,
  id: string,
  own: { scopes?: string[]; expires_at?: Date; is_suspended?: boolean; deleted_at?: Date; points_per_minute?: number } = {},
): Promise<TestClient> {
  const secret = 'ab12'.repeat(16);
  await db
    .insertInto('api_clients')
    .values({ id, company_id: company.id, name: `${id} name`, secret_hash: hashSecret(secret), scopes: ['customers:read', 'events:read'], ...own })
    .execute();
  return { id, secret };
}

/** An API key of the restaurant family; its whole text is answered. */
export async function insertKey(
  { db }: Database,
  company: Company,
  prefix: string,
  own: { origins?: string[]; state?: 'active' | 'rotating' | 'revoked'; location_number?: number; scopes?: string[] } = {},
): Promise<string> {
  const key = `rrk_live_${prefix}_${'c0de'.repeat(8)}`;
  await db
    .insertInto('api_keys')
    .values({ prefix, company_id: company.id, name: 'Website', secret_hash: hashSecret(key), scopes: ['reservations:read', 'config:read'], ...own })
    .execute();
  return key;
}

export async function insertStaff({ db }: Database, company: Company, number: number, email: string, since: Date): Promise<void> {
  await db
    .insertInto('users')
    .values({
      company_id: company.id,
      number,
      kind: 'staff',
      role: 'admin',
      email,
      first_name: 'Noor',
      last_name: 'Abel',
      password_hash: await hashPassword(password),
      sessions_valid_from: since,
    })
    .execute();
}

export function endpointRequest(own: Partial<EndpointRequest> = {}): EndpointRequest {
  return { ip: '192.0.2.1', host: '127.0.0.1:4000', headers: { 'content-type': 'application/json' }, search: '', body: '', ...own };
}

/** What a feature is made from, without a cache: changes are written in a transaction. */
export function featureScope({ db, readText }: Database, company: Company, now: number): FeatureScope {
  return {
    db,
    readText,
    company,
    now,
    pageLimit: 100,
    validUntil: () => undefined,
    write: (_resources, change) => db.transaction().execute(change),
  };
}

/** Waits until a condition holds, at most two seconds. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 2000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come true within two seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
