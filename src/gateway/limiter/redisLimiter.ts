import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type RedisConnection, type RedisReply, redisScript } from '../redis.js';
import type { Bucket } from '../principal.js';
import { createFallbackLimiter } from './fallbackLimiter.js';
import type { AdmitRequest, Lease, Limiter, LimitState } from './limiter.js';
import { createMemoryLimiter } from './memoryLimiter.js';
import {
  assertWholePoints,
  bucketOf,
  leaseMs,
  type Observation,
  refillOf,
  refundOf,
  refusalOf,
  stateOf,
  utcDay,
} from './tokenBucket.js';

export interface RedisLimiterOptions {
  redis: RedisConnection;
  /** Epoch milliseconds; Redis's own clock when absent, so that processes need not agree on the time. */
  clock?: (() => number) | undefined;
  log: Pick<Logger, 'error'>;
  /** Decides while Redis is away; a memory limiter when absent. */
  fallback?: Limiter;
  /** Once for each call decided without Redis; for metrics. */
  onFallback?: (() => void) | undefined;
}

/**
 * What both scripts know of a subject. The same arithmetic as `tokenBucket.ts`, in the same whole units: a bucket is
 * kept as "debt at unitsPerPoint", the day as "day used", leases as a sorted set by the moment of their death.
 *
 * KEYS: bucket, day, leases. ARGV 1 to 4: now (empty: Redis's clock), capacity in units, unitsPerPoint, unitsPerMs.
 */
const subjectLua = `
local dayMs = 86400000
local capacity, unitsPerPoint, unitsPerMs = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local today = math.floor(now / dayMs)

local debt = 0
local stored = redis.call('GET', KEYS[1])
if stored then
  local before, at, unit = string.match(stored, '^(%d+) (%d+) (%d+)$')
  before, at, unit = tonumber(before), tonumber(at), tonumber(unit)
  if unit ~= unitsPerPoint then before = math.ceil((before * unitsPerPoint) / unit) end
  debt = math.min(math.max(0, before - math.max(0, now - at) * unitsPerMs), capacity)
end

local used = 0
local usage = redis.call('GET', KEYS[2])
if usage then
  local day, points = string.match(usage, '^(%d+) (%d+)$')
  if tonumber(day) == today then used = tonumber(points) end
end

-- Keys live a minute longer than they matter, because an injected clock may stand still while Redis's does not.
local function keepDebt()
  local ttl = math.ceil(debt / unitsPerMs) + 60000
  redis.call('SET', KEYS[1], string.format('%.0f %.0f %.0f', debt, now, unitsPerPoint), 'PX', string.format('%.0f', ttl))
end
local function keepUsage()
  local ttl = (today + 1) * dayMs - now + 60000
  redis.call('SET', KEYS[2], string.format('%.0f %.0f', today, used), 'PX', string.format('%.0f', ttl))
end
local function inFlight()
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now))
  return redis.call('ZCARD', KEYS[3])
end
`;

/** ARGV 5 to 9: points, daily limit or empty, concurrent limit or empty, lease, its life in ms. */
const admitScript = redisScript(`${subjectLua}
local points, daily, concurrent, life = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[9])
local flying = 0
if concurrent then flying = inFlight() end

local admitted = 1
if points > 0 and debt + points * unitsPerPoint > capacity then admitted = 0 end
if points > 0 and daily and used + points > daily then admitted = 0 end
if concurrent and flying >= concurrent then admitted = 0 end
if admitted == 0 then return { 0, now, debt, used, flying } end

if points > 0 then
  debt = debt + points * unitsPerPoint
  keepDebt()
  if daily then
    used = used + points
    keepUsage()
  end
end
if concurrent then
  redis.call('ZADD', KEYS[3], string.format('%.0f', now + life), ARGV[8])
  redis.call('PEXPIRE', KEYS[3], string.format('%.0f', life + 60000))
  flying = flying + 1
end
return { 1, now, debt, used, flying }
`);

/** ARGV 5 to 7: points to give back, the UTC day that they were charged to (empty: none was), lease. */
const settleScript = redisScript(`${subjectLua}
local refund, day = tonumber(ARGV[5]), tonumber(ARGV[6])
redis.call('ZREM', KEYS[3], ARGV[7])
if refund > 0 then
  if debt > 0 then
    debt = math.max(0, debt - refund * unitsPerPoint)
    keepDebt()
  end
  if used > 0 and day == today then
    used = math.max(0, used - refund)
    keepUsage()
  end
end
return { 1, now, debt, used, 0 }
`);

/**
 * Limits shared by all processes on one Redis or Valkey. A call is admitted by one script, which is one atomic step
 * there, and settled by another. While Redis is away each process limits by its own memory.
 *
 * A call whose answer from Redis was lost may have been charged there and in memory; its lease dies by itself.
 */
export function createRedisLimiter({ redis, clock, log, fallback, onFallback }: RedisLimiterOptions): Limiter {
  return createFallbackLimiter({
    preferred: createSharedLimiter(redis, clock),
    fallback: fallback ?? createMemoryLimiter(clock === undefined ? {} : { clock }),
    log,
    onFallback,
  });
}

function createSharedLimiter(redis: RedisConnection, clock: (() => number) | undefined): Limiter {
  const leasePrefix = randomUUID();
  let leases = 0;

  const subjectArgs = (bucket: Bucket): string[] => {
    const { unitsPerPoint, unitsPerMs } = refillOf(bucket);
    const now = clock === undefined ? '' : String(clock());
    return [now, String(bucket.capacity * unitsPerPoint), String(unitsPerPoint), String(unitsPerMs)];
  };

  function lease(request: AdmitRequest, id: string, admitted: Observation): Lease {
    const { policy, kind, points } = request;
    const bucket = bucketOf(policy, kind);
    let settled: Promise<LimitState> | null = null;

    async function settleOnce(actualPoints: number): Promise<LimitState> {
      const refund = refundOf(points, actualPoints);
      // Nothing to give back and no place to free: what admission saw is all there is to say.
      if (refund === 0 && policy.concurrent === undefined) return stateOf(policy, bucket, admitted);
      const dayCharged = policy.daily === undefined ? '' : String(utcDay(admitted.now));
      const args = [...subjectArgs(bucket), String(refund), dayCharged, id];
      try {
        return stateOf(policy, bucket, observationOf(await redis.run(settleScript, keysOf(request), args)).seen);
      } catch {
        // The place dies by itself and the points come back with time.
        return stateOf(policy, bucket, admitted);
      }
    }

    return { settle: (actualPoints) => (settled ??= settleOnce(actualPoints)) };
  }

  return {
    async admit(request) {
      const { policy, points, kind } = request;
      assertWholePoints(points);
      const bucket = bucketOf(policy, kind);
      const id = `${leasePrefix}:${(leases += 1)}`;
      const reply = await redis.run(admitScript, keysOf(request), [
        ...subjectArgs(bucket),
        String(points),
        String(policy.daily ?? ''),
        String(policy.concurrent ?? ''),
        id,
        String(leaseMs),
      ]);
      const { isAdmitted, seen } = observationOf(reply);
      const state = stateOf(policy, bucket, seen);
      if (isAdmitted) return { admitted: true, state, lease: lease(request, id, seen) };
      const refusal = refusalOf(policy, bucket, points, seen);
      if (refusal === null) throw new Error('The script refused a call that tokenBucket.ts admits.');
      return { admitted: false, ...refusal, state };
    },
    // The connection belongs to whoever opened it.
    async close() {},
  };
}

/** The braces keep a subject's keys together on a cluster. */
function keysOf({ subject, policy, kind }: AdmitRequest): string[] {
  const base = `frontdesk:limit:{${subject}}`;
  return [`${base}:${kind === 'write' && policy.writes !== undefined ? 'write' : 'read'}`, `${base}:day`, `${base}:leases`];
}

function observationOf(reply: RedisReply): { isAdmitted: boolean; seen: Observation } {
  const [admitted, now, debt, usedToday, inFlight] = reply as [number, number, number, number, number];
  return { isAdmitted: admitted === 1, seen: { now, debt, usedToday, inFlight } };
}
