import { randomUUID } from 'node:crypto';
import type { Database } from '../database/connect.js';
import { inTransaction } from '../database/transaction.js';
import { ApplicationError } from '../errors.js';
import { createFeatures, type Features } from '../features/features.js';
import type { Context, FeatureScope, Write } from '../graphql/context.js';
import type { ResponseCache } from './cache/cache.js';
import { notifyChange } from './cache/changes.js';
import type { LimitState } from './limiter/limiter.js';
import type { Company, Principal } from './principal.js';

export interface ContextInput {
  principal: Principal;
  requestId: string;
  now: number;
  pageLimit: number;
  limitState: LimitState | null;
  validUntil: (moment: number) => void;
}

/** What an operation is run with. Features are made when the first resolver asks for them. */
export function createContext(input: ContextInput, database: Database, cache: ResponseCache): Context {
  let features: Features | undefined;
  return {
    ...input,
    get features() {
      features ??= createFeatures(featureScope(input, database, cache));
      return features;
    },
  };
}

function featureScope(input: ContextInput, database: Database, cache: ResponseCache): FeatureScope {
  const { company } = input.principal;
  if (company === null) throw new ApplicationError('UNAUTHENTICATED');
  return {
    db: database.db,
    readText: (sql, values) => database.readText(sql, values),
    company,
    now: input.now,
    pageLimit: input.pageLimit,
    validUntil: input.validUntil,
    onlyGuests: input.principal.kind === 'key',
    ...(input.principal.locationNumber === undefined ? {} : { boundLocation: input.principal.locationNumber }),
    caller: input.principal,
    write: createWrite(company, database, cache),
  };
}

/**
 * The change is announced inside its transaction, so that other processes hear of it even if this one dies, and
 * applied here after the commit and before the caller is answered.
 */
function createWrite(company: Company, database: Database, cache: ResponseCache): Write {
  return async (resources, change) => {
    const announced = { id: randomUUID(), companyId: company.id, resources };
    const result = await inTransaction(database.db, async (transaction) => {
      const value = await change(transaction);
      await notifyChange(transaction, announced);
      return value;
    });
    await cache.invalidate(announced);
    return result;
  };
}
