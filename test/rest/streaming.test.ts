import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoClient } from '../../src/database/demo/credentials.js';
import { unpagedPageSize } from '../../src/rest/route.js';
import { count } from '../support/counts.js';
import type { TestDatabase } from '../support/database.js';
import { createDemoDatabase } from '../support/demoDatabase.js';
import { startTestGateway } from '../support/gateway.js';
import { startGatewayProcess, tokenFrom } from '../support/gatewayProcess.js';

/** With the longest profiles that there can be: a list of 7 MB, or 30 MB. */
const customers = count(12_000, 50_000);
/** Customers that one statement inserts. */
const atOnce = 2000;
const megabyte = 1_048_576;

let demo: TestDatabase;

beforeAll(async () => {
  demo = await createDemoDatabase();
  const { db } = demo.database;
  const { id, last } = await db
    .selectFrom('companies')
    .innerJoin('customers', 'customers.company_id', 'companies.id')
    .select(({ fn }) => ['companies.id', fn.max('customers.number').as('last')])
    .where('slug', '=', 'demo')
    .groupBy('companies.id')
    .executeTakeFirstOrThrow();
  for (let from = last + 1; from <= last + customers; from += atOnce) {
    await sql`insert into customers (company_id, number, first_name, last_name, email, mobile, created_at)
      select ${id}::integer, i, repeat('n', 100), repeat('b', 100), lpad('@example.org', 240, 'x') || i, lpad(i::text, 30, '0'), now() - i * interval '1 minute'
      from generate_series(${from}::integer, ${from + atOnce - 1}::integer) i`.execute(db);
  }
  await sql`analyze customers`.execute(db);
});
afterAll(() => demo.drop());

/** How many customers the list must have. */
async function listed(): Promise<number> {
  const { number } = await demo.database.db
    .selectFrom('customers')
    .innerJoin('companies', 'companies.id', 'customers.company_id')
    .select(({ fn }) => fn.countAll<string>().as('number'))
    .where('slug', '=', 'demo')
    .where('customers.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(number);
}

/** What `npm start` gives Node: a heap that grows slowly shows what is held, and not what waits to be collected. */
function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Reads a list to its end; `onFirst` is called with its first bytes. */
async function read(url: string, token: string, onFirst: () => void = () => undefined): Promise<{ ids: string[]; headers: Headers }> {
  const { status, headers, body } = await fetch(`${url}/api/v1/customers`, { headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(200);
  const parts: Uint8Array[] = [];
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    if (parts.length === 0) onFirst();
    parts.push(part);
  }
  const { data } = JSON.parse(Buffer.concat(parts).toString()) as { data: { id: string }[] };
  return { ids: data.map(({ id }) => id), headers };
}

test('a long list begins to arrive before its last page is read, and arrives whole', async () => {
  const gateway = await startTestGateway({ connectionString: demo.connectionString });
  try {
    const token = await gateway.token(demoClient.id);
    await gateway.rest('/customers?pageSize=1');
    const before = gateway.database.statementsSent();
    let atFirst = 0;
    const { ids, headers } = await read(gateway.url, token, () => (atFirst = gateway.database.statementsSent() - before));
    const total = await listed();
    const pages = Math.ceil(total / unpagedPageSize);
    expect(atFirst).toBeLessThan(pages);
    expect([ids.length, new Set(ids).size, headers.get('etag'), headers.get('content-length')]).toEqual([total, total, null, null]);
  } finally {
    await gateway.close();
  }
});

test('a gateway needs little memory for it, however long it is', async () => {
  const environment = { DATABASE_URL: demo.connectionString, DEMO: '1', LOG_LEVEL: 'warn', SECRET_KEY: 'a key that only tests use, 32 characters' };
  const gateway = await startGatewayProcess(environment, startFlags());
  try {
    const resident = async () => Number(/^process_resident_memory_bytes (\d+)/m.exec(await (await fetch(`${gateway.url}/metrics`)).text())?.[1]) / megabyte;
    const token = await tokenFrom(gateway.url, demoClient);
    await fetch(`${gateway.url}/api/v1/customers?pageSize=1`, { headers: { authorization: `Bearer ${token}` } });
    const idle = await resident();
    let peak = 0;
    let isReading = true;
    const watching = (async () => {
      while (isReading) peak = Math.max(peak, await resident());
    })();
    const { ids } = await read(gateway.url, token).finally(() => (isReading = false));
    await watching;
    expect(ids).toHaveLength(await listed());
    expect(peak).toBeGreaterThan(0);
    expect(peak - idle).toBeLessThan(80);
  } finally {
    await gateway.kill('SIGTERM');
  }
});
