import { ApolloServer, HeaderMap, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { execute as interpret, getOperationAST, type DocumentNode, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { errorTable } from '../errors.js';
import type { Context } from './context.js';
import type { Executor } from './executor.js';
import type { OperationStore, PreparedOperation } from './operations.js';
import type { PersistedQueries } from './persistedQueries.js';

/** One request as Apollo Server is asked it, and what our executor made of it. */
export interface Run {
  /** Null: a request that cannot run; Apollo Server says why. */
  readonly operation: PreparedOperation | null;
  readonly context: Context;
  /** Set when the operation was executed; by the caller, when that is done already. */
  result?: ExecutionResult | undefined;
}

export interface ApolloRequest {
  readonly method: string;
  readonly search: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface ApolloAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** A JSON object. */
  readonly body: string;
}

export interface Apollo {
  start(): Promise<void>;
  stop(): Promise<void>;
  answer(request: ApolloRequest, run: Run): Promise<ApolloAnswer>;
}

export interface ApolloParts {
  schema: GraphQLSchema;
  operations: OperationStore;
  executor: Executor;
  persistedQueries: PersistedQueries;
  config: Pick<Config, 'isProduction' | 'GRAPHQL_INTROSPECTION' | 'GRAPHQL_MAX_TOKENS'>;
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
}

interface ApolloContext extends BaseContext {
  /** Apollo copies its context for each request, which would read every lazy property of ours. */
  run: Run;
}

/** Apollo Server for GraphQL over HTTP, with parsing taken from the operation store and execution from our executor. */
export function createApollo({ schema, operations, executor, persistedQueries, config, log }: ApolloParts): Apollo {
  const server = new ApolloServer<ApolloContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, operationName, request, context }) => {
          const { run } = context as ApolloContext;
          if (run.operation === null) return refuseToRun(schema, document, request.operationName ?? operationName);
          run.result ??= await executor.execute(run.operation, request.variables ?? {}, run.context);
          logUnforeseen(run.result, run.context, log);
          return run.result;
        },
      }),
      stop: async () => undefined,
    },
    documentStore: {
      get: async (key) => operations.documentOf(key.slice(-64)),
      set: async () => undefined,
      delete: async () => false,
    },
    persistedQueries: { cache: persistedQueries.forApollo },
    introspection: config.GRAPHQL_INTROSPECTION,
    csrfPrevention: true,
    parseOptions: { maxTokens: config.GRAPHQL_MAX_TOKENS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted) => (config.isProduction ? masked(formatted) : formatted),
    stringifyResult: (value) => JSON.stringify(value),
    // Not `production` by NODE_ENV's word but by ours.
    nodeEnv: config.isProduction ? 'production' : 'development',
    logger: log,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), ApolloServerPluginUsageReportingDisabled()],
  });
  return {
    start: () => server.start(),
    stop: () => server.stop(),
    async answer({ method, search, body, headers }, run) {
      const { status, headers: answered, body: made } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, search, body, headers: headerMap(headers) },
        context: async () => ({ run }),
      });
      if (made.kind !== 'complete') throw new Error('Apollo Server began an incremental answer, which no schema of ours allows.');
      return { status: status ?? 200, headers: Object.fromEntries(answered), body: made.string };
    },
  };
}

/** The errors of a document whose operation cannot be found. Never runs a resolver: it has no price and no scopes. */
async function refuseToRun(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): Promise<ExecutionResult> {
  const found = getOperationAST(document, operationName);
  if (found !== null && found !== undefined) throw new Error('An operation reached execution without a price.');
  return interpret({ schema, document, operationName: operationName ?? null });
}

function logUnforeseen({ errors }: ExecutionResult, { requestId }: Context, log: ApolloParts['log']): void {
  for (const error of errors ?? []) {
    if (error.extensions['code'] !== 'INTERNAL_SERVER_ERROR') continue;
    log.error({ requestId, path: error.path?.join('.'), err: error.originalError ?? error }, 'resolver failed');
  }
}

/** The message of what nobody foresaw may tell of tables and hosts. */
function masked(error: GraphQLFormattedError): GraphQLFormattedError {
  if (error.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return error;
  return { ...error, message: errorTable.INTERNAL_SERVER_ERROR.text, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** The few headers that Apollo Server reads. The answer's type is negotiated by us, for cached answers alike. */
function headerMap(headers: ApolloRequest['headers']): HeaderMap {
  const map = new HeaderMap([['accept', 'application/json']]);
  for (const name of ['content-type', 'x-apollo-operation-name', 'apollo-require-preflight']) {
    const value = headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  return map;
}
