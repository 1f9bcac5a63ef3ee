import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { embeddedAddress } from './cluster.js';
import { UserFacingError } from './errors.js';
import { embeddedFolder } from './folder.js';
import { readLockFile } from './postmaster.js';
import { readSecret } from './secretFile.js';
import { type EmbeddedOptions, startEmbedded } from './server.js';

export interface EmbeddedForCommand {
  readonly connectionString: string;
  /** Nothing has ever been stored in it. */
  readonly isNew: boolean;
  /** Stops the server if this command started it, once no other command is connected. */
  close(): Promise<void>;
}

/** How long another command's connection is waited for before the server is stopped under it. */
const othersMs = 10_000;

/**
 * The embedded server for one command's duration: the one that a gateway runs on DATA_DIR, or else one started here.
 *
 * @throws UserFacingError one sentence, when there is none and none can be started.
 */
export async function embeddedForCommand(options: EmbeddedOptions): Promise<EmbeddedForCommand> {
  const running = await findRunning(options.dataDir);
  if (running !== null) return running;
  try {
    const server = await startEmbedded(options);
    return {
      connectionString: server.connectionString,
      isNew: server.isNew,
      async close() {
        await waitForOthers(server.connectionString);
        await server.stop();
      },
    };
  } catch (error) {
    // A gateway has started in the same moment.
    const started = error instanceof UserFacingError ? await findRunning(options.dataDir) : null;
    if (started === null) throw error;
    return started;
  }
}

/** The server that the files in DATA_DIR name, if it answers. */
async function findRunning(dataDir: string): Promise<EmbeddedForCommand | null> {
  const folder = embeddedFolder(dataDir);
  const [server, password] = await Promise.all([readLockFile(folder.cluster), readSecret(folder.passwordFile)]);
  if (server === null || password === null) return null;
  const connectionString = embeddedAddress(password, server.port);
  try {
    await ask(connectionString, 'select 1');
  } catch {
    return null;
  }
  return { connectionString, isNew: false, close: async () => undefined };
}

async function waitForOthers(connectionString: string): Promise<void> {
  // This command's own connections are closed by now; the gateway lock's session stays.
  const others = `select 1 from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'frontdesk gateway lock'`;
  for (const deadline = Date.now() + othersMs; Date.now() < deadline; await sleep(50)) {
    const connected = await ask(connectionString, others).catch(() => []);
    if (connected.length === 0) return;
  }
}

async function ask(connectionString: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(query)).rows as unknown[];
  } finally {
    client.end().catch(() => undefined);
  }
}
