import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../database/tables.js';
import type { Company } from '../gateway/principal.js';

/**
 * The rows that say who a caller is. They are read before any company is known, by an id that a token or key
 * carries; everything that comes after works within the company found here.
 */

export interface CallerClient extends Pick<Selectable<Tables['api_clients']>, 'id' | 'name' | LimitColumn> {
  company: Company;
}

export interface CallerKey
  extends Pick<Selectable<Tables['api_keys']>, 'prefix' | 'name' | 'secret_hash' | 'scopes' | 'state' | 'location_number' | 'origins' | LimitColumn> {
  company: Company;
}

export interface CallerUser
  extends Pick<Selectable<Tables['users']>, 'number' | 'kind' | 'role' | 'customer_number' | 'first_name' | 'last_name' | 'sessions_valid_from'> {
  company: Company;
}

/** What the token endpoint needs of a client, whatever state it is in. */
export interface TokenClient
  extends Pick<Selectable<Tables['api_clients']>, 'id' | 'name' | 'secret_hash' | 'scopes' | 'is_suspended' | 'expires_at' | 'deleted_at'> {
  company: Company;
}

type LimitColumn = 'points_per_minute' | 'concurrent' | 'points_per_day';

const limitColumns = ['points_per_minute', 'concurrent', 'points_per_day'] as const;

const companyColumns = [
  'companies.id as companyId',
  'companies.slug as companySlug',
  'companies.name as companyName',
  'companies.time_zone as companyTimeZone',
  'companies.currency as companyCurrency',
] as const;

interface CompanyColumns {
  companyId: number;
  companySlug: string;
  companyName: string;
  companyTimeZone: string;
  companyCurrency: string;
}

function withCompany<Row extends CompanyColumns>(row: Row | undefined): (Omit<Row, keyof CompanyColumns> & { company: Company }) | null {
  if (row === undefined) return null;
  const { companyId, companySlug, companyName, companyTimeZone, companyCurrency, ...rest } = row;
  const company = { id: companyId, slug: companySlug, name: companyName, timeZone: companyTimeZone, currency: companyCurrency };
  return { ...rest, company };
}

/** A client in any state: the live tokens of suspended, expired and deleted ones run out by themselves. */
export async function findClient(db: Kysely<Tables>, id: string): Promise<CallerClient | null> {
  const row = await db
    .selectFrom('api_clients')
    .innerJoin('companies', 'companies.id', 'api_clients.company_id')
    .select(['api_clients.id', 'api_clients.name', ...limitColumns, ...companyColumns])
    .where('api_clients.id', '=', id)
    .executeTakeFirst();
  return withCompany(row);
}

/** A key by the 8 characters that are public. */
export async function findKey(db: Kysely<Tables>, prefix: string): Promise<CallerKey | null> {
  const row = await db
    .selectFrom('api_keys')
    .innerJoin('companies', 'companies.id', 'api_keys.company_id')
    .select(['prefix', 'api_keys.name', 'secret_hash', 'scopes', 'state', 'location_number', 'origins', ...limitColumns, ...companyColumns])
    .where('prefix', '=', prefix)
    .executeTakeFirst();
  return withCompany(row);
}

/** A user who has not been deleted. */
export async function findUser(db: Kysely<Tables>, companySlug: string, number: number): Promise<CallerUser | null> {
  const row = await db
    .selectFrom('users')
    .innerJoin('companies', 'companies.id', 'users.company_id')
    .select(['users.number', 'kind', 'role', 'customer_number', 'first_name', 'last_name', 'sessions_valid_from', ...companyColumns])
    .where('companies.slug', '=', companySlug)
    .where('users.number', '=', number)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return withCompany(row);
}

export async function findTokenClient(db: Kysely<Tables>, id: string): Promise<TokenClient | null> {
  const row = await db
    .selectFrom('api_clients')
    .innerJoin('companies', 'companies.id', 'api_clients.company_id')
    .select(['api_clients.id', 'api_clients.name', 'secret_hash', 'scopes', 'is_suspended', 'expires_at', 'deleted_at', ...companyColumns])
    .where('api_clients.id', '=', id)
    .executeTakeFirst();
  return withCompany(row);
}

/**
 * Notes that a token is being issued, if the client may still have one and its secret is still the one that was
 * checked: a rotation or suspension in between is seen here.
 * @returns the scopes to stamp, or null when no token may be issued
 */
export async function recordTokenIssue(db: Kysely<Tables>, client: Pick<TokenClient, 'id' | 'secret_hash'>, now: Date): Promise<string[] | null> {
  const row = await db
    .updateTable('api_clients')
    .set({ last_token_at: now })
    .where('id', '=', client.id)
    .where('secret_hash', '=', client.secret_hash)
    .where('is_suspended', '=', false)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .returning('scopes')
    .executeTakeFirst();
  return row?.scopes ?? null;
}

export async function findCompany(db: Kysely<Tables>, slug: string): Promise<Company | null> {
  const row = await db.selectFrom('companies').select(companyColumns).where('slug', '=', slug).executeTakeFirst();
  return withCompany(row)?.company ?? null;
}

export interface LoginUser extends Pick<Selectable<Tables['users']>, 'number' | 'kind' | 'email' | 'first_name' | 'last_name' | 'password_hash' | 'sessions_valid_from'> {}

/** The user of that e-mail, compared without regard to case. */
export async function findLoginUser(db: Kysely<Tables>, companyId: number, email: string): Promise<LoginUser | null> {
  const row = await db
    .selectFrom('users')
    .select(['number', 'kind', 'email', 'first_name', 'last_name', 'password_hash', 'sessions_valid_from'])
    .where('company_id', '=', companyId)
    .where((where) => where(where.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}
