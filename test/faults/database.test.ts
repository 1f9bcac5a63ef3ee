import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { patience } from '../support/patience.js';

vi.setConfig({ testTimeout: count(120_000, 1_800_000) });

/** A session of the server's owner, in a database that is never touched here. */
const owner = new Client({ connectionString: inject('databaseServer') });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway();
});
afterEach(() => gateway.close());

const databaseName = () => new URL(gateway.connectionString).pathname.slice(1);

async function endSessions(name?: string): Promise<number> {
  const { rowCount } = await owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and ($2::text is null or application_name = $2)',
    [databaseName(), name ?? null],
  );
  return rowCount ?? 0;
}

interface Answered {
  what: string;
  status: number;
  text: string;
  ms: number;
}

/** What a program says of itself: lines of a stack, file names, the database's own words. */
const insides = /\n\s+at |node_modules|\.ts:\d|\.js:\d|terminating connection|Connection terminated|pg_|SQLSTATE|57P01/;

/** Whether an answer is a right one, or says no more than that the service cannot answer now. */
function isAcceptable({ status, text }: Answered): boolean {
  const json = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  if (insides.test(text)) return false;
  if (status === 503) return true;
  return status === 200 && (json.errors ?? []).every(({ extensions }) => extensions.code === 'UNAVAILABLE');
}

describe('a gateway whose database sessions are ended again and again', () => {
  it('answers or says that it cannot, never hangs, shows nothing of its inside, keeps what it acknowledged, and heals', async () => {
    const answers: Answered[] = [];
    const acknowledged = new Map<string, number>();
    const over = new AbortController();
    const token = await gateway.token();
    await gateway.token();

    const ask = async (what: string, path: string, options: RequestInit = {}): Promise<Answered> => {
      const startedAt = performance.now();
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(`${gateway.url}${path}`, { ...options, headers, signal: AbortSignal.timeout(30_000) });
      const answered = { what, status: response.status, text: await response.text(), ms: performance.now() - startedAt };
      answers.push(answered);
      return answered;
    };
    const graphql = (what: string, query: string, variables = {}) => ask(what, '/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });

    const callers = Array.from({ length: 8 }, async (_, caller) => {
      const customer = `cust_${caller + 1}`;
      for (let call = 1; !over.signal.aborted; call += 1) {
        const profile = { firstName: `Version ${call}`, lastName: 'Fault', email: `caller-${caller}@fault.example` };
        const kind = (call + caller) % 5;
        if (kind === 0) {
          const body = JSON.stringify({ firstname: profile.firstName, lastname: profile.lastName, email: profile.email });
          if ((await ask('PUT profile', `/api/v1/customer/${customer}/profile`, { method: 'PUT', body })).status === 200) acknowledged.set(customer, call);
        } else if (kind === 1) {
          const { status, text } = await graphql('mutation', 'mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }', { input: { id: customer, ...profile } });
          if (status === 200 && !text.includes('"errors"')) acknowledged.set(customer, call);
        } else if (kind === 2) await ask('GET customers', `/api/v1/customers?page=${call % 60}&pageSize=10`);
        else if (kind === 3) await graphql('query customers', `{ customers(page: ${call % 60}, pageSize: 10) { nodes { id bookings(first: 2) { nodes { id } } } } }`);
        else await ask('GET register', `/api/v1/customer/${customer}/bookings`);
      }
    });

    let ended = 0;
    for (let round = 0; round < count(12, 200); round += 1) {
      await sleep(150);
      ended += await endSessions();
    }
    expect(ended).toBeGreaterThan(count(12, 200));
    const before = answers.length;
    await expect.poll(() => answers.slice(before).filter(({ status }) => status === 200).length, { timeout: 20_000 }).toBeGreaterThan(20);
    over.abort();
    await Promise.all(callers);

    expect(answers.filter((answered) => !isAcceptable(answered))).toEqual([]);
    expect(answers.filter(({ ms }) => ms > patience(10_000))).toEqual([]);
    // Healed: nothing fails any more, and what was acknowledged is there, or something later.
    for (const [customer, call] of acknowledged) {
      const { status, json } = await gateway.rest(`/customer/${customer}/profile`);
      const { firstname } = (json as { data: { firstname: string } }).data;
      expect([status, firstname.replace(/\d+$/, '')]).toEqual([200, 'Version ']);
      expect(Number(firstname.slice('Version '.length))).toBeGreaterThanOrEqual(call);
    }
    expect(acknowledged.size).toBe(8);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  });
});

it('a database that takes no connections for a while is unavailable, and no fault of ours', async () => {
  const token = await gateway.token();
  await owner.query(`alter database ${databaseName()} with allow_connections false`);
  try {
    // All but the audit log's, whose loss would refuse reads for a reason of its own.
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query not like '%audit_entries%'`, [databaseName()]);
    for (const page of [1, 2, 3]) {
      const { status, headers } = await gateway.rest(`/customers?page=${page}`, { token });
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    }
    const { headers, errors } = await gateway.graphql('{ customers(first: 4) { nodes { id } } }', { token });
    expect([headers.get('retry-after'), errors?.map(({ extensions }) => extensions['code'])]).toEqual(['1', ['UNAVAILABLE']]);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
  } finally {
    await owner.query(`alter database ${databaseName()} with allow_connections true`);
  }
  await expect.poll(async () => (await gateway.rest('/customers?page=1', { token })).status, { timeout: 15_000 }).toBe(200);
});

describe('a gateway that cannot hear of other processes’ changes', () => {
  const lookups = async (outcome: 'hit' | 'miss' | 'off'): Promise<number> => {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    return Number(new RegExp(`^frontdesk_cache_lookups_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  const firstName = async (): Promise<string> => {
    const { status, json } = await gateway.rest('/customer/cust_5/profile');
    expect(status).toBe(200);
    return (json as { data: { firstname: string } }).data.firstname;
  };

  it('neither reads nor fills its cache, and begins anew when it hears again', async () => {
    await expect.poll(firstName).toEqual(expect.any(String));
    await expect.poll(async () => [await firstName(), await lookups('hit')][1], { timeout: 5000 }).toBeGreaterThan(0);

    // Connections that are open stay, and no other can be made: the listener does not come back.
    const session = new Client({ connectionString: gateway.connectionString });
    await session.connect();
    try {
      await owner.query(`alter database ${databaseName()} with allow_connections false`);
      expect(await endSessions('frontdesk listener')).toBe(1);
      await expect.poll(async () => [await firstName(), await lookups('off')][1], { timeout: 5000 }).toBeGreaterThan(0);

      const [hits, misses] = [await lookups('hit'), await lookups('miss')];
      // Written past the gateway, so that nothing but the database itself can show it.
      for (const name of ['Unheard', 'Unheard again']) {
        await session.query(`update customers set first_name = $1 from companies where companies.id = company_id and slug = 'demo' and number = 5`, [name]);
        expect([await firstName(), await firstName()]).toEqual([name, name]);
      }
      expect([await lookups('hit'), await lookups('miss')]).toEqual([hits, misses]);
      // A write of its own is seen as ever.
      const body = { firstname: 'Heard', lastname: 'Fault', email: 'deaf@fault.example' };
      expect((await gateway.rest('/customer/cust_5/profile', { method: 'PUT', body })).status).toBe(200);
      expect(await firstName()).toBe('Heard');
    } finally {
      await session.end();
      await owner.query(`alter database ${databaseName()} with allow_connections true`);
    }

    const hits = await lookups('hit');
    await expect.poll(async () => [await firstName(), await lookups('hit')], { timeout: 15_000 }).toEqual(['Heard', hits + 1]);
  });
});
