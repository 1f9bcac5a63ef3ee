import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { demoClient, demoCredentials } from '../../src/database/demo/credentials.js';
import { count } from '../support/counts.js';
import type { TestDatabase } from '../support/database.js';
import { createDemoDatabase } from '../support/demoDatabase.js';
import { startGatewayProcess, tokenFrom } from '../support/gatewayProcess.js';

vi.setConfig({ testTimeout: 60_000 + count(60_000, 600_000) });

let test: TestDatabase;
beforeEach(async () => {
  test = await createDemoDatabase();
  // As on a slow disk: whoever answers before the commit is found out.
  await test.database.pool.query(`
    create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.04); return null; end $$;
    create trigger be_slow after insert on audit_entries for each statement execute function be_slow();
  `);
});
afterEach(() => test.drop());

interface Answered {
  requestId: string;
  status: number;
}

/** One call of each kind that the audit log must have, whatever its outcome. */
function callsOf(url: string, token: string, weakToken: string, number: number): [path: string, options: RequestInit][] {
  const json = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const graphql = (body: unknown, headers: Record<string, string> = json): [string, RequestInit] => [`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) }];
  const customer = `cust_${(number % 1000) + 1}`;
  const profile = { firstName: 'Load', lastName: `Number ${number}`, email: `load-${number % 1000}@example.org` };
  return [
    [`${url}/api/v1/customers?page=${number % 50}&pageSize=5`, { headers: json }],
    graphql({ query: '{ customers(first: 5) { nodes { id } } }' }),
    [`${url}/api/v1/customer/${customer}/profile`, { method: 'PUT', headers: json, body: JSON.stringify({ firstname: profile.firstName, lastname: profile.lastName, email: profile.email }) }],
    graphql({ query: 'query ($id: ID!) { customer(id: $id) { firstName } }', variables: { id: customer } }),
    [`${url}/api/v1/customer/${customer}/profile`, { headers: { authorization: `Bearer ${weakToken}` } }],
    graphql({ query: 'mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }', variables: { input: { id: customer, ...profile } } }),
    [`${url}/api/v1/nowhere`, { headers: json }],
    graphql({ query: '{ nothing }' }),
  ];
}

it('every call that was answered on either surface is in the audit log after the gateway is killed under load', async () => {
  for (let round = 0; round < count(1, 8); round += 1) {
    const gateway = await startGatewayProcess({ DATABASE_URL: test.connectionString, DEMO: '1', SECRET_KEY: 'a key that only tests use, 32 characters', LOG_LEVEL: 'error' });
    const token = await tokenFrom(gateway.url, demoClient);
    const weakToken = await tokenFrom(gateway.url, demoCredentials.clients[2]);
    const answered: Answered[] = [];
    const killed = new AbortController();
    let number = 0;

    /** Counts an answer as soon as its head is here, which is after the gateway has let it go. */
    const caller = async (): Promise<void> => {
      while (!killed.signal.aborted) {
        number += 1;
        const calls = callsOf(gateway.url, token, weakToken, number);
        const [url, options] = calls[number % calls.length] as (typeof calls)[number];
        const response = await fetch(url, options).catch(() => null);
        if (response === null) continue;
        answered.push({ requestId: response.headers.get('x-request-id') ?? '', status: response.status });
        await response.text().catch(() => '');
      }
    };
    const callers = Array.from({ length: 24 }, caller);
    await expect.poll(() => answered.length, { timeout: 50_000, interval: 5 }).toBeGreaterThan(600 + 100 * round);
    await gateway.kill('SIGKILL');
    killed.abort();
    await Promise.all(callers);

    const rows = await test.database.db.selectFrom('audit_entries').select(['request_id', 'status']).execute();
    const recorded = new Map(rows.map(({ request_id, status }) => [request_id, status]));
    expect(answered.filter(({ requestId, status }) => recorded.get(requestId) !== status)).toEqual([]);
    expect([...new Set(answered.map(({ status }) => status))]).toEqual(expect.arrayContaining([200, 400, 403, 404]));
  }
});
