import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoClient } from '../../src/database/demo/credentials.js';
import { embeddedFolder } from '../../src/database/embedded/folder.js';
import { isAlive, readLockFile } from '../../src/database/embedded/postmaster.js';
import type { TestDatabase } from '../support/database.js';
import { createDemoDatabase } from '../support/demoDatabase.js';
import { freePort, type GatewayProcess, spawnGateway, startGatewayProcess, tokenFrom } from '../support/gatewayProcess.js';
import { patience } from '../support/patience.js';
import { lockTable, waitingSessions } from '../support/tableLock.js';

const secretKey = 'a key that only tests use, 32 characters';
// Several starts in one test, each of which may be slow where other tests run.
vi.setConfig({ testTimeout: 180_000 });

/** Warnings and errors alone: beside them, only what is meant for people is printed. */
const quiet = { LOG_LEVEL: 'warn' };

const readyLines = (gateway: GatewayProcess) => gateway.lines().filter((line) => line.startsWith('Frontdesk is ready'));

/** The one process id of the embedded server in a folder; null when none runs. */
async function serverOf(dataDir: string): Promise<number | null> {
  const running = await readLockFile(embeddedFolder(dataDir).cluster);
  return running !== null && isAlive(running.pid) ? running.pid : null;
}

async function firstName(gateway: GatewayProcess): Promise<string> {
  const token = await tokenFrom(gateway.url, demoClient);
  const answer = await fetch(`${gateway.url}/api/v1/customer/cust_1/profile`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { data: { firstname: string } }).data.firstname;
}

async function rename(gateway: GatewayProcess, name: string): Promise<number> {
  const token = await tokenFrom(gateway.url, demoClient);
  const { status } = await fetch(`${gateway.url}/api/v1/customer/cust_1/profile`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ firstname: name, lastname: 'Process', email: 'process@fault.example' }),
  });
  return status;
}

/** Starts a gateway that must not come up, and says how it ended. */
async function refusedStart(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const gateway = await spawnGateway({ ...quiet, ...environment });
  const { code } = await gateway.ended;
  expect(readyLines(gateway)).toEqual([]);
  return { code, said: gateway.errors() };
}

describe('a gateway on its own embedded database', () => {
  let parent: string;
  let dataDir: string;
  beforeAll(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'frontdesk-process-'));
    dataDir = path.join(parent, 'data');
  });
  afterAll(async () => {
    const server = await serverOf(dataDir);
    if (server !== null) process.kill(server, 'SIGQUIT');
    await rm(parent, { recursive: true, force: true });
  });

  // One life of a folder, in order: a start from nothing takes seconds.
  it('starts from nothing, says once where it is, refuses a second one on its folder, and outlives SIGKILL and SIGTERM', async () => {
    const first = await startGatewayProcess({ DATA_DIR: dataDir, ...quiet });
    expect(readyLines(first)).toEqual([`Frontdesk is ready at ${first.url}`]);
    expect(first.lines().at(-1)).toBe(`Frontdesk is ready at ${first.url}`);
    expect(first.lines().filter((line) => line.startsWith('{'))).toEqual([]);
    expect(first.errors()).toBe('');
    expect(await rename(first, 'Stored')).toBe(200);
    const server = await serverOf(dataDir);

    const second = await refusedStart({ DATA_DIR: dataDir });
    expect(second.code).toBe(1);
    expect(second.said).toMatch(/^Another Frontdesk process is using \S+: [^\n]+\.\n$/);
    expect(await firstName(first)).toBe('Stored');

    await first.kill('SIGKILL');
    expect(await serverOf(dataDir)).toBe(server);
    const heir = await startGatewayProcess({ DATA_DIR: dataDir, ...quiet });
    expect(await serverOf(dataDir)).toBe(server);
    expect(await firstName(heir)).toBe('Stored');
    expect(readyLines(heir)).toHaveLength(1);

    // Idle, but for a connection that its client keeps.
    const ended = await heir.kill('SIGTERM');
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.afterMs).toBeLessThan(patience(2000));
    expect(await serverOf(dataDir)).toBeNull();
    expect(heir.errors()).toBe('');

    const later = await startGatewayProcess({ DATA_DIR: dataDir, ...quiet });
    expect(await firstName(later)).toBe('Stored');
    expect(await later.kill('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('has no demo company where others can reach it, unless that was said', async () => {
    const open = path.join(parent, 'open');
    const gateway = await startGatewayProcess({ DATA_DIR: open, HOST: '0.0.0.0', ...quiet });
    expect(gateway.lines().filter((line) => /demo|secret|password/i.test(line))).toEqual([]);
    await expect(tokenFrom(gateway.url.replace('0.0.0.0', '127.0.0.1'), demoClient)).rejects.toThrow('401');
    expect(await gateway.kill('SIGTERM')).toMatchObject({ code: 0 });

    const said = await startGatewayProcess({ DATA_DIR: open, HOST: '0.0.0.0', DEMO: '1', ...quiet });
    expect(await tokenFrom(said.url.replace('0.0.0.0', '127.0.0.1'), demoClient)).toEqual(expect.any(String));
    expect(await said.kill('SIGTERM')).toMatchObject({ code: 0 });
  });
});

describe('a gateway on a database that it was given', () => {
  let test: TestDatabase;
  let environment: Record<string, string>;
  beforeAll(async () => {
    test = await createDemoDatabase();
    environment = { DATABASE_URL: test.connectionString, SECRET_KEY: secretKey, ...quiet };
  });
  afterAll(() => test.drop());

  it('lets what is in flight finish after SIGTERM, while others keep asking, and ends with 0', async () => {
    const gateway = await startGatewayProcess({ ...environment, DEMO: '1' });
    const token = await tokenFrom(gateway.url, demoClient);
    const authorization = `Bearer ${token}`;
    const over = new AbortController();
    const statuses = new Set<number>();
    const others = Array.from({ length: 8 }, async () => {
      while (!over.signal.aborted) {
        const answer = await fetch(`${gateway.url}/api/v1/events?page=0&pageSize=5`, { headers: { authorization } }).catch(() => null);
        if (answer === null) await sleep(20);
        else statuses.add(answer.status);
        await answer?.text().catch(() => '');
      }
    });

    const lock = await lockTable(test.connectionString, 'customers');
    const slow = [
      fetch(`${gateway.url}/api/v1/customers?page=3&pageSize=7`, { headers: { authorization } }),
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ customers(first: 7) { nodes { id } } }' }),
      }),
      fetch(`${gateway.url}/api/v1/customer/cust_9/profile`, {
        method: 'PUT',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ firstname: 'Last', lastname: 'Moment', email: 'last@fault.example' }),
      }),
    ];
    let ended: Promise<{ code: number | null; afterMs: number }>;
    try {
      await expect.poll(() => waitingSessions(test.connectionString), { timeout: 10_000 }).toBe(3);
      ended = gateway.kill('SIGTERM');
      await sleep(1000);
    } finally {
      await lock.release();
    }
    const answers = await Promise.all(slow);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const answer of answers) expect(await answer.json()).not.toHaveProperty('errors');
    const { code, afterMs } = await ended;
    over.abort();
    await Promise.all(others);
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
    expect([...statuses]).toEqual([200]);
    expect(gateway.errors()).toBe('');
    const recorded = await test.database.db.selectFrom('audit_entries').select('request_id').where('status', '=', 200).execute();
    const ids = new Set(recorded.map(({ request_id }) => request_id));
    expect(answers.filter(({ headers }) => !ids.has(headers.get('x-request-id') ?? ''))).toEqual([]);
  });

  it('says in one sentence that its port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const { code, said } = await refusedStart({ ...environment, PORT: `${port}` });
    other.close();
    expect(code).toBe(1);
    expect(said).toMatch(/^[^\n]*\bport\b[^\n]*\n$/);
    expect(said).toContain(String(port));
    expect(said).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('warns in production that anybody can use the credentials of a demo company', async () => {
    const inProduction = await startGatewayProcess({ ...quiet, ...environment, NODE_ENV: 'production' });
    expect(inProduction.lines().filter((line) => line.includes('anybody can use its credentials'))).toHaveLength(1);
    expect(await (await fetch(`${inProduction.url}/api/v1/docs/settings.json`)).json()).toEqual({ demo: null });
    await inProduction.kill('SIGTERM');
  });

  it('is refused in production without a SECRET_KEY', async () => {
    const { SECRET_KEY: _none, ...without } = environment;
    expect(await refusedStart({ ...without, NODE_ENV: 'production' })).toEqual({ code: 1, said: expect.stringMatching(/^SECRET_KEY [^\n]+\n$/) });
  });
});
