import { type Kysely, type Migration, sql } from 'kysely';
import { UserFacingError } from './embedded/errors.js';
import { migrations as allMigrations } from './migrations/index.js';
import type { Tables } from './tables.js';

/** Any number, the same in every release. */
const lockKey = 7_105_300_411;

/**
 * Brings the schema up to date. Everything pending is one transaction: a migration that fails leaves the database
 * exactly as it was, so that the release before can go on with it.
 *
 * Several processes may start at once: the others wait for the first one, and find nothing left to do. The lock is
 * the transaction's and not the session's, which behind a transaction pooler would outlive its holder.
 *
 * @throws UserFacingError when the database was migrated by a newer release.
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>> = allMigrations,
): Promise<{ applied: string[] }> {
  return db.transaction().execute(async (transaction) => {
    const trx = transaction.withTables<{ schema_migrations: { name: string } }>();
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
    await sql`set local client_min_messages = warning`.execute(trx);
    await sql`create table if not exists schema_migrations (
      name text primary key,
      applied_at timestamptz not null default now()
    )`.execute(trx);

    const rows = await trx.selectFrom('schema_migrations').select('name').execute();
    const done = new Set(rows.map(({ name }) => name));
    const unknown = [...done].filter((name) => !(name in migrations)).toSorted();
    if (unknown.length > 0) {
      throw new UserFacingError(
        `The database was migrated by a newer release of Frontdesk (${unknown.join(', ')}): start that release, or restore a backup made before it.`,
      );
    }

    const applied: string[] = [];
    for (const name of Object.keys(migrations).toSorted()) {
      if (done.has(name)) continue;
      await migrations[name]?.up(trx);
      await trx.insertInto('schema_migrations').values({ name }).execute();
      applied.push(name);
    }
    return { applied };
  });
}
