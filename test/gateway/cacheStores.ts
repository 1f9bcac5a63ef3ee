import { randomUUID } from 'node:crypto';
import type { CachedAnswer, Change, Dependencies, ResponseCache } from '../../src/gateway/cache/cache.js';
import type { ChangeFeed, ChangeSubscriber } from '../../src/gateway/cache/changes.js';
import { createMemoryCache } from '../../src/gateway/cache/memoryCache.js';
import { createRedisCache } from '../../src/gateway/cache/redisCache.js';
import type { RedisConnection } from '../../src/gateway/redis.js';
import { silent } from './limiterStores.js';

/** Notifications as a test wants them: sent, held back, lost. */
export interface HeldFeed extends ChangeFeed {
  isListening: boolean;
  /** Delivers a change as another process's. */
  send(change: Change): void;
  /** Stops listening; what is sent meanwhile is lost. */
  lose(): void;
  listenAgain(): void;
}

export function heldFeed(): HeldFeed {
  const subscribers = new Set<ChangeSubscriber>();
  const feed: HeldFeed = {
    isListening: true,
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    send(change) {
      if (feed.isListening) for (const subscriber of subscribers) subscriber.onChange(change);
    },
    lose() {
      feed.isListening = false;
    },
    listenAgain() {
      feed.isListening = true;
      for (const subscriber of subscribers) subscriber.onGap();
    },
    async close() {},
  };
  return feed;
}

export interface CacheStore {
  readonly name: string;
  make(options: { clock?: () => number; ttlSeconds?: number; changes?: ChangeFeed }): ResponseCache;
}

export const memoryCacheStore: CacheStore = {
  name: 'memory',
  make: ({ clock, ttlSeconds = 300, changes = heldFeed() }) => createMemoryCache({ ttlSeconds, maxBytes: 1_000_000, clock, changes }),
};

export function redisCacheStore(redis: RedisConnection): CacheStore {
  const hooks = {
    onUnavailable: () => {
      throw new Error('Redis was away during a test of the Redis cache.');
    },
  };
  return {
    name: 'Redis',
    make: ({ clock, ttlSeconds = 300, changes = heldFeed() }) => createRedisCache({ redis, ttlSeconds, clock, changes, log: silent, hooks }),
  };
}

/** A company that no other test has used on this Redis. */
export function newCompany(): number {
  return Number.parseInt(randomUUID().slice(0, 8), 16);
}

export function change(companyId: number, ...resources: string[]): Change {
  return { id: randomUUID(), companyId, resources };
}

export function answer(body: string | Buffer, createdAt: number): CachedAnswer {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: Buffer.from(body), points: 1, createdAt, etag: '"e1"' };
}

/** What the cache says, in one word: the body of a hit, or `miss`, or `off`. */
export async function look(cache: ResponseCache, key: string, dependencies: Dependencies): Promise<string> {
  const found = await cache.recall(key, dependencies);
  return found.outcome === 'hit' ? found.answer.body.toString() : found.outcome;
}

/** Misses, then stores. */
export async function fill(
  cache: ResponseCache,
  key: string,
  dependencies: Dependencies,
  made: CachedAnswer,
  expiresAt?: number,
): Promise<void> {
  const found = await cache.recall(key, dependencies);
  if (found.outcome !== 'miss') throw new Error(`A miss was expected, not a ${found.outcome}.`);
  await cache.store(key, dependencies, found.generations, made, expiresAt);
}
