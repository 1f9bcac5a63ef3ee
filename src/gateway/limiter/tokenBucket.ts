import type { Bucket, LimitPolicy } from '../principal.js';
import type { AdmitRequest, Admission, LimitState } from './limiter.js';

/** Milliseconds after which a place in flight is free again although nobody settled it. */
export const leaseMs = 60_000;

const dayMs = 86_400_000;

/**
 * A bucket's refill in whole numbers: one point is `unitsPerPoint` units, and `unitsPerMs` units come back each
 * millisecond. Both stores count in units, because fractions of points would drift, and differently in each.
 */
export interface Refill {
  readonly unitsPerPoint: number;
  readonly unitsPerMs: number;
}

/** How far a bucket was from full at a moment. `unitsPerPoint` says what a unit was then; a new policy may differ. */
export interface Level {
  /** Units missing from a full bucket. */
  readonly debt: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly unitsPerPoint: number;
}

/** What a store sees of a subject at one moment, refilled and with dead leases gone. */
export interface Observation {
  /** Epoch milliseconds, by the store's clock. */
  readonly now: number;
  /** Units missing from the bucket that is charged. */
  readonly debt: number;
  /** Points spent this UTC day; 0 where the policy has no daily limit. */
  readonly usedToday: number;
  /** Living leases; 0 where the policy has no limit of them. */
  readonly inFlight: number;
}

export type Refusal = Pick<Extract<Admission, { admitted: false }>, 'reason' | 'retryAfterSeconds'>;

/** The bucket that a call is charged to. */
export function bucketOf(policy: LimitPolicy, kind: AdmitRequest['kind']): Bucket {
  return kind === 'write' && policy.writes !== undefined ? policy.writes : policy.bucket;
}

/** Exact for whole milliseconds per point and for whole points per minute; otherwise slower by under a microsecond a point. */
export function refillOf({ msPerPoint }: Bucket): Refill {
  if (Number.isInteger(msPerPoint)) return { unitsPerPoint: msPerPoint, unitsPerMs: 1 };
  const pointsPerMinute = Math.round(60_000 / msPerPoint);
  if (60_000 / pointsPerMinute === msPerPoint) return { unitsPerPoint: 60_000, unitsPerMs: pointsPerMinute };
  return { unitsPerPoint: Math.ceil(msPerPoint * 1000), unitsPerMs: 1000 };
}

/**
 * Units that are missing now. A clock that went backwards gives nothing and takes nothing; under a new policy what
 * was spent stays spent, as far as the new bucket is deep.
 */
export function debtAt(level: Level | undefined, bucket: Bucket, now: number): number {
  if (level === undefined) return 0;
  const { unitsPerPoint, unitsPerMs } = refillOf(bucket);
  const before =
    level.unitsPerPoint === unitsPerPoint ? level.debt : Math.ceil((level.debt * unitsPerPoint) / level.unitsPerPoint);
  const debt = before - Math.max(0, now - level.at) * unitsPerMs;
  return Math.min(Math.max(0, debt), bucket.capacity * unitsPerPoint);
}

/** The number of the UTC day, from 1 January 1970. */
export function utcDay(now: number): number {
  return Math.floor(now / dayMs);
}

/**
 * Why the call may not begin; null when it may. Where rate and day both refuse, the longer wait is told, so that a
 * sequential caller who obeys it succeeds.
 */
export function refusalOf(policy: LimitPolicy, bucket: Bucket, points: number, seen: Observation): Refusal | null {
  if (points > bucket.capacity || (policy.daily !== undefined && points > policy.daily)) {
    return { reason: 'never', retryAfterSeconds: 0 };
  }
  const { unitsPerPoint, unitsPerMs } = refillOf(bucket);
  const shortUnits = points === 0 ? 0 : seen.debt + (points - bucket.capacity) * unitsPerPoint;
  const rateWaitMs = shortUnits <= 0 ? 0 : Math.ceil(shortUnits / unitsPerMs);
  const isDaySpent = points > 0 && policy.daily !== undefined && seen.usedToday + points > policy.daily;
  const dayWaitMs = isDaySpent ? (utcDay(seen.now) + 1) * dayMs - seen.now : 0;
  if (rateWaitMs > 0 || dayWaitMs > 0) {
    return {
      reason: dayWaitMs > rateWaitMs ? 'daily' : 'rate',
      retryAfterSeconds: Math.ceil(Math.max(rateWaitMs, dayWaitMs) / 1000),
    };
  }
  if (policy.concurrent !== undefined && seen.inFlight >= policy.concurrent) {
    return { reason: 'concurrency', retryAfterSeconds: 1 };
  }
  return null;
}

/** What the caller is told of its budget. */
export function stateOf(policy: LimitPolicy, bucket: Bucket, seen: Observation): LimitState {
  const { unitsPerPoint, unitsPerMs } = refillOf(bucket);
  return {
    limit: bucket.capacity,
    remaining: Math.floor((bucket.capacity * unitsPerPoint - seen.debt) / unitsPerPoint),
    resetAt: seen.now + Math.ceil(seen.debt / unitsPerMs),
    msPerPoint: bucket.msPerPoint,
    dailyRemaining: policy.daily === undefined ? null : Math.max(0, policy.daily - seen.usedToday),
  };
}

/** Points to give back of what was charged: never more than that, and nothing when the call cost more than asked. */
export function refundOf(chargedPoints: number, actualPoints: number): number {
  return Math.min(chargedPoints, Math.max(0, chargedPoints - actualPoints));
}

/** Points that are not whole and at least 0 would poison a bucket for good. */
export function assertWholePoints(points: number): void {
  if (!Number.isSafeInteger(points) || points < 0) throw new RangeError(`Points must be whole and at least 0, not ${points}.`);
}
