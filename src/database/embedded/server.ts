import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../errorCode.js';
import { type Binaries, prepareBinaries } from './binaries.js';
import { clusterVersion, createCluster, embeddedAddress } from './cluster.js';
import { UserFacingError } from './errors.js';
import { createDataDir, type EmbeddedFolder, embeddedFolder } from './folder.js';
import { type GatewayLock, takeGatewayLock } from './gatewayLock.js';
import { readLockFile, type SpawnedServer, spawnServer, stopServer } from './postmaster.js';
import { makeReachable } from './reachable.js';
import { readOrCreateSecret, readSecret } from './secretFile.js';
import { type ServerUser, serverUser } from './serverUser.js';

/** Told, in whole sentences, what an operator should know. */
export interface EmbeddedLog {
  info(line: string): void;
  warn(line: string): void;
}

export interface EmbeddedOptions {
  /** `DATA_DIR`; made when it is not there. */
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** More server settings, such as those that make tests fast. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly connectionString: string;
  /** Nothing has ever been stored in it. */
  readonly isNew: boolean;
  /** It was running already, left behind by a gateway that was killed. */
  readonly adopted: boolean;
  /** Stops the server, flushed and clean, and waits until it is gone. To be called after draining. */
  stop(): Promise<void>;
}

/** How long a lock file of a dead server may be in the way. */
const patienceMs = 4000;
/** How long a gateway that is just ending may hold on to its server. */
const endingGatewayMs = 1500;
/** How long a server may take to be ready, crash recovery included. */
const readyWithinMs = 120_000;
/** How long a stop is waited for; the server finishes it by itself in any case. */
const stopWithinMs = 8000;

/**
 * Starts the real PostgreSQL of DATA_DIR, or takes over one that a killed gateway left running there, for this
 * process alone. An existing cluster is used as it is, never deleted and never initialised again.
 *
 * @throws UserFacingError one sentence, when that is not possible.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = embeddedFolder(options.dataDir);
  await createDataDir(folder.dataDir);
  const user = await serverUser(folder.cluster);
  if (user !== null) await makeReachable(folder.dataDir, user, (line) => options.log.info(line));
  const binaries = await prepareBinaries(folder.dataDir, user);
  const isFlushed = options.settings?.['fsync'] !== 'off';
  const password = await provideCluster(folder, binaries, user, isFlushed);

  const address = (port: number) => embeddedAddress(password, port);
  const { port, adopted, lock } = await provideServer(folder, binaries, user, address, options);
  return {
    connectionString: address(port),
    isNew: lock.isNew,
    adopted,
    async stop() {
      lock.letGo();
      if (!(await stopServer(folder.cluster, binaries, user, stopWithinMs))) {
        options.log.warn(`The embedded PostgreSQL is still shutting down; ${folder.serverLog} says more.`);
      }
    },
  };
}

/** Makes the cluster unless it is there, and gives its password. */
async function provideCluster(
  folder: EmbeddedFolder,
  binaries: Binaries,
  user: ServerUser | null,
  isFlushed: boolean,
): Promise<string> {
  const version = await clusterVersion(folder.cluster);
  if (version === null) {
    // Written before the cluster, which is made with it: a start that is cut short leaves neither without the other.
    const password = await readOrCreateSecret(folder.passwordFile);
    await createCluster(folder.cluster, binaries, user, { password, isFlushed });
    return password;
  }
  if (version !== binaries.majorVersion) {
    throw new UserFacingError(
      `${folder.cluster} was made by PostgreSQL ${version} and this gateway brings PostgreSQL ${binaries.majorVersion}: dump it with PostgreSQL ${version} and load it into a new DATA_DIR, or set DATABASE_URL.`,
    );
  }
  const password = await readSecret(folder.passwordFile);
  if (password === null) {
    throw new UserFacingError(`${folder.passwordFile}, the password of the database beside it, is missing: put it back from a backup.`);
  }
  return password;
}

/**
 * Adopts the server that the lock file names, or spawns one, until one is ready and locked by this process.
 * Whether a lock file is a dead server's is left to PostgreSQL, which also looks for shared memory still in use.
 */
async function provideServer(
  folder: EmbeddedFolder,
  binaries: Binaries,
  user: ServerUser | null,
  address: (port: number) => string,
  { log, settings = {} }: EmbeddedOptions,
): Promise<{ port: number; adopted: boolean; lock: GatewayLock }> {
  const begin = Date.now();
  let spawned: SpawnedServer | null = null;
  for (;;) {
    const waitedMs = Date.now() - begin;
    const running = await readLockFile(folder.cluster);
    const isStarting = spawned !== null && spawned.ended() === null;
    let isReachable = false;
    if (running !== null && (!isStarting || running.port === spawned?.port)) {
      try {
        const lock = await takeGatewayLock(address(running.port), (line) => log.warn(line));
        if (lock !== null) return { port: running.port, adopted: running.port !== spawned?.port, lock };
        if (waitedMs > endingGatewayMs) throw inUse(folder);
        isReachable = true;
      } catch (error) {
        if (error instanceof UserFacingError) throw error;
        isReachable = errorCode(error) === cannotConnectNow;
      }
    }
    if (waitedMs > readyWithinMs || (spawned?.ended() != null && waitedMs > patienceMs)) throw await notStarted(folder);
    if (!isStarting && !isReachable) {
      // Ended at once: a dead server's lock file or the last of its processes is in the way.
      if (spawned !== null) await sleep(200);
      spawned = await spawnServer(folder.cluster, folder.serverLog, binaries, user, settings);
    }
    await sleep(15);
  }
}

/** SQLSTATE of a server that is starting up, recovering or shutting down. */
const cannotConnectNow = '57P03';

function inUse(folder: EmbeddedFolder): UserFacingError {
  return new UserFacingError(
    `Another Frontdesk process is using ${folder.dataDir}: stop it, or give this one another DATA_DIR, or give both the same DATABASE_URL.`,
  );
}

async function notStarted(folder: EmbeddedFolder): Promise<UserFacingError> {
  const text = await readFile(folder.serverLog, 'utf8').catch(() => '');
  const reason = text.split('\n').findLast((line) => line.includes('FATAL:'))?.replace(/^.*FATAL: +/, '');
  return new UserFacingError(
    `The embedded PostgreSQL in ${folder.cluster} does not start${reason === undefined ? '' : ` (${reason})`}: ${folder.serverLog} says more.`,
  );
}
