import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Identifier } from '../access/identify.js';
import type { Database } from '../database/connect.js';
import { applicationErrorFrom } from '../database/sqlstate.js';
import { ApplicationError } from '../errors.js';
import type { AuditEntry, AuditLog } from './audit/audit.js';
import { whenKnown, type Awaitable } from './awaitable.js';
import type { ResponseCache } from './cache/cache.js';
import type { Answer, CachePolicy, Call, Outcome, Seen, Task } from './call.js';
import { createContext } from './context.js';
import type { Lease, LimitState, Limiter } from './limiter/limiter.js';
import { refusalOf } from './limiter/refusal.js';
import type { Principal } from './principal.js';

/** What the steps work with. One of each for a process. */
export interface Services {
  identifier: Identifier;
  limiter: Limiter;
  cache: ResponseCache;
  audit: AuditLog;
  database: Database;
  /** Epoch milliseconds. */
  clock: () => number;
  log: Logger;
  observe: Observer;
}

/** Told what happened, for metrics. */
export interface Observer {
  limiterRefused(reason: string): void;
  cacheLookup(outcome: 'hit' | 'miss' | 'off'): void;
  pointsSpent(points: number): void;
}

/** A call on its way: each step reads what the ones before it found out. */
interface Passage {
  readonly call: Call;
  readonly startedAt: number;
  principal: Principal | null;
  task: Task | null;
  lease: Lease | null;
  limit: LimitState | null;
  cachePolicy: CachePolicy | null;
  /** The generations read before execution; null: neither recalled nor remembered. */
  generations: string | null;
  /** Earliest moment at which the clock alone makes the answer untrue; epoch milliseconds. */
  validUntil: number;
  outcome: Outcome | null;
  /** Set on a cache hit. */
  ageSeconds: number | null;
  /** False for a caller that shared another's execution: the one that ran it remembers it. */
  isLeader: boolean;
  error: ApplicationError | null;
  answer: Answer | null;
}

type Step = (passage: Passage, services: Services) => Awaitable<void>;

/** Until one of these refuses, or `recall` finds the answer. */
const towardsAnOutcome: readonly Step[] = [identify, price, admit, allow, recall, execute];
/** Taken by every call, whatever came of it. */
const always: readonly Step[] = [settle, remember, present, record];

/**
 * One request's life, on both surfaces:
 * identify -> price -> admit -> allow -> recall -> execute -> settle -> remember -> record.
 */
export async function handle(call: Call, services: Services): Promise<Answer> {
  const passage: Passage = {
    call, startedAt: performance.now(), principal: null, task: null, lease: null, limit: null, cachePolicy: null,
    generations: null, validUntil: Infinity, outcome: null, ageSeconds: null, isLeader: true, error: null, answer: null,
  };
  try {
    for (const step of towardsAnOutcome) {
      const underway = step(passage, services);
      if (underway !== undefined) await underway;
      if (passage.outcome !== null) break;
    }
  } catch (thrown) {
    passage.error = understand(thrown, passage, services.log);
  }
  for (const step of always) {
    const underway = step(passage, services);
    if (underway !== undefined) await underway;
  }
  if (passage.answer === null) throw new Error('The pipeline ended without an answer.');
  return passage.answer;
}

/** Who asks. 401 */
function identify(passage: Passage, { identifier }: Services): Awaitable<void> {
  return whenKnown(identifier.identify(passage.call.facts, passage.call.credentials), (principal) => {
    passage.principal = principal;
  });
}

/** What is asked, and the points it is charged. 404, 405 */
function price(passage: Passage): Awaitable<void> {
  return whenKnown(passage.call.plan(principalOf(passage)), (task) => {
    passage.task = task;
  });
}

/** Charges the points and takes a place in flight. 429 */
function admit(passage: Passage, { limiter, observe }: Services): Awaitable<void> {
  const task = taskOf(passage);
  const principal = principalOf(passage);
  const { subject, policy } = task.limit ?? { subject: subjectOf(principal), policy: principal.policy };
  return whenKnown(limiter.admit({ subject, policy, points: task.points, kind: task.action === 'UPDATE' ? 'write' : 'read' }), (admission) => {
    passage.limit = admission.state;
    if (!admission.admitted) {
      observe.limiterRefused(admission.reason);
      throw refusalOf(admission, task.points);
    }
    passage.lease = admission.lease;
  });
}

/** Scopes, then parameters. 403, 400 */
function allow(passage: Passage): void {
  const task = taskOf(passage);
  const principal = principalOf(passage);
  task.allow(principal);
  task.read?.(principal, passage.call.facts.arrivedAt);
}

/** A remembered answer, if nothing it was made from has changed. */
function recall(passage: Passage, { cache, observe, clock }: Services): Awaitable<void> {
  const principal = principalOf(passage);
  const policy = taskOf(passage).cache?.(principal) ?? null;
  if (policy === null || principal.company === null) return undefined;
  return whenKnown(cache.recall(policy.key, { companyId: principal.company.id, resources: policy.resources }), (found) => {
    observe.cacheLookup(found.outcome);
    if (found.outcome === 'miss') {
      passage.cachePolicy = policy;
      passage.generations = found.generations;
    } else if (found.outcome === 'hit') {
      const { status, contentType, body, points, createdAt, etag } = found.answer;
      passage.outcome = { status, contentType, body, points, cacheable: false, ...(etag === undefined ? {} : { etag }) };
      passage.ageSeconds = Math.max(0, Math.floor((clock() - createdAt) / 1000));
    }
  });
}

/** Resolvers and SQL; callers that miss the same answer at once share one execution. 400, 404 */
async function execute(passage: Passage, services: Services): Promise<void> {
  const { cachePolicy, generations } = passage;
  if (cachePolicy === null || generations === null) {
    passage.outcome = (await executeTask(passage, services)).outcome;
    return;
  }
  const { value, leader } = await services.cache.merge(cachePolicy.key, generations, () => executeTask(passage, services));
  passage.outcome = value.outcome;
  passage.validUntil = value.validUntil;
  passage.isLeader = leader;
  // A stream has one reader, and a failure or partial answer belongs to the call that met it.
  if (!leader && !value.outcome.cacheable) passage.outcome = (await executeTask(passage, services)).outcome;
}

async function executeTask(passage: Passage, services: Services): Promise<{ outcome: Outcome; validUntil: number }> {
  let validUntil = Infinity;
  const task = taskOf(passage);
  const context = createContext(
    {
      principal: principalOf(passage),
      requestId: passage.call.facts.requestId,
      now: passage.call.facts.arrivedAt,
      pageLimit: task.pageLimit ?? 100,
      limitState: passage.limit,
      validUntil: (moment) => (validUntil = Math.min(validUntil, moment)),
    },
    services.database,
    services.cache,
  );
  const outcome = await task.execute(context);
  passage.validUntil = validUntil;
  return { outcome, validUntil };
}

/** Ends the lease: frees the place in flight and gives back what was charged beyond the real cost. */
function settle(passage: Passage, { observe }: Services): Awaitable<void> {
  const points = actualPoints(passage);
  observe.pointsSpent(points);
  const { lease, outcome } = passage;
  if (lease === null) return undefined;
  if (outcome !== null && outcome.body instanceof Readable) {
    outcome.body.once('close', () => void lease.settle(outcome.points));
    return undefined;
  }
  return whenKnown(lease.settle(points), (limit) => {
    passage.limit = limit;
  });
}

/** Keeps the answer until a generation moves, the clock makes it untrue, or it is too old. */
function remember(passage: Passage, { cache, clock }: Services): Awaitable<void> {
  const { outcome, cachePolicy, generations, isLeader, validUntil } = passage;
  if (outcome === null || cachePolicy === null || generations === null) return undefined;
  if (!isLeader || !outcome.cacheable || outcome.body instanceof Readable) return undefined;
  const company = principalOf(passage).company;
  if (company === null) return undefined;
  const { status, contentType, body, points, etag } = outcome;
  return cache.store(
    cachePolicy.key,
    { companyId: company.id, resources: cachePolicy.resources },
    generations,
    { status, contentType, body: typeof body === 'string' ? Buffer.from(body) : body, points, createdAt: clock(), ...(etag === undefined ? {} : { etag }) },
    validUntil === Infinity ? undefined : validUntil,
  );
}

/** The bytes and headers to send, with what the call cost. */
function present(passage: Passage, { log }: Services): void {
  const { call, task, outcome, ageSeconds } = passage;
  const seen = seenOf(passage);
  if (passage.error === null && task !== null && outcome !== null) {
    try {
      passage.answer = task.present(outcome, seen, ageSeconds === null ? null : { ageSeconds });
      return;
    } catch (thrown) {
      passage.error = understand(thrown, passage, log);
    }
  }
  passage.answer = call.refuse(passage.error ?? new ApplicationError('INTERNAL_SERVER_ERROR'), seen);
}

/** The audit log has the call before the caller has its answer. 503 when a read cannot be recorded. */
async function record(passage: Passage, { audit }: Services): Promise<void> {
  const { call, principal, task, answer, error, outcome } = passage;
  if (answer === null) return;
  const isKnown = principal !== null && principal.kind !== 'anonymous';
  const entry: AuditEntry = {
    at: new Date(call.facts.arrivedAt),
    companyId: principal?.company?.id ?? null,
    principalKind: principal?.kind ?? 'anonymous',
    principalId: isKnown ? principal.id : null,
    principalName: isKnown ? principal.name : null,
    method: call.facts.method,
    path: call.facts.path,
    resourceType: task?.resourceType ?? null,
    action: task?.action ?? (call.facts.method === 'GET' || call.facts.method === 'HEAD' ? 'READ' : 'UPDATE'),
    operationName: task?.operationName ?? null,
    status: answer.status,
    missingScope: scopeMissed(error) ?? outcome?.missingScope ?? null,
    // What was charged to another budget than the principal's is none of the principal's points.
    points: task?.limit === undefined ? actualPoints(passage) : 0,
    durationMs: Math.round(performance.now() - passage.startedAt),
    requestId: call.facts.requestId,
    ip: call.facts.ip,
  };
  if (outcome?.audit !== undefined) Object.assign(entry, outcome.audit);
  try {
    await audit.record(entry);
  } catch (thrown) {
    if (outcome?.body instanceof Readable) outcome.body.destroy();
    passage.answer = call.refuse(
      thrown instanceof ApplicationError ? thrown : new ApplicationError('UNAVAILABLE', { cause: thrown }),
      seenOf(passage),
    );
  }
}

/** Names a principal's buckets. */
export function subjectOf(principal: Principal): string {
  const { kind, id, company } = principal;
  if (kind === 'anonymous') return `ip:${id}`;
  return kind === 'staff' || kind === 'customer' ? `user:${company?.id}:${id}` : `${kind}:${id}`;
}

/** Anything thrown, as an error for the caller; what was not foreseen is logged with its cause. */
function understand(thrown: unknown, passage: Passage, log: Logger): ApplicationError {
  const error = thrown instanceof ApplicationError ? thrown : applicationErrorFrom(thrown);
  if (error.status >= 500) {
    const { requestId, method, path } = passage.call.facts;
    log.error({ requestId, method, path, err: error.originalError ?? thrown }, 'request failed');
  }
  return error;
}

function scopeMissed(error: ApplicationError | null): string | null {
  const scope = error?.details?.['missingScope'];
  return typeof scope === 'string' ? scope : null;
}

/** A call that was refused after it was admitted costs one point, or nothing when it was charged nothing. */
function actualPoints({ outcome, task, lease }: Passage): number {
  if (lease === null || task === null) return 0;
  return outcome?.points ?? Math.min(1, task.points);
}

function seenOf(passage: Passage): Seen {
  return {
    facts: passage.call.facts,
    principal: passage.principal,
    limit: passage.limit,
    requestedPoints: passage.task?.points ?? 0,
    actualPoints: actualPoints(passage),
  };
}

function principalOf({ principal }: Passage): Principal {
  if (principal === null) throw new Error('identify has not run');
  return principal;
}

function taskOf({ task }: Passage): Task {
  if (task === null) throw new Error('price has not run');
  return task;
}
