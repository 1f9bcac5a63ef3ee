import { afterAll, describe, expect, test } from 'vitest';
import type { Admission, Limiter } from '../../src/gateway/limiter/limiter.js';
import { createMemoryLimiter } from '../../src/gateway/limiter/memoryLimiter.js';
import { type LimitPolicy, overridePolicy, policies } from '../../src/gateway/principal.js';
import { startRedis } from '../support/redis.js';
import { connectTo, heldClock, type LimiterStore, memoryStore, newSubject, redisStore, studioPolicy } from './limiterStores.js';

const server = await startRedis();
const redis = server === null ? null : await connectTo(server.url);
afterAll(async () => {
  await redis?.close();
  await server?.stop();
});

const stores: Array<[string, LimiterStore | null]> = [
  ['memory', memoryStore],
  ['Redis', redis === null ? null : redisStore(redis)],
];

for (const [name, store] of stores) {
  describe.runIf(store !== null)(`the ${name} limiter`, () => {
    function setUp(policy: LimitPolicy, start?: number) {
      const clock = heldClock(start);
      const limiter = (store as LimiterStore).make(clock);
      const subject = newSubject();
      const admit = async (points = 1, kind: 'read' | 'write' = 'read') => limiter.admit({ subject, policy, points, kind });
      return { clock, limiter, subject, admit };
    }

    test('admits exactly 20 points of many concurrent clients while the clock stands still', async () => {
      const { admit } = setUp(studioPolicy({ concurrent: 1000 }));
      const admissions = await Promise.all(Array.from({ length: 200 }, () => admit()));
      expect(admissions.filter(({ admitted }) => admitted)).toHaveLength(20);
      expect(new Set(admissions.flatMap((each) => (each.admitted ? [] : [each.reason])))).toEqual(new Set(['rate']));
    });

    test('holds at most 10 calls in flight, and lets one more in for each that is settled', async () => {
      const { admit } = setUp(studioPolicy({ bucket: { capacity: 1000, msPerPoint: 60 } }));
      const admissions = await Promise.all(Array.from({ length: 50 }, () => admit()));
      const inFlight = admissions.filter((each) => each.admitted);
      expect(inFlight).toHaveLength(10);
      expect(await admit()).toMatchObject({ admitted: false, reason: 'concurrency', retryAfterSeconds: 1 });
      await leaseOf(inFlight[0]).settle(1);
      expect(await admit()).toMatchObject({ admitted: true });
      expect(await admit()).toMatchObject({ admitted: false });
    });

    test('gives a point back every 3 seconds, continuously and never beyond the capacity', async () => {
      const { admit, clock } = setUp(studioPolicy({ concurrent: 100 }));
      await admit(20);
      expect(await admit()).toMatchObject({ admitted: false, retryAfterSeconds: 3, state: { remaining: 0, resetAt: clock.now + 60_000 } });
      clock.now += 2999;
      expect(await admit()).toMatchObject({ admitted: false, retryAfterSeconds: 1 });
      clock.now += 1;
      expect(await admit()).toMatchObject({ admitted: true, state: { remaining: 0 } });
      clock.now += 3_600_000;
      expect(await admit(0)).toMatchObject({ state: { limit: 20, remaining: 20, resetAt: clock.now, msPerPoint: 3000 } });
    });

    test('charges nothing for a refusal', async () => {
      const { admit } = setUp(studioPolicy({ concurrent: 100 }));
      await admit(15);
      for (let times = 0; times < 10; times += 1) expect(await admit(6)).toMatchObject({ admitted: false });
      expect(await admit(5)).toMatchObject({ admitted: true, state: { remaining: 0, dailyRemaining: 9980 } });
    });

    test('gives back what a call did not use, to the bucket and to the day, once', async () => {
      const { admit } = setUp(studioPolicy({ daily: 100 }));
      const admission = await admit(12);
      expect(admission.state).toMatchObject({ remaining: 8, dailyRemaining: 88 });
      const lease = leaseOf(admission);
      expect(await lease.settle(2)).toMatchObject({ remaining: 18, dailyRemaining: 98 });
      await lease.settle(0);
      expect((await admit(0)).state).toMatchObject({ remaining: 18, dailyRemaining: 98 });
    });

    test('never fills a bucket beyond its capacity with a refund, nor charges a call that cost more than asked', async () => {
      const { admit, clock } = setUp(studioPolicy());
      const refunded = leaseOf(await admit(10));
      clock.now += 30_000;
      expect(await refunded.settle(0)).toMatchObject({ remaining: 20 });
      const early = leaseOf(await admit(10));
      clock.now += 3000;
      expect(await early.settle(0)).toMatchObject({ remaining: 20 });
      expect((await admit(0)).state).toMatchObject({ remaining: 20 });
      expect(await leaseOf(await admit(3)).settle(9)).toMatchObject({ remaining: 17 });
    });

    test('begins a new day at midnight in UTC, and refunds nothing of yesterday to it', async () => {
      const midnight = Date.parse('2027-03-05T00:00:00.000Z');
      const { admit, clock } = setUp(studioPolicy({ daily: 30, concurrent: 100 }), midnight - 61_500);
      await admit(20);
      clock.now = midnight - 1500;
      const yesterdays = await admit(10);
      expect(await admit(1)).toMatchObject({ admitted: false, reason: 'daily', retryAfterSeconds: 2, state: { dailyRemaining: 0 } });
      clock.now = midnight - 1;
      expect(await admit(1)).toMatchObject({ admitted: false, reason: 'daily', retryAfterSeconds: 1 });
      clock.now = midnight;
      expect(await admit(1)).toMatchObject({ admitted: true, state: { dailyRemaining: 29 } });
      expect(await leaseOf(yesterdays).settle(0)).toMatchObject({ dailyRemaining: 29 });
    });

    test('tells the longer wait when rate and day refuse together', async () => {
      const midnight = Date.parse('2027-03-05T00:00:00.000Z');
      const early = setUp(studioPolicy({ daily: 20 }), midnight - 7_200_000);
      await early.admit(20);
      expect(await early.admit()).toMatchObject({ reason: 'daily', retryAfterSeconds: 7200 });
      const late = setUp(studioPolicy({ daily: 20 }), midnight - 1000);
      await late.admit(20);
      expect(await late.admit()).toMatchObject({ reason: 'rate', retryAfterSeconds: 3 });
    });

    test('frees the place of a call that was never settled after 60 seconds', async () => {
      const { admit, clock } = setUp(studioPolicy({ concurrent: 1 }));
      const dead = leaseOf(await admit());
      clock.now += 59_999;
      expect(await admit()).toMatchObject({ admitted: false, reason: 'concurrency' });
      clock.now += 1;
      const living = await admit();
      expect(living).toMatchObject({ admitted: true });
      // Settling it late frees no other call's place.
      await dead.settle(1);
      expect(await admit()).toMatchObject({ admitted: false, reason: 'concurrency' });
    });

    test('answers `never` to more points than the bucket or the day could hold, full or empty', async () => {
      const { admit } = setUp(studioPolicy());
      expect(await admit(21)).toMatchObject({ admitted: false, reason: 'never', state: { remaining: 20 } });
      await admit(20);
      expect(await admit(21)).toMatchObject({ admitted: false, reason: 'never' });
      expect(await setUp(studioPolicy({ daily: 5 })).admit(6)).toMatchObject({ admitted: false, reason: 'never' });
    });

    test('admits 0 points on an empty budget, which takes a place in flight alone', async () => {
      const { admit } = setUp(studioPolicy({ concurrent: 2, daily: 20 }));
      await admit(20);
      expect(await admit(0)).toMatchObject({ admitted: true, state: { remaining: 0, dailyRemaining: 0 } });
      expect(await admit(0)).toMatchObject({ admitted: false, reason: 'concurrency' });
    });

    test('keeps reads and writes apart where the policy has a bucket for each', async () => {
      const { admit } = setUp(policies.homeServices);
      for (let times = 0; times < 10; times += 1) expect(await admit(1, 'write')).toMatchObject({ admitted: true });
      expect(await admit(1, 'write')).toMatchObject({ admitted: false, retryAfterSeconds: 1, state: { limit: 10, dailyRemaining: null } });
      expect(await admit(30, 'read')).toMatchObject({ admitted: true, state: { limit: 30, remaining: 0 } });
    });

    test('keeps subjects apart', async () => {
      const { admit, limiter } = setUp(studioPolicy());
      await admit(20);
      expect(await limiter.admit({ subject: newSubject(), policy: studioPolicy(), points: 20, kind: 'read' })).toMatchObject({ admitted: true });
    });

    test('keeps what was spent when a client is given other limits', async () => {
      const { admit, limiter, subject } = setUp(studioPolicy());
      await admit(15);
      const wider = overridePolicy(policies.studioClient, { points_per_minute: 70, concurrent: null, points_per_day: null });
      expect((await limiter.admit({ subject, policy: wider, points: 0, kind: 'read' })).state).toMatchObject({ limit: 70, remaining: 55, dailyRemaining: 9985 });
      const narrower = overridePolicy(policies.studioClient, { points_per_minute: 7, concurrent: null, points_per_day: null });
      expect(await limiter.admit({ subject, policy: narrower, points: 1, kind: 'read' })).toMatchObject({ admitted: false, retryAfterSeconds: 9 });
    });

    test('does not drift over hundreds of minutes at a rate that is no whole number of milliseconds a point', async () => {
      const policy: LimitPolicy = { bucket: { capacity: 7, msPerPoint: 60_000 / 7 } };
      const { admit, clock } = setUp(policy);
      await admit(7);
      for (let minutes = 0; minutes < (name === 'memory' ? 20_000 : 500); minutes += 1) {
        clock.now += 60_000;
        const admission = await admit(7);
        if (!admission.admitted || admission.state.remaining !== 0) expect.fail(`drifted after ${minutes} minutes`);
      }
      expect(await admit()).toMatchObject({ admitted: false, retryAfterSeconds: 9 });
    });

    test('rounds a wait up, even by a fraction of a millisecond', async () => {
      // A point takes 8571.43 ms: after 571 ms 8000.43 are left, a millisecond later less than 8000.
      const { admit, clock } = setUp({ bucket: { capacity: 7, msPerPoint: 60_000 / 7 } });
      await admit(7);
      clock.now += 571;
      expect(await admit()).toMatchObject({ retryAfterSeconds: 9 });
      clock.now += 1;
      expect(await admit()).toMatchObject({ retryAfterSeconds: 8 });
    });

    test('rejects points that are not whole, which would poison a bucket', async () => {
      const { admit } = setUp(studioPolicy());
      for (const points of [-1, 0.5, Number.NaN, Infinity]) await expect(admit(points)).rejects.toThrow(RangeError);
      expect(await admit(20)).toMatchObject({ admitted: true });
    });
  });
}

describe('the memory of the memory limiter', () => {
  const policy: LimitPolicy = { bucket: { capacity: 10, msPerPoint: 1000 }, daily: 10 };
  const admit = (limiter: Limiter, subject: string, points: number) => limiter.admit({ subject, policy, points, kind: 'read' });

  test('makes room by forgetting whoever was quiet for longest, so that a busy subject keeps its empty bucket', async () => {
    const clock = heldClock();
    const limiter = createMemoryLimiter({ clock, maxSubjects: 100 });
    await admit(limiter, 'ip:busy', 10);
    for (let number = 0; number < 2000; number += 1) {
      await admit(limiter, `ip:${number}`, 1);
      if (number % 90 === 0) expect(await admit(limiter, 'ip:busy', 1)).toMatchObject({ admitted: false });
    }
  });

  test('never gives a spent day back, however many other subjects come', async () => {
    const clock = heldClock();
    const limiter = createMemoryLimiter({ clock, maxSubjects: 10 });
    await admit(limiter, 'client:m2m_spent', 10);
    for (let number = 0; number < 2000; number += 1) await admit(limiter, `ip:${number}`, 1);
    clock.now += 60_000;
    expect(await admit(limiter, 'client:m2m_spent', 1)).toMatchObject({ admitted: false, reason: 'daily' });
  });
});

function leaseOf(admission: Admission | undefined) {
  if (admission?.admitted !== true) throw new Error('The call was not admitted.');
  return admission.lease;
}
