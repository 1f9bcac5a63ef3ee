import { Readable } from 'node:stream';
import { pino } from 'pino';
import type { AuditEntry } from '../../src/gateway/audit/audit.js';
import { createMemoryCache } from '../../src/gateway/cache/memoryCache.js';
import type { RequestFacts } from '../../src/gateway/call.js';
import { createMemoryLimiter } from '../../src/gateway/limiter/memoryLimiter.js';
import { handle, type Services } from '../../src/gateway/pipeline.js';
import type { Principal } from '../../src/gateway/principal.js';
import { createMemoryStore } from '../../src/graphql/persistedQueries.js';
import { createGraphqlSurface } from '../../src/graphql/surface.js';
import { clientWith, createTestGraph, everyScope, stubs, type Stub } from './gateway.js';

export interface Ask {
  method?: string;
  search?: string;
  body?: unknown;
  headers?: Record<string, string>;
  principal?: Principal;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  json: { data?: Record<string, unknown> | null; errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[]; extensions: { cost: Record<string, unknown> } };
}

/**
 * The surface on the real pipeline, limiter and cache, over stub resolvers: without HTTP and without a database. The
 * clock stands still. `executions` counts the root resolvers that ran.
 */
export async function startSurface({ isProduction = false, introspection = true } = {}) {
  const executions: string[] = [];
  const counted = Object.fromEntries(
    Object.entries(stubs).map(([type, fields]) => [
      type,
      type !== 'Query' && type !== 'Mutation'
        ? fields
        : Object.fromEntries(Object.entries(fields).map(([name, stub]): [string, Stub] => [name, (...given) => (executions.push(name), stub(...given))])),
    ]),
  );
  const graph = createTestGraph({}, [counted], { introspection });
  const persistedQueries = createMemoryStore();
  const clock = (): number => Date.parse('2026-09-14T12:00:00Z');
  const log = pino({ level: 'silent' });
  const surface = createGraphqlSurface({
    ...graph, persistedQueries, log, clock,
    config: { isProduction, GRAPHQL_INTROSPECTION: introspection, GRAPHQL_MAX_TOKENS: 5000 },
  });
  await surface.start();
  const recorded: AuditEntry[] = [];
  let principal = clientWith(...everyScope);
  const cache = createMemoryCache({ ttlSeconds: 300, maxBytes: 10_000_000, clock, changes: { isListening: true, subscribe: () => () => undefined, close: async () => undefined } });
  const services = {
    identifier: { identify: async () => principal, close: async () => undefined },
    limiter: createMemoryLimiter({ clock }),
    cache,
    audit: { record: async (entry: AuditEntry) => void recorded.push(entry), queued: 0, close: async () => undefined },
    database: {} as Services['database'],
    clock, log,
    observe: { limiterRefused: () => undefined, cacheLookup: () => undefined, pointsSpent: () => undefined },
  } as unknown as Services;

  return {
    executions, recorded, cache, persistedQueries,
    stop: () => surface.stop(),
    async ask({ method = 'POST', search = '', body, headers = {}, principal: asking }: Ask): Promise<Answered> {
      principal = asking ?? clientWith(...everyScope);
      const facts: RequestFacts = {
        requestId: 'request-1', method, path: '/graphql', ip: '127.0.0.1', host: 'localhost', arrivedAt: clock(),
        headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
      };
      const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      const answer = await handle(surface.call(facts, { method, search, body: bytes }), services);
      if (answer.body === null || answer.body instanceof Readable) throw new Error('A GraphQL answer is bytes.');
      return { status: answer.status, headers: answer.headers, json: JSON.parse(textOf(answer.body)) as Answered['json'] };
    },
  };
}

function textOf(body: string | Buffer | readonly Buffer[]): string {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : Buffer.concat(body).toString();
}
