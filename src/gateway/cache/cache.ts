import type { Awaitable } from '../awaitable.js';

/** The final bytes of an answer to a read, and what voids them. */
export interface CachedAnswer {
  status: number;
  contentType: string;
  /** For GraphQL without its closing brace, so that `extensions.cost` can follow. */
  body: Buffer;
  /** What the answer really cost, in points. */
  points: number;
  /** Epoch milliseconds at which it was made. */
  createdAt: number;
  etag?: string;
}

/** A company's resources that an answer was made from, as named by `@cached`: `customers`, `bookings`, … */
export interface Dependencies {
  companyId: number;
  resources: readonly string[];
}

/** The generations of an answer's dependencies, read before its SQL ran. Opaque. */
export type Generations = string;

export type Recalled = { outcome: 'hit'; answer: CachedAnswer } | { outcome: 'miss'; generations: Generations } | { outcome: 'off' };

export interface ResponseCache {
  /**
   * A hit, or the generations to hand to `store` after the answer was made. `off`: neither read nor fill now
   * (the cache is disabled, or this process does not hear of other processes' writes).
   */
  recall(key: string, dependencies: Dependencies): Awaitable<Recalled>;
  /** Keeps an answer until `expiresAt` (epoch ms; at most the configured age) or until a generation moves. */
  store(
    key: string,
    dependencies: Dependencies,
    generations: Generations,
    answer: CachedAnswer,
    expiresAt?: number,
  ): Promise<void>;
  /**
   * Lets callers that miss with the same key and generations share one execution. `make` runs once; its answer,
   * null when it may not be shared (an error, say), goes to all.
   */
  merge<T>(key: string, generations: Generations, make: () => Promise<T>): Promise<{ value: T; leader: boolean }>;
  /** Voids every answer of the company that depends on one of the resources. Call it after commit, before answering. */
  invalidate(change: Change): Promise<void>;
  close(): Promise<void>;
}

/** A committed change of some of a company's resources. */
export interface Change {
  /** Random; the same change delivered twice counts once. */
  id: string;
  companyId: number;
  resources: readonly string[];
}
