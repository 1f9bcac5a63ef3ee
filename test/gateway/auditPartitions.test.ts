import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditWriter } from '../../src/gateway/audit/auditWriter.js';
import { maintainPartitions, startPartitionMaintenance } from '../../src/gateway/audit/partitions.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { entry, silent, sleep } from './auditSupport.js';

const noon = Date.parse('2026-09-14T12:00:00Z');
const dayMs = 86_400_000;
let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => await test.drop());

const maintain = async (now = noon, retentionDays = 90) => await maintainPartitions(test.database.db, retentionDays, now);

async function partitions(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entries'::regclass order by 1
  `.execute(test.database.db);
  return rows.map(({ name }) => name.replace('audit_entries_', ''));
}

/** Where lines are: `20260914` or `default`, with how many. */
async function linesByPartition(): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; lines: number }>`
    select tableoid::regclass::text as name, count(*)::integer as lines from audit_entries group by 1 order by 1
  `.execute(test.database.db);
  return Object.fromEntries(rows.map(({ name, lines }) => [name.replace('audit_entries_', ''), lines]));
}

async function insertLines(at: string, count = 1): Promise<void> {
  await sql`
    insert into audit_entries (at, company_id, principal_kind, method, path, action, status, points, duration_ms, request_id)
    select ${at}::timestamptz + n * interval '1 microsecond', 1, 'client', 'GET', '/', 'READ', 200, 1, 1, 'r' || n from generate_series(1, ${count}::integer) as n
  `.execute(test.database.db);
}

describe('partitions', () => {
  it('are made for today and seven days ahead, once', async () => {
    const first = await maintain();
    expect(first.created).toHaveLength(8);
    expect(await partitions()).toEqual(['20260914', '20260915', '20260916', '20260917', '20260918', '20260919', '20260920', '20260921', 'default']);
    expect(await maintain()).toEqual({ created: [], dropped: [], leftInDefault: [], deleted: 0, wasBusy: false });
    expect((await maintain(noon + dayMs)).created).toEqual(['audit_entries_20260922']);
  });

  it('take the lines of their UTC day, both ends of it', async () => {
    await maintain();
    await insertLines('2026-09-13T23:59:59.999Z');
    await insertLines('2026-09-14T00:00:00Z');
    await insertLines('2026-09-14T23:59:59.999Z');
    await insertLines('2026-09-15T00:00:00Z');
    expect(await linesByPartition()).toEqual({ default: 1, 20260914: 2, 20260915: 1 });
  });

  it('have the indexes of the whole table', async () => {
    await maintain();
    const { rows } = await sql<{ attached: number }>`
      select count(*)::integer as attached from pg_inherits join pg_index on indexrelid = inhrelid
      where indrelid = 'audit_entries_20260914'::regclass
    `.execute(test.database.db);
    expect(rows[0]?.attached).toBe(3);
  });

  it('are dropped when the last of their lines is old enough, and expired lines of the default one are deleted', async () => {
    await maintain();
    await insertLines('2026-09-14T23:00:00Z', 3);
    await insertLines('2026-09-01T00:00:00Z', 25_000);
    const kept = await maintain(noon + 30 * dayMs, 30);
    expect(kept.dropped).toEqual([]);
    expect(kept.deleted).toBe(25_000);
    expect(await linesByPartition()).toEqual({ 20260914: 3 });
    const gone = await maintain(noon + 31 * dayMs, 30);
    expect(gone.dropped).toEqual(['audit_entries_20260914']);
    expect(await linesByPartition()).toEqual({});
  });

  it('take over lines that were waiting in the default one, which keep their ids', async () => {
    await insertLines('2026-09-14T10:00:00Z', 5);
    await insertLines('2026-08-01T10:00:00Z', 2);
    const before = await sql`select id, at, request_id from audit_entries order by id`.execute(test.database.db);
    expect((await maintain()).created).toHaveLength(8);
    expect(await linesByPartition()).toEqual({ 20260914: 5, default: 2 });
    const after = await sql`select id, at, request_id from audit_entries order by id`.execute(test.database.db);
    expect(after.rows).toEqual(before.rows);
    await insertLines('2026-09-14T11:00:00Z');
    expect(await linesByPartition()).toEqual({ 20260914: 6, default: 2 });
  });

  it('leave a day where it is when moving it would take long, and make the others', async () => {
    await insertLines('2026-09-14T10:00:00Z', 50_001);
    const report = await maintain();
    expect(report.leftInDefault).toEqual(['audit_entries_20260914']);
    expect(report.created).toHaveLength(7);
    expect(await linesByPartition()).toEqual({ default: 50_001 });
  });

  it('are made by one process at a time', async () => {
    const other = connectTestDatabase(test.connectionString);
    const reports = await Promise.all(
      Array.from({ length: 8 }, (_, n) => maintainPartitions(n % 2 ? other.db : test.database.db, 90, noon)),
    );
    await other.close();
    expect(reports.flatMap(({ created }) => created).sort()).toEqual([...new Set(reports.flatMap(({ created }) => created))].sort());
    await maintain();
    expect(await partitions()).toHaveLength(9);
  });

  it('give up rather than hold up writers behind a lock they cannot get', async () => {
    await insertLines('2026-09-14T10:00:00Z');
    const audit = createAuditWriter({ pool: test.database.pool, statementNames: true, statementTimeoutMs: 15_000, log: silent });
    const holder = await test.database.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select count(*) from audit_entries');
      const maintained = expect(maintain()).rejects.toMatchObject({ code: '55P03' });
      await sleep(100);
      // Behind the waiting lock, yet answered before callers would be refused.
      await audit.record(entry({ at: new Date(noon) }));
      await maintained;
      await holder.query('commit');
    } finally {
      holder.release(true);
      await audit.close();
    }
    await maintain();
    expect(await linesByPartition()).toEqual({ 20260914: 2 });
  });

  it('come and go under load without a line lost', async () => {
    const audit = createAuditWriter({ pool: test.database.pool, statementNames: true, statementTimeoutMs: 15_000, log: silent });
    let recorded = 0;
    let isOver = false;
    const callers = Array.from({ length: 10 }, async () => {
      while (!isOver) {
        await audit.record(entry({ at: new Date(noon + (recorded % 20) * dayMs) }));
        recorded += 1;
      }
    });
    try {
      for (let day = 0; day < 12; day += 1) await maintain(noon + day * dayMs);
    } finally {
      isOver = true;
      await Promise.all(callers);
      await audit.close();
    }
    const { rows } = await sql<{ lines: number }>`select count(*)::integer as lines from audit_entries`.execute(test.database.db);
    expect(rows[0]?.lines).toBe(recorded);
    expect(await partitions()).toHaveLength(20);
  });
});

describe('maintenance', () => {
  it('begins at once, and closes', async () => {
    const maintenance = startPartitionMaintenance({ db: test.database.db, retentionDays: 90, clock: () => noon, log: silent });
    await maintenance.started;
    expect(await partitions()).toHaveLength(9);
    await maintenance.close();
  });

  it('survives a database that is away', async () => {
    const lost = connectTestDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const maintenance = startPartitionMaintenance({ db: lost.db, retentionDays: 90, clock: () => noon, log: silent });
    await maintenance.started;
    await maintenance.close();
    await lost.close();
  });
});
