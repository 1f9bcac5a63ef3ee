import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Admission, Limiter } from '../../src/gateway/limiter/limiter.js';
import { createRedisLimiter } from '../../src/gateway/limiter/redisLimiter.js';
import { connectRedis, type RedisConnection, redisScript } from '../../src/gateway/redis.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { at, heldClock, newSubject, rememberingLog, silent, studioPolicy } from './limiterStores.js';
import { connectTestRedis } from '../support/redisConnection.js';

const server = await startRedis();
const connections: RedisConnection[] = [];

afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});
afterAll(() => server?.stop());

async function connect(log = silent): Promise<RedisConnection> {
  const connection = await connectTestRedis((server as TestRedis).url, log);
  connections.push(connection);
  return connection;
}

/** One of several processes. */
async function process(clock?: () => number): Promise<Limiter> {
  const onFallback = () => expect.fail('Redis was away');
  return createRedisLimiter({ redis: await connect(), clock, log: silent, onFallback });
}

const admitted = (admissions: Admission[]) => admissions.filter((each) => each.admitted);

describe.runIf(server !== null)('two processes on one Redis, their clock held still', () => {
  test('admit exactly 20 points between them', async () => {
    const clock = heldClock();
    const both = [await process(clock), await process(clock)];
    const request = { subject: newSubject(), policy: studioPolicy({ concurrent: 1000 }), points: 1, kind: 'read' as const };
    const admissions = await Promise.all(Array.from({ length: 300 }, async (_, call) => at(both, call % 2).admit(request)));
    expect(admitted(admissions)).toHaveLength(20);
  });

  test('hold at most 10 calls of a client in flight between them', async () => {
    const clock = heldClock();
    const both = [await process(clock), await process(clock)];
    const policy = studioPolicy({ bucket: { capacity: 10_000, msPerPoint: 6 } });
    const subject = newSubject();
    let inFlight = 0;
    let most = 0;
    const caller = async (number: number) => {
      for (let calls = 0; calls < 20; calls += 1) {
        const admission = await at(both, number % 2).admit({ subject, policy, points: 1, kind: 'read' });
        if (!admission.admitted) continue;
        inFlight += 1;
        most = Math.max(most, inFlight);
        await sleep(1);
        inFlight -= 1;
        await admission.lease.settle(1);
      }
    };
    await Promise.all(Array.from({ length: 40 }, (_, number) => caller(number)));
    expect(most).toBe(10);
  });

  test('would admit more if they looked first and charged afterwards (control)', async () => {
    const both = [await connect(), await connect()];
    const key = newSubject();
    const look = redisScript(`return tonumber(redis.call('GET', KEYS[1]) or '0')`);
    const charge = redisScript(`return redis.call('INCR', KEYS[1])`);
    const naive = async (redis: RedisConnection) => {
      if (Number(await redis.run(look, [key], [])) >= 20) return false;
      await redis.run(charge, [key], []);
      return true;
    };
    const admissions = await Promise.all(Array.from({ length: 300 }, (_, call) => naive(at(both, call % 2))));
    expect(admissions.filter(Boolean).length).toBeGreaterThan(20);
  });

  test('agree on the time by the clock of Redis when none is given', async () => {
    const [one, other] = [await process(), await process()];
    const request = { subject: newSubject(), policy: { bucket: { capacity: 3, msPerPoint: 250 } }, points: 3, kind: 'read' as const };
    expect(await one.admit(request)).toMatchObject({ admitted: true });
    const refused = await other.admit(request);
    expect(refused).toMatchObject({ admitted: false, reason: 'rate', retryAfterSeconds: 1 });
    expect(Math.abs(refused.state.resetAt - Date.now() - 750)).toBeLessThan(500);
    await sleep(1000);
    expect(await other.admit(request)).toMatchObject({ admitted: true });
  });
});

describe.runIf(server !== null)('a limiter whose Redis goes away', () => {
  const request = () => ({ subject: newSubject(), policy: studioPolicy(), points: 1, kind: 'read' as const });

  test('falls back to memory in mid-run, says so once, and heals by itself, although Redis has forgotten its scripts', async () => {
    const redis = server as TestRedis;
    const { log, lines } = rememberingLog();
    let fallbacks = 0;
    const limiter = createRedisLimiter({ redis: await connect(log), log, onFallback: () => (fallbacks += 1) });
    const mine = { ...request(), policy: studioPolicy({ bucket: { capacity: 100_000, msPerPoint: 1 }, daily: 1_000_000 }) };
    let slowestMs = 0;
    const run = { isOver: false };
    const caller = async () => {
      while (!run.isOver) {
        const begun = performance.now();
        const admission = await limiter.admit(mine);
        if (admission.admitted) await admission.lease.settle(1);
        slowestMs = Math.max(slowestMs, performance.now() - begun);
        await sleep(1);
      }
    };
    const callers = Promise.all([caller(), caller(), caller()]);
    await sleep(100);
    expect(fallbacks).toBe(0);

    await redis.kill();
    await sleep(300);
    expect(fallbacks).toBeGreaterThan(10);
    await redis.restart();
    await expect.poll(() => lines.length, { timeout: 3000 }).toBe(2);
    const healedAt = fallbacks;
    await sleep(200);
    run.isOver = true;
    await callers;
    expect(fallbacks).toBe(healedAt);
    expect(slowestMs).toBeLessThan(1000);
    expect(lines.map(({ msg }) => msg)).toEqual([expect.stringContaining('Redis is away'), 'Redis answers again']);
  });

  test('still limits, by memory, and settles there what memory admitted', async () => {
    const redis = server as TestRedis;
    const limiter = createRedisLimiter({ redis: await connect(), log: silent });
    const mine = request();
    const before = await limiter.admit(mine);
    await redis.kill();
    const calls = await Promise.all(Array.from({ length: 30 }, async () => limiter.admit(mine)));
    expect(admitted(calls)).toHaveLength(10);
    await redis.restart();
    await expect.poll(async () => (await limiter.admit({ ...mine, points: 0 })).state.remaining, { timeout: 3000 }).toBe(20);
    for (const call of [before, ...calls]) if (call.admitted) expect(await call.lease.settle(1)).toBeDefined();
  });

  test('does not wait for a Redis that takes connections but does not answer', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { log, lines } = rememberingLog();
    const startedAt = performance.now();
    const connection = await connectRedis(`redis://127.0.0.1:${(mute.address() as AddressInfo).port}`, { log });
    connections.push(connection);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    const limiter = createRedisLimiter({ redis: connection, log });
    const begun = performance.now();
    expect(await limiter.admit(request())).toMatchObject({ admitted: true });
    expect(performance.now() - begun).toBeLessThan(250);
    expect(lines).toHaveLength(1);
    mute.close();
  });

  test('gives up a Redis that stops answering after the deadline, and returns to it', async () => {
    const changes: boolean[] = [];
    const { log, lines } = rememberingLog();
    const connection = await connectRedis((server as TestRedis).url, { log, onChange: (isReady) => changes.push(isReady) });
    connections.push(connection);
    const limiter = createRedisLimiter({ redis: connection, log });
    const busy = redisScript('for i = 1, 2e8 do end return 1');
    void (await connect()).run(busy, [], []).catch(() => undefined);
    await sleep(20);
    const begun = performance.now();
    expect(await limiter.admit(request())).toMatchObject({ admitted: true });
    expect(performance.now() - begun).toBeLessThan(700);
    const again = performance.now();
    await limiter.admit(request());
    expect(performance.now() - again).toBeLessThan(50);
    await expect.poll(() => changes, { timeout: 5000 }).toEqual([true, false, true]);
    expect(lines).toHaveLength(2);
  });

  test('starts without Redis, and uses it when it comes', async () => {
    const redis = server as TestRedis;
    await redis.kill();
    const { log, lines } = rememberingLog();
    const connection = await connect(log);
    expect(connection.isReady).toBe(false);
    expect(lines).toHaveLength(1);
    await redis.restart();
    await expect.poll(() => connection.isReady, { timeout: 3000 }).toBe(true);
  });
});

test('an address that is none is refused without showing its password', async () => {
  const wrong = connectRedis('http://user:hunter22@localhost:1', { log: silent });
  await expect(wrong).rejects.toThrow(/redis:\/\/HOST:PORT/);
  await expect(wrong).rejects.not.toThrow(/hunter22/);
});
