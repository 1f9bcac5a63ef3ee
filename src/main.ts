import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import type { Logger } from 'pino';
import { buildApp } from './app.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { connectDatabase, type Database } from './database/connect.js';
import { demoCommands } from './database/demo/credentials.js';
import { hasDemo, loadDemo } from './database/demo/load.js';
import { embeddedSecretKey } from './database/embedded/secretKey.js';
import { type EmbeddedServer, startEmbedded } from './database/embedded/server.js';
import { UserFacingError } from './database/embedded/errors.js';
import { migrate } from './database/migrate.js';
import { connectRedis } from './gateway/redis.js';
import { createLogger } from './operations/logger.js';
import { createShutdown, type Shutdown } from './operations/shutdown.js';

/** Starts the gateway: the database, its schema and demo data, the app, the port, and the signals that end it. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config);
  const shutdown = createShutdown({ log });
  try {
    await start(config, log, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function start(config: Config, log: Logger, shutdown: Shutdown): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const embedded = config.DATABASE_URL === undefined ? await startEmbedded({ dataDir: config.DATA_DIR, log }) : null;
  if (embedded !== null) shutdown.add('embedded PostgreSQL', () => embedded.stop());

  const database = connectDatabase({
    connectionString: config.DATABASE_URL ?? (embedded as EmbeddedServer).connectionString,
    poolSize: config.DATABASE_POOL_SIZE,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    statementNames: config.DATABASE_STATEMENT_NAMES,
    onError: (error) => log.warn({ err: error }, 'a database connection failed'),
  });
  shutdown.add('database', () => database.close());
  await migrate(database.db);

  const isDemo = await demo(config, database, embedded !== null, say);
  if (config.isProduction && (await hasDemo(database.db))) log.warn('the demo company is in this database, and anybody can use its credentials');
  const port = config.PORT === 0 ? await freePort(config.HOST) : config.PORT;
  const address = `http://${isIP(config.HOST) === 6 ? `[${config.HOST}]` : config.HOST}:${port}`;
  const publicUrl = config.PUBLIC_URL ?? address;

  const redis = config.REDIS_URL === undefined ? null : await connectRedis(config.REDIS_URL, { log });
  if (redis !== null) shutdown.add('Redis', () => redis.close());
  else log.info('no REDIS_URL: limits and cache are this process’s own');

  const app = await buildApp({
    config,
    database,
    redis,
    log,
    publicUrl,
    secretKey: config.SECRET_KEY ?? (await embeddedSecretKey(config.DATA_DIR)),
    isDemo,
  });
  shutdown.add('app', () => app.close());
  await app.http.listen({ host: config.HOST, port });
  shutdown.onSignals();

  if (isDemo) for (const line of demoCommands(address)) say(line);
  say(`Frontdesk is ready at ${address}`);
}

/**
 * Loads the demo company where it is wanted: into a new embedded database that only this machine reaches, or when
 * DEMO=1 says so. New is one without a company, so that a first start that was cut short does not count.
 * @returns whether this is demo mode: the demo company exists and it is not production
 */
async function demo(config: Config, { db }: Database, isEmbedded: boolean, say: (line: string) => void): Promise<boolean> {
  const isPublic = config.DEMO === true || (config.DEMO === undefined && isLoopback(config.HOST));
  if (config.isProduction || !isPublic) return false;
  const isNew = isEmbedded && (await db.selectFrom('companies').select('id').limit(1).executeTakeFirst()) === undefined;
  if (config.DEMO === true || isNew) await loadDemo(db, { now: new Date(), progress: say });
  return hasDemo(db);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A free port, known before the app is built because it is part of the issuer's name. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

try {
  await main();
} catch (error) {
  const isForPeople = error instanceof ConfigError || error instanceof UserFacingError;
  process.stderr.write(`${isForPeople ? error.message : explain(error)}\n`);
  process.exitCode = 1;
  // Whatever was half started (a pool, a listener) must not keep the process alive.
  process.exit();
}

function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Frontdesk could not start: the port is taken by another program. Set PORT to a free one. (${error.message})`;
  }
  if (error instanceof Error && error.message.startsWith('unsupported startup parameter')) {
    return `Frontdesk could not start: DATABASE_URL leads to a pooler. Set DATABASE_STATEMENT_NAMES to off. (${error.message})`;
  }
  return `Frontdesk could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
