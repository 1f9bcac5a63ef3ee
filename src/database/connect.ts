import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { type Listener, ListenConnection } from './listener.js';
import { StatementPool } from './pool.js';
import { StatementNames } from './statements.js';
import type { Tables } from './tables.js';

export interface DatabaseOptions {
  readonly connectionString: string;
  /** Most connections at a time; one more is opened when somebody listens. */
  readonly poolSize: number;
  /**
   * For a statement, and for the pause between two of a transaction: a process that is halted, or gone without its
   * connections' end being heard, does not keep what it has locked.
   */
  readonly statementTimeoutMs: number;
  /**
   * Whether frequent statements are prepared under a name. False behind a transaction pooler, which also accepts no
   * timeouts at connection: statements are then timed from here.
   */
  readonly statementNames: boolean;
  /** Told of what goes wrong between queries, such as a connection lost while idle. Must not throw. */
  readonly onError: (error: unknown) => void;
}

export interface Database {
  readonly db: Kysely<Tables>;
  /** The first column of the statement's one row as PostgreSQL wrote it, not parsed; null when there is none. */
  readonly readText: (text: string, values: unknown[]) => Promise<string | null>;
  /** For metrics, and for what Kysely does not do. Statements sent through it are neither counted nor named. */
  readonly pool: Pool;
  /** Statements sent since connecting, transaction control included. */
  statementsSent(): number;
  /**
   * Calls `onMessage` with the payload of each NOTIFY on `channel`, and `onChange` when listening begins or is
   * interrupted. All channels share one connection, which is restored by itself.
   */
  listen(channel: string, onMessage: (payload: string) => void, onChange?: (isListening: boolean) => void): Listener;
  /** Waits for the connections in use. */
  close(): Promise<void>;
}

/** A query that waits longer for a connection fails, and its caller is told to come back. */
const connectionWithinMs = 5000;
const idleConnectionMs = 60_000;

/**
 * A statement that has a name keeps one plan. Left to itself PostgreSQL plans nested reads anew for each call, since
 * it takes the moment in them for a guess that is worth a plan; planning then costs as much as running.
 * @see https://www.postgresql.org/docs/current/sql-prepare.html
 */
const reusedPlans = '-c plan_cache_mode=force_generic_plan';

/** Opens no connection yet: the first query does. */
export function connectDatabase(options: DatabaseOptions): Database {
  const { connectionString, statementTimeoutMs, onError } = options;
  const pool = new Pool({
    connectionString,
    application_name: 'frontdesk',
    max: options.poolSize,
    connectionTimeoutMillis: connectionWithinMs,
    idleTimeoutMillis: idleConnectionMs,
    keepAlive: true,
    types: { getTypeParser },
    ...(options.statementNames
      ? { statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: statementTimeoutMs, options: reusedPlans }
      : { query_timeout: statementTimeoutMs }),
  });
  pool.on('error', onError);
  // The pool hears a connection's errors only while it is idle; one lost inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', onError));

  const statements = new StatementPool(pool, options.statementNames ? new StatementNames() : null);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: statements }) });
  const listening = new ListenConnection({ connectionString, application_name: 'frontdesk listener' }, onError);
  let closed: Promise<void> | null = null;
  return {
    db,
    pool,
    readText: (text, values) => statements.readText(text, values),
    statementsSent: () => statements.sent.count,
    listen: (channel, onMessage, onChange) => listening.subscribe(channel, onMessage, onChange),
    close: () => (closed ??= close()),
  };

  async function close(): Promise<void> {
    await listening.close();
    // Kysely ends only a pool that it has used.
    await db.destroy();
    if (!pool.ending) await pool.end();
  }
}

/**
 * Counts and identities (`int8`) as numbers, which hold them exactly up to 2^53; calendar dates as their text,
 * since a `Date` would put them into some time zone. The rest as pg has it: `timestamptz` is a `Date`.
 */
function getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
  if (oid === int8) return Number;
  if (oid === date) return asText;
  const parse: (value: string) => unknown = types.getTypeParser(oid, format);
  return parse;
}

const { INT8: int8, DATE: date }: Record<'INT8' | 'DATE', number> = types.builtins;

function asText(value: string): string {
  return value;
}
