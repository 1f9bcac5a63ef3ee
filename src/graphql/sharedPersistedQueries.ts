import { Keyv } from 'keyv';
import { type RedisConnection, RedisUnavailable, redisScript } from '../gateway/redis.js';

const getScript = redisScript(`return redis.call('GET', KEYS[1])`);
const setScript = redisScript(`return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])`);
const deleteScript = redisScript(`return redis.call('DEL', KEYS[1])`);

/**
 * A store of persisted documents for all processes that share a Redis. While it is away nothing is found and nothing is
 * kept, so that callers send their documents again.
 */
export function createRedisStore(redis: RedisConnection): Keyv {
  const store = {
    async get(key: string) {
      const text = await whileThere(redis.run(getScript, [nameOf(key)], []));
      return Buffer.isBuffer(text) ? { value: text.toString() } : undefined;
    },
    async set(key: string, { value }: { value: string }, ttl?: number) {
      const reply = await whileThere(redis.run(setScript, [nameOf(key)], [value, String(ttl ?? 1)]));
      return reply !== undefined;
    },
    async delete(key: string) {
      return (await whileThere(redis.run(deleteScript, [nameOf(key)], []))) === 1;
    },
    clear() {
      throw new Error('Persisted documents are not cleared: they end by themselves.');
    },
  };
  return new Keyv({ store, serialize: undefined, deserialize: undefined });
}

function nameOf(key: string): string {
  return `frontdesk:${key}`;
}

async function whileThere<T>(reply: Promise<T>): Promise<T | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof RedisUnavailable) return undefined;
    throw error;
  }
}
