import type { Logger } from 'pino';
import { createIdentifier } from '../access/identify.js';
import type { Keyring } from '../access/keyring.js';
import type { Config } from '../config.js';
import type { Database } from '../database/connect.js';
import type { Metrics } from '../operations/metrics.js';
import type { AuditLog } from './audit/audit.js';
import { startPartitionMaintenance } from './audit/partitions.js';
import type { ResponseCache } from './cache/cache.js';
import { openChangeFeed } from './cache/changes.js';
import { createMemoryCache } from './cache/memoryCache.js';
import { createRedisCache } from './cache/redisCache.js';
import type { Limiter } from './limiter/limiter.js';
import { createMemoryLimiter } from './limiter/memoryLimiter.js';
import { createRedisLimiter } from './limiter/redisLimiter.js';
import type { Services } from './pipeline.js';
import type { RedisConnection } from './redis.js';

export interface ServicesDeps {
  config: Config;
  database: Database;
  /** Null: limits and cache are this process's own. */
  redis: RedisConnection | null;
  audit: AuditLog;
  keyring: Keyring;
  metrics: Metrics;
  log: Logger;
  publicUrl: string;
  /** Epoch milliseconds; tests hold it still. Absent: each store's own clock, which is Redis's where there is one. */
  clock?: (() => number) | undefined;
}

/** What the pipeline's steps work with, and the way to end it all. */
export async function createServices(deps: ServicesDeps): Promise<Services & { close(): Promise<void> }> {
  const { config, database, redis, audit, keyring, metrics, log, publicUrl } = deps;
  const clock = deps.clock ?? Date.now;
  const changes = openChangeFeed(database, log);
  const { limiter, cache } = redis === null ? alone() : shared(redis);
  const identifier = createIdentifier({ database, keyring, publicUrl, clock });
  const partitions = startPartitionMaintenance({ db: database.db, retentionDays: config.AUDIT_RETENTION_DAYS, clock, log });
  await partitions.started;

  function alone(): { limiter: Limiter; cache: ResponseCache } {
    const { CACHE_TTL_SECONDS: ttlSeconds, CACHE_MAX_BYTES: maxBytes } = config;
    return { limiter: createMemoryLimiter({ clock }), cache: createMemoryCache({ ttlSeconds, maxBytes, clock, changes }) };
  }

  function shared(connection: RedisConnection): { limiter: Limiter; cache: ResponseCache } {
    const common = { redis: connection, clock: deps.clock, log };
    return {
      limiter: createRedisLimiter({ ...common, fallback: createMemoryLimiter({ clock }), onFallback: metrics.limiterFellBack }),
      cache: createRedisCache({ ...common, ttlSeconds: config.CACHE_TTL_SECONDS, changes, hooks: { onUnavailable: metrics.cacheUnavailable } }),
    };
  }

  return {
    identifier, limiter, cache, audit, database, clock, log,
    observe: metrics,
    async close() {
      await partitions.close();
      identifier.close();
      await Promise.all([limiter.close(), cache.close(), changes.close()]);
    },
  };
}
