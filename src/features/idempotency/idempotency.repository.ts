import { hash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';

/** What is remembered of a call. */
export interface RememberedCall {
  readonly operation: string;
  /** Canonical JSON. */
  readonly input: string;
  readonly resultId: string;
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
    /** Whether nobody else is at work on the key; until the transaction ends, nobody else will be. */
    async tryLock(transaction: Transaction<Tables>, key: string): Promise<boolean> {
      const digest = hash('sha256', JSON.stringify([company.id, owner, key]), 'buffer');
      const lock = digest.readBigInt64BE().toString();
      const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${lock}::bigint) as locked`.execute(transaction);
      return rows[0]?.locked === true;
    },

    async find(transaction: Transaction<Tables>, key: string): Promise<RememberedCall | undefined> {
      return transaction
        .selectFrom('idempotency_keys')
        .select(['operation', 'input', 'result_id as resultId'])
        .where('company_id', '=', company.id)
        .where('caller', '=', owner)
        .where('key', '=', key)
        .where('created_at', '>', forgottenBefore)
        .executeTakeFirst();
    },

    /** In the place of one that is too old; others that are go with it. */
    async remember(transaction: Transaction<Tables>, key: string, { operation, input, resultId }: RememberedCall): Promise<void> {
      const row = { operation, input, result_id: resultId, status: null, body: null, created_at: new Date(now) };
      await transaction
        .insertInto('idempotency_keys')
        .values({ company_id: company.id, caller: owner, key, ...row })
        .onConflict((conflict) => conflict.columns(['company_id', 'caller', 'key']).doUpdateSet(row))
        .execute();
      await sql`delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys where created_at <= ${forgottenBefore} order by created_at limit ${removedAtOnce} for update skip locked
      ))`.execute(transaction);
    },

    /**
     * The answer that is kept from now on: the first that was given. Undefined when the key is forgotten, or what it made
     * was, with the guest of whom the answer speaks.
     */
    async keepAnswer(key: string, { status, body }: RememberedAnswer): Promise<RememberedAnswer | undefined> {
      return db
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
