import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { Company } from '../../gateway/principal.js';

const columns = ['id', 'slug', 'name', 'time_zone as timeZone', 'currency'] as const;

export async function findCompanyBySlug(db: Kysely<Tables>, slug: string): Promise<Company | null> {
  return (await db.selectFrom('companies').select(columns).where('slug', '=', slug).executeTakeFirst()) ?? null;
}

/** The company that an API client belongs to, deleted clients included. */
export async function findCompanyOfClient(db: Kysely<Tables>, clientId: string): Promise<Company | null> {
  const row = await db
    .selectFrom('companies')
    .select(columns)
    .where('id', '=', (where) => where.selectFrom('api_clients').select('company_id').where('api_clients.id', '=', clientId))
    .executeTakeFirst();
  return row ?? null;
}

/** The company that an API key belongs to, by the key's 8 public characters. */
export async function findCompanyOfKey(db: Kysely<Tables>, prefix: string): Promise<Company | null> {
  const row = await db
    .selectFrom('companies')
    .select(columns)
    .where('id', '=', (where) => where.selectFrom('api_keys').select('company_id').where('prefix', '=', prefix))
    .executeTakeFirst();
  return row ?? null;
}

/** Null when another company has the slug. */
export async function insertCompany(db: Kysely<Tables>, company: Omit<Company, 'id'>, now: Date): Promise<Company | null> {
  const row = await db
    .insertInto('companies')
    .values({ slug: company.slug, name: company.name, time_zone: company.timeZone, currency: company.currency, created_at: now })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning(columns)
    .executeTakeFirst();
  return row ?? null;
}
