import { setTimeout as sleep } from 'node:timers/promises';
import type { CachedAnswer, Dependencies, ResponseCache } from '../../src/gateway/cache/cache.js';
import type { ChangeFeed } from '../../src/gateway/cache/changes.js';

/** The same cache, each of its steps held up for as long as `pause` takes: what is rare becomes common. */
export function heldUp(cache: ResponseCache, pause: () => Promise<void>): ResponseCache {
  return {
    ...cache,
    async recall(key, dependencies) {
      const found = await cache.recall(key, dependencies);
      await pause();
      return found;
    },
    merge: (key, generations, make) =>
      cache.merge(key, generations, async () => {
        const made = await make();
        await pause();
        return made;
      }),
    async store(...entry) {
      await pause();
      await cache.store(...entry);
    },
    async invalidate(change) {
      await pause();
      await cache.invalidate(change);
    },
  };
}

/** Milliseconds of each pause, over and over. */
export function pauses(lengths: readonly number[]): () => Promise<void> {
  let next = 0;
  return () => sleep(lengths[next++ % lengths.length]);
}

/**
 * What many write first: a write deletes the entries that it concerns, and whoever has read keeps the answer. A read
 * that began before the write may keep its old answer after the deletion.
 */
export function withoutGenerations(cache: ResponseCache): ResponseCache {
  const entries = new Map<string, { answer: CachedAnswer; dependencies: Dependencies }>();
  return {
    ...cache,
    async recall(key) {
      const entry = entries.get(key);
      return entry === undefined ? { outcome: 'miss', generations: '' } : { outcome: 'hit', answer: entry.answer };
    },
    async store(key, dependencies, _generations, answer) {
      entries.set(key, { answer, dependencies });
    },
    async invalidate({ companyId, resources }) {
      for (const [key, { dependencies }] of entries) {
        if (dependencies.companyId === companyId && dependencies.resources.some((resource) => resources.includes(resource))) entries.delete(key);
      }
    },
  };
}

/** Hears of changes as over a slow network, so that a gateway that relies on hearing of its own is found out. */
export function late(feed: ChangeFeed, milliseconds: number): ChangeFeed {
  return {
    get isListening() {
      return feed.isListening;
    },
    subscribe: ({ onChange, onGap }) =>
      feed.subscribe({ onGap, onChange: (change) => void sleep(milliseconds, undefined, { ref: false }).then(() => onChange(change)) }),
    close: () => feed.close(),
  };
}

/** Believes that it hears of the others' changes, and never does. */
export const deaf: ChangeFeed = { isListening: true, subscribe: () => () => undefined, close: async () => undefined };
