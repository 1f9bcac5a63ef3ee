import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { CustomTypesConfig, Pool, PoolClient, QueryResult } from 'pg';
import { errorCode } from './errorCode.js';
import type { StatementNames } from './statements.js';

/** Most names that one connection holds; the least recently used is given up for the next. */
const namesPerConnection = 200;

/**
 * What Kysely takes its connections from: a pool of pg that counts what is sent and names statements.
 * Kysely's own driver sends no names, so that every statement would be parsed and planned each time.
 */
export class StatementPool implements PostgresPool {
  readonly #pool: Pool;
  readonly #names: StatementNames | null;
  readonly #connections = new WeakMap<PoolClient, NamingConnection>();
  /** Statements sent so far, transaction control and DEALLOCATE included. */
  readonly sent = { count: 0 };

  /** `names`: null sends every statement without one, as transaction poolers need it. */
  constructor(pool: Pool, names: StatementNames | null) {
    this.#pool = pool;
    this.#names = names;
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect();
    let connection = this.#connections.get(client);
    if (connection === undefined) {
      connection = new NamingConnection(client, this.#names, this.sent);
      this.#connections.set(client, connection);
    }
    return connection;
  }

  /** The first column of the first row as PostgreSQL wrote it, not parsed; null when there is no row, or null in it. */
  async readText(text: string, values: unknown[]): Promise<string | null> {
    const connection = (await this.connect()) as NamingConnection;
    try {
      const { rows } = await connection.queryText(text, values);
      return rows[0]?.[0] ?? null;
    } finally {
      connection.release();
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}

/** How pg hands out a result, where it is not rows as objects. */
type ResultForm = { readonly rowMode?: 'array'; readonly types?: CustomTypesConfig };

const unparsed: ResultForm = { rowMode: 'array', types: { getTypeParser: () => (value: string) => value } };

/** The part of pg's client that knows which names the server has; pg never forgets one by itself. */
interface NamedStatements {
  readonly connection: { readonly parsedStatements: Record<string, string> };
}

class NamingConnection implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #names: StatementNames | null;
  readonly #sent: { count: number };
  /** The names in use here, the least recently used first. */
  readonly #held = new Set<string>();
  /** Those of them that the server refuses to run: to be deallocated before their next use. */
  readonly #stale = new Set<string>();
  #isStuck = false;

  constructor(client: PoolClient, names: StatementNames | null, sent: { count: number }) {
    this.#client = client;
    this.#names = names;
    this.#sent = sent;
  }

  query<R>(text: string, values: unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  query<R>(text?: string, values?: unknown[]): Promise<PostgresQueryResult<R>> {
    if (typeof text !== 'string' || values === undefined) throw new TypeError('Cursors are not used: lists are read in keyset pages.');
    return this.#send(text, values, {}) as Promise<PostgresQueryResult<R>>;
  }

  queryText(text: string, values: unknown[]): Promise<{ rows: [string | null][] }> {
    return this.#send(text, values, unparsed) as Promise<never>;
  }

  release(): void {
    this.#client.release(this.#isStuck);
  }

  #send(text: string, values: unknown[], form: ResultForm): Promise<QueryResult> {
    this.#sent.count += 1;
    // Without parameters a text may hold several statements, or one that is not worth a name: BEGIN, COMMIT.
    const name = this.#names === null || values.length === 0 ? undefined : this.#names.use(text);
    return name === undefined ? this.#sendUnnamed(text, values, form) : this.#sendNamed(name, text, values, form);
  }

  async #sendUnnamed(text: string, values: unknown[], form: ResultForm): Promise<QueryResult> {
    try {
      return await this.#client.query({ text, values, ...form });
    } catch (error) {
      // pg stops waiting but the server still works on it: the connection cannot be used for anything else.
      if (error instanceof Error && error.message === 'Query read timeout') this.#isStuck = true;
      throw error;
    }
  }

  async #sendNamed(name: string, text: string, values: unknown[], form: ResultForm): Promise<QueryResult> {
    // A set keeps the order of insertion.
    this.#held.delete(name);
    this.#held.add(name);
    if (this.#held.size > namesPerConnection) await this.#giveUpOldest();
    if (this.#stale.has(name) && (await this.#deallocate(name))) this.#stale.delete(name);
    const isInTransaction = this.#client.getTransactionStatus() !== 'I';
    try {
      return await this.#client.query({ name, text, values, ...form });
    } catch (error) {
      if (!isStale(error)) throw error;
      this.#stale.add(name);
      // A transaction around it is lost: its owner has to begin again.
      if (isInTransaction) throw error;
      return await this.#sendNamed(name, text, values, form);
    }
  }

  async #giveUpOldest(): Promise<void> {
    for (const name of this.#held) {
      if (this.#held.size <= namesPerConnection) return;
      this.#held.delete(name);
      if (await this.#deallocate(name)) continue;
      // Nothing is accepted in a transaction that has failed already. Later, then.
      this.#held.add(name);
      return;
    }
  }

  /** Whether the server has forgotten the name. */
  async #deallocate(name: string): Promise<boolean> {
    const { parsedStatements } = (this.#client as PoolClient & NamedStatements).connection;
    // A name that the server never accepted would fail here, and a transaction around it too.
    if (parsedStatements[name] === undefined) return true;
    this.#sent.count += 1;
    try {
      await this.#client.query(`deallocate ${name}`);
    } catch (error) {
      if (errorCode(error) !== invalidStatementName) return false;
    }
    delete parsedStatements[name];
    return true;
  }
}

/** SQLSTATE for a prepared statement that is not there. */
const invalidStatementName = '26000';

/**
 * Whether a prepared statement no longer fits: a migration changed what it returns (0A000), or somebody
 * deallocated it (26000). Both are said before anything has run.
 */
function isStale(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  return code === invalidStatementName || (code === '0A000' && error.message === 'cached plan must not change result type');
}
