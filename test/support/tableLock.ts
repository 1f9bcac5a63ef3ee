import { Client } from 'pg';

/** Holds back every statement on a table, or with `share` every write, from a session of its own, so that requests stay in flight until the release. */
export async function lockTable(connectionString: string, table: string, mode: 'access exclusive' | 'share' = 'access exclusive'): Promise<{ release(): Promise<void> }> {
  const session = new Client({ connectionString });
  await session.connect();
  await session.query('begin');
  await session.query(`lock table ${session.escapeIdentifier(table)} in ${mode} mode`);
  return { release: () => session.end() };
}

/** How many sessions of the database wait for a lock. */
export async function waitingSessions(connectionString: string): Promise<number> {
  const session = new Client({ connectionString });
  await session.connect();
  try {
    const { rows } = await session.query<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting ?? 0;
  } finally {
    await session.end();
  }
}
