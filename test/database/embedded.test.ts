import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedForCommand } from '../../src/database/embedded/forCommand.js';
import { isAlive, readLockFile } from '../../src/database/embedded/postmaster.js';
import { embeddedSecretKey } from '../../src/database/embedded/secretKey.js';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded/server.js';

const log = { info: () => undefined, warn: () => undefined };
const killedGateways: ChildProcess[] = [];
let dataDir: string;
let cluster: string;

beforeEach(async () => {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'frontdesk-embedded-')), 'data');
  cluster = path.join(dataDir, 'postgres');
});
afterEach(async () => {
  for (const gateway of killedGateways.splice(0)) gateway.kill('SIGKILL');
  const left = await readLockFile(cluster);
  if (left !== null && isAlive(left.pid)) process.kill(left.pid, 'SIGQUIT');
  await rm(path.dirname(dataDir), { recursive: true, force: true, maxRetries: 5 });
});

/** What is killed here is the server, not the machine: waiting for the disk would only take time. */
const start = () => startEmbedded({ dataDir, log, settings: { fsync: 'off' } });

async function ask({ connectionString }: Pick<EmbeddedServer, 'connectionString'>, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(query)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** A process of its own that has started the server. */
async function startGateway(): Promise<{ process: ChildProcess; connectionString: string }> {
  const script = fileURLToPath(new URL('../support/embeddedGateway.ts', import.meta.url));
  const gateway = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  killedGateways.push(gateway);
  for await (const connectionString of createInterface({ input: gateway.stdout })) return { process: gateway, connectionString };
  throw new Error('The gateway ended before its server was ready.');
}

describe('the first start', () => {
  it('makes a durable UTF-8 database that only this machine reaches, with a password', async () => {
    const server = await startEmbedded({ dataDir, log });
    expect(server).toMatchObject({ isNew: true, adopted: false });
    expect(
      await ask(
        server,
        `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
          current_setting('unix_socket_directories') as sockets, current_setting('fsync') as fsync, datcollate as collation
          from pg_database where datname = current_database()`,
      ),
    ).toEqual([{ encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', fsync: 'on', collation: 'C' }]);
    const stranger = server.connectionString.replace(/:[0-9a-f]{64}@/, ':guess@');
    await expect(ask({ connectionString: stranger }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(path.join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
    await server.stop();
    expect((await readdir(dataDir)).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it('succeeds for one of two processes that make it at the same moment', async () => {
    const results = await Promise.allSettled([start(), start()]);
    const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))).toEqual([
      expect.stringContaining('Another Frontdesk process is using'),
    ]);
    for (const server of started) {
      expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    }
  });
});

describe('stopping', () => {
  it('ends the server under open transactions too, and does nothing when it is gone already', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.connectionString });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await server.stop();
    expect(await readLockFile(cluster)).toBeNull();
    await expect(ask(server, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.stop();
  });
});

describe('a later start', () => {
  it('finds what was stored, under the same password', async () => {
    const first = await start();
    await ask(first, 'create table schema_migrations (); create table kept (id) as values (1), (2)');
    await first.stop();
    const second = await start();
    expect(second).toMatchObject({ isNew: false, adopted: false });
    expect(await ask(second, 'select id from kept order by id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(new URL(second.connectionString).password).toBe(new URL(first.connectionString).password);
    await second.stop();
  });

  it('adopts the server of a gateway that was killed', async () => {
    const killed = await startGateway();
    await ask(killed, 'create table kept (id) as values (1)');
    const exited = once(killed.process, 'exit');
    killed.process.kill('SIGKILL');
    await exited;

    const server = await start();
    expect(server.adopted).toBe(true);
    expect(server.connectionString).toBe(killed.connectionString);
    expect(await ask(server, 'select id from kept')).toEqual([{ id: 1 }]);
    await server.stop();
    expect(await readLockFile(cluster)).toBeNull();
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const first = await start();
    await ask(first, 'create table kept (id) as values (1)');
    process.kill((await readLockFile(cluster))?.pid ?? 0, 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second, 'select id from kept')).toEqual([{ id: 1 }]);
    await second.stop();
  });

  it('is refused while another gateway lives, which notices nothing', async () => {
    const gateway = await startGateway();
    await expect(start()).rejects.toThrow(
      `Another Frontdesk process is using ${dataDir}: stop it, or give this one another DATA_DIR, or give both the same DATABASE_URL.`,
    );
    expect(await ask(gateway, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is still refused after every session of the server was lost and it recovered', async () => {
    const first = await start();
    await ask(first, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontdesk gateway lock'`);
    await expect
      .poll(() => ask(first, `select 1 as locked from pg_locks where locktype = 'advisory'`), { timeout: 5000 })
      .toEqual([{ locked: 1 }]);
    await expect(start()).rejects.toThrow('Another Frontdesk process is using');
    await first.stop();
  });
});

describe('a folder that is not ours to use', () => {
  it('of another major version is refused in one sentence and left as it is', async () => {
    await mkdir(cluster, { recursive: true });
    await writeFile(path.join(cluster, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 15 and this gateway brings PostgreSQL 18: [^.]*\.$/);
    expect(await readdir(cluster)).toEqual(['PG_VERSION']);
  });

  it('that holds something else is refused and left as it is', async () => {
    await mkdir(cluster, { recursive: true });
    await writeFile(path.join(cluster, 'letters.txt'), 'keep me');
    await expect(start()).rejects.toThrow('is not empty and holds no database');
    expect(await readFile(path.join(cluster, 'letters.txt'), 'utf8')).toBe('keep me');
  });

  it('whose password is lost is refused, and not initialised again', async () => {
    await (await start()).stop();
    const before = (await stat(path.join(cluster, 'PG_VERSION'))).mtimeMs;
    await rm(path.join(dataDir, 'postgres.password'));
    await expect(start()).rejects.toThrow(/postgres\.password, the password of the database beside it, is missing/);
    expect((await stat(path.join(cluster, 'PG_VERSION'))).mtimeMs).toBe(before);
  });
});

describe('a command', () => {
  it('uses the server of a running gateway and leaves it running', async () => {
    const gateway = await start();
    const command = await embeddedForCommand({ dataDir, log, settings: { fsync: 'off' } });
    expect(command.connectionString).toBe(gateway.connectionString);
    await command.close();
    expect(await ask(gateway, 'select 1 as one')).toEqual([{ one: 1 }]);
    await gateway.stop();
  });

  it('starts a server for its duration, and stops it when no other command uses it', async () => {
    const first = await embeddedForCommand({ dataDir, log, settings: { fsync: 'off' } });
    const second = await embeddedForCommand({ dataDir, log, settings: { fsync: 'off' } });
    const working = ask(second, 'select pg_sleep(0.5)');
    await expect.poll(() => ask(first, `select 1 as busy from pg_stat_activity where query like '%pg_sleep(0%' and state = 'active' and pid <> pg_backend_pid()`)).toEqual([{ busy: 1 }]);
    await first.close();
    await expect(working).resolves.toHaveLength(1);
    expect(await readLockFile(cluster)).toBeNull();
  });
});

describe('the secret key beside the data', () => {
  it('is made once, for its owner alone, and the same for all who ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => embeddedSecretKey(dataDir)));
    expect(new Set([...keys, await embeddedSecretKey(dataDir)]).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(path.join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
  });
});
