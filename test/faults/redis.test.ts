import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { wireTo, type Wire } from '../support/wire.js';

vi.setConfig({ testTimeout: count(120_000, 1_800_000) });

const started = await startRedis();
afterAll(() => started?.stop());

/** Milliseconds within which a gateway must have noticed that Redis is away, or back. */
const noticed = { timeout: 10_000, interval: 20 };

let gateways: readonly TestGateway[] = [];
afterEach(async () => {
  await closeGateways(gateways);
  gateways = [];
});

async function metric(gateway: TestGateway, name: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  if (line === undefined) throw new Error(`There is no metric ${name}.`);
  return Number(line.slice(name.length));
}

const isReady = (gateway: TestGateway) => metric(gateway, 'frontdesk_redis_ready');

async function firstName(gateway: TestGateway, customer: string): Promise<string> {
  const { status, json } = await gateway.rest(`/customer/${customer}/profile`);
  expect(status).toBe(200);
  return (json as { data: { firstname: string } }).data.firstname;
}

async function rename(gateway: TestGateway, customer: string, name: string): Promise<void> {
  const body = { firstname: name, lastname: 'Fault', email: `${customer.replace('_', '-')}@fault.example` };
  expect((await gateway.rest(`/customer/${customer}/profile`, { method: 'PUT', body })).status).toBe(200);
}

describe.runIf(started !== null)('a gateway whose Redis dies and returns empty', () => {
  const redis = started as TestRedis;
  const log: { msg: string }[] = [];
  const now = Date.now();
  let gateway: TestGateway;

  beforeEach(async () => {
    await redis.restart();
    gateway = await startTestGateway({ redisUrl: redis.url, clock: () => now, logTo: (line) => void log.push(JSON.parse(line) as { msg: string }) });
    gateways = [gateway];
    log.length = 0;
  });

  const said = (words: string) => log.filter(({ msg }) => msg.includes(words)).length;

  it('answers every call all the while, says it once, counts it, and heals by itself', async () => {
    await gateway.token();
    for (let round = 1; round <= count(2, 20); round += 1) {
      const statuses: number[] = [];
      const over = new AbortController();
      const callers = Array.from({ length: 6 }, async (_, caller) => {
        for (let call = caller; !over.signal.aborted; call += 6) {
          const kind = call % 3;
          if (kind === 0) await rename(gateway, `cust_${caller + 1}`, `Name ${round} ${call}`);
          else if (kind === 1) statuses.push((await gateway.rest(`/customers?page=${call % 40}&pageSize=10`)).status);
          else statuses.push((await gateway.graphql('{ events(first: 3) { nodes { name } } }')).status);
        }
      });
      await expect.poll(() => statuses.length, noticed).toBeGreaterThan(30);
      await redis.kill();
      await expect.poll(() => isReady(gateway), noticed).toBe(0);
      const untilDown = statuses.length;
      await expect.poll(() => statuses.length, noticed).toBeGreaterThan(untilDown + 30);
      await redis.restart();
      await expect.poll(() => isReady(gateway), noticed).toBe(1);
      const untilBack = statuses.length;
      await expect.poll(() => statuses.length, noticed).toBeGreaterThan(untilBack + 30);
      over.abort();
      await Promise.all(callers);
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
      expect([said('Redis is away'), said('Redis answers again')]).toEqual([round, round]);
    }
    expect(await metric(gateway, 'frontdesk_fallbacks_total{part="limiter"}')).toBeGreaterThan(0);
    expect(await metric(gateway, 'frontdesk_fallbacks_total{part="cache"}')).toBeGreaterThan(0);
    expect(log.filter(({ msg }) => !msg.startsWith('Redis ')), 'lines about anything else').toEqual([]);
  });

  it('limits by its own memory meanwhile', async () => {
    const token = await gateway.token('m2m_demo');
    await redis.kill();
    await expect.poll(() => isReady(gateway), noticed).toBe(0);
    const statuses: number[] = [];
    for (let call = 0; call < 30; call += 1) statuses.push((await gateway.rest('/customers?page=0&pageSize=1', { token })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), ...Array.from({ length: 10 }, () => 429)]);
  });

  it('starts without it, and uses it when it comes', async () => {
    await redis.kill();
    const other = await startTestGateway({ redisUrl: redis.url, connectionString: gateway.connectionString, publicUrl: gateway.publicUrl });
    gateways = [gateway, other];
    await rename(other, 'cust_7', 'Early');
    expect(await firstName(other, 'cust_7')).toBe('Early');
    await redis.restart();
    await expect.poll(() => isReady(other), noticed).toBe(1);
    await firstName(other, 'cust_7');
    const hits = await metric(other, 'frontdesk_cache_lookups_total{outcome="hit"}');
    expect(await firstName(other, 'cust_7')).toBe('Early');
    expect(await metric(other, 'frontdesk_cache_lookups_total{outcome="hit"}')).toBe(hits + 1);
  });
});

describe.runIf(started !== null)('gateways cut off from a Redis that keeps what it has', () => {
  const redis = started as TestRedis;
  let wires: Wire[];

  beforeEach(async () => {
    await redis.restart();
    wires = [await wireTo(redis.url), await wireTo(redis.url)];
    const [one, other] = wires as [Wire, Wire];
    gateways = await startGatewayPair({ redisUrl: one.url }, { redisUrl: other.url });
  });
  afterEach(async () => {
    // The gateways first: they would only try to connect again.
    await closeGateways(gateways);
    gateways = [];
    for (const wire of wires) await wire.close();
  });

  it.each([
    ['the one that is written through', [0]],
    ['both', [0, 1]],
  ])('%s: what was remembered before the write is never shown after it, neither meanwhile nor once they are back', async (_who, parted) => {
    const [writer, reader] = gateways as [TestGateway, TestGateway];
    for (let round = 0; round < count(4, 50); round += 1) {
      const customer = `cust_${round + 1}`;
      await rename(writer, customer, 'Before');
      for (const gateway of [writer, reader, writer, reader]) expect(await firstName(gateway, customer)).toBe('Before');
      for (const index of parted) await (wires[index] as Wire).cut();
      for (const index of parted) await expect.poll(() => isReady(gateways[index] as TestGateway), noticed).toBe(0);

      await rename(writer, customer, 'After');
      expect(await firstName(writer, customer)).toBe('After');
      // The other one hears of it from the database.
      await expect.poll(() => firstName(reader, customer), { timeout: 2000, interval: 10 }).toBe('After');

      for (const index of parted) await (wires[index] as Wire).mend();
      const seen = new Set<string>();
      const isBack = async () => {
        for (const gateway of gateways) seen.add(await firstName(gateway, customer));
        return (await Promise.all(parted.map((index) => isReady(gateways[index] as TestGateway)))).every((ready) => ready === 1);
      };
      await expect.poll(isBack, { ...noticed, interval: 1 }).toBe(true);
      for (const gateway of [writer, reader, reader, writer]) seen.add(await firstName(gateway, customer));
      expect([...seen]).toEqual(['After']);
    }
  });
});
