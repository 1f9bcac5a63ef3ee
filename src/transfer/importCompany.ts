import type { Kysely } from 'kysely';
import { UserFacingError } from '../database/embedded/errors.js';
import type { Tables } from '../database/tables.js';
import type { ZoneCheck } from '../database/timeZones.js';
import { findCompanyBySlug } from '../features/companies/companies.repository.js';
import { checkCompany } from '../features/companies/companies.service.js';
import type { Company } from '../gateway/principal.js';
import type { CompanyFacts } from './folder.js';

/** The company that is imported into: one that exists, or one to be made with the rows. */
export type Target = { readonly existing: Company } | { readonly fresh: Omit<Company, 'id'> };

/**
 * @param said what the caller says of the company
 * @param file what `company.json` says; null: there is none
 * @throws UserFacingError when it is missing and cannot be made, or is another one than was said; badInput naming
 *   `slug`, `name`, `timeZone` or `currency`
 */
export async function findTarget(db: Kysely<Tables>, slug: string, said: Partial<CompanyFacts>, file: CompanyFacts | null, checkZone: ZoneCheck): Promise<Target> {
  const existing = await findCompanyBySlug(db, slug);
  if (existing !== null) {
    // Rows are read on its wall clock and in its currency: what was written for another one would be wrong.
    const { timeZone, currency } = { ...file, ...said };
    const expected = { ...said, timeZone, currency };
    for (const [what, field] of [['name', 'name'], ['time zone', 'timeZone'], ['currency', 'currency']] as const) {
      const value = expected[field];
      if (value !== undefined && value !== existing[field]) throw new UserFacingError(`There is a company called ${slug} already, and its ${what} is ${existing[field]}, not ${value}.`);
    }
    return { existing };
  }
  const { name, timeZone, currency } = { ...file, ...said };
  if (name === undefined || timeZone === undefined || currency === undefined) {
    throw new UserFacingError(`There is no company called ${slug}: give --name, --time-zone and --currency to make it, or a company.json in the folder.`);
  }
  checkCompany({ slug, name, timeZone, currency }, checkZone);
  return { fresh: { slug, name, timeZone, currency } };
}
