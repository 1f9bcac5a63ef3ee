import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { isTransient } from './sqlstate.js';

const attempts = 4;
/** Before the second attempt; doubled before each further one. */
const firstPauseMs = 10;

/**
 * Runs `change` in one transaction, again from its beginning when the database gave it up for another one (a
 * deadlock, a serialization failure), four times at most. So `change` must do nothing but database work that is
 * undone with the transaction.
 */
export async function inTransaction<Tables, Result>(
  db: Kysely<Tables>,
  change: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(change);
    } catch (error) {
      if (attempt === attempts || !isTransient(error)) throw error;
      // By chance, so that two who were in each other's way do not meet again.
      await sleep(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
