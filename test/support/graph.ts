import { expect } from 'vitest';
import type { CompiledQuery, Kysely } from 'kysely';
import { staffRoles } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/connect.js';
import type { Tables } from '../../src/database/tables.js';
import { inTransaction } from '../../src/database/transaction.js';
import { createFeatures } from '../../src/features/features.js';
import { resolvers } from '../../src/features/resolvers.js';
import { policies, type Company } from '../../src/gateway/principal.js';
import type { Context, FeatureScope } from '../../src/graphql/context.js';
import { createExecutor, type Executor } from '../../src/graphql/executor.js';
import { createOperationStore, type PreparedOperation } from '../../src/graphql/operations.js';
import { priceOf } from '../../src/graphql/price/cost.js';
import type { Resolvers } from '../../src/graphql/resolvers.generated.js';
import { buildSchema } from '../../src/graphql/schema.js';

/** What an operation answered, and what it did to get there. */
export interface Asked<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly field: unknown }[];
  /** Statements that were sent, transaction control included. */
  readonly statements: number;
  /** The text of each read that a look-ahead sent. */
  readonly reads: readonly string[];
  /** Epoch milliseconds; infinite when only a write changes the answer. */
  readonly validUntil: number;
  /** Resources that were written. */
  readonly written: readonly string[];
}

export interface AskOptions {
  variables?: Record<string, unknown>;
  /** ISO 8601. */
  now?: string;
  pageLimit?: number;
  scopes?: readonly string[];
}

/** Operations of the real schema on a database, without HTTP, limits or cache: everything below the executor. */
export interface Graph {
  ask<Data = unknown>(company: Company, document: string, options?: AskOptions): Promise<Asked<Data>>;
}

export const noon = '2026-09-01T12:00:00.000Z';

/** @param others Resolvers in place of the features' own. */
export function createGraph(database: Database, others: readonly Resolvers[] = []): Graph {
  const schema = buildSchema([...resolvers, ...others]);
  const limits = { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true };
  const operations = createOperationStore(schema, limits);
  const executor = createExecutor(schema);
  return {
    async ask<Data>(company: Company, document: string, { variables = {}, now = noon, pageLimit = 100, scopes = staffRoles.admin }: AskOptions = {}): Promise<Asked<Data>> {
      const operation = operations.prepare(document);
      if (!operation.isValid) throw new Error(`Not a valid operation: ${document}`);
      let until = Infinity;
      const written: string[] = [];
      const reads: string[] = [];
      const scope: FeatureScope = {
        db: recording(database.db, reads),
        readText: database.readText,
        company,
        now: Date.parse(now),
        pageLimit,
        validUntil: (moment) => (until = Math.min(until, moment)),
        write: async (resources, change) => {
          const result = await inTransaction(database.db, change);
          written.push(...resources);
          return result;
        },
      };
      const context: Context = {
        ...scope,
        principal: { kind: 'staff', id: 'user_1', name: 'Staff', company, scopes: new Set(scopes), policy: policies.studioClient },
        requestId: 'test',
        limitState: null,
        features: createFeatures(scope),
      };
      const before = database.statementsSent();
      const { data, errors = [] } = await executor.execute(operation, variables, context);
      const statements = database.statementsSent() - before;
      if (operation.kind === 'query') await assertWrittenAlike(executor, operation, variables, context, { data, errors, until });
      return {
        data: data as Data,
        errors: errors.map(({ message, extensions }) => ({ message, code: extensions['code'], field: extensions['field'] })),
        statements,
        reads,
        validUntil: until,
        written,
      };
    },
  };
}

/** The answer that is written without executing must be the executed one, to the byte, with its price and its end. */
async function assertWrittenAlike(
  executor: Executor,
  operation: PreparedOperation,
  variables: Record<string, unknown>,
  context: Context,
  executed: { data: unknown; errors: readonly unknown[]; until: number },
): Promise<void> {
  let until = Infinity;
  const written = await executor.write(operation, variables, { ...context, validUntil: (moment) => (until = Math.min(until, moment)) });
  if (written === null || !('fields' in written)) return;
  const json = `{${written.fields.map(({ responseKey, json: value }) => `${JSON.stringify(responseKey)}:${value}`).join()}}`;
  expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(executed.data));
  expect(executed.errors).toEqual([]);
  expect(until).toBe(executed.until);
  expect(priceOf(written.objects)).toEqual(operation.actual(executed.data));
}

function recording(db: Kysely<Tables>, reads: string[]): Kysely<Tables> {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'executeQuery') {
        return (query: CompiledQuery) => {
          reads.push(query.sql);
          return target.executeQuery(query);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
