import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { connectDatabase, type Database, type DatabaseOptions } from '../../src/database/connect.js';
import { templateDatabase } from './template.js';

export interface TestDatabase {
  readonly database: Database;
  readonly connectionString: string;
  /** Closes `database`, ends every other session and removes it. */
  drop(): Promise<void>;
}

/** A database of its own on the run's server: migrated and empty, or with `isEmpty: true` without any table. */
export async function createTestDatabase(
  options: Partial<DatabaseOptions> & { isEmpty?: boolean } = {},
): Promise<TestDatabase> {
  const { isEmpty = false, ...databaseOptions } = options;
  // Random, so that files which run side by side need no agreement.
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name}${isEmpty ? '' : ` template ${templateDatabase}`}`);
  const address = new URL(inject('databaseServer'));
  address.pathname = name;
  const connectionString = address.href;
  const database = connectTestDatabase(connectionString, databaseOptions);
  return {
    database,
    connectionString,
    async drop() {
      await database.close();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** A further connection to a test database, as another process has one. To be closed before the database is dropped. */
export function connectTestDatabase(connectionString: string, options: Partial<DatabaseOptions> = {}): Database {
  return connectDatabase({
    connectionString,
    poolSize: 5,
    statementTimeoutMs: 15_000,
    statementNames: true,
    onError: () => undefined,
    ...options,
  });
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('databaseServer') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
