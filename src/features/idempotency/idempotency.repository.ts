import { hash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';

/** What is remembered of a call. */
export interface RememberedCall {
  readonly operation: string;
  /** Canonical JSON. */
  readonly input: string;
  readonly resultId: string;
  /** What REST answered to it first; null: nothing yet. */
  readonly answer: RememberedAnswer | null;
}

/** A REST answer as it was sent. */
export interface RememberedAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Milliseconds. */
const keptFor = 24 * 3_600_000;
/** Old rows that a new one takes away with it. */
const removedAtOnce = 20;

/** Every query on idempotency keys, bound to one caller of one company. */
export function createIdempotencyRepository({ db, company, caller, now }: Pick<FeatureScope, 'db' | 'company' | 'caller' | 'now'>) {
  const owner = caller === undefined ? 'system' : `${caller.kind}:${caller.id}`;
  const forgottenBefore = new Date(now - keptFor);
  return {
    /**
     * Whether nobody else is at work on the key; until the transaction ends, nobody else will be. Whoever shares the lock
     * keeps out only those who do not.
     */
    async tryLock(transaction: Transaction<Tables>, key: string, isShared = false): Promise<boolean> {
      const digest = hash('sha256', JSON.stringify([company.id, owner, key]), 'buffer');
      const lock = digest.readBigInt64BE().toString();
      const tryLock = sql.raw(isShared ? 'pg_try_advisory_xact_lock_shared' : 'pg_try_advisory_xact_lock');
      const { rows } = await sql<{ locked: boolean }>`select ${tryLock}(${lock}::bigint) as locked`.execute(transaction);
      return rows[0]?.locked === true;
    },

    async find(on: Kysely<Tables>, key: string): Promise<RememberedCall | undefined> {
      const row = await on
        .selectFrom('idempotency_keys')
        .select(['operation', 'input', 'result_id as resultId', 'status', 'body'])
        .where('company_id', '=', company.id)
        .where('caller', '=', owner)
        .where('key', '=', key)
        .where('created_at', '>', forgottenBefore)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { status, body, ...call } = row;
      return { ...call, answer: status === null || body === null ? null : { status, body } };
    },

    /**
     * In the place of one that is too old; others that are go with it.
     * @returns false when one is remembered that is not too old, which stays.
     */
    async remember(transaction: Transaction<Tables>, key: string, { operation, input, resultId, answer }: RememberedCall): Promise<boolean> {
      const row = { operation, input, result_id: resultId, status: answer?.status ?? null, body: answer?.body ?? null, created_at: new Date(now) };
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('idempotency_keys')
        .values({ company_id: company.id, caller: owner, key, ...row })
        .onConflict((conflict) => conflict.columns(['company_id', 'caller', 'key']).doUpdateSet(row).where('idempotency_keys.created_at', '<=', forgottenBefore))
        .executeTakeFirstOrThrow();
      await sql`delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys where created_at <= ${forgottenBefore} order by created_at limit ${removedAtOnce} for update skip locked
      ))`.execute(transaction);
      return numInsertedOrUpdatedRows !== 0n;
    },

    /**
     * The answer that is kept from now on: the first that was given. Undefined when the key is forgotten, or what it made
     * was, with the guest of whom the answer speaks.
     */
    async keepAnswer(key: string, { status, body }: RememberedAnswer, on: Kysely<Tables> = db): Promise<RememberedAnswer | undefined> {
      return on
        .updateTable('idempotency_keys')
        .set((row) => ({ status: row.fn.coalesce('status', row.val(status)), body: row.fn.coalesce('body', row.val(body)) }))
        .where('company_id', '=', company.id)
        .where('caller', '=', owner)
        .where('key', '=', key)
        .where('input', '<>', '')
        .returning((row) => [row.ref('status').$notNull().as('status'), row.ref('body').$notNull().as('body')])
        .executeTakeFirst();
    },
  };
}
