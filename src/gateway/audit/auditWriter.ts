import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ApplicationError } from '../../errors.js';
import type { AuditEntry, AuditLog } from './audit.js';
import { type AuditLine, type AuditStore, createAuditStore, isUnstorable } from './auditStore.js';
import { RefusalCounter } from './refusalCounter.js';

export interface AuditWriterOptions {
  pool: pg.Pool;
  statementNames: boolean;
  /** The server's own limit for one statement, milliseconds. */
  statementTimeoutMs: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** After so long without a commit, calls stop waiting. Milliseconds; the design says 2,000. */
  patienceMs?: number;
  /** How long `close` tries to write what is left, milliseconds. */
  closeTimeoutMs?: number;
}

/** Lines in one statement: bounds its size, and is far above what a moment's traffic needs. */
const batchLimit = 1000;
/** Lines kept while the database is away. Beyond it reads are let go, writes never. */
const queueLimit = 50_000;
const pathLimit = 500;
const nameLimit = 200;
const retryMs = { first: 50, longest: 2000 };

/** A call that waits for its line to be committed. */
interface Waiting {
  readonly line: AuditLine;
  /** False for a refusal that only raises the count of a line made before. */
  readonly isNew: boolean;
  /** A call whose change is committed: it must be answered truly, and its line must not be lost. */
  readonly isWrite: boolean;
  isAnswered: boolean;
  readonly resolve: () => void;
  readonly reject: (error: ApplicationError) => void;
}

/**
 * The process's one writer of the audit log. Batches follow one another without a pause: while one is on its way the
 * next one gathers, so that the busier the gateway the larger the batches and the smaller the cost of a call.
 */
export class AuditWriter implements AuditLog {
  readonly #store: AuditStore;
  readonly #log: AuditWriterOptions['log'];
  readonly #patienceMs: number;
  readonly #closeTimeoutMs: number;
  readonly #refusals = new RefusalCounter();
  #queue: Waiting[] = [];
  #inFlight: readonly Waiting[] = [];
  #writing: Promise<void> | null = null;
  /** No batch got through for `patienceMs`: nobody waits until one does. */
  #isStalled = false;
  #isClosed = false;
  #giveUpAt = Infinity;
  #endPause: (() => void) | null = null;
  #dropped = 0;

  constructor(options: AuditWriterOptions) {
    this.#store = createAuditStore({
      pool: options.pool,
      statementNames: options.statementNames,
      attemptTimeoutMs: options.statementTimeoutMs + 1000,
    });
    this.#log = options.log;
    this.#patienceMs = options.patienceMs ?? 2000;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? 5000;
  }

  get queued(): number {
    return this.#queue.length + this.#inFlight.length;
  }

  /** Lines given up: reads beyond the queue's limit, and what was left when the gateway closed. */
  get dropped(): number {
    return this.#dropped;
  }

  record(entry: AuditEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      const { line, isNew } = this.#refusals.lineFor(entry);
      shorten(line);
      const waiting: Waiting = { line, isNew, isWrite: isCommittedWrite(entry), isAnswered: false, resolve, reject };
      if (this.#isStalled || this.#isClosed) answerWithoutCommit(waiting);
      if (this.#isClosed || (!waiting.isWrite && this.#queue.length >= queueLimit)) {
        answerWithoutCommit(waiting);
        this.#dropped += 1;
        return;
      }
      this.#queue.push(waiting);
      this.#writing ??= this.#writeQueue();
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#giveUpAt = Date.now() + this.#closeTimeoutMs;
    this.#endPause?.();
    const limit = pause(this.#closeTimeoutMs);
    if (this.#writing !== null) await Promise.race([this.#writing, limit.ended]);
    limit.end();
    this.#isClosed = true;
    if (this.queued > 0) {
      this.#dropped += this.queued;
      this.#log.error({ lines: this.queued }, 'audit lines were lost: the database did not take them before the gateway closed');
      for (const waiting of [...this.#inFlight, ...this.#queue]) answerWithoutCommit(waiting);
    }
    this.#store.close();
  }

  async #writeQueue(): Promise<void> {
    // Calls that end in the same turn of the event loop leave together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0 && !this.#isClosed) {
      const batch = this.#queue.splice(0, batchLimit);
      this.#inFlight = batch;
      const patience = setTimeout(() => this.#stall(), this.#patienceMs);
      await this.#deliver(batch);
      clearTimeout(patience);
    }
    this.#inFlight = [];
    this.#writing = null;
  }

  /** Tries until the batch is in. A line that the database can never take is found by halving, and dropped. */
  async #deliver(batch: readonly Waiting[], mayBeThere = false): Promise<void> {
    let delay = retryMs.first;
    let isRepeated = mayBeThere;
    while (!this.#isClosed) {
      try {
        await this.#store.write(contentsOf(batch, isRepeated));
        this.#recover();
        for (const waiting of batch) answer(waiting);
        return;
      } catch (error) {
        if (isUnstorable(error)) return await this.#deliverHalves(batch, isRepeated, error);
        if (!isRepeated) this.#log.warn({ err: error, lines: this.queued }, 'the audit log could not be written, trying again');
        isRepeated = true;
      }
      if (Date.now() >= this.#giveUpAt) return;
      const { ended, end } = pause(delay);
      this.#endPause = end;
      await ended;
      this.#endPause = null;
      delay = Math.min(delay * 2, retryMs.longest);
    }
  }

  async #deliverHalves(batch: readonly Waiting[], isRepeated: boolean, error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length > 1) {
      const middle = batch.length >> 1;
      await this.#deliver(batch.slice(0, middle), isRepeated);
      await this.#deliver(batch.slice(middle), isRepeated);
    } else if (only !== undefined) {
      this.#dropped += 1;
      this.#log.error({ err: error, requestId: only.line.requestId }, 'an audit line cannot be stored');
      answerWithoutCommit(only);
    }
  }

  /** Nobody is kept waiting for a database that is away. */
  #stall(): void {
    if (this.#isStalled) return;
    this.#isStalled = true;
    this.#log.error({ lines: this.queued }, 'the audit log cannot be written: reads are refused until it can');
    for (const waiting of this.#inFlight) answerWithoutCommit(waiting);
    for (const waiting of this.#queue) answerWithoutCommit(waiting);
  }

  #recover(): void {
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#log.info({ lines: this.queued }, 'the audit log is written again');
  }
}

/** Starts the process's audit log. Connects with the first entry. */
export function createAuditWriter(options: AuditWriterOptions): AuditWriter {
  return new AuditWriter(options);
}

function contentsOf(batch: readonly Waiting[], isRepeated: boolean) {
  const lines: AuditLine[] = [];
  const recounted = new Set<AuditLine>();
  let isDurable = false;
  for (const { line, isNew, isWrite } of batch) {
    if (isNew) lines.push(line);
    else recounted.add(line);
    if (isWrite) isDurable = true;
  }
  // A line inserted now is inserted with the count it has by now; a repetition may find it there with less.
  if (!isRepeated && recounted.size > 0) for (const line of lines) recounted.delete(line);
  return { lines, recounted: [...recounted], isDurable, isRepeated };
}

/** Whether the call changed something: a change that was refused did not. */
function isCommittedWrite({ action, status }: AuditEntry): boolean {
  return action === 'UPDATE' && (status < 400 || status >= 500);
}

function answer(waiting: Waiting): void {
  if (waiting.isAnswered) return;
  waiting.isAnswered = true;
  waiting.resolve();
}

/** A write is answered truly. A read is refused, and its line says so when it is written after all. */
function answerWithoutCommit(waiting: Waiting): void {
  if (waiting.isAnswered) return;
  waiting.isAnswered = true;
  if (waiting.isWrite) {
    waiting.resolve();
    return;
  }
  const error = new ApplicationError('UNAVAILABLE');
  if (waiting.line.count === 1 && waiting.isNew) waiting.line.status = error.status;
  waiting.reject(error);
}

function shorten(line: AuditLine): void {
  if (line.path.length > pathLimit) line.path = line.path.slice(0, pathLimit);
  if (line.requestId.length > nameLimit) line.requestId = line.requestId.slice(0, nameLimit);
  if (line.operationName !== null && line.operationName.length > nameLimit) line.operationName = line.operationName.slice(0, nameLimit);
}

/** A wait that can be cut short. */
function pause(milliseconds: number): { ended: Promise<unknown>; end: () => void } {
  const cut = new AbortController();
  return { ended: sleep(milliseconds, undefined, { signal: cut.signal }).catch(() => undefined), end: () => cut.abort() };
}
