import { DatabaseError } from 'pg';
import type pg from 'pg';
import type { AuditEntry } from './audit.js';

/** An entry as it is stored; `count` is above 1 for refusals that were counted together. */
export interface AuditLine extends AuditEntry {
  count: number;
}

/** A row already written whose count has grown since. */
export type CountedLine = Pick<AuditLine, 'at' | 'requestId' | 'count'>;

export interface AuditBatch {
  lines: readonly AuditLine[];
  recounted: readonly CountedLine[];
  /** Whether the commit must have reached the disk before it is answered. */
  isDurable: boolean;
  /** True when an attempt may have been committed without our hearing of it: lines already there are left out. */
  isRepeated: boolean;
}

export interface AuditStore {
  /** Resolves when the batch is committed. Rejects with the driver's error, or when nothing is heard in time. */
  write(batch: AuditBatch): Promise<void>;
  /** Gives the connection back; one that is still waiting for an answer is closed. */
  close(): void;
}

export interface AuditStoreOptions {
  pool: pg.Pool;
  /** Whether statements may be prepared under a name; not behind a transaction pooler. */
  statementNames: boolean;
  /**
   * How long one attempt may take, milliseconds. It exceeds the server's own `statement_timeout`, so that an attempt
   * given up here has ended there too and its repetition sees what it wrote.
   */
  attemptTimeoutMs: number;
}

const columns = [
  ['at', 'at', 'timestamptz'],
  ['company_id', 'companyId', 'integer'],
  ['principal_kind', 'principalKind', 'text'],
  ['principal_id', 'principalId', 'text'],
  ['principal_name', 'principalName', 'text'],
  ['method', 'method', 'text'],
  ['path', 'path', 'text'],
  ['resource_type', 'resourceType', 'text'],
  ['action', 'action', 'text'],
  ['operation_name', 'operationName', 'text'],
  ['status', 'status', 'integer'],
  ['missing_scope', 'missingScope', 'text'],
  ['points', 'points', 'integer'],
  ['duration_ms', 'durationMs', 'integer'],
  ['request_id', 'requestId', 'text'],
  ['count', 'count', 'integer'],
] as const;

/**
 * Sets how the statement's own transaction commits. The setting is local to it and in force when it ends, so that one
 * round trip is enough; `offset 0` keeps the planner from dropping a subquery whose column nobody reads.
 */
const committing = `(select set_config('synchronous_commit', $2, true) offset 0) as committing`;

const insert = `
  insert into audit_entries (${columns.map(([column]) => column).join(', ')})
  select ${columns.map(([, key]) => `line."${key}"`).join(', ')}
  from ${committing}, json_to_recordset($1::json) as line (${columns.map(([, key, type]) => `"${key}" ${type}`).join(', ')})`;

const statements = {
  insert: { name: 'audit_insert', text: insert },
  insertMissing: {
    name: 'audit_insert_missing',
    text: `${insert}
  where not exists (
    select from audit_entries as kept
    where kept.at = line.at and kept.request_id = line."requestId" and kept.method = line.method and kept.path = line.path
  )`,
  },
  // The count is the whole count and not an increment, so that repeating the statement changes nothing.
  recount: {
    name: 'audit_recount',
    text: `
  update audit_entries as kept set count = greatest(kept.count, line.count)
  from ${committing}, json_to_recordset($1::json) as line (at timestamptz, "requestId" text, count integer)
  where kept.at = line.at and kept.request_id = line."requestId" and kept.principal_id is null`,
  },
} as const;

/** Writes batches over one connection that it keeps out of the pool, each statement in one round trip. */
export function createAuditStore({ pool, statementNames, attemptTimeoutMs }: AuditStoreOptions): AuditStore {
  let kept: { client: pg.PoolClient; onError: (error: Error) => void } | null = null;
  let isBusy = false;

  function giveBack(destroy: boolean): void {
    if (kept === null) return;
    const { client, onError } = kept;
    kept = null;
    client.release(destroy);
    // A client that is torn down may still fail, and an error that nobody listens to ends the process.
    if (!destroy) client.off('error', onError);
  }

  async function connection(): Promise<pg.PoolClient> {
    if (kept !== null) return kept.client;
    const client = await inTime(pool.connect(), attemptTimeoutMs, (late) => late.release());
    const onError = (): void => {
      if (kept?.client === client) giveBack(true);
    };
    client.on('error', onError);
    kept = { client, onError };
    return client;
  }

  async function run({ name, text }: { name: string; text: string }, lines: readonly object[], isDurable: boolean): Promise<void> {
    const client = await connection();
    const values = [jsonOf(lines), isDurable ? 'on' : 'off'];
    isBusy = true;
    try {
      await inTime(client.query(statementNames ? { name, text, values } : { text, values }), attemptTimeoutMs);
    } catch (error) {
      // Only a refusal of the data says that the connection is still good.
      if (!isUnstorable(error) && kept?.client === client) giveBack(true);
      throw error;
    } finally {
      isBusy = false;
    }
  }

  return {
    async write({ lines, recounted, isDurable, isRepeated }) {
      if (lines.length > 0) await run(isRepeated ? statements.insertMissing : statements.insert, lines, isDurable);
      if (recounted.length > 0) await run(statements.recount, recounted, isDurable);
    },
    close: () => giveBack(isBusy),
  };
}

/** Whether the server refused the data itself, so that the same batch would be refused for ever. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof DatabaseError && error.code !== undefined && /^(22...|23502)$/.test(error.code);
}

/** The lines as JSON that PostgreSQL can turn into text: it has no NUL and no half of a surrogate pair. */
function jsonOf(lines: readonly object[]): string {
  const json = JSON.stringify(lines);
  if (!json.includes('\\u') || !/\\u(?:0000|d[89ab])/i.test(json)) return json;
  return JSON.stringify(lines, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/[\0\p{Surrogate}]/gu, '\uFFFD') : value,
  );
}

async function inTime<T>(work: Promise<T>, milliseconds: number, discard?: (late: T) => void): Promise<T> {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error(`The database did not answer within ${milliseconds} ms.`));
    }, milliseconds);
  });
  work.then((late) => (isLate ? discard?.(late) : undefined), () => undefined);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
