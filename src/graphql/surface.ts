import { hash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Keyv } from 'keyv';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { ApplicationError } from '../errors.js';
import { whenKnown, type Awaitable } from '../gateway/awaitable.js';
import type { Call, RequestFacts, Task } from '../gateway/call.js';
import type { Principal } from '../gateway/principal.js';
import { refuse } from './answers.js';
import { createApollo } from './apollo.js';
import { negotiate } from './contentType.js';
import { costEnquiry, isCostOnly } from './costOnly.js';
import type { Executor } from './executor.js';
import type { OperationStore } from './operations.js';
import { invalidTask, operationTask } from './operationTask.js';
import { createMemoryStore, createPersistedQueries, persistedQueryOf } from './persistedQueries.js';
import { bodyOf, couldBeForged, readRequest, type GraphqlInput, type GraphqlRequest } from './request.js';

export type { GraphqlInput } from './request.js';

export interface GraphqlSurface {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A request to `/graphql` as a call for the pipeline. */
  call(facts: RequestFacts, input: GraphqlInput): Call;
}

export interface GraphqlSurfaceOptions {
  schema: GraphQLSchema;
  operations: OperationStore;
  executor: Executor;
  /** Documents registered by their hash, for the processes that share it; this process's own memory when absent. */
  persistedQueries?: Keyv;
  config: Pick<Config, 'isProduction' | 'GRAPHQL_INTROSPECTION' | 'GRAPHQL_MAX_TOKENS'>;
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** Epoch milliseconds. */
  clock?: () => number;
}

/**
 * GraphQL over HTTP. What the steps before execution need is read from the operation store; Apollo Server is asked
 * only for answers that are not remembered, and for the words of refusals that are GraphQL's own.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function createGraphqlSurface(options: GraphqlSurfaceOptions): GraphqlSurface {
  const { schema, operations, executor, config, log, clock = Date.now } = options;
  const persistedQueries = createPersistedQueries(options.persistedQueries ?? createMemoryStore());
  const apollo = createApollo({ schema, operations, executor, persistedQueries, config, log });

  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),
    call: (facts, input) => ({
      facts,
      credentials: 'optional',
      plan: (principal) => plan(facts, input, principal),
      refuse: (error, seen) => refuse(error, seen, { kind: 'read', clock }),
    }),
  };

  function plan(facts: RequestFacts, input: GraphqlInput, principal: Principal): Awaitable<Task> {
    // A HEAD is a GET whose body is not sent.
    const method = input.method === 'HEAD' ? 'GET' : input.method;
    if (method !== 'GET' && method !== 'POST') throw methodNotAllowed('GET, POST');
    const asCame = { method, search: input.search, body: undefined as unknown, headers: facts.headers };
    const invalid = (refusal: ApplicationError | null): Task => invalidTask(asCame, refusal, apollo, clock);

    if (negotiate(facts.headers['accept']) === null) return invalid(new ApplicationError('NOT_ACCEPTABLE'));
    // Bytes are read as JSON below only when they are said to be JSON, which no page can send unasked.
    if (couldBeForged(facts) && !Buffer.isBuffer(input.body)) return invalid(null);
    try {
      if (method === 'POST') asCame.body = bodyOf(input, facts);
    } catch (error) {
      if (error instanceof ApplicationError) return invalid(error);
      throw error;
    }
    const request = readRequest(method, input.search, asCame.body);
    if (request === null) return invalid(null);

    return whenKnown(textOf(request), (text) => {
      if (typeof text !== 'string') return invalid(text);
      const operation = operations.prepare(text, request.operationName);
      if (!operation.isValid) return invalid(operation.refusal);
      if (operation.kind === 'mutation' && method === 'GET') throw methodNotAllowed('POST', 'Mutations are sent by POST.');
      const task = isCostOnly(request.extensions)
        ? costEnquiry(operation, operation.price(request.variables), principal, clock)
        : operationTask(operation, request.variables, executor, apollo, clock);
      const isNew = request.query !== undefined && persistedQueryOf(request.extensions) !== null;
      return isNew ? persistedQueries.register(operation.hash, text).then(() => task) : task;
    });
  }

  /** The document that is meant, sent or persisted. Null: there is none, and Apollo Server says so. */
  function textOf({ query, extensions }: GraphqlRequest): Awaitable<string | ApplicationError | null> {
    const persisted = persistedQueryOf(extensions);
    if (persisted instanceof ApplicationError) return persisted;
    if (persisted === null) return query === undefined || query === '' ? null : query;
    const { sha256Hash } = persisted;
    if (query === undefined) return operations.textOf(sha256Hash) ?? persistedQueries.find(sha256Hash).then((found) => found ?? null);
    return hash('sha256', query) === sha256Hash ? query : new ApplicationError('BAD_REQUEST', { message: 'The persisted hash is not that of the query.' });
  }
}

function methodNotAllowed(allow: string, message?: string): ApplicationError {
  return new ApplicationError('METHOD_NOT_ALLOWED', { headers: { allow }, ...(message === undefined ? {} : { message }) });
}
