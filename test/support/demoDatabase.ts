import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { connectDatabase } from '../../src/database/connect.js';
import { loadDemo } from '../../src/database/demo/load.js';
import { connectTestDatabase, type TestDatabase } from './database.js';
import { templateDatabase } from './template.js';

const demoTemplate = 'frontdesk_demo_template';
/** Any number: holders make the template one after the other. */
const templateLock = 7_203_114;

/** A database of its own with the demo data. The first caller of a run loads it once, the others copy. */
export async function createDemoDatabase(): Promise<TestDatabase> {
  const name = `test_demo_${randomBytes(8).toString('hex')}`;
  const server = new Client({ connectionString: inject('databaseServer') });
  await server.connect();
  try {
    await server.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await server.query('select from pg_database where datname = $1', [demoTemplate]);
    if (rowCount === 0) await makeTemplate(server);
    await server.query(`create database ${name} template ${demoTemplate}`);
  } finally {
    // Ending the session frees the lock.
    await server.end();
  }
  const connectionString = addressOf(name);
  const database = connectTestDatabase(connectionString);
  return {
    database,
    connectionString,
    async drop() {
      await database.close();
      const client = new Client({ connectionString: inject('databaseServer') });
      await client.connect();
      try {
        await client.query(`drop database if exists ${name} with (force)`);
      } finally {
        await client.end();
      }
    },
  };
}

/** Loaded under another name first, so that a template exists whole or not at all. */
async function makeTemplate(server: Client): Promise<void> {
  const unfinished = `${demoTemplate}_unfinished`;
  await server.query(`drop database if exists ${unfinished} with (force)`);
  await server.query(`create database ${unfinished} template ${templateDatabase}`);
  const database = connectDatabase({
    connectionString: addressOf(unfinished),
    poolSize: 2,
    statementTimeoutMs: 120_000,
    statementNames: false,
    onError: () => undefined,
  });
  try {
    await loadDemo(database.db, { now: new Date(), progress: () => undefined });
  } finally {
    await database.close();
  }
  await server.query(`alter database ${unfinished} rename to ${demoTemplate}`);
}

function addressOf(name: string): string {
  const address = new URL(inject('databaseServer'));
  address.pathname = name;
  return address.href;
}
