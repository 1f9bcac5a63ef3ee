import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { runAs, serverUser } from '../../src/database/embedded/serverUser.js';
import { freePort } from './gatewayProcess.js';

export interface TransactionPooler {
  /** The way to a database of that server through the pooler. */
  to(connectionString: string): string;
  stop(): Promise<void>;
}

/** A few, so that transactions of one client meet those of others on their sessions. */
const serverSessions = 3;

/** A PgBouncer that lends a session for a transaction; null when this machine has none. */
export async function startTransactionPooler(databaseServer: string): Promise<TransactionPooler | null> {
  const server = new URL(databaseServer);
  const folder = await mkdtemp(path.join(tmpdir(), 'frontdesk-pooler-'));
  // It runs as root no more than PostgreSQL does.
  const user = await serverUser(path.join(folder, 'cluster'));
  const port = await freePort();
  const settings = path.join(folder, 'pgbouncer.ini');
  const users = path.join(folder, 'users');
  await writeFile(users, `"${decodeURIComponent(server.username)}" "${decodeURIComponent(server.password)}"\n`, { mode: 0o600 });
  await writeFile(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${serverSessions}
max_client_conn = 200
`,
  );
  if (user !== null) for (const file of [folder, settings, users]) await chown(file, user.uid, user.gid);

  const to = (connectionString: string) => {
    const address = new URL(connectionString);
    address.hostname = '127.0.0.1';
    address.port = `${port}`;
    return address.href;
  };
  // Debian has it where an ordinary user's PATH does not lead.
  const { env, ...account } = runAs(user);
  const pooler = spawn('pgbouncer', [settings], { env: { ...env, PATH: `${env['PATH'] ?? ''}:/usr/sbin` }, ...account, stdio: 'ignore' });
  const remove = () => rm(folder, { recursive: true, force: true });
  if (!(await once(pooler, 'spawn').then(() => true, () => false))) {
    await remove();
    return null;
  }
  // A test run that ends without `stop` must not leave it behind.
  const onExit = () => pooler.kill('SIGKILL');
  process.once('exit', onExit);
  const stop = async () => {
    process.off('exit', onExit);
    await end(pooler);
    await remove();
  };
  for (let tries = 0; !(await answers(to(databaseServer))); tries += 1) {
    if (tries === 500 || pooler.exitCode !== null) {
      await stop();
      throw new Error(`pgbouncer does not start on port ${port}.`);
    }
    await sleep(10);
  }
  return { to, stop };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function end(pooler: ChildProcess): Promise<void> {
  if (pooler.exitCode !== null || pooler.signalCode !== null) return;
  const ended = once(pooler, 'exit');
  pooler.kill('SIGKILL');
  await ended;
}
