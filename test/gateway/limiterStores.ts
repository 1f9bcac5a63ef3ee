import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Limiter } from '../../src/gateway/limiter/limiter.js';
import { createMemoryLimiter } from '../../src/gateway/limiter/memoryLimiter.js';
import { createRedisLimiter } from '../../src/gateway/limiter/redisLimiter.js';
import type { LimitPolicy } from '../../src/gateway/principal.js';
import type { RedisConnection } from '../../src/gateway/redis.js';
import { connectTestRedis } from '../support/redisConnection.js';

/** A clock that moves only when a test says so. */
export interface HeldClock {
  (): number;
  now: number;
}

export function heldClock(start = Date.parse('2027-03-04T12:00:00.000Z')): HeldClock {
  const clock: HeldClock = Object.assign(() => clock.now, { now: start });
  return clock;
}

export const silent = pino({ level: 'silent' });

/** A log that remembers the lines written to it. */
export function rememberingLog(): { log: pino.Logger; lines: Array<{ level: number; msg: string; reason?: string }> } {
  const lines: Array<{ level: number; msg: string; reason?: string }> = [];
  return { log: pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }), lines };
}

/** Fails the test when Redis could not be reached, because the memory limiter would quietly pass it. */
function failOnFallback(): never {
  throw new Error('Redis was away during a test of the Redis limiter.');
}

export interface LimiterStore {
  readonly name: string;
  make(clock: () => number): Limiter;
}

export const memoryStore: LimiterStore = { name: 'memory', make: (clock) => createMemoryLimiter({ clock, maxSubjects: 1000 }) };

export function redisStore(redis: RedisConnection): LimiterStore {
  return { name: 'Redis', make: (clock) => createRedisLimiter({ redis, clock, log: silent, onFallback: failOnFallback }) };
}

export function connectTo(url: string, log = silent): Promise<RedisConnection> {
  return connectTestRedis(url, log);
}

/** The item at that place; a test that asks for one that is not there fails. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
}

/** A subject that no other test has used on this Redis. */
export function newSubject(): string {
  return `client:m2m_${randomUUID()}`;
}

/** The policy's limits with the documented studio figures, unless others are given. */
export function studioPolicy(own: Partial<LimitPolicy> = {}): LimitPolicy {
  return { bucket: { capacity: 20, msPerPoint: 3000 }, concurrent: 10, daily: 10_000, ...own };
}
