import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditWriter, createAuditWriter } from '../../src/gateway/audit/auditWriter.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { entry, requestIds, silent, watchCommits, write } from './auditSupport.js';

let test: TestDatabase;
let audit: AuditWriter;

beforeEach(async () => {
  test = await createTestDatabase();
  audit = createAuditWriter({ pool: test.database.pool, statementNames: true, statementTimeoutMs: 15_000, log: silent });
});
afterEach(async () => {
  await audit.close();
  await test.drop();
});

describe('a record', () => {
  it('is in the log, whole, when the promise resolves', async () => {
    const one = entry({ missingScope: 'notes:read', status: 403, operationName: null, at: new Date('2026-09-14T17:30:00.123Z') });
    await audit.record(one);
    const [row] = await test.database.db.selectFrom('audit_entries').selectAll().execute();
    expect(row).toMatchObject({
      at: one.at, company_id: 1, principal_kind: 'client', principal_id: 'm2m_test', principal_name: 'Test client',
      method: 'GET', path: '/api/v1/customers', resource_type: 'customer', action: 'READ', operation_name: null,
      status: 403, missing_scope: 'notes:read', points: 1, duration_ms: 4, request_id: one.requestId, count: 1,
    });
  });

  it('does not resolve before its batch is committed', async () => {
    await audit.record(entry());
    const holder = await test.database.pool.connect();
    await holder.query('begin');
    await holder.query('lock table audit_entries in share mode');
    let isResolved = false;
    const recorded = audit.record(write()).then(() => (isResolved = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isResolved).toBe(false);
    await holder.query('commit');
    holder.release();
    await recorded;
    expect(await requestIds(test.database)).toHaveLength(2);
  });

  it.each([
    ['a NUL', '/api/v1/customer/\0'],
    ['half a surrogate pair', '/api/v1/customer/\ud83d'],
    ['what looks like an escaped NUL', String.raw`/api/v1/customer/\u0000`],
    ['quotes, braces and line ends', '/a"b\'c{}\\\n\t,null'],
    ['an emoji at the cut', `/${'x'.repeat(498)}😀`],
    ['more than is kept', `/${'x'.repeat(100_000)}`],
  ])('of a path with %s is stored', async (_what, path) => {
    const neighbour = entry();
    await Promise.all([audit.record(entry({ path })), audit.record(neighbour)]);
    const rows = await test.database.db.selectFrom('audit_entries').select('path').orderBy('id').execute();
    expect(rows[1]?.path).toBe(neighbour.path);
    expect(rows[0]?.path.slice(0, 5)).toBe(path.replace('\0', '').slice(0, 5));
    expect(rows[0]?.path.length).toBeLessThanOrEqual(500);
  });

  it('that the database can never take is dropped, and holds up nobody', async () => {
    const good = Array.from({ length: 20 }, () => entry());
    const bad = entry({ points: 2 ** 40 });
    const results = await Promise.allSettled([...good.slice(0, 7), bad, ...good.slice(7)].map((one) => audit.record(one)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(results[7]?.status).toBe('rejected');
    expect((await requestIds(test.database)).sort()).toEqual(good.map(({ requestId }) => requestId).sort());
    expect(audit.dropped).toBe(1);
  });
});

describe('batches', () => {
  it('gather while the one before is on its way', async () => {
    const commits = await watchCommits(test.database);
    const before = Array.from({ length: 10 }, () => audit.record(entry()));
    // The first batch leaves at the end of this turn of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 1));
    await Promise.all([...before, ...Array.from({ length: 2500 }, () => audit.record(entry()))]);
    expect((await commits()).map(({ lines }) => lines)).toEqual([10, 1000, 1000, 500]);
  });

  it('of reads alone commit without waiting for the disk, those with a write wait', async () => {
    const commits = await watchCommits(test.database);
    await Promise.all([audit.record(entry()), audit.record(entry({ status: 404 }))]);
    await Promise.all([audit.record(entry()), audit.record(write())]);
    await audit.record(write({ status: 403 }));
    await audit.record(write({ status: 500 }));
    await audit.record(entry());
    expect(await commits()).toEqual([
      { mode: 'off', lines: 2 },
      { mode: 'on', lines: 2 },
      { mode: 'off', lines: 1 },
      { mode: 'on', lines: 1 },
      { mode: 'off', lines: 1 },
    ]);
  });

  it('leave the connection\'s own setting alone', async () => {
    await audit.record(entry());
    await audit.close();
    const { rows } = await test.database.pool.query<{ synchronous_commit: string }>('show synchronous_commit');
    expect(rows[0]?.synchronous_commit).toBe('on');
  });

  it('are written behind a transaction pooler too, without names', async () => {
    const unnamed = createAuditWriter({ pool: test.database.pool, statementNames: false, statementTimeoutMs: 15_000, log: silent });
    await unnamed.record(entry());
    await unnamed.close();
    const { rows } = await test.database.pool.query(`select from pg_prepared_statements where name like 'audit%'`);
    expect(rows).toHaveLength(0);
    expect(await requestIds(test.database)).toHaveLength(1);
  });
});

describe('refusals of strangers', () => {
  const at = Date.parse('2026-09-14T12:00:00Z');
  const refusal = (differences = {}) =>
    entry({ companyId: null, principalKind: 'anonymous', principalId: null, principalName: null, status: 401, at: new Date(at), ...differences });
  const rows = async () =>
    await test.database.db.selectFrom('audit_entries').select(['count', 'status', 'principal_id', 'request_id']).orderBy('id').execute();

  it('are recorded one by one up to 60 a minute, then share a row with a count', async () => {
    for (let n = 0; n < 5; n += 1) await Promise.all(Array.from({ length: 100 }, () => audit.record(refusal())));
    const recorded = await rows();
    expect(recorded).toHaveLength(61);
    expect(recorded.slice(0, 60).every(({ count }) => count === 1)).toBe(true);
    expect(recorded[60]?.count).toBe(440);
  });

  it('are counted by address, by status and by minute', async () => {
    const flood = (differences: object) => Promise.all(Array.from({ length: 70 }, () => audit.record(refusal(differences))));
    await flood({});
    await flood({ ip: '192.0.2.8' });
    await flood({ status: 429 });
    await flood({ at: new Date(at + 60_000) });
    const recorded = await rows();
    expect(recorded).toHaveLength(4 * 61);
    expect(recorded.filter(({ count }) => count > 1).map(({ count }) => count)).toEqual([10, 10, 10, 10]);
  });

  it('and only they: a known client\'s refusals and a stranger\'s answers have rows of their own', async () => {
    await Promise.all(Array.from({ length: 70 }, () => audit.record(entry({ status: 429 }))));
    await Promise.all(Array.from({ length: 70 }, () => audit.record(refusal({ status: 200 }))));
    expect((await rows()).map(({ count }) => count)).toEqual(Array<number>(140).fill(1));
  });
});

describe('closing', () => {
  it('writes what is queued, and gives the connection back', async () => {
    const recorded = Array.from({ length: 3000 }, () => audit.record(entry()));
    await audit.close();
    await Promise.all(recorded);
    expect(await requestIds(test.database)).toHaveLength(3000);
    expect(test.database.pool.idleCount).toBe(test.database.pool.totalCount);
  });

  it('refuses reads that come after it, and lets writes be answered', async () => {
    await audit.close();
    await expect(audit.record(entry())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(audit.record(write())).resolves.toBeUndefined();
    expect(audit.dropped).toBe(2);
  });
});
