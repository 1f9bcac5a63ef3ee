import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryFailureCounter, createRedisFailureCounter, type FailureCounter } from '../../src/access/failures.js';
import type { RedisConnection } from '../../src/gateway/redis.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { createClock } from './support.js';
import { connectTestRedis } from '../support/redisConnection.js';

const log = { info: () => undefined, warn: () => undefined };
const never: FailureCounter = { blockedFor: async () => 0, fail: async () => undefined };

describe('counted in memory', () => {
  it('three failures in ten seconds block until the oldest of them is ten seconds old', async () => {
    const clock = createClock();
    const counter = createMemoryFailureCounter({ failures: 3, windowMs: 10_000 }, clock);
    for (const wait of [4000, 4000, 500]) {
      expect(await counter.blockedFor('a')).toBe(0);
      await counter.fail('a');
      clock.advance(wait);
    }
    expect(await counter.blockedFor('a')).toBe(2);
    expect(await counter.blockedFor('b')).toBe(0);
    clock.advance(1500);
    expect(await counter.blockedFor('a')).toBe(0);
    // The two others of the first three are still within the window.
    await counter.fail('a');
    expect(await counter.blockedFor('a')).toBe(4);
  });
});

describe('counted in Redis', () => {
  let server: TestRedis | null;
  let connections: RedisConnection[] = [];

  beforeAll(async () => {
    server = await startRedis();
    if (server !== null) connections = [await connectTestRedis(server.url, log), await connectTestRedis(server.url, log)];
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await server?.stop();
  });

  it('failures of several processes add up, a block lasts as long as the rule says, and names are told apart', async ({ skip }) => {
    const [one, other] = connections;
    if (one === undefined || other === undefined) {
      skip('this machine has no Redis');
      return;
    }
    const rule = { failures: 3, windowMs: 60_000, blockMs: 300_000 };
    const [a, b, c] = [createRedisFailureCounter('login', rule, one, never), createRedisFailureCounter('login', rule, other, never), createRedisFailureCounter('token', rule, one, never)];
    await a.fail('email 1 a@b.example');
    await b.fail('email 1 a@b.example');
    expect(await a.blockedFor('email 1 a@b.example')).toBe(0);
    await a.fail('email 1 a@b.example');
    for (const counter of [a, b]) expect(await counter.blockedFor('email 1 a@b.example')).toBe(300);
    expect(await c.blockedFor('email 1 a@b.example')).toBe(0);
    expect(await a.blockedFor('email 2 a@b.example')).toBe(0);
  });

  it('without a block of its own, a rule blocks until the oldest failure leaves the window', async ({ skip }) => {
    const [one] = connections;
    if (one === undefined) {
      skip('this machine has no Redis');
      return;
    }
    const counter = createRedisFailureCounter('short', { failures: 2, windowMs: 1500 }, one, never);
    await counter.fail('x');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await counter.fail('x');
    expect(await counter.blockedFor('x')).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await counter.blockedFor('x')).toBe(0);
  });

  it('an outage opens no fresh budget: what this process has seen still counts', async ({ skip }) => {
    const [one] = connections;
    if (server === null || one === undefined) {
      skip('this machine has no Redis');
      return;
    }
    const rule = { failures: 2, windowMs: 60_000 };
    const counter = createRedisFailureCounter('outage', rule, one, createMemoryFailureCounter(rule, Date.now));
    await counter.fail('x');
    await counter.fail('x');
    expect(await counter.blockedFor('x')).toBeGreaterThan(50);
    await server.kill();
    expect(await counter.blockedFor('x')).toBeGreaterThan(50);
  });
});
