import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { inTransaction } from '../../database/transaction.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import { isGiven } from '../shared/page.js';
import { unstorable } from '../shared/text.js';
import { canonicalJson } from './canonicalJson.js';
import { createIdempotencyRepository, type RememberedAnswer } from './idempotency.repository.js';

/** A write that must not happen twice. */
export interface OnceOnly<Result> {
  /** The mutation. */
  readonly operation: string;
  /** As `readKey` gives it; undefined: the write is done each time. */
  readonly key: string | undefined;
  /** What is asked for, checked and with its defaults, so that the same thing asked for otherwise is the same. */
  readonly input: unknown;
  /** Does it, and says by which id what was made is found again. */
  make(): Promise<{ readonly id: string; readonly result: Result }>;
  /** The result of the call that did it, by that id, as it is now. */
  again(id: string): Promise<Result>;
}

export interface IdempotencyService {
  /**
   * Does a write, or finds that the caller's key did it within the last 24 hours. A refused write is not remembered.
   * @param transaction The one of the write, in which nothing was done yet.
   * @throws IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_CONFLICT, and what `make` throws.
   */
  once<Result>(transaction: Transaction<Tables>, write: OnceOnly<Result>): Promise<{ readonly result: Result; readonly replayed: boolean }>;
  /**
   * Whether the caller's key came with the same read before, within the last 24 hours. It has from now on.
   * @throws IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_CONFLICT.
   */
  wasRead(key: string, read: Pick<OnceOnly<unknown>, 'operation' | 'input'>): Promise<boolean>;
  /**
   * Keeps what REST answers to a write, the first time that it answers at all.
   * @returns what is kept, and so is to be answered.
   */
  keepAnswer(key: string, answer: RememberedAnswer): Promise<RememberedAnswer>;
}

/** Characters. */
const longestKey = 255;

/**
 * @param field What the key is called where it came from.
 * @returns undefined when there is none.
 * @throws badInput naming the field.
 */
export function readKey(field: string, key: string | null | undefined): string | undefined {
  if (!isGiven(key)) return undefined;
  const { length } = Array.from(key);
  if (length < 1 || length > longestKey) throw badInput(field, `must have 1 to ${longestKey} characters`);
  if (unstorable.test(key)) throw badInput(field, 'has a character that is not text');
  return key;
}

export function createIdempotencyService(scope: FeatureScope): IdempotencyService {
  const repository = createIdempotencyRepository(scope);
  const service: IdempotencyService = {
    async once(transaction, { operation, key, input, make, again }) {
      if (key === undefined) return { result: (await make()).result, replayed: false };
      if (!(await repository.tryLock(transaction, key))) throw new ApplicationError('IDEMPOTENCY_IN_PROGRESS');
      const canonical = canonicalJson(input);
      const known = await repository.find(transaction, key);
      if (known !== undefined) {
        if (known.operation !== operation || known.input !== canonical) throw new ApplicationError('IDEMPOTENCY_CONFLICT');
        return { result: await again(known.resultId), replayed: true };
      }
      const { id, result } = await make();
      await repository.remember(transaction, key, { operation, input: canonical, resultId: id });
      return { result, replayed: false };
    },

    async wasRead(key, read) {
      const nothing = { make: async () => ({ id: '', result: null }), again: async () => null };
      const { replayed } = await inTransaction(scope.db, (transaction) => service.once(transaction, { ...read, ...nothing, key }));
      return replayed;
    },

    keepAnswer: async (key, answer) => (await repository.keepAnswer(key, answer)) ?? answer,
  };
  return service;
}
