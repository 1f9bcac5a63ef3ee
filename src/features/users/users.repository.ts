import type { Insertable, Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';

/** Null when somebody of the company has the e-mail already, in whatever case. */
export async function insertUser(db: Kysely<Tables>, row: Insertable<Tables['users']>): Promise<{ number: number } | null> {
  const inserted = await db
    .insertInto('users')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted ?? null;
}

/** Sets the password and withdraws every login made before. False when there is no such user. */
export async function updatePassword(db: Kysely<Tables>, companyId: number, number: number, passwordHash: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ password_hash: passwordHash, sessions_valid_from: now })
    .where('company_id', '=', companyId)
    .where('number', '=', number)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
