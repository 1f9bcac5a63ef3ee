import { createSealer } from '../access/secrets.js';
import { readConfig } from '../config.js';
import { connectDatabase } from '../database/connect.js';
import { embeddedForCommand } from '../database/embedded/forCommand.js';
import { embeddedSecretKey } from '../database/embedded/secretKey.js';
import { CommandError, type Io, type Session } from './command.js';

/** A command's statements may take as long as they need, loading the demo data included. */
const statementTimeoutMs = 600_000;

/**
 * Opens the database that the environment names: `DATABASE_URL`, or the embedded server in `DATA_DIR`, beside a running
 * gateway or started for the command's duration.
 */
export async function openSession(environment: Record<string, string | undefined>, io: Io): Promise<Session> {
  const config = readConfig(environment);
  const log = { info: io.error, warn: io.error };
  const embedded = config.DATABASE_URL === undefined ? await embeddedForCommand({ dataDir: config.DATA_DIR, log }) : null;
  const database = connectDatabase({
    connectionString: config.DATABASE_URL ?? embedded?.connectionString ?? '',
    poolSize: 2,
    statementTimeoutMs,
    statementNames: false,
    onError: () => undefined,
  });
  return {
    database,
    isProduction: config.isProduction,
    async sealer() {
      if (config.SECRET_KEY !== undefined) return createSealer(config.SECRET_KEY);
      if (config.isProduction) throw new CommandError('SECRET_KEY is needed: the one that the gateways are started with.');
      return createSealer(await embeddedSecretKey(config.DATA_DIR));
    },
    async close() {
      await database.close();
      await embedded?.close();
    },
  };
}
