import type { Kysely, Transaction } from 'kysely';
import { findLoginUser } from '../../access/callers.repository.js';
import { notifyAccess } from '../../access/changes.js';
import { isStaffRole, staffRoles, type StaffRole } from '../../access/scopes.js';
import { hashPassword, longestPassword } from '../../access/secrets.js';
import { nextNumber } from '../../database/numbers.js';
import type { Tables } from '../../database/tables.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { Company } from '../../gateway/principal.js';
import { insertUser, updatePassword } from './users.repository.js';

export interface StaffInput {
  email: string;
  firstName: string;
  lastName: string;
  role: string;
  /** 10 characters or more. */
  password: string;
}

/** Checked, and with the password hashed: that takes long, and is done before a transaction begins. */
export interface PreparedStaff {
  email: string;
  firstName: string;
  lastName: string;
  role: StaffRole;
  passwordHash: string;
}

export interface Staff {
  number: number;
  email: string;
  role: StaffRole;
}

const shortestPassword = 10;

/** @throws badInput naming the field */
export async function prepareStaff({ email, firstName, lastName, role, password }: StaffInput): Promise<PreparedStaff> {
  if (email.length > 254 || !/^[^\s@\p{Cc}\p{Surrogate}]+@[^\s@\p{Cc}\p{Surrogate}]+$/u.test(email)) throw badInput('email', 'must be an e-mail address');
  if (!isStaffRole(role)) throw badInput('role', `must be one of ${Object.keys(staffRoles).join(', ')}`);
  checkName('firstName', firstName);
  checkName('lastName', lastName);
  return { email, firstName, lastName, role, passwordHash: await hashNewPassword(password) };
}

/** @throws ApplicationError CONFLICT when somebody of the company has the e-mail */
export async function createStaff(transaction: Transaction<Tables>, company: Company, staff: PreparedStaff, now: Date): Promise<Staff> {
  const number = await nextNumber(transaction, company.id, 'user');
  const inserted = await insertUser(transaction, {
    company_id: company.id,
    number,
    kind: 'staff',
    role: staff.role,
    customer_number: null,
    email: staff.email,
    first_name: staff.firstName,
    last_name: staff.lastName,
    password_hash: staff.passwordHash,
    sessions_valid_from: now,
    created_at: now,
    deleted_at: null,
  });
  if (inserted === null) {
    throw new ApplicationError('CONFLICT', { field: 'email', message: `Somebody at ${company.slug} already has the e-mail ${staff.email}.` });
  }
  return { number, email: staff.email, role: staff.role };
}

/**
 * Gives a user another password. Every login made before `now` ends, in every process within a second.
 * @throws badInput naming `password`; ApplicationError NOT_FOUND for an unknown, deleted or foreign user
 */
export async function changePassword(db: Kysely<Tables>, company: Company, number: number, password: string, now: Date): Promise<void> {
  const passwordHash = await hashNewPassword(password);
  await db.transaction().execute(async (transaction) => {
    const isChanged = await updatePassword(transaction, company.id, number, passwordHash, now);
    if (!isChanged) throw new ApplicationError('NOT_FOUND', { message: 'There is no such user.' });
    await notifyAccess(transaction, `user:${company.id}:${number}`);
  });
}

/**
 * Gives somebody of a company's staff another password, by their e-mail in either case.
 * @throws badInput naming `password`; ApplicationError NOT_FOUND when none of the staff has the e-mail
 */
export async function changeStaffPassword(db: Kysely<Tables>, company: Company, email: string, password: string, now: Date): Promise<void> {
  const user = await findLoginUser(db, company.id, email);
  if (user?.kind !== 'staff') throw new ApplicationError('NOT_FOUND', { message: `There is no staff of ${company.slug} with the e-mail ${email}.` });
  await changePassword(db, company, user.number, password, now);
}

async function hashNewPassword(password: string): Promise<string> {
  if (password.length < shortestPassword || password.length > longestPassword) {
    throw badInput('password', `must have ${shortestPassword} to ${longestPassword} characters`);
  }
  return hashPassword(password);
}

function checkName(field: 'firstName' | 'lastName', name: string): void {
  if (name.trim() === '' || name.length > 100 || /\p{Cc}|\p{Surrogate}/u.test(name)) throw badInput(field, 'must be one line of 1 to 100 characters');
}
