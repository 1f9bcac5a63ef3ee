import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { connectRedis, type RedisConnection } from '../../src/gateway/redis.js';

/** So long a test waits for a Redis that is there, on a machine that is busy with other tests. */
const patienceMs = 10_000;

/**
 * A connection that is ready, and patient: the product's deadline is for a machine that answers, and a test of
 * something else must not fall back to memory because this one is busy.
 */
export async function connectTestRedis(url: string, log: Pick<Logger, 'info' | 'warn'>, deadlineMs = patienceMs): Promise<RedisConnection> {
  const redis = await connectRedis(url, { log, deadlineMs });
  const giveUpAt = Date.now() + patienceMs;
  while (!redis.isReady && Date.now() < giveUpAt) await sleep(20);
  return redis;
}
