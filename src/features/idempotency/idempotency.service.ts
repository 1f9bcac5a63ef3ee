import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { inTransaction } from '../../database/transaction.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import { isGiven } from '../shared/page.js';
import { unstorable } from '../shared/text.js';
import { canonicalJson } from './canonicalJson.js';
import { createIdempotencyRepository, type RememberedAnswer, type RememberedCall } from './idempotency.repository.js';

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

/** A read that is answered the same again. */
export interface OnceRead extends Pick<OnceOnly<unknown>, 'operation' | 'input'> {
  answer(): Promise<RememberedAnswer>;
}

export interface IdempotencyService {
  /**
   * Does a write, or finds that the caller's key did it within the last 24 hours. A refused write is not remembered.
   * @param transaction The one of the write, in which nothing was done yet.
   * @throws IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_CONFLICT, and what `make` throws.
   */
  once<Result>(transaction: Transaction<Tables>, write: OnceOnly<Result>): Promise<{ readonly result: Result; readonly replayed: boolean }>;
  /**
   * Answers what a read with the caller's key was answered first within the last 24 hours, and reads only when it was not.
   * Of reads at once, which are not kept waiting for each other, the first to be done counts. A refused one does not.
   * @throws IDEMPOTENCY_IN_PROGRESS when a write is at work with the key, IDEMPOTENCY_CONFLICT, and what `answer` throws.
   */
  readOnce(key: string, read: OnceRead): Promise<{ readonly answer: RememberedAnswer; readonly replayed: boolean }>;
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
  return {
    async once(transaction, { operation, key, input, make, again }) {
      if (key === undefined) return { result: (await make()).result, replayed: false };
      if (!(await repository.tryLock(transaction, key))) throw new ApplicationError('IDEMPOTENCY_IN_PROGRESS');
      const canonical = canonicalJson(input);
      const known = same(await repository.find(transaction, key), operation, canonical);
      if (known !== undefined) return { result: await again(known.resultId), replayed: true };
      const { id, result } = await make();
      await repository.remember(transaction, key, { operation, input: canonical, resultId: id, answer: null });
      return { result, replayed: false };
    },

    async readOnce(key, { operation, input, answer: read }) {
      const canonical = canonicalJson(input);
      const known = same(await repository.find(scope.db, key), operation, canonical);
      if (known !== undefined && known.answer !== null) return { answer: known.answer, replayed: true };
      const answer = await read();
      return inTransaction(scope.db, async (transaction) => {
        if (!(await repository.tryLock(transaction, key, true))) throw new ApplicationError('IDEMPOTENCY_IN_PROGRESS');
        if (await repository.remember(transaction, key, { operation, input: canonical, resultId: '', answer })) return { answer, replayed: false };
        same(await repository.find(transaction, key), operation, canonical);
        return { answer: (await repository.keepAnswer(key, answer, transaction)) ?? answer, replayed: true };
      });
    },

    keepAnswer: async (key, answer) => (await repository.keepAnswer(key, answer)) ?? answer,
  };
}

/** @throws IDEMPOTENCY_CONFLICT when the call is another one. */
function same(known: RememberedCall | undefined, operation: string, input: string): RememberedCall | undefined {
  if (known !== undefined && (known.operation !== operation || known.input !== input)) throw new ApplicationError('IDEMPOTENCY_CONFLICT');
  return known;
}
