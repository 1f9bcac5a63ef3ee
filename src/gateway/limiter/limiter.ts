import type { Awaitable } from '../awaitable.js';
import type { LimitPolicy } from '../principal.js';

/** Decides whether a call may begin. All of a principal's limits are checked and charged in one atomic step. */
export interface Limiter {
  admit(request: AdmitRequest): Awaitable<Admission>;
  close(): Promise<void>;
}

export interface AdmitRequest {
  /** Names the bucket: `client:m2m_…`, `key:…`, `user:3:12`, `ip:…`. */
  subject: string;
  policy: LimitPolicy;
  /** Whole points, at least 0; 0 reads the state and takes only an in-flight place. */
  points: number;
  /** Which bucket is charged, where the policy has two. */
  kind: 'read' | 'write';
}

export type Admission =
  | { admitted: true; state: LimitState; lease: Lease }
  | {
      admitted: false;
      /** `never`: more points than the bucket or the day could ever hold. */
      reason: 'rate' | 'concurrency' | 'daily' | 'never';
      /** Whole seconds, rounded up. Right for `rate` and `daily`; 1, without promise, for `concurrency`. */
      retryAfterSeconds: number;
      state: LimitState;
    };

/** What an admitted call holds until it is settled. Dies by itself after 60 s. */
export interface Lease {
  /**
   * Ends the call: frees its in-flight place and gives back what was charged beyond `actualPoints`.
   * Calling it again does nothing. Never rejects.
   */
  settle(actualPoints: number): Awaitable<LimitState>;
}

export interface LimitState {
  /** Points the bucket holds when full. */
  limit: number;
  /** Whole points left in it. */
  remaining: number;
  /** When it is full again if nothing is spent; epoch milliseconds. */
  resetAt: number;
  /** Milliseconds for one point to come back. */
  msPerPoint: number;
  /** Points left of the UTC day; null when the policy has no daily limit. */
  dailyRemaining: number | null;
}
