import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tables } from '../../src/database/tables.js';
import { createGuestWrites } from '../../src/features/guests/guestWrites.repository.js';
import { maintainPartitions } from '../../src/gateway/audit/partitions.js';
import { count } from '../support/counts.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

/** How PostgreSQL finds what one guest’s login did in a log of many calls, few of which are customers’. */

const days = 9;
const linesOfDay = count(5_000, 25_000);
const now = Date.parse('2026-09-14T12:00:00Z');
let database: StudioDatabase;
let studio: Studio;

beforeAll(async () => {
  database = await createStudioDatabase();
  studio = await database.studio('studio');
  const { db } = studio;
  await maintainPartitions(database.test.database.db, 90, now);
  // The day before is in the default partition.
  await sql`insert into audit_entries (at, company_id, principal_kind, principal_id, principal_name, method, path, action, status, points, duration_ms, request_id)
    select ${new Date(now - 86_400_000)}::timestamptz + (i % ${sql.lit(days)}) * interval '1 day' + i * interval '1 microsecond', ${studio.company.id},
      case when i % 50 = 0 then 'customer' else 'client' end, case when i % 50 = 0 then 'user_' || i % 997 else 'm2m_busy' end, 'Noor Bakker',
      'GET', '/api/v1/customers', 'READ', 200, 1, 4, 'request-' || i
    from generate_series(1, ${days * linesOfDay}::integer) i`.execute(db);
  await sql`vacuum analyze audit_entries`.execute(db);
});
afterAll(() => database.test.drop());

interface PlanNode {
  'Relation Name'?: string;
  'Node Type': string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** The statement that renames a guest with a login in the log of calls, as it is sent. */
async function renaming(): Promise<string> {
  const sent: string[] = [];
  const { pool } = database.test.database;
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void sent.push(query.sql) });
  const customer = await studio.customer();
  const company_id = studio.company.id;
  await db.insertInto('users').values({ company_id, number: 7, kind: 'customer', customer_number: customer, email: 'noor@example.org', first_name: 'Noor', last_name: 'Bakker', password_hash: 'x' }).execute();
  expect(await db.transaction().execute((transaction) => createGuestWrites({ company: studio.company, now }, transaction).anonymize(customer))).toEqual([7]);
  const statements = sent.filter((text) => text.includes('"audit_entries"'));
  expect(statements).toHaveLength(1);
  return statements[0] ?? '';
}

test('the calls of a guest’s login are found by their index in every partition, by the plan for any values', async () => {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>`explain (generic_plan, format json) ${sql.raw(await renaming())}`.execute(studio.db);
  const scans: string[] = [];
  const walk = (node: PlanNode): void => {
    if (node['Node Type'].includes('Scan')) scans.push(node['Index Name'] ?? `${node['Node Type']} of ${node['Relation Name']}`);
    // A bitmap of an index is what its heap scan reads by.
    else (node.Plans ?? []).forEach(walk);
    if (node['Node Type'] === 'Bitmap Heap Scan') scans.splice(-1, 1, node.Plans?.[0]?.['Index Name'] ?? '');
  };
  walk((rows[0] as (typeof rows)[0])['QUERY PLAN'][0].Plan);
  const { rows: indexes } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entries_of_customer'::regclass
  `.execute(studio.db);
  expect(indexes).toHaveLength(days);
  expect(scans.toSorted()).toEqual(indexes.map(({ name }) => name).toSorted());
  const { rows: left } = await sql`select from audit_entries where principal_kind = 'customer' and principal_id = 'user_7' and principal_name <> 'Anonymised Guest'`.execute(studio.db);
  expect(left).toEqual([]);
});
