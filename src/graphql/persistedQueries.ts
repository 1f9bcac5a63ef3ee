import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';
import { ApplicationError } from '../errors.js';

/** Automatic persisted queries: documents by their SHA-256, registered by the first caller that sends both. */
export interface PersistedQueries {
  /** The text registered for a hash; undefined when there is none, or the store does not answer in time. */
  find(sha256Hash: string): Promise<string | undefined>;
  /** Registers a valid document. */
  register(sha256Hash: string, text: string): Promise<void>;
  /** The same store as Apollo Server uses it. */
  readonly forApollo: {
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string): Promise<void>;
    delete(key: string): Promise<void>;
  };
}

const keyPrefix = 'apq:';
/** A document that nobody has asked for in this time is registered anew; milliseconds. */
const timeToLiveMs = 7 * 86_400_000;
const deadlineMs = 250;
/** Hashes registered lately, which need no second write. */
const rememberedHashes = 10_000;

/** Documents kept in memory are bounded by their bytes. */
const memoryBytes = 16 * 1024 * 1024;

/** What Keyv hands to a store when it does not serialize. */
interface Stored {
  readonly value: string;
}

/** A store for one process, least recently used documents forgotten first. */
export function createMemoryStore(): Keyv {
  const documents = new LRUCache<string, Stored>({ maxSize: memoryBytes, sizeCalculation: ({ value }, key) => 2 * (value.length + key.length) });
  const store = {
    get: (key: string) => documents.get(key),
    set: (key: string, stored: Stored) => void documents.set(key, stored),
    delete: (key: string) => documents.delete(key),
    clear: () => documents.clear(),
  };
  return new Keyv({ store, serialize: undefined, deserialize: undefined });
}

export function createPersistedQueries(store: Keyv): PersistedQueries {
  const registered = new LRUCache<string, true>({ max: rememberedHashes });
  const get = async (key: string): Promise<string | undefined> => {
    const found: unknown = await inTime(store.get(key));
    return typeof found === 'string' ? found : undefined;
  };
  const set = async (key: string, text: string): Promise<boolean> => (await inTime(store.set(key, text, timeToLiveMs))) === true;
  return {
    async find(sha256Hash) {
      const text = await get(keyPrefix + sha256Hash);
      // A shared store may have lost it: the next who sends it registers it again.
      if (text === undefined) registered.delete(sha256Hash);
      // The store may be shared; what it holds is believed only when it is what the caller means.
      return text !== undefined && hash('sha256', text) === sha256Hash ? text : undefined;
    },
    async register(sha256Hash, text) {
      if (registered.has(sha256Hash)) return;
      if (await set(keyPrefix + sha256Hash, text)) registered.set(sha256Hash, true);
    },
    forApollo: { get, set: async (key, text) => void (await set(key, text)), delete: async (key) => void (await inTime(store.delete(key))) },
  };
}

/** A store that is away costs its callers the deadline and nothing else. */
async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  const timeout = new AbortController();
  try {
    return await Promise.race([answer.catch(() => undefined), sleep(deadlineMs, undefined, { signal: timeout.signal, ref: false })]);
  } finally {
    timeout.abort();
  }
}

/** What `extensions.persistedQuery` asks; null when it is absent, an error when it is not version 1 with a hash. */
export function persistedQueryOf(extensions: Readonly<Record<string, unknown>>): { sha256Hash: string } | ApplicationError | null {
  const asked = extensions['persistedQuery'];
  if (asked === undefined || asked === null) return null;
  const { version, sha256Hash } = asked as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string' && /^[0-9a-f]{64}$/.test(sha256Hash)) return { sha256Hash };
  return new ApplicationError('BAD_REQUEST', { message: 'A persisted query has version 1 and the SHA-256 of its text in small hexadecimal letters.' });
}
