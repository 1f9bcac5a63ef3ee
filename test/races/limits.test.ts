import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';
import { startRedis } from '../support/redis.js';
import { lockTable } from '../support/tableLock.js';
import { type Asked, askUntilRefused, createLimitedClient, enquire, listOnGraphql, listOnRest, refusedBecause } from './limitedCallers.js';

vi.setConfig({ testTimeout: count(120_000, 1_800_000) });

const server = await startRedis();
afterAll(() => server?.stop());

const redisUrl = server?.url;
const minute = 60_000;
let now: number;
const clock = () => now;
/** Without a cache: a remembered answer would not stay in flight. */
const alone = { clock, environment: { CACHE_TTL_SECONDS: '0' } };

const setups = [
  { name: 'one gateway', start: async () => [await startTestGateway(alone)] },
  ...(redisUrl === undefined ? [] : [{ name: 'two gateways on one Redis and one database', start: () => startGatewayPair({ ...alone, redisUrl }) }]),
];

describe.each(setups)('$name, the clock held still', ({ start }) => {
  let gateways: readonly TestGateway[];
  beforeAll(async () => {
    now = Date.now();
    gateways = await start();
  });
  afterAll(() => closeGateways(gateways));

  /** The same credentials on each gateway in turn, and on each surface in turn. */
  function ask(token: string, call: number): Promise<Asked> {
    const gateway = gateways[call % gateways.length] as TestGateway;
    return Math.floor(call / gateways.length) % 2 === 0 ? listOnRest(gateway, token, call) : listOnGraphql(gateway, token, call);
  }

  it('admits exactly 20 points a minute, however many callers ask at once on whichever surface', async () => {
    const { token } = await createLimitedClient(gateways[0] as TestGateway);
    for (let round = 0; round < count(2, 20); round += 1) {
      let calls = 0;
      const callers = Array.from({ length: 30 }, () => askUntilRefused('rate', () => ask(token, calls++)));
      const admitted = await Promise.all(callers);
      expect(admitted.reduce((sum, of) => sum + of)).toBe(20);
      now += minute;
    }
  });

  it('holds at most 10 requests of a client in flight, and charges nothing for those it refuses', async () => {
    const { token } = await createLimitedClient(gateways[0] as TestGateway);
    for (let round = 0; round < count(1, 10); round += 1) {
      const asked: Asked[] = [];
      const lock = await lockTable((gateways[0] as TestGateway).connectionString, 'customers');
      let calls: Promise<unknown>;
      try {
        calls = Promise.all(Array.from({ length: 30 }, async (_, call) => asked.push(await ask(token, 1000 * round + call))));
        await expect.poll(() => asked.length, { timeout: 4000 }).toBe(20);
        expect(asked.map(refusedBecause)).toEqual(Array.from({ length: 20 }, () => 'concurrency'));
        expect(asked.map(({ retryAfter }) => retryAfter)).toEqual(Array.from({ length: 20 }, () => 1));
      } finally {
        await lock.release();
      }
      await calls;
      expect(asked.slice(20).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
      expect(await askUntilRefused('rate', () => ask(token, 1000 * round))).toBe(10);
      now += minute;
    }
  });

  it('says a Retry-After that is right: a sequential caller who obeys it succeeds, and one second less is too early', async () => {
    const { token } = await createLimitedClient(gateways[0] as TestGateway);
    let refusals = 0;
    for (let call = 0; call < count(60, 400); call += 1) {
      // 1, 3 or 6 points after 0 to 2.5 seconds, by a rule that never falls into step with the refill.
      const points = [1, 3, 6, 1, 1][call % 5] as number;
      now += (call * 377) % 2500;
      const gateway = gateways[call % gateways.length] as TestGateway;
      const askFor = () => (call % 2 === 0 && points === 1 ? listOnRest(gateway, token, call) : listOnGraphql(gateway, token, call, points));
      const asked = await askFor();
      if (asked.status === 200) continue;
      refusals += 1;
      expect(refusedBecause(asked)).toBe('rate');
      now += (asked.retryAfter - 1) * 1000;
      expect(refusedBecause(await askFor())).toBe('rate');
      now += 1000;
      expect((await askFor()).status).toBe(200);
    }
    expect(refusals).toBeGreaterThan(10);
  });

  it('gives back what an operation was charged and did not use, to the minute and to the day', async () => {
    const [gateway] = gateways as [TestGateway];
    const { token } = await createLimitedClient(gateway, { pointsPerDay: 100 });
    const query = '{ customers(first: 100) { nodes { bookings(first: 10) { nodes { id } } } } }';
    const { requested, actual, remaining, objects } = await enquire(gateway, token, query);
    expect(requested).toBe(11);
    expect(actual).toBe(Math.max(1, Math.ceil(objects / 100)));
    expect(actual).toBeLessThan(requested);
    expect(remaining).toBe(20 - actual);
    const limit = await gateway.graphql('{ rateLimit { remaining dailyRemaining } }', { token });
    expect(limit.data).toMatchObject({ rateLimit: { dailyRemaining: 100 - actual - limit.extensions.cost.actual } });
    let calls = 0;
    expect(await askUntilRefused('rate', () => ask(token, calls++))).toBe(20 - actual - limit.extensions.cost.actual);
  });

  it('ends a day’s quota at its last point, until midnight UTC', async () => {
    const [gateway] = gateways as [TestGateway];
    const { token, renew } = await createLimitedClient(gateway, { pointsPerDay: 15, pointsPerMinute: 1000 });
    let calls = 0;
    const callers = Array.from({ length: 8 }, () => askUntilRefused('daily', () => ask(token, calls++)));
    expect((await Promise.all(callers)).reduce((sum, of) => sum + of)).toBe(15);

    const { retryAfter } = await ask(token, calls);
    expect(retryAfter).toBe(Math.ceil((86_400_000 - (now % 86_400_000)) / 1000));
    now += (retryAfter - 1) * 1000;
    expect(refusedBecause(await ask(await renew(), calls))).toBe('daily');
    now += 1000;
    expect((await ask(await renew(), calls)).status).toBe(200);
  });
});
