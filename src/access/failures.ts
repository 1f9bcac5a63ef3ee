import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type RedisConnection, redisScript } from '../gateway/redis.js';

/** Counts failed attempts at a secret, and says when no more may be made. */
export interface FailureCounter {
  /** Whole seconds, rounded up, until another attempt may be made; 0: now. */
  blockedFor(key: string): Promise<number>;
  /** Counts one failure. */
  fail(key: string): Promise<void>;
}

export interface FailureRule {
  /** How many failures within the window block. */
  failures: number;
  windowMs: number;
  /** How long a block lasts from the failure that caused it. Absent: until the oldest failure leaves the window. */
  blockMs?: number;
}

/** Token requests, per address and client id. */
export const tokenFailureRule = { failures: 10, windowMs: 60_000 } as const satisfies FailureRule;

/** Logins, per e-mail and per address: five failures in a minute lock for five minutes. */
export const loginFailureRule = { failures: 5, windowMs: 60_000, blockMs: 300_000 } as const satisfies FailureRule;

/** Keys counted at once in one process; beyond it the longest untouched are forgotten. */
const mostKeys = 50_000;

interface Counted {
  /** Epoch milliseconds, oldest first; never more than the rule's count. */
  failures: number[];
  blockedUntil: number;
}

/** Counts in this process alone. */
export function createMemoryFailureCounter(rule: FailureRule, clock: () => number): FailureCounter {
  const counted = new LRUCache<string, Counted>({ max: mostKeys });

  return {
    async blockedFor(key) {
      const blockedUntil = counted.peek(key)?.blockedUntil ?? 0;
      return Math.max(0, Math.ceil((blockedUntil - clock()) / 1000));
    },
    async fail(key) {
      const now = clock();
      const known = counted.get(key);
      const recent = known?.failures.filter((at) => at > now - rule.windowMs) ?? [];
      const failures = [...recent, now].slice(-rule.failures);
      const oldest = failures[0] ?? now;
      const isBlocking = failures.length >= rule.failures;
      const blockedUntil = !isBlocking ? 0 : rule.blockMs === undefined ? oldest + rule.windowMs : now + rule.blockMs;
      counted.set(key, { failures, blockedUntil: Math.max(blockedUntil, known?.blockedUntil ?? 0) });
    },
  };
}

/** What all processes together count, kept under keys that begin with this. */
const redisPrefix = 'frontdesk:failures';

/**
 * Counts for all processes on one Redis or Valkey, by its clock. While that does not answer, `fallback` counts
 * alone: each failure is counted in both, so that an outage opens no fresh budget for this process.
 * @param name tells this counter's keys from another's
 */
export function createRedisFailureCounter(
  name: string,
  rule: FailureRule,
  redis: Pick<RedisConnection, 'run'>,
  fallback: FailureCounter,
): FailureCounter {
  const figures = [String(rule.failures), String(rule.windowMs), String(rule.blockMs ?? 0)];
  // Hashed: an address or an e-mail is nothing to leave lying about, and may be of any length.
  const keysOf = (key: string) => {
    const stem = `${redisPrefix}:${name}:{${createHash('sha256').update(key).digest('base64url')}}`;
    return [`${stem}:times`, `${stem}:block`];
  };

  return {
    async blockedFor(key) {
      try {
        return Math.ceil(Number(await redis.run(blockedForScript, keysOf(key), [])) / 1000);
      } catch {
        return fallback.blockedFor(key);
      }
    },
    async fail(key) {
      await fallback.fail(key);
      try {
        await redis.run(failScript, keysOf(key), figures);
      } catch {
        // The fallback has counted it.
      }
    },
  };
}

/** KEYS as below. Answers the milliseconds that are left of the block. */
const blockedForScript = redisScript(`return math.max(0, redis.call('PTTL', KEYS[2]))`);

/** KEYS: failure times, block. ARGV: failures, window ms, block ms (0: until the oldest failure leaves the window). */
const failScript = redisScript(`
local limit, window, block = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('RPUSH', KEYS[1], string.format('%d', now))
redis.call('LTRIM', KEYS[1], -limit, -1)
redis.call('PEXPIRE', KEYS[1], window)
local oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
if redis.call('LLEN', KEYS[1]) >= limit and oldest > now - window then
  local left = block > 0 and block or oldest + window - now
  if left > redis.call('PTTL', KEYS[2]) then redis.call('SET', KEYS[2], '1', 'PX', left) end
end
return 1
`);
