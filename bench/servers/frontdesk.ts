import { createServer } from 'node:net';
import { parse } from 'graphql';
import type { ServedRoute } from '../../src/rest/route.js';
import { nestedReads, type NestedRead } from '../workloads.js';
import { readSettings, ready } from './ready.js';

/**
 * The built gateway with everything on: tokens, scopes, limits, audit. The two REST rows are the benchmark's own,
 * because no documented path has the workloads' shape; they go the way of every other row.
 */
const { databaseUrl, dist, secretKey, cacheTtlSeconds } = readSettings();
const { buildApp }: typeof import('../../src/app.js') = await built('app.js');
const { readConfig }: typeof import('../../src/config.js') = await built('config.js');
const { connectDatabase }: typeof import('../../src/database/connect.js') = await built('database/connect.js');
const { createLogger }: typeof import('../../src/operations/logger.js') = await built('operations/logger.js');

const config = readConfig({
  NODE_ENV: 'production',
  SECRET_KEY: secretKey,
  DATABASE_URL: databaseUrl,
  ...(cacheTtlSeconds === undefined ? {} : { CACHE_TTL_SECONDS: String(cacheTtlSeconds) }),
});
const log = createLogger(config);
const database = connectDatabase({
  connectionString: databaseUrl,
  poolSize: config.DATABASE_POOL_SIZE,
  statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
  statementNames: config.DATABASE_STATEMENT_NAMES,
  onError: (error) => log.error({ err: error }),
});

// Counted on the connections, so that the audit log's batches are among them.
let sent = 0;
database.pool.on('connect', (client) => {
  client.query = new Proxy(client.query, {
    apply(query, self, values) {
      sent += 1;
      return Reflect.apply(query, self, values);
    },
  });
});

const port = await freePort();
const publicUrl = `http://127.0.0.1:${port}`;
const app = await buildApp({ config, database, redis: null, log, publicUrl, secretKey, isDemo: false, extraRoutes: Object.values(nestedReads).map(rowOf) });
await app.http.listen({ host: '127.0.0.1', port });
ready(publicUrl, () => sent);

/** The workload's own document behind a path, its nodes as `data`. */
function rowOf({ path, query, title }: NestedRead): ServedRoute {
  const [connection = ''] = /\w+/.exec(query) ?? [];
  return {
    method: 'GET',
    path,
    family: 'studio',
    resourceType: connection,
    summary: title,
    operation: parse(query),
    variables: () => ({}),
    copies: true,
    present: (data) => ({ data: (data as Record<string, { nodes: unknown } | null>)[connection]?.nodes }),
  };
}

async function built<Module>(file: string): Promise<Module> {
  return (await import(new URL(file, dist).href)) as Module;
}

/** Known before the app is built, because it is part of the issuer's name. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
