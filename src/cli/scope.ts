import { randomUUID } from 'node:crypto';
import { prefixOfApiKeyId } from '../access/apiKey.js';
import { inTransaction } from '../database/transaction.js';
import { findCompanyBySlug, findCompanyOfClient, findCompanyOfKey } from '../features/companies/companies.repository.js';
import { notifyChange } from '../gateway/cache/changes.js';
import type { Company } from '../gateway/principal.js';
import type { FeatureScope } from '../graphql/context.js';
import { CommandError, type CommandInput } from './command.js';

/** What a feature is made from here, where nothing is cached: running gateways hear of each change as it commits. */
export function featureScope({ session, now }: Pick<CommandInput, 'session' | 'now'>, company: Company): FeatureScope {
  const { db } = session.database;
  return {
    db,
    readText: (sql, values) => session.database.readText(sql, values),
    company,
    now: now.getTime(),
    pageLimit: 1000,
    validUntil: () => undefined,
    write: (resources, change) => {
      const announced = { id: randomUUID(), companyId: company.id, resources };
      return inTransaction(db, async (transaction) => {
        const result = await change(transaction);
        await notifyChange(transaction, announced);
        return result;
      });
    },
  };
}

export async function companyNamed({ session }: Pick<CommandInput, 'session'>, slug: string): Promise<Company> {
  const company = await findCompanyBySlug(session.database.db, slug);
  if (company === null) throw new CommandError(`There is no company called ${slug}.`);
  return company;
}

/** The company whose API client this is. */
export async function companyOfClient({ session }: Pick<CommandInput, 'session'>, clientId: string): Promise<Company> {
  const company = await findCompanyOfClient(session.database.db, clientId);
  if (company === null) throw new CommandError(`There is no API client ${clientId}.`);
  return company;
}

/** The company whose API key this is. */
export async function companyOfKey({ session }: Pick<CommandInput, 'session'>, keyId: string): Promise<Company> {
  const prefix = prefixOfApiKeyId(keyId);
  const company = prefix === null ? null : await findCompanyOfKey(session.database.db, prefix);
  // What is no public part may be a whole key: it is not repeated.
  if (company === null) throw new CommandError('There is no such API key: give the public part, rrk_live_ and 8 characters.');
  return company;
}
