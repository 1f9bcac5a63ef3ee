import { type Kysely, sql } from 'kysely';

/** The few calls in the log that customers made, by their login, which is renamed when its guest is anonymised. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_entries_of_customer on audit_entries (company_id, principal_id) where principal_kind = 'customer'`.execute(db);
}
