import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../../src/database/connect.js';
import { isAlive, readLockFile } from '../../src/database/embedded/postmaster.js';
import { startEmbedded } from '../../src/database/embedded/server.js';
import { migrate } from '../../src/database/migrate.js';
import { templateDatabase, testDatabases } from './template.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's PostgreSQL, as its superuser, in a database that no test uses. */
    databaseServer: string;
  }
}

const folderPrefix = 'frontdesk-test-';

/** One PostgreSQL for the whole run, and in it a migrated template. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await sweepAbandoned();
  const given = process.env['TEST_DATABASE_URL'];
  const { connectionString, teardown } = given === undefined ? await startServer() : await useServer(given);
  try {
    await createTemplate(connectionString);
  } catch (error) {
    await teardown();
    throw error;
  }
  provide('databaseServer', connectionString);
  return teardown;
}

interface RunsServer {
  readonly connectionString: string;
  teardown(): Promise<void>;
}

/** The one that comes with the gateway, in a temporary folder. */
async function startServer(): Promise<RunsServer> {
  const folder = await mkdtemp(path.join(tmpdir(), folderPrefix));
  await writeFile(path.join(folder, 'owner'), `${process.pid}`);
  const server = await startEmbedded({
    dataDir: path.join(folder, 'data'),
    log: { info: () => undefined, warn: () => undefined },
    // Nothing of it has to survive the machine.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300', max_wal_size: '4GB' },
  });
  return {
    connectionString: server.connectionString,
    async teardown() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody's, for this run alone: what is left of a run that was killed goes before it. */
async function useServer(connectionString: string): Promise<RunsServer> {
  const sweep = () => dropTestDatabases(connectionString);
  await sweep();
  return { connectionString, teardown: sweep };
}

async function dropTestDatabases(databaseServer: string): Promise<void> {
  const client = new Client({ connectionString: databaseServer });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where datname ~ $1', [testDatabases.source]);
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  } finally {
    await client.end();
  }
}

async function createTemplate(databaseServer: string): Promise<void> {
  const client = new Client({ connectionString: databaseServer });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();

  const connectionString = new URL(databaseServer);
  connectionString.pathname = templateDatabase;
  const database = connectDatabase({
    connectionString: connectionString.href,
    poolSize: 2,
    statementTimeoutMs: 60_000,
    statementNames: true,
    onError: () => undefined,
  });
  try {
    await migrate(database.db);
  } finally {
    await database.close();
  }
}

/** Stops the servers of runs that were killed, which outlive them by design, and removes their folders. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    const owner = Number(await readFile(path.join(folder, 'owner'), 'utf8').catch(() => 'NaN'));
    if (!(owner > 0) || isAlive(owner)) continue;
    const server = await readLockFile(path.join(folder, 'data', 'postgres'));
    try {
      if (server !== null) process.kill(server.pid, 'SIGQUIT');
    } catch {
      // Gone already.
    }
    await rm(folder, { recursive: true, force: true });
  }
}
