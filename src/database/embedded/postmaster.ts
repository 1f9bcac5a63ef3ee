import { execFile, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../errorCode.js';
import type { Binaries } from './binaries.js';
import { runAs, type ServerUser } from './serverUser.js';

/** A server as its lock file names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** What an embedded server is always told; the rest is PostgreSQL's default, `fsync` on among it. */
const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  // Errors reach the gateway, which decides what may be logged; rows' contents must not end up in the server's log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const logMaxBytes = 10 * 1024 * 1024;

/**
 * What the lock file of the cluster says; null when there is none, or it is not written to its end.
 * @see https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export async function readLockFile(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(lockFile(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/** Whether a process with that number lives; it may be another program by now. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** A server that was spawned; it need not accept connections yet. */
export interface SpawnedServer {
  readonly port: number;
  /** How it ended, when it has: its exit code or signal. */
  ended(): string | null;
}

/**
 * Spawns a server on the cluster and on a free port of the loopback interface.
 *
 * It is detached in its own process group, so that neither Ctrl-C in the gateway's terminal nor the gateway's own
 * death reaches it under requests in flight.
 */
export async function spawnServer(
  cluster: string,
  logFile: string,
  binaries: Binaries,
  user: ServerUser | null,
  settings: Readonly<Record<string, string>>,
): Promise<SpawnedServer> {
  const port = await freePort();
  const log = await openLog(logFile);
  try {
    const all = { ...serverSettings, port: `${port}`, ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(binaries.postgres, ['-D', cluster, ...options], {
      ...runAs(user),
      cwd: path.parse(cluster).root,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let end: string | null = null;
    server.once('error', (error) => (end = error.message));
    server.once('exit', (code, signal) => (end = `${signal ?? code}`));
    server.unref();
    return { port, ended: () => end };
  } finally {
    await log.close();
  }
}

/**
 * Asks the server for its fast shutdown (open transactions are rolled back, everything is flushed) and waits
 * until it has let go of the cluster. False when that took longer than `patienceMs`; it then goes on by itself.
 */
export async function stopServer(
  cluster: string,
  binaries: Binaries,
  user: ServerUser | null,
  patienceMs: number,
): Promise<boolean> {
  const running = await readLockFile(cluster);
  if (running === null) return true;
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-W'], runAs(user));
  } else {
    try {
      process.kill(running.pid, 'SIGINT');
    } catch (error) {
      if (errorCode(error) === 'ESRCH') return true;
      throw error;
    }
  }
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(10)) {
    // A server's last act is to remove its lock file. The process may linger as a zombie where nobody reaps.
    if ((await readLockFile(cluster))?.pid !== running.pid || !isAlive(running.pid)) return true;
  }
  return false;
}

function lockFile(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

/** A port that was free a moment ago. Should another program take it first, the server ends and is spawned again. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no free port.');
  return address.port;
}

/** Opened for appending; one older log is kept when it has grown large. */
async function openLog(file: string) {
  const size = await stat(file).then((found) => found.size, () => 0);
  if (size > logMaxBytes) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}
