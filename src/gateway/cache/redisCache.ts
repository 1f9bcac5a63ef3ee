import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { LRUCache } from 'lru-cache';
import { type RedisConnection, type RedisReply, RedisUnavailable } from '../redis.js';
import type { CachedAnswer, Change, Dependencies, ResponseCache } from './cache.js';
import type { ChangeFeed } from './changes.js';
import { bumpScript, recallScript, storeScript, voidScript } from './redisScripts.js';
import { createSingleFlight } from './singleFlight.js';
import { createUndelivered } from './undelivered.js';

export interface RedisCacheHooks {
  /** Once for each lookup that Redis could not answer. */
  onUnavailable?: () => void;
}

export interface RedisCacheOptions {
  redis: RedisConnection;
  /** 0 disables the cache of this process; its writes still void the others'. */
  ttlSeconds: number;
  /** Epoch milliseconds. */
  clock?: (() => number) | undefined;
  changes: ChangeFeed;
  log: Pick<Logger, 'error'>;
  hooks?: RedisCacheHooks;
}

/** An answer without its body, as JSON beside it. */
type Head = Omit<CachedAnswer, 'body'> & { expiresAt: number };

const epochKey = 'frontdesk:cache:epoch';
const rememberedChanges = 1000;

/**
 * The cache of all processes on one Redis or Valkey, generations included. Bodies are stored as the bytes that they
 * are, beside Keyv, whose values would be JSON; a lookup is one script: generations, epoch and entry together.
 *
 * A generation is a random token, new with every bump, and an absent one is made when first read. So nothing that
 * Redis forgets (eviction, expiry, a flush) can bring back a generation that an old entry remembers. The epoch
 * names the run of the server: after a restart, even one that restored an old snapshot, every entry is void.
 *
 * While Redis is away every lookup is `off`. Bumps that it did not take are kept, and delivered as soon as it is
 * back, before any lookup. Notifications are the net under a writer that died between its commit and its bump;
 * unlike the memory cache this one goes on without them, because living writers bump Redis themselves.
 */
export function createRedisCache({ redis, ttlSeconds, clock = Date.now, changes, log, hooks = {} }: RedisCacheOptions): ResponseCache {
  const ttlMs = ttlSeconds * 1000;
  const delivered = new LRUCache<string, true>({ max: rememberedChanges });
  const undelivered = createUndelivered({ bump, voidEverything });
  const processToken = randomUUID();
  let tokens = 0;
  let knownServer = '';
  let isFailureLogged = false;

  const freshToken = () => `${processToken}:${(tokens += 1)}`;
  /** Empty when the server has no name that all processes agree on. */
  const serverName = () => (redis.server.isShared ? redis.server.id : '');

  async function bump({ id, companyId, resources }: Change): Promise<void> {
    await redis.run(bumpScript, [`frontdesk:cache:change:${id}`, generationsKey(companyId)], [freshToken(), ...resources]);
    delivered.set(id, true);
  }

  async function voidEverything(): Promise<void> {
    await redis.run(voidScript, [epochKey], [serverName(), freshToken()]);
  }

  async function invalidate(change: Change): Promise<void> {
    if (delivered.has(change.id)) return;
    try {
      await bump(change);
    } catch (error) {
      undelivered.keep(change);
      logOnce(error);
    }
  }

  /** Without a shared name of the server, a new connection may mean a restart. */
  function noticeServer(): void {
    if (redis.server.isShared || redis.server.id === knownServer) return;
    knownServer = redis.server.id;
    undelivered.keepVoid();
  }

  /** An outage has its line in the log already; anything else is a mistake, and said once until it is over. */
  function logOnce(error: unknown): void {
    if (error instanceof RedisUnavailable || isFailureLogged) return;
    isFailureLogged = true;
    log.error({ err: error }, 'the shared cache failed: answers come from the database until it works');
  }

  function deliverSoon(): void {
    if (!redis.isReady) return;
    noticeServer();
    if (undelivered.hasAny) undelivered.deliver().catch(logOnce);
  }

  const stopDelivering = redis.onReady(deliverSoon);
  const unsubscribe = changes.subscribe({
    onChange: (change) => void invalidate(change),
    onGap() {
      undelivered.keepVoid();
      deliverSoon();
    },
  });

  return {
    async recall(key, dependencies) {
      if (ttlMs === 0) return { outcome: 'off' };
      try {
        if (redis.isReady) noticeServer();
        if (undelivered.hasAny) await undelivered.deliver();
        const reply = await redis.run(recallScript, keysOf(key, dependencies), [serverName(), freshToken(), ...dependencies.resources]);
        isFailureLogged = false;
        const { generations, head, body } = recalled(reply);
        if (head === null || body === null || Math.min(head.expiresAt, head.createdAt + ttlMs) <= clock()) {
          return { outcome: 'miss', generations };
        }
        const { expiresAt: _, ...answer } = head;
        return { outcome: 'hit', answer: { ...answer, body } };
      } catch (error) {
        logOnce(error);
        hooks.onUnavailable?.();
        return { outcome: 'off' };
      }
    },
    async store(key, dependencies, generations, answer, expiresAt = Infinity) {
      const { body, ...rest } = answer;
      const end = Math.min(expiresAt, answer.createdAt + ttlMs);
      const lifeMs = Math.ceil(end - clock());
      if (lifeMs <= 0 || !redis.isReady) return;
      const head: Head = { ...rest, expiresAt: end };
      const entry = [generations, JSON.stringify(head), body, String(lifeMs)];
      try {
        await redis.run(storeScript, keysOf(key, dependencies), [serverName(), freshToken(), ...entry, ...dependencies.resources]);
      } catch (error) {
        logOnce(error);
      }
    },
    merge: createSingleFlight(),
    invalidate,
    async close() {
      stopDelivering();
      unsubscribe();
    },
  };
}

function generationsKey(companyId: number): string {
  return `frontdesk:cache:generations:${companyId}`;
}

/** An entry's key is hashed, because it holds whole sets of variables. */
function keysOf(key: string, { companyId }: Dependencies): string[] {
  return [epochKey, generationsKey(companyId), `frontdesk:cache:entry:${createHash('sha256').update(key).digest('base64url')}`];
}

function recalled(reply: RedisReply): { generations: string; head: Head | null; body: Buffer | null } {
  const [generations, head, body] = reply as [Buffer, Buffer | undefined, Buffer | undefined];
  return {
    generations: generations.toString(),
    head: head === undefined ? null : (JSON.parse(head.toString()) as Head),
    body: body ?? null,
  };
}
