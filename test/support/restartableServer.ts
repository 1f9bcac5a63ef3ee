import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { prepareBinaries } from '../../src/database/embedded/binaries.js';
import { embeddedFolder } from '../../src/database/embedded/folder.js';
import { isAlive, readLockFile, spawnServer } from '../../src/database/embedded/postmaster.js';
import { startEmbedded } from '../../src/database/embedded/server.js';
import { serverUser } from '../../src/database/embedded/serverUser.js';
import { migrate } from '../../src/database/migrate.js';
import { connectTestDatabase } from './database.js';
import { patience } from './patience.js';

/** Orderly; without a checkpoint, so that it recovers when it starts; or with no word to anybody, its own processes included. */
export const restarts = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' } as const;

/** A PostgreSQL of a test's own, migrated and empty. */
export interface RestartableServer {
  readonly connectionString: string;
  /** Ends the server and starts it again at the same address. Resolves when it takes connections. */
  restart(how: keyof typeof restarts): Promise<void>;
  stop(): Promise<void>;
}

const settings = { fsync: 'off', max_connections: '200' };
const upWithinMs = 30_000;

export async function startRestartableServer(): Promise<RestartableServer> {
  // Named so that a later run sweeps it away, should this one be killed.
  const parent = await mkdtemp(path.join(tmpdir(), 'frontdesk-test-'));
  await writeFile(path.join(parent, 'owner'), `${process.pid}`);
  const dataDir = path.join(parent, 'data');
  const server = await startEmbedded({ dataDir, log: { info: () => undefined, warn: () => undefined }, settings });
  const { connectionString } = server;
  const { cluster, serverLog } = embeddedFolder(dataDir);
  const user = await serverUser(cluster);
  const binaries = await prepareBinaries(dataDir, user);
  const { port } = new URL(connectionString);
  const stop = async () => {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
  };

  const database = connectTestDatabase(connectionString);
  try {
    await migrate(database.db);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await database.close();
  }

  return {
    connectionString,
    stop,
    async restart(how) {
      const running = await readLockFile(cluster);
      if (running === null) throw new Error('The server is not running.');
      process.kill(running.pid, restarts[how]);
      while (isAlive(running.pid)) await sleep(5);
      const deadline = Date.now() + patience(upWithinMs);
      // The last processes of a server that was killed may still be in the way of the next.
      for (let next = await spawnServer(cluster, serverLog, binaries, user, { ...settings, port }); !(await isUp(connectionString)); await sleep(20)) {
        if (Date.now() > deadline) throw new Error(`The server did not come back: ${serverLog} says why.`);
        if (next.ended() !== null) next = await spawnServer(cluster, serverLog, binaries, user, { ...settings, port });
      }
    },
  };
}

async function isUp(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
