import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Lease } from '../../src/gateway/limiter/limiter.js';
import type { LimitPolicy } from '../../src/gateway/principal.js';
import { startRedis } from '../support/redis.js';
import { LimiterOracle } from './limiterOracle.js';
import { connectTo, heldClock, type LimiterStore, memoryStore, newSubject, redisStore } from './limiterStores.js';

const server = await startRedis();
const redis = server === null ? null : await connectTo(server.url);
afterAll(async () => {
  await redis?.close();
  await server?.stop();
});

const isFull = process.env['TEST_COUNTS'] === 'full';
const timeoutMs = isFull ? 600_000 : 60_000;

const bucket = fc
  .record({ capacity: fc.integer({ min: 1, max: 12 }), perMinute: fc.constantFrom(7, 13, 20, 60, 120, 1000) })
  .map(({ capacity, perMinute }) => ({ capacity, msPerPoint: 60_000 / perMinute }));

const policy: fc.Arbitrary<LimitPolicy> = fc.record(
  {
    bucket,
    writes: bucket,
    concurrent: fc.integer({ min: 1, max: 4 }),
    daily: fc.integer({ min: 3, max: 40 }),
  },
  { requiredKeys: ['bucket'] },
);

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 70_000 })) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('admit' as const), points: fc.integer({ min: 0, max: 13 }), kind: fc.constantFrom('read' as const, 'write' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const), which: fc.nat(100), actual: fc.integer({ min: 0, max: 14 }) }) },
);

/** Up to two minutes before midnight in UTC, so that days end during a run. */
const start = fc.integer({ min: 0, max: 120_000 }).map((before) => Date.parse('2027-03-05T00:00:00.000Z') - before);

const stores: Array<{ name: string; store: LimiterStore | null; runs: number }> = [
  { name: 'memory', store: memoryStore, runs: isFull ? 3000 : 200 },
  { name: 'Redis', store: redis === null ? null : redisStore(redis), runs: isFull ? 500 : 60 },
];

for (const { name, store, runs } of stores) {
  describe.runIf(store !== null)(`the ${name} limiter`, () => {
    const make = (clock: () => number) => (store as LimiterStore).make(clock);

    test('decides, charges, refunds and reports exactly as an oracle that counts millisecond by millisecond', async () => {
      const scenario = fc.asyncProperty(policy, start, fc.array(step, { maxLength: 40, size: 'max' }), async (limits, startsAt, steps) => {
        const clock = heldClock(startsAt);
        const limiter = make(clock);
        const oracle = new LimiterOracle(limits, startsAt);
        const subject = newSubject();
        const open: Array<{ id: number; lease: Lease }> = [];
        for (const [id, next] of steps.entries()) {
          if (next.do === 'wait') {
            clock.now += next.ms;
            oracle.wait(next.ms);
          } else if (next.do === 'admit') {
            const side = limits.writes === undefined ? 'read' : next.kind;
            const expected = oracle.admit(id, next.points, side);
            const { lease, ...actual } = { lease: null, ...(await limiter.admit({ subject, policy: limits, points: next.points, kind: next.kind })) };
            if ('reason' in expected && expected.reason === 'either') expected.reason = 'reason' in actual ? actual.reason : 'none';
            expect(actual).toMatchObject(expected);
            if (lease !== null) open.push({ id, lease });
          } else if (open.length > 0) {
            const [{ id: settled, lease }] = open.splice(next.which % open.length, 1) as [{ id: number; lease: Lease }];
            const expected = oracle.settle(settled, next.actual);
            const state = await lease.settle(next.actual);
            // A settlement that changes nothing need not look at the store again.
            const read = await limiter.admit({ subject, policy: { ...limits, concurrent: 1000 }, points: 0, kind: 'read' });
            if (read.admitted) await read.lease.settle(0);
            const { remaining, dailyRemaining } = read.state;
            expect({ remaining, dailyRemaining }).toEqual({ remaining: oracle.state('read').remaining, dailyRemaining: expected.dailyRemaining });
            expect(state.remaining).toBeLessThanOrEqual(state.limit);
          }
        }
        await limiter.close();
      });
      await fc.assert(scenario, { numRuns: runs });
    }, timeoutMs);

    test('lets a sequential caller succeed who waits exactly as long as Retry-After says', async () => {
      const scenario = fc.asyncProperty(
        policy,
        start,
        fc.array(fc.record({ points: fc.integer({ min: 1, max: 12 }), kind: fc.constantFrom('read' as const, 'write' as const), busyMs: fc.nat(1500) }), { maxLength: 25, size: 'max' }),
        async (limits, startsAt, calls) => {
          const clock = heldClock(startsAt);
          const limiter = make(clock);
          const subject = newSubject();
          for (const { points, kind, busyMs } of calls) {
            const request = { subject, policy: limits, points, kind };
            let admission = await limiter.admit(request);
            if (!admission.admitted && admission.reason !== 'never') {
              expect(admission.retryAfterSeconds).toBeGreaterThanOrEqual(1);
              clock.now += admission.retryAfterSeconds * 1000;
              admission = await limiter.admit(request);
              expect(admission.admitted).toBe(true);
            }
            clock.now += busyMs;
            if (admission.admitted) await admission.lease.settle(points);
          }
          await limiter.close();
        },
      );
      await fc.assert(scenario, { numRuns: runs });
    }, timeoutMs);
  });
}
