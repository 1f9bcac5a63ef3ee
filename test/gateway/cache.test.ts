import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../src/gateway/cache/cache.js';
import { createMemoryCache } from '../../src/gateway/cache/memoryCache.js';
import { startRedis } from '../support/redis.js';
import { answer, type CacheStore, change, fill, heldFeed, look, memoryCacheStore, newCompany, redisCacheStore } from './cacheStores.js';
import { connectTo, heldClock } from './limiterStores.js';

const server = await startRedis();
const redis = server === null ? null : await connectTo(server.url);
afterAll(async () => {
  await redis?.close();
  await server?.stop();
});

const stores: Array<[string, CacheStore | null]> = [
  ['memory', memoryCacheStore],
  ['Redis', redis === null ? null : redisCacheStore(redis)],
];

for (const [name, store] of stores) {
  describe.runIf(store !== null)(`the ${name} cache`, () => {
    function setUp(options: Parameters<CacheStore['make']>[0] = {}) {
      const clock = heldClock();
      const companyId = newCompany();
      const customers: Dependencies = { companyId, resources: ['customers'] };
      const both: Dependencies = { companyId, resources: ['customers', 'bookings'] };
      return { cache: (store as CacheStore).make({ clock, ...options }), clock, companyId, customers, both, key: `GET ${companyId}` };
    }

    test('answers what was stored, byte for byte and with everything that belongs to it', async () => {
      const { cache, clock, both, key } = setUp();
      const stored = { ...answer(randomBytes(70_000), clock.now), status: 203, points: 7 };
      await fill(cache, key, both, stored);
      const found = await cache.recall(key, both);
      if (found.outcome !== 'hit') expect.fail();
      expect(found.answer.body.equals(stored.body)).toBe(true);
      expect({ ...found.answer, body: null }).toEqual({ ...stored, body: null });
    });

    test('remembers an answer without an etag as one without', async () => {
      const { cache, clock, both, key } = setUp();
      const { etag: _, ...plain } = answer('plain', clock.now);
      await fill(cache, key, both, plain);
      expect(await cache.recall(key, both)).toEqual({ outcome: 'hit', answer: plain });
    });

    test('voids what depends on a changed resource, and nothing else', async () => {
      const { cache, clock, companyId, customers, both } = setUp();
      const elsewhere = { companyId: newCompany(), resources: ['bookings'] };
      await fill(cache, `a ${companyId}`, both, answer('both', clock.now));
      await fill(cache, `b ${companyId}`, customers, answer('customers', clock.now));
      await fill(cache, `c ${companyId}`, elsewhere, answer('elsewhere', clock.now));
      await cache.invalidate(change(companyId, 'bookings', 'passes'));
      expect(await look(cache, `a ${companyId}`, both)).toBe('miss');
      expect(await look(cache, `b ${companyId}`, customers)).toBe('customers');
      expect(await look(cache, `c ${companyId}`, elsewhere)).toBe('elsewhere');
    });

    test('keeps nothing that was made across a change', async () => {
      const { cache, clock, companyId, customers, key } = setUp();
      const begun = await cache.recall(key, customers);
      await cache.invalidate(change(companyId, 'customers'));
      if (begun.outcome !== 'miss') expect.fail();
      await cache.store(key, customers, begun.generations, answer('from before the write', clock.now));
      expect(await look(cache, key, customers)).toBe('miss');
    });

    test('does not take a late answer over a newer one', async () => {
      const { cache, clock, companyId, customers, key } = setUp();
      const slow = await cache.recall(key, customers);
      await cache.invalidate(change(companyId, 'customers'));
      await fill(cache, key, customers, answer('new', clock.now));
      if (slow.outcome !== 'miss') expect.fail();
      await cache.store(key, customers, slow.generations, answer('old', clock.now));
      expect(await look(cache, key, customers)).toBe('new');
    });

    test('ends an answer at its age, or sooner where the clock alone changes it', async () => {
      const { cache, clock, customers, companyId } = setUp();
      await fill(cache, `aged ${companyId}`, customers, answer('aged', clock.now));
      await fill(cache, `timed ${companyId}`, customers, answer('timed', clock.now), clock.now + 10_000);
      await fill(cache, `lasting ${companyId}`, customers, answer('lasting', clock.now), clock.now + 86_400_000);
      await fill(cache, `over ${companyId}`, customers, answer('over', clock.now), clock.now);
      expect(await look(cache, `over ${companyId}`, customers)).toBe('miss');
      clock.now += 9999;
      expect(await look(cache, `timed ${companyId}`, customers)).toBe('timed');
      clock.now += 1;
      expect(await look(cache, `timed ${companyId}`, customers)).toBe('miss');
      clock.now += 289_999;
      expect(await look(cache, `aged ${companyId}`, customers)).toBe('aged');
      clock.now += 1;
      expect(await look(cache, `aged ${companyId}`, customers)).toBe('miss');
      expect(await look(cache, `lasting ${companyId}`, customers)).toBe('miss');
    });

    test('counts a change that is delivered twice once', async () => {
      const changes = heldFeed();
      const { cache, clock, companyId, customers, key } = setUp({ changes });
      const twice = change(companyId, 'customers');
      await cache.invalidate(twice);
      await fill(cache, key, customers, answer('after', clock.now));
      changes.send(twice);
      await cache.invalidate(twice);
      expect(await look(cache, key, customers)).toBe('after');
    });

    test('hears of another process’s change', async () => {
      const changes = heldFeed();
      const { cache, clock, companyId, customers, key } = setUp({ changes });
      await fill(cache, key, customers, answer('before', clock.now));
      changes.send(change(companyId, 'customers'));
      expect(await look(cache, key, customers)).toBe('miss');
    });

    test('voids everything when listening begins again', async () => {
      const changes = heldFeed();
      const { cache, clock, customers, key } = setUp({ changes });
      await fill(cache, key, customers, answer('before', clock.now));
      const begun = await cache.recall(`${key} b`, customers);
      changes.lose();
      changes.listenAgain();
      expect(await look(cache, key, customers)).toBe('miss');
      if (begun.outcome !== 'miss') expect.fail();
      await cache.store(`${key} b`, customers, begun.generations, answer('begun before', clock.now));
      expect(await look(cache, `${key} b`, customers)).toBe('miss');
    });

    test('is off with a time to live of 0, and still voids for others', async () => {
      const on = setUp();
      const off = (store as CacheStore).make({ clock: on.clock, ttlSeconds: 0 });
      expect(await look(off, on.key, on.customers)).toBe('off');
      await off.store(on.key, on.customers, 'any', answer('x', on.clock.now));
      expect(await look(off, on.key, on.customers)).toBe('off');
      await expect(off.invalidate(change(on.companyId, 'customers'))).resolves.toBeUndefined();
    });

    test('lets callers with one key and the same generations share one execution', async () => {
      const { cache } = setUp();
      let made = 0;
      const make = async () => {
        made += 1;
        await new Promise((resolve) => setTimeout(resolve, 10));
        return { number: made };
      };
      const all = await Promise.all(Array.from({ length: 50 }, () => cache.merge('k', 'g1', make)));
      expect(made).toBe(1);
      expect(all.filter(({ leader }) => leader)).toHaveLength(1);
      expect(new Set(all.map(({ value }) => value))).toEqual(new Set([{ number: 1 }]));
      await Promise.all([cache.merge('k', 'g1', make), cache.merge('k', 'g2', make), cache.merge('other', 'g1', make)]);
      expect(made).toBe(4);
    });

    test('lets all who share an execution fail with it, and the next one try anew', async () => {
      const { cache } = setUp();
      const fail = async () => Promise.reject(new Error('no connection'));
      const results = await Promise.allSettled([cache.merge('k', 'g', fail), cache.merge('k', 'g', fail)]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await cache.merge('k', 'g', async () => 'fine')).toEqual({ value: 'fine', leader: true });
    });
  });
}

describe('the memory cache alone', () => {
  const clock = heldClock();
  const dependencies: Dependencies = { companyId: 1, resources: ['events'] };

  test('neither reads nor fills while it does not hear of other processes', async () => {
    const changes = heldFeed();
    const cache = memoryCacheStore.make({ clock, changes });
    await fill(cache, 'kept', dependencies, answer('kept', clock.now));
    const begun = await cache.recall('begun', dependencies);
    changes.lose();
    expect(await look(cache, 'kept', dependencies)).toBe('off');
    if (begun.outcome !== 'miss') expect.fail();
    await cache.store('begun', dependencies, begun.generations, answer('x', clock.now));
    changes.isListening = true;
    expect(await look(cache, 'begun', dependencies)).toBe('miss');
  });

  test('keeps within its bytes, and drops what was not used for longest', async () => {
    const cache = createMemoryCache({ ttlSeconds: 300, maxBytes: 100_000, clock, changes: heldFeed() });
    for (let number = 0; number < 100; number += 1) {
      await fill(cache, `k${number}`, dependencies, answer(Buffer.alloc(4600, 'x'), clock.now));
      expect(await look(cache, 'k0', dependencies)).not.toBe('miss');
    }
    const kept = [];
    for (let number = 0; number < 100; number += 1) if ((await look(cache, `k${number}`, dependencies)) !== 'miss') kept.push(number);
    expect(kept).toHaveLength(19);
    expect(kept.slice(0, 2)).toEqual([0, 82]);
  });

  test('does not store what is larger than all of it', async () => {
    const cache = createMemoryCache({ ttlSeconds: 300, maxBytes: 10_000, clock, changes: heldFeed() });
    await fill(cache, 'large', dependencies, answer(Buffer.alloc(20_000), clock.now));
    expect(await look(cache, 'large', dependencies)).toBe('miss');
  });
});
