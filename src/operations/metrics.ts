import { collectDefaultMetrics, Counter, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { Observer } from '../gateway/pipeline.js';

/** Which door a request came through. `site`: pages, assets, health and everything else that is not an API. */
export type Surface = 'graphql' | 'rest' | 'token' | 'site';

/** What the gauges read when they are scraped. */
export interface MetricSources {
  pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  audit: { readonly queued: number; readonly dropped: number };
  /** Null or absent: limits and cache are this process's own. */
  redis?: { readonly isReady: boolean } | null;
  /** Since the process started. */
  readonly statementsSent: () => number;
}

export interface Metrics extends Observer {
  readonly registry: Registry;
  /** @param seconds from the request's arrival to the end of its answer */
  requestServed(surface: Surface, status: number, seconds: number): void;
  /** A call was limited in memory, because the shared limiter could not be asked. */
  limiterFellBack(): void;
  /** A look-up was done without, because the shared cache could not be asked. */
  cacheUnavailable(): void;
}

const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * The process's metrics, in a registry of their own. Labels have few values, all from tables of ours: never a path, a
 * client or anything else that a caller could make up.
 */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'frontdesk_requests_total',
    help: 'Requests answered, by surface and HTTP status.',
    labelNames: ['surface', 'status'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'frontdesk_request_duration_seconds',
    help: 'Time from a request\'s arrival to the end of its answer.',
    labelNames: ['surface'] as const,
    buckets: latencyBuckets,
    registers,
  });
  // Counted for every call, and so in numbers that are read when they are scraped.
  let pointsSpent = 0;
  const looked = { hit: 0, miss: 0, off: 0 };
  registry.registerMetric(counterOf('frontdesk_points_spent_total', 'Points that callers really spent.', () => pointsSpent));
  registry.registerMetric(
    new Counter({
      name: 'frontdesk_cache_lookups_total',
      help: 'Look-ups in the response cache: hit, miss, or off.',
      labelNames: ['outcome'] as const,
      registers: [],
      collect() {
        this.reset();
        for (const outcome of ['hit', 'miss', 'off'] as const) this.inc({ outcome }, looked[outcome]);
      },
    }),
  );
  const refusals = new Counter({
    name: 'frontdesk_limiter_refusals_total',
    help: 'Calls refused by the limiter, by the limit that refused them.',
    labelNames: ['reason'] as const,
    registers,
  });
  const fallbacks = new Counter({
    name: 'frontdesk_fallbacks_total',
    help: 'Calls that did without the shared limiter or cache.',
    labelNames: ['part'] as const,
    registers,
  });
  for (const part of ['limiter', 'cache'] as const) fallbacks.inc({ part }, 0);
  for (const reason of ['rate', 'concurrency', 'daily', 'never'] as const) refusals.inc({ reason }, 0);

  for (const metric of metricsReadWhenScraped(sources)) registry.registerMetric(metric);

  // Looking a label up costs more than counting, and there are few of them.
  const requestCounters = new Map<string, Counter.Internal>();
  const latencies = new Map<Surface, Histogram.Internal<'surface'>>();

  return {
    registry,
    requestServed(surface, status, seconds) {
      const key = `${surface} ${status}`;
      let counter = requestCounters.get(key);
      if (counter === undefined) requestCounters.set(key, (counter = requests.labels(surface, String(status))));
      counter.inc();
      let histogram = latencies.get(surface);
      if (histogram === undefined) latencies.set(surface, (histogram = latency.labels(surface)));
      histogram.observe(seconds);
    },
    limiterRefused: (reason) => refusals.inc({ reason }),
    cacheLookup: (outcome) => {
      looked[outcome] += 1;
    },
    pointsSpent: (spent) => {
      pointsSpent += spent;
    },
    limiterFellBack: () => fallbacks.inc({ part: 'limiter' }),
    cacheUnavailable: () => fallbacks.inc({ part: 'cache' }),
  };
}

/** Gauges and counters that are kept elsewhere. */
function metricsReadWhenScraped({ pool, audit, redis, statementsSent }: MetricSources): Metric[] {
  return [
    gaugeOf('frontdesk_audit_queued', 'Audit lines waiting to be written.', () => audit.queued),
    counterOf('frontdesk_audit_dropped_total', 'Audit lines given up.', () => audit.dropped),
    counterOf('frontdesk_statements_sent_total', 'Statements sent to the database.', statementsSent),
    gaugeOf('frontdesk_pool_connections', 'Database connections of the pool.', () => pool.totalCount),
    gaugeOf('frontdesk_pool_idle_connections', 'Database connections that wait for work.', () => pool.idleCount),
    gaugeOf('frontdesk_pool_waiting', 'Callers that wait for a database connection.', () => pool.waitingCount),
    ...(redis === null || redis === undefined
      ? []
      : [gaugeOf('frontdesk_redis_ready', '0 while Redis is away and the process does without it.', () => (redis.isReady ? 1 : 0))]),
  ];
}

function gaugeOf(name: string, help: string, read: () => number): Metric {
  return new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(read());
    },
  });
}

function counterOf(name: string, help: string, read: () => number): Metric {
  return new Counter({
    name,
    help,
    registers: [],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

/** The surface that a path belongs to; only what the audit log records is an API. */
export function surfaceOf(path: string): Surface {
  if (path === '/graphql') return 'graphql';
  if (path === '/oauth/token' || path === '/api/v1/token' || path === '/api/v1/login') return 'token';
  return path.startsWith('/api/v1/') ? 'rest' : 'site';
}
