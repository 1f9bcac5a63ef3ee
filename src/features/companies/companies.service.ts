import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { readZones, type ZoneCheck } from '../../database/timeZones.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { Company } from '../../gateway/principal.js';
import { createStaff, prepareStaff, type Staff, type StaffInput } from '../users/users.service.js';
import { insertCompany } from './companies.repository.js';

export interface CreateCompanyInput {
  /** Its short name, which is the first label of its host: lower-case letters, digits and hyphens. */
  slug: string;
  name: string;
  /** An IANA zone. */
  timeZone: string;
  /** ISO 4217, upper case. */
  currency: string;
  /** Somebody who can sign in from the first moment. */
  staff?: StaffInput;
}

/**
 * Makes a company, and in the same transaction its first staff.
 * @throws badInput naming the field; ApplicationError CONFLICT when the slug is taken
 */
export async function createCompany(db: Kysely<Tables>, input: CreateCompanyInput, now: Date): Promise<{ company: Company; staff: Staff | null }> {
  checkCompany(input, await readZones(db, now.getTime()));
  const { slug, name, timeZone, currency } = input;
  const staff = input.staff === undefined ? null : await prepareStaff(input.staff);

  return db.transaction().execute(async (transaction) => {
    const company = await insertCompany(transaction, { slug, name: name.trim(), timeZone, currency }, now);
    if (company === null) throw new ApplicationError('CONFLICT', { field: 'slug', message: `There is already a company called ${slug}.` });
    return { company, staff: staff === null ? null : await createStaff(transaction, company, staff, now) };
  });
}

/** @throws badInput naming the field */
export function checkCompany({ slug, name, timeZone, currency }: Omit<CreateCompanyInput, 'staff'>, checkZone: ZoneCheck): void {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) {
    throw badInput('slug', 'must be 1 to 63 lower-case letters, digits and hyphens, and must not begin with a hyphen');
  }
  if (name.trim().length < 1 || name.length > 100 || /\p{Cc}|\p{Surrogate}/u.test(name)) throw badInput('name', 'must be one line of 1 to 100 characters');
  const zone = checkZone(timeZone);
  if ('problem' in zone) throw badInput('timeZone', zone.problem);
  if (!Intl.supportedValuesOf('currency').includes(currency)) throw badInput('currency', 'must be an upper-case ISO 4217 code such as GBP');
}
