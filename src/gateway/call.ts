import type { Readable } from 'node:stream';
import type { ApplicationError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import type { Awaitable } from './awaitable.js';
import type { LimitPolicy, Principal } from './principal.js';
import type { LimitState } from './limiter/limiter.js';

/** What every step may know of the HTTP request. Header values are secrets until `identify` has seen them. */
export interface RequestFacts {
  readonly requestId: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** The client's address, `X-Forwarded-For` honoured only from trusted proxies. */
  readonly ip: string;
  readonly host: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/**
 * One request of either surface on its way through the pipeline. A surface makes it; the pipeline calls its
 * parts in the documented order: 401, 404/405, 429, 403, 400, 404.
 */
export interface Call {
  readonly facts: RequestFacts;
  /**
   * Whether credentials are read at all. `none`: endpoints that hand them out (token, login), which run as
   * anonymous whatever is sent. `optional`: absent credentials are anonymous, bad ones are refused.
   */
  readonly credentials: 'required' | 'optional' | 'none';
  /** What is asked. Throws NOT_FOUND, METHOD_NOT_ALLOWED; called after `identify`, so that strangers learn nothing. */
  plan(principal: Principal): Awaitable<Task>;
  /** The refusal or failure as this surface says it. Called for anything thrown on the way. */
  refuse(error: ApplicationError, seen: Seen): Answer;
}

/** What is known when an answer is made, for headers and for `extensions.cost`. */
export interface Seen {
  readonly facts: RequestFacts;
  /** Null before `identify`. */
  readonly principal: Principal | null;
  /** Null before `admit`. */
  readonly limit: LimitState | null;
  /** Points asked for and points really spent. */
  readonly requestedPoints: number;
  readonly actualPoints: number;
}

/** What a call asks for, priced and ready to run. */
export interface Task {
  /** For the audit log. */
  readonly operationName: string | null;
  readonly resourceType: string | null;
  readonly action: 'READ' | 'UPDATE';
  /** Points charged before execution; 0 charges nothing but takes an in-flight place. */
  readonly points: number;
  /** Another budget than the principal's: token, login and price enquiries. */
  readonly limit?: { subject: string; policy: LimitPolicy };
  /** Whether the principal's own page limit or the unpaged lists' applies. */
  readonly pageLimit?: number;
  /** Throws FORBIDDEN (REST) or UNAUTHENTICATED (an anonymous caller of what is not public). */
  allow(principal: Principal): void;
  /** Reads and checks parameters; throws BAD_USER_INPUT naming the one at fault. */
  read?(principal: Principal, now: number): void;
  /** Null: never cached. Asked after `read`. */
  cache?(principal: Principal): CachePolicy | null;
  execute(context: Context): Promise<Outcome>;
  /** The bytes and headers to send: a fresh or remembered outcome with what it cost. */
  present(outcome: Outcome, seen: Seen, cached: { ageSeconds: number } | null): Answer;
}

export interface CachePolicy {
  key: string;
  resources: readonly string[];
}

/** What came of executing a task. */
export interface Outcome {
  status: number;
  contentType: string;
  /** A stream is neither cached nor merged; it is recorded before its first byte. */
  body: string | Buffer | Readable;
  headers?: Record<string, string>;
  /** What it really cost. */
  points: number;
  /** Errors and partial answers are never cached. */
  cacheable: boolean;
  /** The first scope whose absence left something out. */
  missingScope?: string;
  etag?: string;
  /** Who an endpoint without credentials found its caller to be, for the audit log. */
  audit?: { companyId: number | null; principalKind: string; principalId: string | null; principalName: string | null };
}

/** What is sent. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Buffers are sent one after the other. */
  body: string | Buffer | readonly Buffer[] | Readable | null;
}
