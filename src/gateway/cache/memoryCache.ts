import { LRUCache } from 'lru-cache';
import type { CachedAnswer, Change, Dependencies, Generations, ResponseCache } from './cache.js';
import type { ChangeFeed } from './changes.js';
import { createSingleFlight } from './singleFlight.js';

export interface MemoryCacheOptions {
  /** 0 disables the cache. */
  ttlSeconds: number;
  /** Bytes that all entries may take together; the least recently used leave first. 0 disables the cache. */
  maxBytes: number;
  /** Epoch milliseconds. */
  clock?: (() => number) | undefined;
  changes: ChangeFeed;
}

interface Entry {
  readonly answer: CachedAnswer;
  readonly generations: Generations;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What an entry takes besides its key and body, roughly. */
const entryOverheadBytes = 400;
const rememberedChanges = 1000;
/** Companies whose generations are remembered; beyond it everything is voided and counted anew. */
const maxCompanies = 50_000;

/**
 * The cache of one process. It hears of other processes' writes by notifications; while it does not, it neither
 * reads nor fills, and when it does again everything from before is void.
 */
export function createMemoryCache({ ttlSeconds, maxBytes, clock = Date.now, changes }: MemoryCacheOptions): ResponseCache {
  const isDisabled = ttlSeconds === 0 || maxBytes === 0;
  const ttlMs = ttlSeconds * 1000;
  // No time to live: an entry says itself when it ends, by the injected clock, and what is void leaves by age of use.
  const entries = new LRUCache<string, Entry>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ answer }, key) => answer.body.byteLength + key.length * 2 + entryOverheadBytes,
  });
  const seenChanges = new LRUCache<string, true>({ max: rememberedChanges });
  const generations = new Map<number, Map<string, number>>();
  let epoch = 0;

  function generationsOf({ companyId, resources }: Dependencies): Generations {
    const own = generations.get(companyId);
    let text = String(epoch);
    for (const resource of resources) text += `.${own?.get(resource) ?? 0}`;
    return text;
  }

  function voidEverything(): void {
    epoch += 1;
    generations.clear();
  }

  function apply({ id, companyId, resources }: Change): void {
    if (seenChanges.has(id)) return;
    seenChanges.set(id, true);
    let own = generations.get(companyId);
    if (own === undefined) {
      if (generations.size >= maxCompanies) voidEverything();
      own = new Map();
      generations.set(companyId, own);
    }
    for (const resource of resources) own.set(resource, (own.get(resource) ?? 0) + 1);
  }

  const unsubscribe = changes.subscribe({ onChange: apply, onGap: voidEverything });
  const isOff = () => isDisabled || !changes.isListening;

  return {
    recall(key, dependencies) {
      if (isOff()) return { outcome: 'off' };
      const entry = entries.get(key);
      const current = generationsOf(dependencies);
      if (entry === undefined) return { outcome: 'miss', generations: current };
      if (entry.generations === current && entry.expiresAt > clock()) return { outcome: 'hit', answer: entry.answer };
      entries.delete(key);
      return { outcome: 'miss', generations: current };
    },
    async store(key, dependencies, made, answer, expiresAt = Infinity) {
      if (isOff() || generationsOf(dependencies) !== made) return;
      const end = Math.min(expiresAt, answer.createdAt + ttlMs);
      if (end <= clock()) return;
      entries.set(key, { answer: { ...answer, body: ownBytes(answer.body) }, generations: made, expiresAt: end });
    },
    merge: createSingleFlight(),
    async invalidate(change) {
      apply(change);
    },
    async close() {
      unsubscribe();
      entries.clear();
    },
  };
}

/** A small Buffer is often a window on a larger block, all of which would stay in memory, uncounted. */
function ownBytes(body: Buffer): Buffer {
  if (body.byteLength * 2 >= body.buffer.byteLength) return body;
  const own = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(own);
  return own;
}
