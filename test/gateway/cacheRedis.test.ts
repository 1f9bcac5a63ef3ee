import { once } from 'node:events';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Dependencies, ResponseCache } from '../../src/gateway/cache/cache.js';
import { createRedisCache } from '../../src/gateway/cache/redisCache.js';
import type { RedisConnection } from '../../src/gateway/redis.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { answer, change, fill, heldFeed, look, newCompany } from './cacheStores.js';
import { rememberingLog, silent } from './limiterStores.js';
import { connectTestRedis } from '../support/redisConnection.js';

const server = await startRedis();
const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => server?.stop());

/** A process's cache on that Redis. */
async function process(url: string, log = silent): Promise<{ cache: ResponseCache; redis: RedisConnection; unavailable: () => number }> {
  let unavailable = 0;
  // The product's own deadline: some of these tests are about it.
  const redis = await connectTestRedis(url, log, 250);
  closing.push(() => redis.close());
  const hooks = { onUnavailable: () => void (unavailable += 1) };
  return { redis, cache: createRedisCache({ redis, ttlSeconds: 300, changes: heldFeed(), log, hooks }), unavailable: () => unavailable };
}

/** An operator's own connection. */
async function operator(url: string, ...command: string[]): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  await client.sendCommand(command);
  client.destroy();
}

/** A line to Redis that can be cut while Redis itself lives on. */
async function line(to: string): Promise<{ url: string; cut(): void; mend(): void }> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectSocket(Number(new URL(to).port), '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.push(async () => void proxy.close());
  return {
    url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => (isCut = false),
  };
}

const isBack = (redis: RedisConnection) => expect.poll(() => redis.isReady, { timeout: 3000 }).toBe(true);
const isGone = (redis: RedisConnection) => expect.poll(() => redis.isReady, { timeout: 3000 }).toBe(false);

describe.runIf(server !== null)('the cache of processes on one Redis', () => {
  const redis = server as TestRedis;
  let dependencies: Dependencies;
  let companyId: number;
  beforeEach(() => {
    companyId = newCompany();
    dependencies = { companyId, resources: ['customers'] };
  });

  test('is one: what one stores the other finds, what one voids is void for the other', async () => {
    const [one, other] = [await process(redis.url), await process(redis.url)];
    await fill(one.cache, 'k', dependencies, answer('from one', Date.now()));
    expect(await look(other.cache, 'k', dependencies)).toBe('from one');
    await other.cache.invalidate(change(companyId, 'customers'));
    expect(await look(one.cache, 'k', dependencies)).toBe('miss');
  });

  test('counts a change that two processes deliver once', async () => {
    const [one, other] = [await process(redis.url), await process(redis.url)];
    const both = change(companyId, 'customers');
    await one.cache.invalidate(both);
    await fill(one.cache, 'k', dependencies, answer('after', Date.now()));
    await other.cache.invalidate(both);
    expect(await look(one.cache, 'k', dependencies)).toBe('after');
  });

  test('is off while Redis is away, at once and with one line in the log, and on again by itself', async () => {
    const { log, lines } = rememberingLog();
    const { cache, redis: connection, unavailable } = await process(redis.url, log);
    await redis.kill();
    const begun = performance.now();
    const looks = await Promise.all(Array.from({ length: 20 }, () => look(cache, 'k', dependencies)));
    expect(new Set(looks)).toEqual(new Set(['off']));
    await cache.store('k', dependencies, 'any', answer('x', Date.now()));
    await cache.invalidate(change(companyId, 'customers'));
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(unavailable()).toBe(20);
    expect(lines).toHaveLength(1);
    await redis.restart();
    await isBack(connection);
    await fill(cache, 'k', dependencies, answer('again', Date.now()));
    expect(await look(cache, 'k', dependencies)).toBe('again');
  });

  test('begins a new epoch on an empty Redis: an answer begun before it is not kept', async () => {
    const { cache, redis: connection } = await process(redis.url);
    const begun = await cache.recall('k', dependencies);
    await redis.restart();
    await isGone(connection);
    await isBack(connection);
    if (begun.outcome !== 'miss') expect.fail();
    await cache.store('k', dependencies, begun.generations, answer('before', Date.now()));
    expect(await look(cache, 'k', dependencies)).toBe('miss');
    await operator(redis.url, 'FLUSHALL');
    const second = await cache.recall('k', dependencies);
    expect(second).toMatchObject({ outcome: 'miss' });
    expect(second).not.toEqual(begun);
  });

  test('begins a new epoch on a Redis that restored an old snapshot, which knows nothing of the writes since', async () => {
    const { cache, redis: connection } = await process(redis.url);
    await fill(cache, 'k', dependencies, answer('old', Date.now()));
    await operator(redis.url, 'SAVE');
    await cache.invalidate(change(companyId, 'customers'));
    await redis.restart();
    await isGone(connection);
    await isBack(connection);
    expect(await look(cache, 'k', dependencies)).toBe('miss');
    await operator(redis.url, 'FLUSHALL');
    await operator(redis.url, 'SAVE');
  });

  test('brings no void answer back when Redis evicts generations', async () => {
    const { cache } = await process(redis.url);
    await fill(cache, 'k', dependencies, answer('old', Date.now()));
    await cache.invalidate(change(companyId, 'customers'));
    await operator(redis.url, 'DEL', `frontdesk:cache:generations:${companyId}`);
    expect(await look(cache, 'k', dependencies)).toBe('miss');
  });

  test('delivers a bump that Redis did not take before the first lookup', async () => {
    const { url, cut, mend } = await line(redis.url);
    const [writer, reader] = [await process(url), await process(redis.url)];
    await fill(writer.cache, 'k', dependencies, answer('old', Date.now()));
    cut();
    await isGone(writer.redis);
    await writer.cache.invalidate(change(companyId, 'customers'));
    expect(await look(reader.cache, 'k', dependencies)).toBe('old');
    mend();
    await isBack(writer.redis);
    expect(await look(writer.cache, 'k', dependencies)).toBe('miss');
    expect(await look(reader.cache, 'k', dependencies)).toBe('miss');
  });

  test('delivers it even if nobody looks anything up', async () => {
    const { url, cut, mend } = await line(redis.url);
    const [writer, reader] = [await process(url), await process(redis.url)];
    await fill(reader.cache, 'k', dependencies, answer('old', Date.now()));
    cut();
    await isGone(writer.redis);
    for (let writes = 0; writes < 5; writes += 1) await writer.cache.invalidate(change(companyId, 'bookings', 'customers'));
    mend();
    await expect.poll(() => look(reader.cache, 'k', dependencies), { timeout: 3000 }).toBe('miss');
  });

  test('voids everything instead of keeping thousands of bumps', async () => {
    const { url, cut, mend } = await line(redis.url);
    const writer = await process(url);
    const unrelated = { companyId: newCompany(), resources: ['events'] };
    await fill(writer.cache, 'k', dependencies, answer('old', Date.now()));
    await fill(writer.cache, 'unrelated', unrelated, answer('unrelated', Date.now()));
    cut();
    await isGone(writer.redis);
    await writer.cache.invalidate(change(companyId, 'customers'));
    for (let writes = 0; writes < 1500; writes += 1) await writer.cache.invalidate(change(companyId, 'bookings'));
    mend();
    await isBack(writer.redis);
    expect(await look(writer.cache, 'k', dependencies)).toBe('miss');
    expect(await look(writer.cache, 'unrelated', unrelated)).toBe('miss');
  });

  test('voids everything with each new connection to a server that does not tell its runs apart', async () => {
    await operator(redis.url, 'ACL', 'SETUSER', 'gateway', 'on', '>secret', '~*', '+@all', '-info');
    const { url, cut, mend } = await line(redis.url);
    const { cache, redis: connection } = await process(url.replace('//', '//gateway:secret@'));
    await fill(cache, 'k', dependencies, answer('old', Date.now()));
    expect(await look(cache, 'k', dependencies)).toBe('old');
    cut();
    await isGone(connection);
    mend();
    await isBack(connection);
    expect(await look(cache, 'k', dependencies)).toBe('miss');
  });

  test('says once why Redis refuses, when it is not an outage', async () => {
    await operator(redis.url, 'ACL', 'SETUSER', 'reader', 'on', '>secret', '~*', '+@all', '-set');
    await operator(redis.url, 'FLUSHALL');
    const { log, lines } = rememberingLog();
    const { cache } = await process(redis.url.replace('//', '//reader:secret@'), log);
    expect(await look(cache, 'k', dependencies)).toBe('off');
    expect(await look(cache, 'k', dependencies)).toBe('off');
    expect(lines.map(({ msg }) => msg)).toEqual(['the shared cache failed: answers come from the database until it works']);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
