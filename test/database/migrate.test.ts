import { type Kysely, type Migration, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/index.js';
import { maintainPartitions } from '../../src/gateway/audit/partitions.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase({ isEmpty: true });
});
afterEach(() => test.drop());

const creating = (table: string): Migration => ({
  up: (db: Kysely<unknown>) => db.schema.createTable(table).addColumn('id', 'integer').execute(),
});
const failing: Migration = {
  async up(db: Kysely<unknown>) {
    await creating('half').up(db);
    await sql`select 1 / 0`.execute(db);
  },
};

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' order by 1`.execute(test.database.db);
  return rows.map(({ name }) => name);
}

describe('migrate', () => {
  it('applies everything to an empty database, and nothing the second time', async () => {
    expect(await migrate(test.database.db)).toEqual({ applied: Object.keys(migrations) });
    expect(await migrate(test.database.db)).toEqual({ applied: [] });
    expect(await tables()).toContain('customers');
  });

  it('applies each migration once when several processes start at the same time', async () => {
    const processes = Array.from({ length: 6 }, () => connectTestDatabase(test.connectionString, { poolSize: 2 }));
    try {
      const results = await Promise.all(processes.map(({ db }) => migrate(db)));
      expect(results.flatMap(({ applied }) => applied)).toEqual(Object.keys(migrations));
    } finally {
      await Promise.all(processes.map((database) => database.close()));
    }
  });

  it('leaves an empty database empty when a migration fails', async () => {
    await expect(migrate(test.database.db, { '1_a': creating('a'), '2_b': failing })).rejects.toThrow('division by zero');
    expect(await tables()).toEqual([]);
  });

  it('leaves a database that it would upgrade as it was, and upgrades it when the fault is mended', async () => {
    await migrate(test.database.db, { '1_a': creating('a') });
    const broken = { '1_a': creating('a'), '2_b': creating('b'), '3_c': failing };
    await expect(migrate(test.database.db, broken)).rejects.toThrow('division by zero');
    expect(await tables()).toEqual(['a', 'schema_migrations']);
    const mended = { ...broken, '3_c': creating('c') };
    expect(await migrate(test.database.db, mended)).toEqual({ applied: ['2_b', '3_c'] });
    expect(await tables()).toEqual(['a', 'b', 'c', 'schema_migrations']);
  });

  it('refuses a database that a newer release has migrated, naming what it does not know', async () => {
    await migrate(test.database.db, { '1_a': creating('a'), '2_later': creating('b') });
    await expect(migrate(test.database.db, { '1_a': creating('a') })).rejects.toThrow(
      /^The database was migrated by a newer release of Frontdesk \(2_later\)/,
    );
  });

  it('gives the index of customers’ calls to the partitions that are there, and to those made later', async () => {
    const { db } = test.database;
    const { '0004_customerCalls': _, ...before } = migrations;
    const noon = Date.parse('2026-09-14T12:00:00Z');
    await migrate(db, before);
    await maintainPartitions(db, 90, noon);
    await sql`insert into audit_entries (at, company_id, principal_kind, principal_id, method, path, action, status, points, duration_ms, request_id)
      select ${new Date(noon)}::timestamptz + i * interval '1 hour', 1, 'customer', 'user_7', 'GET', '/', 'READ', 200, 1, 1, 'r' || i from generate_series(-48, 48) i`.execute(db);
    expect(await migrate(db)).toEqual({ applied: ['0004_customerCalls'] });
    await maintainPartitions(db, 90, noon + 86_400_000);
    const { rows } = await sql<{ table: string }>`select indrelid::regclass::text as table from pg_inherits join pg_index on indexrelid = inhrelid
      where inhparent = 'audit_entries_of_customer'::regclass and indisvalid order by 1`.execute(db);
    const days = Array.from({ length: 9 }, (_day, index) => `audit_entries_${20260914 + index}`);
    expect(rows.map(({ table }) => table)).toEqual([...days, 'audit_entries_default']);
  });

  it('may take longer than a statement may', async () => {
    const database = connectTestDatabase(test.connectionString, { statementTimeoutMs: 100 });
    try {
      const slow: Migration = { up: async (db: Kysely<unknown>) => void (await sql`select pg_sleep(0.3)`.execute(db)) };
      expect(await migrate(database.db, { '1_slow': slow })).toEqual({ applied: ['1_slow'] });
    } finally {
      await database.close();
    }
  });
});
