import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { type AuditWriter, createAuditWriter } from '../../src/gateway/audit/auditWriter.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { entry, requestIds, silent, sleep, type Wire, wireTo, write } from './auditSupport.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => await test.drop());

describe('while the database is away', () => {
  let wire: Wire;
  let throughWire: Database;
  let audit: AuditWriter;

  beforeEach(async () => {
    wire = await wireTo(test.connectionString);
    throughWire = connectTestDatabase(wire.connectionString);
    audit = createAuditWriter({ pool: throughWire.pool, statementNames: true, statementTimeoutMs: 3000, log: silent, closeTimeoutMs: 500 });
    await audit.record(entry({ requestId: 'before' }));
  });
  afterEach(async () => {
    await audit.close();
    await wire.close();
    await throughWire.close();
  });

  describe.each([
    ['because it is stopped', async () => await wire.cut()],
    ['because nothing gets through', async () => wire.hang()],
  ])('%s', (_why, breakWire) => {
    it('reads are refused after two seconds, writes are answered, and all is delivered when it returns', async () => {
      await breakWire();
      const startedAt = performance.now();
      const read = audit.record(entry({ requestId: 'read-1' }));
      const written = audit.record(write({ requestId: 'write-1' }));
      await expect(read).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 503 });
      expect(performance.now() - startedAt).toBeGreaterThan(1900);
      await written;
      expect(performance.now() - startedAt).toBeLessThan(3500);

      // Later calls do not wait for what is known to be away.
      const again = performance.now();
      await expect(audit.record(entry({ requestId: 'read-2' }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await audit.record(write({ requestId: 'write-2' }));
      expect(performance.now() - again).toBeLessThan(500);
      expect(audit.queued).toBe(4);

      await wire.mend();
      while (audit.queued > 0) await sleep(20);
      const rows = await test.database.db.selectFrom('audit_entries').select(['request_id', 'status']).orderBy('request_id').execute();
      expect(rows).toEqual([
        { request_id: 'before', status: 200 },
        { request_id: 'read-1', status: 503 },
        { request_id: 'read-2', status: 503 },
        { request_id: 'write-1', status: 200 },
        { request_id: 'write-2', status: 200 },
      ]);
      await audit.record(entry({ requestId: 'zafter' }));
      expect(await requestIds(test.database)).toHaveLength(6);
    });
  });

  it('a short break is nothing that callers notice', async () => {
    await wire.cut();
    const recorded = Promise.all([audit.record(entry()), audit.record(write())]);
    await sleep(300);
    await wire.mend();
    await recorded;
    expect(await requestIds(test.database)).toHaveLength(3);
  });

  it('a connection that is killed in use costs no line and doubles none', async () => {
    const recorded: Promise<void>[] = [];
    for (let n = 0; n < 400; n += 1) {
      recorded.push(audit.record(n % 10 === 0 ? write() : entry()));
      if (n % 80 === 40) {
        await test.database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%audit_entries%' and pid <> pg_backend_pid()`,
        );
      }
      if (n % 4 === 0) await sleep(1);
    }
    await Promise.all(recorded);
    const ids = await requestIds(test.database);
    expect(ids).toHaveLength(401);
    expect(new Set(ids).size).toBe(401);
  });

  it('a batch that was committed without our hearing of it is not written twice', async () => {
    const holder = await test.database.pool.connect();
    await holder.query('begin');
    await holder.query('lock table audit_entries in share mode');
    const recorded = audit.record(write({ requestId: 'once' }));
    await sleep(200);
    // The statement is at the server, waiting for the lock; its answer will never arrive.
    wire.hang();
    await holder.query('commit');
    holder.release();
    while (!(await requestIds(test.database)).includes('once')) await sleep(20);
    await wire.mend();
    await recorded;
    while (audit.queued > 0) await sleep(20);
    expect(await requestIds(test.database)).toEqual(['before', 'once']);
  });

  it('closing tells what is lost, and does not wait for ever', async () => {
    await wire.cut();
    const written = audit.record(write());
    const startedAt = performance.now();
    await audit.close();
    expect(performance.now() - startedAt).toBeLessThan(2000);
    await written;
    expect(audit.dropped).toBe(1);
  });
});

it('every resolved record is there after the process is killed under load', async () => {
  // A file takes all that is written at once; a pipe may be full.
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-audit-'));
  const file = await open(join(folder, 'resolved'), 'w+');
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('auditChild.ts', import.meta.url)), test.connectionString], {
    stdio: ['ignore', file.fd, 'inherit'],
  });
  const exited = once(child, 'exit');
  while ((await file.stat()).size < 100_000 && child.exitCode === null) await sleep(10);
  child.kill('SIGKILL');
  await exited;
  const output = await readFile(join(folder, 'resolved'), 'utf8');
  await file.close();
  await rm(folder, { recursive: true });
  // The last line may be cut off.
  const resolved = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const recorded = new Set(await requestIds(test.database));
  expect(resolved.length).toBeGreaterThan(1000);
  expect(resolved.filter((id) => !recorded.has(id))).toEqual([]);
});
