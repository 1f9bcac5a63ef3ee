import { LRUCache } from 'lru-cache';
import type { LimitPolicy } from '../principal.js';
import type { Admission, AdmitRequest, Lease, Limiter, LimitState } from './limiter.js';
import {
  assertWholePoints,
  bucketOf,
  debtAt,
  leaseMs,
  type Level,
  type Observation,
  refillOf,
  refundOf,
  refusalOf,
  stateOf,
  utcDay,
} from './tokenBucket.js';

export interface MemoryLimiterOptions {
  /** Epoch milliseconds. */
  clock?: () => number;
  /** Subjects remembered at most; see `createMemoryLimiter`. */
  maxSubjects?: number;
}

/** One subject's buckets and its places in flight. */
interface Subject {
  read: Level | undefined;
  write: Level | undefined;
  /** In the order of admission, which is the order in which they die. Absent until a policy limits them. */
  places: Set<Place> | undefined;
  /** From this moment (epoch ms) on the subject is like one never seen. */
  idleAt: number;
}

interface Place {
  readonly diesAt: number;
}

/** Admissions between two sweeps, and subjects looked at in one: more leave than can arrive. */
const sweepInterval = 512;
const sweepLength = 1024;

/**
 * The limits of one process. Decides at once, without a promise.
 *
 * Memory is bounded. A subject whose buckets are full and whose places are free is dropped, which changes nothing
 * for it. Beyond `maxSubjects` busy ones, the one that was quiet for longest is dropped too and so starts full
 * again: whoever commands that many addresses had as many buckets anyway. What was spent of a UTC day is kept apart
 * until the day ends and never dropped, because only registered clients have a daily limit, and they are few.
 */
export function createMemoryLimiter({ clock = Date.now, maxSubjects = 50_000 }: MemoryLimiterOptions = {}): Limiter {
  const subjects = new LRUCache<string, Subject>({ max: maxSubjects });
  const usedToday = new Map<string, number>();
  let today = utcDay(clock());
  let admissions = 0;

  function now(): number {
    const moment = clock();
    const day = utcDay(moment);
    if (day !== today) {
      today = day;
      usedToday.clear();
    }
    return moment;
  }

  function subjectOf(name: string): Subject {
    let subject = subjects.get(name);
    if (subject === undefined) {
      subject = { read: undefined, write: undefined, places: undefined, idleAt: 0 };
      subjects.set(name, subject);
    }
    return subject;
  }

  function observe(subject: Subject, { subject: name, policy, kind }: AdmitRequest, moment: number): Observation {
    for (const place of subject.places ?? []) {
      if (place.diesAt > moment) break;
      subject.places?.delete(place);
    }
    return {
      now: moment,
      debt: debtAt(subject[side(policy, kind)], bucketOf(policy, kind), moment),
      usedToday: policy.daily === undefined ? 0 : (usedToday.get(name) ?? 0),
      inFlight: subject.places?.size ?? 0,
    };
  }

  function charge(subject: Subject, request: AdmitRequest, debt: number, moment: number, pointsOfDay: number): void {
    const { policy, kind } = request;
    const { unitsPerPoint, unitsPerMs } = refillOf(bucketOf(policy, kind));
    subject[side(policy, kind)] = { debt, at: moment, unitsPerPoint };
    subject.idleAt = Math.max(subject.idleAt, moment + Math.ceil(debt / unitsPerMs));
    if (policy.daily === undefined) return;
    usedToday.set(request.subject, Math.max(0, (usedToday.get(request.subject) ?? 0) + pointsOfDay));
  }

  function admitNow(request: AdmitRequest): Admission {
    const { policy, points, kind } = request;
    assertWholePoints(points);
    admissions += 1;
    const moment = now();
    if (admissions % sweepInterval === 0) dropIdle(moment);

    const subject = subjectOf(request.subject);
    const bucket = bucketOf(policy, kind);
    const seen = observe(subject, request, moment);
    const refusal = refusalOf(policy, bucket, points, seen);
    if (refusal !== null) return { admitted: false, ...refusal, state: stateOf(policy, bucket, seen) };

    if (points > 0) charge(subject, request, seen.debt + points * refillOf(bucket).unitsPerPoint, moment, points);
    const place = policy.concurrent === undefined ? null : { diesAt: moment + leaseMs };
    if (place !== null) {
      (subject.places ??= new Set()).add(place);
      subject.idleAt = Math.max(subject.idleAt, place.diesAt);
    }
    const state = stateOf(policy, bucket, observe(subject, request, moment));
    return { admitted: true, state, lease: lease(subject, request, place, today) };
  }

  function lease(subject: Subject, request: AdmitRequest, place: Place | null, dayCharged: number): Lease {
    let isSettled = false;

    function settleNow(actualPoints: number): LimitState {
      const { policy, kind, points } = request;
      const moment = now();
      const bucket = bucketOf(policy, kind);
      if (!isSettled) {
        isSettled = true;
        if (place !== null) subject.places?.delete(place);
        const refund = refundOf(points, actualPoints);
        if (refund > 0) {
          const debt = debtAt(subject[side(policy, kind)], bucket, moment) - refund * refillOf(bucket).unitsPerPoint;
          charge(subject, request, Math.max(0, debt), moment, dayCharged === today ? -refund : 0);
        }
      }
      return stateOf(policy, bucket, observe(subject, request, moment));
    }

    return { settle: settleNow };
  }

  /** From the subject that was quiet for longest, while they are idle. */
  function dropIdle(moment: number): void {
    let looked = 0;
    for (const name of subjects.rkeys()) {
      const isBusy = (subjects.peek(name)?.idleAt ?? 0) > moment;
      if (isBusy || looked === sweepLength) return;
      subjects.delete(name);
      looked += 1;
    }
  }

  return {
    admit: admitNow,
    async close() {
      subjects.clear();
      usedToday.clear();
    },
  };
}

/** Where a call's bucket is kept. */
function side(policy: LimitPolicy, kind: AdmitRequest['kind']): 'read' | 'write' {
  return kind === 'write' && policy.writes !== undefined ? 'write' : 'read';
}
