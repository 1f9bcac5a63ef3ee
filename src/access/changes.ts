import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.js';

/** PostgreSQL channel on which every process hears that access rows changed. */
export const accessChannel = 'frontdesk_access';

/**
 * Whose row changed: `client:m2m_…`, `key:XXXXXXXX` (the key's prefix), `user:3:12` (company, number), or
 * `signing-keys`.
 */
export type AccessSubject = `client:${string}` | `key:${string}` | `user:${number}:${number}` | 'signing-keys';

/**
 * Makes every process forget what it remembers of the subject. Given the writing transaction, it is delivered when
 * that commits, and never when it does not.
 */
export async function notifyAccess(transaction: Kysely<Tables>, subject: AccessSubject): Promise<void> {
  await sql`select pg_notify(${accessChannel}, ${subject})`.execute(transaction);
}
