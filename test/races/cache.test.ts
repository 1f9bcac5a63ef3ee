import * as fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { ResponseCache } from '../../src/gateway/cache/cache.js';
import type { ChangeFeed } from '../../src/gateway/cache/changes.js';
import { count } from '../support/counts.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';
import { patience } from '../support/patience.js';
import { startRedis } from '../support/redis.js';
import { deaf, heldUp, late, pauses, withoutGenerations } from './alteredCaches.js';
import { History } from './history.js';
import { clientsOf, contestedCustomers, playClients, readEverything, type Step } from './profileClients.js';

vi.setConfig({ testTimeout: count(120_000, 1_800_000) });

/** Stands between the gateways of this file and their caches. */
const seam = vi.hoisted(() => ({
  changes: (feed: ChangeFeed): ChangeFeed => late(feed, newsAfter),
  cache: (cache: ResponseCache): ResponseCache => cache,
  pause: (): Promise<void> => Promise.resolve(),
}));

vi.mock('../../src/gateway/cache/memoryCache.js', async (importOriginal) => {
  const { createMemoryCache } = await importOriginal<typeof import('../../src/gateway/cache/memoryCache.js')>();
  const made: typeof createMemoryCache = (options) =>
    heldUp(seam.cache(createMemoryCache({ ...options, changes: seam.changes(options.changes) })), () => seam.pause());
  return { createMemoryCache: made };
});

vi.mock('../../src/gateway/cache/redisCache.js', async (importOriginal) => {
  const { createRedisCache } = await importOriginal<typeof import('../../src/gateway/cache/redisCache.js')>();
  const made: typeof createRedisCache = (options) => heldUp(createRedisCache({ ...options, changes: seam.changes(options.changes) }), () => seam.pause());
  return { createRedisCache: made };
});

const server = await startRedis();
afterAll(() => server?.stop());

let gateways: readonly TestGateway[] = [];
afterEach(async () => {
  await closeGateways(gateways);
  seam.cache = (cache) => cache;
  seam.changes = (feed) => late(feed, newsAfter);
  seam.pause = () => Promise.resolve();
});

const runs = count(15, 100);
/** How late news of another's write is, milliseconds. */
const newsAfter = 60;
/** How soon one gateway hears of another's write without Redis, milliseconds. */
const heardWithin = 1000;

interface Expected {
  /** Whether a write through one gateway is seen at once through the other. */
  isShared: boolean;
}

/** Clients at random, until one run shows a stale answer. */
async function search({ isShared }: Expected): Promise<fc.RunDetails<[Step[][], number[]]>> {
  const customers = await contestedCustomers(gateways[0] as TestGateway);
  const lengths = fc.array(fc.constantFrom<number[]>(0, 0, 1, 3, 10, 40), { minLength: 5, maxLength: 12 });
  const property = fc.asyncProperty(clientsOf(gateways.length), lengths, async (clients, milliseconds) => {
    seam.pause = pauses(milliseconds);
    const history = new History();
    await playClients(gateways, customers, clients, history);
    seam.pause = () => Promise.resolve();
    refuse(history.staleReads({ isShared }));
    const deadline = Date.now() + (isShared ? 0 : patience(heardWithin));
    for (let stale = await staleAtRest(customers, history); stale.length > 0; stale = await staleAtRest(customers, history)) {
      if (Date.now() >= deadline) refuse(stale);
    }
  });
  // What it found depends on the moment, too: a second look at a smaller case would often not find it again.
  return fc.check(property, { numRuns: runs, endOnFailure: true });
}

function refuse(stale: readonly string[]): void {
  if (stale.length > 0) throw new Error(stale.join('\n'));
}

/** What is stale once everybody is done: whoever wrote, all gateways must come to show it. */
async function staleAtRest(customers: readonly string[], history: History): Promise<string[]> {
  const atRest = history.forgetReads();
  await readEverything(gateways, customers, atRest);
  return atRest.staleReads({ isShared: true });
}

function found(details: fc.RunDetails<[Step[][], number[]]>): string | null {
  return details.failed ? String(details.errorInstance) : null;
}

describe('an answer is never older than a write acknowledged before it was asked for', () => {
  it('by one gateway, in memory', async () => {
    gateways = [await startTestGateway()];
    expect(found(await search({ isShared: true }))).toBeNull();
    expect(await hits(gateways)).toBeGreaterThan(runs);
  });

  it.runIf(server !== null)('by either of two gateways that share Redis', async () => {
    gateways = await startGatewayPair(server === null ? {} : { redisUrl: server.url });
    expect(found(await search({ isShared: true }))).toBeNull();
    expect(await hits(gateways)).toBeGreaterThan(runs);
  });

  it('by the gateway that was written through, and soon by the other, without Redis', async () => {
    gateways = await startGatewayPair({});
    expect(found(await search({ isShared: false }))).toBeNull();
    expect(await hits(gateways)).toBeGreaterThan(runs);
  });
});

describe('these tests would notice', () => {
  it('a cache that keeps an answer without looking whether it is still true', async () => {
    seam.cache = withoutGenerations;
    gateways = [await startTestGateway()];
    expect(found(await search({ isShared: true }))).toContain('stale: ');
  });

  it('a cache that does not hear of the other gateway’s writes', async () => {
    seam.changes = () => deaf;
    gateways = await startGatewayPair({});
    expect(found(await search({ isShared: false }))).toContain('stale: ');
  });

  it('caches that do not share what they know at once', async () => {
    seam.changes = () => deaf;
    gateways = await startGatewayPair({});
    expect(found(await search({ isShared: true }))).toContain('stale: ');
  });
});

/** Answers that came from a cache; without them, nothing would be tested. */
async function hits(asked: readonly TestGateway[]): Promise<number> {
  const metrics = await Promise.all(asked.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  return metrics.reduce((sum, text) => sum + Number(/^frontdesk_cache_lookups_total\{outcome="hit"\} (\d+)$/m.exec(text)?.[1]), 0);
}
