import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createAccessRoutes } from './access/access.routes.js';
import { registerDiscovery } from './access/discovery.js';
import { createMemoryFailureCounter, createRedisFailureCounter, loginFailureRule, tokenFailureRule, type FailureRule } from './access/failures.js';
import { createKeyring } from './access/keyring.js';
import { createSealer } from './access/secrets.js';
import type { Config } from './config.js';
import type { Database } from './database/connect.js';
import { demoClient, demoKey } from './database/demo/credentials.js';
import { resolvers } from './features/resolvers.js';
import { createAuditWriter } from './gateway/audit/auditWriter.js';
import type { Call } from './gateway/call.js';
import { handle } from './gateway/pipeline.js';
import type { RedisConnection } from './gateway/redis.js';
import { createServices } from './gateway/services.js';
import { createExecutor } from './graphql/executor.js';
import { registerGraphql } from './graphql/fastify.js';
import { graphiql } from './graphql/graphiql/graphiql.js';
import { createOperationStore, type OperationLimits } from './graphql/operations.js';
import { buildSchema } from './graphql/schema.js';
import { createRedisStore } from './graphql/sharedPersistedQueries.js';
import { createGraphqlSurface } from './graphql/surface.js';
import { createHealth } from './operations/health.js';
import { loggingOptions } from './operations/logger.js';
import { createMetrics } from './operations/metrics.js';
import { registerOperations } from './operations/operations.js';
import { registerSecurityHeaders } from './operations/securityHeaders.js';
import { closeHttpServer } from './operations/shutdown.js';
import { registerCors } from './rest/cors.js';
import { registerOpenApi } from './rest/docs/docs.js';
import { isRestPath, registerRest } from './rest/fastify.js';
import type { ServedRoute } from './rest/route.js';
import { routes } from './rest/routes.js';
import { createRestSurface } from './rest/surface.js';

export interface AppDeps {
  config: Config;
  database: Database;
  /** Null: limits and cache are this process's own. */
  redis: RedisConnection | null;
  log: Logger;
  /** Issuer and audience of tokens. */
  publicUrl: string;
  /** Seals the signing keys. */
  secretKey: string;
  /** Whether GraphiQL offers the demo client. */
  isDemo: boolean;
  /** Epoch milliseconds; tests hold it still. */
  clock?: () => number;
  /** Rows besides the product's own, for the benchmark. */
  extraRoutes?: readonly ServedRoute[];
}

export interface App {
  http: FastifyInstance;
  /** Lets what is in flight finish, then ends everything that buildApp began. The database and Redis stay open. */
  close(): Promise<void>;
}

/** The whole gateway, wired and with no port opened. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const { config, database, redis, log, publicUrl, isDemo } = deps;
  const clock = deps.clock ?? Date.now;

  const audit = createAuditWriter({
    pool: database.pool,
    statementNames: config.DATABASE_STATEMENT_NAMES,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    log,
  });
  const metrics = createMetrics({ pool: database.pool, audit, redis, statementsSent: database.statementsSent });
  const keyring = createKeyring({ database, sealer: createSealer(deps.secretKey), clock });
  // Makes the first signing key, and fails here rather than at the first token when SECRET_KEY is another one.
  await keyring.current();
  const services = await createServices({ config, database, redis, audit, keyring, metrics, log, publicUrl, clock: deps.clock });
  const health = createHealth(() => sql`select 1`.execute(database.db));
  const answer = (call: Call) => handle(call, services);

  const schema = buildSchema(resolvers);
  const operations = createOperationStore(schema, operationLimits(config));
  const executor = createExecutor(schema);
  const graphql = createGraphqlSurface({ schema, operations, executor, config, log, clock, ...(redis === null ? {} : { persistedQueries: createRedisStore(redis) }) });
  await graphql.start();
  const rest = createRestSurface({
    routes: [...routes, ...(deps.extraRoutes ?? []), ...accessRoutes()],
    operations,
    executor,
    clock,
  });

  function accessRoutes() {
    const counter = (name: string, rule: FailureRule) => {
      const memory = createMemoryFailureCounter(rule, clock);
      return redis === null ? memory : createRedisFailureCounter(name, rule, redis, memory);
    };
    return createAccessRoutes({
      database, keyring, publicUrl, clock,
      tokenFailures: counter('token', tokenFailureRule),
      loginFailures: counter('login', loginFailureRule),
    });
  }

  const http = fastify({
    ...loggingOptions(log),
    http: { maxHeaderSize: config.HEADERS_MAX_BYTES },
    bodyLimit: config.BODY_MAX_BYTES,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    trustProxy: config.TRUSTED_PROXIES.length === 0 ? false : config.TRUSTED_PROXIES,
    frameworkErrors: (error, request, reply) => void refuseEarly(error, request, reply),
    forceCloseConnections: false,
  });
  registerSecurityHeaders(http);
  registerOperations(http, { health, metrics, metricsToken: config.METRICS_TOKEN, log });
  registerCors(http, {
    covers: (path) => path === '/graphql' || isRestPath(path),
    methodsOf: (path) => (path === '/graphql' ? ['GET', 'HEAD', 'OPTIONS', 'POST'] : rest.methodsOf(path)),
  });
  registerDiscovery(http, { keyring, publicUrl });
  const settings = { demo: isDemo ? { clientId: demoClient.id, clientSecret: demoClient.secret, key: demoKey.key } : null };
  graphiql.register(http, settings);
  registerOpenApi(http, { publicUrl, settings });
  await registerGraphql(http, { surface: graphql, handle: answer, bodyMaxBytes: config.BODY_MAX_BYTES, clock });
  const restHandler = registerRest(http, { surface: rest, handle: answer, bodyMaxBytes: config.BODY_MAX_BYTES, clock });
  http.get('/', (_request, reply) => reply.redirect('/graphql'));
  http.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is no such page.' }));

  /** A path that fastify cannot decode is, below the REST prefixes, an unknown path like any other. */
  async function refuseEarly(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (isRestPath(request.raw.url?.split('?', 1)[0] ?? '')) await restHandler(request, reply);
    else await reply.code(400).send({ error: error.message });
  }

  await http.ready();
  health.started();

  return {
    http,
    async close() {
      health.drain();
      await closeHttpServer(http.server);
      await http.close();
      await graphql.stop();
      await audit.close();
      await services.close();
      keyring.close();
    },
  };
}

function operationLimits(config: Config): OperationLimits {
  return {
    tokens: config.GRAPHQL_MAX_TOKENS,
    depth: config.GRAPHQL_MAX_DEPTH,
    aliases: config.GRAPHQL_MAX_ALIASES,
    rootFields: config.GRAPHQL_MAX_ROOT_FIELDS,
    directives: config.GRAPHQL_MAX_DIRECTIVES,
    introspection: config.GRAPHQL_INTROSPECTION,
  };
}
