import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Change, ResponseCache } from '../../src/gateway/cache/cache.js';
import { startRedis } from '../support/redis.js';
import { answer, change, type HeldFeed, heldFeed, memoryCacheStore, newCompany, redisCacheStore } from './cacheStores.js';
import { at, connectTo } from './limiterStores.js';

const server = await startRedis();
const redis = server === null ? null : [await connectTo(server.url), await connectTo(server.url)];
afterAll(async () => {
  for (const connection of redis ?? []) await connection.close();
  await server?.stop();
});

const isFull = process.env['TEST_COUNTS'] === 'full';
const timeoutMs = isFull ? 600_000 : 60_000;
const resources = ['customers', 'bookings'] as const;
type Resource = (typeof resources)[number];
type Versions = Record<Resource, number>;

/** What each of the keys is made from. */
const keys: ReadonlyArray<readonly Resource[]> = [['customers'], ['bookings', 'customers']];

/** What each kind of actor does, over and over, one step whenever it is its turn. */
const scripts = {
  reader: ['recall', 'read', 'store'],
  writer: ['commit', 'invalidate'],
  notifier: ['notify'],
  listener: ['loseListener', 'listenAgain'],
} as const;

const actor = fc.record({
  kind: fc.constantFrom<Array<keyof typeof scripts>>('reader', 'reader', 'reader', 'writer', 'writer', 'notifier', 'listener'),
  process: fc.nat(1),
  key: fc.nat(keys.length - 1),
  resource: fc.constantFrom(...resources),
});
type Actor = typeof actor extends fc.Arbitrary<infer A> ? A : never;

/** Whose turn it is. `isAwaited: false` lets the next step overtake this one. */
const turn = fc.record({ who: fc.nat(5), isAwaited: fc.boolean() });
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

interface Play {
  actors: Actor[];
  turns: Turn[];
}

interface Process {
  readonly cache: ResponseCache;
  readonly feed: HeldFeed;
}

/** Two processes, which share what they know at once (Redis) or only by notifications (memory). */
interface Setup {
  readonly isShared: boolean;
  make(): readonly [Process, Process];
}

const none = (): Versions => ({ customers: 0, bookings: 0 });

interface Write {
  readonly change: Change;
  readonly resource: Resource;
  readonly version: number;
}

/**
 * Plays the turns. The data are version numbers; an answer's body is what its reader read of them. A hit must never
 * be older than a write that was answered before the lookup began: by any process when the cache is shared, by this
 * process or heard of by it when not.
 */
async function play({ isShared, make }: Setup, { actors, turns }: Play): Promise<void> {
  const processes = make();
  const companyId = newCompany();
  const data = none();
  const answered = [none(), none()] as const;
  const lookups = new Map<Actor, ReturnType<ResponseCache['recall']>>();
  const readings = new Map<Actor, Versions>();
  const writes = new Map<Actor, Write>();
  const committed: Write[] = [];

  const known = (process: number, resource: Resource, version: number) => {
    for (const each of isShared ? answered : [at(answered, process)]) each[resource] = Math.max(each[resource], version);
  };
  const dependenciesOf = (key: number) => ({ companyId, resources: at(keys, key) });

  async function recall(reader: Actor): Promise<void> {
    const least = { ...at(answered, reader.process) };
    const lookup = at(processes, reader.process).cache.recall(`${companyId} ${reader.key}`, dependenciesOf(reader.key));
    lookups.set(reader, lookup);
    const found = await lookup;
    if (found.outcome !== 'hit') return;
    const body = JSON.parse(found.answer.body.toString()) as Versions;
    for (const resource of at(keys, reader.key)) expect(body[resource]).toBeGreaterThanOrEqual(least[resource]);
  }

  const take: Record<(typeof scripts)[keyof typeof scripts][number], (actor: Actor) => Promise<void>> = {
    recall,
    async read(reader) {
      // SQL begins when the lookup has missed.
      await lookups.get(reader);
      readings.set(reader, { ...data });
    },
    async store(reader) {
      const found = await lookups.get(reader);
      if (found?.outcome !== 'miss' || !readings.has(reader)) return;
      const made = answer(JSON.stringify(readings.get(reader)), Date.now());
      readings.delete(reader);
      await at(processes, reader.process).cache.store(`${companyId} ${reader.key}`, dependenciesOf(reader.key), found.generations, made);
    },
    async commit(writer) {
      data[writer.resource] += 1;
      const write = { change: change(companyId, writer.resource), resource: writer.resource, version: data[writer.resource] };
      writes.set(writer, write);
      committed.push(write);
    },
    async invalidate(writer) {
      const write = writes.get(writer);
      if (write === undefined) return;
      const { change: made, resource, version } = write;
      await at(processes, writer.process).cache.invalidate(made);
      known(writer.process, resource, version);
    },
    async notify({ process, key }) {
      // The newest or the one before it, perhaps for the second time.
      const write = committed.at(-1 - key);
      if (write === undefined || !at(processes, process).feed.isListening) return;
      at(processes, process).feed.send(write.change);
      if (!isShared) known(process, write.resource, write.version);
    },
    async loseListener({ process }) {
      at(processes, process).feed.lose();
    },
    async listenAgain({ process }) {
      at(processes, process).feed.listenAgain();
      if (!isShared) for (const each of resources) known(process, each, data[each]);
    },
  };

  const done = actors.map(() => 0);
  const unfinished: Array<Promise<unknown>> = [];
  for (const { who, isAwaited } of turns) {
    const index = who % actors.length;
    const next = at(actors, index);
    const script = scripts[next.kind];
    const taken = take[at(script, at(done, index) % script.length)](next);
    done[index] = at(done, index) + 1;
    // A failed expectation is reported below, however the play ends before.
    taken.catch(() => undefined);
    if (isAwaited) await taken;
    else unfinished.push(taken);
  }
  await Promise.all(unfinished);
  for (const process of [0, 1]) for (const key of keys.keys()) await recall({ kind: 'reader', process, key, resource: 'customers' });
}

const setups: Array<{ name: string; setup: Setup | null; runs: number }> = [
  {
    name: 'memory',
    runs: isFull ? 20_000 : 2000,
    setup: {
      isShared: false,
      make: () => [withFeed((changes) => memoryCacheStore.make({ changes })), withFeed((changes) => memoryCacheStore.make({ changes }))],
    },
  },
  {
    name: 'Redis',
    runs: isFull ? 3000 : 300,
    setup:
      redis === null
        ? null
        : {
            isShared: true,
            make: () => [
              withFeed((changes) => redisCacheStore(at(redis, 0)).make({ changes })),
              withFeed((changes) => redisCacheStore(at(redis, 1)).make({ changes })),
            ],
          },
  },
];

const plays = fc.record({ actors: fc.array(actor, { minLength: 2, maxLength: 6, size: 'max' }), turns: fc.array(turn, { minLength: 5, maxLength: 40, size: 'max' }) });
const property = (setup: Setup) => fc.asyncProperty(plays, (each) => play(setup, each));

for (const { name, setup, runs } of setups) {
  describe.runIf(setup !== null)(`the ${name} cache of two processes`, () => {
    test('never answers from before a write that was answered, however lookups, queries and writes interleave', async () => {
      await fc.assert(property(setup as Setup), { numRuns: runs });
    }, timeoutMs);
  });
}

test('a cache that only deletes what a write touches does answer from before it (control)', async () => {
  const result = await fc.check(property({ isShared: true, make: makeNaive }), { numRuns: 3000 });
  expect(result.failed).toBe(true);
});

function withFeed(make: (feed: HeldFeed) => ResponseCache): Process {
  const feed = heldFeed();
  return { feed, cache: make(feed) };
}

/** One map for both processes, without generations: a reader that began before a write stores after it. */
function makeNaive(): readonly [Process, Process] {
  const entries = new Map<string, { answer: ReturnType<typeof answer>; resources: readonly string[] }>();
  const cache: ResponseCache = {
    async recall(key) {
      const entry = entries.get(key);
      return entry === undefined ? { outcome: 'miss', generations: '' } : { outcome: 'hit', answer: entry.answer };
    },
    async store(key, { resources: its }, _, made) {
      entries.set(key, { answer: made, resources: its });
    },
    async invalidate({ resources: changed }) {
      for (const [key, entry] of entries) if (entry.resources.some((each) => changed.includes(each))) entries.delete(key);
    },
    merge: async (_key, _generations, make) => ({ value: await make(), leader: true }),
    async close() {},
  };
  return [{ cache, feed: heldFeed() }, { cache, feed: heldFeed() }];
}
