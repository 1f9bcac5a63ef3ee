import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, Dependencies, ResponseCache } from '../../src/gateway/cache/cache.js';
import { type ChangeFeed, notifyChange, openChangeFeed } from '../../src/gateway/cache/changes.js';
import { createMemoryCache } from '../../src/gateway/cache/memoryCache.js';
import { createRedisCache } from '../../src/gateway/cache/redisCache.js';
import type { Database } from '../../src/database/connect.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { answer, change, fill, look, newCompany } from './cacheStores.js';
import { connectTo, rememberingLog, silent } from './limiterStores.js';

const server = await startRedis();
let tested: TestDatabase;
const closing: Array<() => Promise<void>> = [];
let dependencies: Dependencies;
let companyId: number;

beforeEach(async () => {
  tested = await createTestDatabase();
  companyId = newCompany();
  dependencies = { companyId, resources: ['customers'] };
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await tested.drop();
});
afterAll(() => server?.stop());

/** A process with a database connection and a cache of its own. */
async function process(make: (changes: ChangeFeed) => ResponseCache | Promise<ResponseCache>, log = silent) {
  const database: Database = connectTestDatabase(tested.connectionString);
  closing.push(() => database.close());
  const changes = openChangeFeed(database, log);
  closing.push(() => changes.close());
  const cache = await make(changes);
  await expect.poll(() => changes.isListening, { timeout: 5000 }).toBe(true);
  return { cache, database, changes };
}

const memory = (changes: ChangeFeed) => createMemoryCache({ ttlSeconds: 300, maxBytes: 1_000_000, changes });

/** A write that dies right after its commit, before it could void anything itself. */
function commit(database: Database, made: Change): Promise<void> {
  return database.db.transaction().execute((transaction) => notifyChange(transaction, made));
}

describe('changes that travel by notification', () => {
  test('void the memory caches of all processes, even when the writer dies after its commit', async () => {
    const [one, other] = [await process(memory), await process(memory)];
    for (const { cache } of [one, other]) await fill(cache, 'k', dependencies, answer('old', Date.now()));
    await commit(one.database, change(companyId, 'customers'));
    for (const { cache } of [one, other]) await expect.poll(() => look(cache, 'k', dependencies)).toBe('miss');
  });

  test('are not sent by a transaction that is rolled back', async () => {
    const [one, other] = [await process(memory), await process(memory)];
    await fill(other.cache, 'k', dependencies, answer('kept', Date.now()));
    const failed = one.database.db.transaction().execute(async (transaction) => {
      await notifyChange(transaction, change(companyId, 'customers'));
      throw new Error('a rule of the business');
    });
    await expect(failed).rejects.toThrow('a rule of the business');
    // Notifications arrive in order: once this one has, the other would have too.
    await fill(other.cache, 'marker', { companyId, resources: ['events'] }, answer('x', Date.now()));
    await commit(one.database, change(companyId, 'events'));
    await expect.poll(() => look(other.cache, 'marker', { companyId, resources: ['events'] })).toBe('miss');
    expect(await look(other.cache, 'k', dependencies)).toBe('kept');
  });

  test('turn a cache off while they cannot be heard, and void everything when they can again', async () => {
    const { cache, changes } = await process(memory);
    await fill(cache, 'k', dependencies, answer('old', Date.now()));
    await tested.database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontdesk listener'`);
    await expect.poll(() => look(cache, 'k', dependencies), { interval: 1 }).toBe('off');
    await expect.poll(() => changes.isListening, { timeout: 5000 }).toBe(true);
    expect(await look(cache, 'k', dependencies)).toBe('miss');
  });

  test('void everything when one of them cannot be understood', async () => {
    const { log, lines } = rememberingLog();
    const { cache } = await process(memory, log);
    for (const payload of ['not json', '{"id":"a"}', '[]', 'null']) {
      await fill(cache, 'k', dependencies, answer('old', Date.now()));
      await tested.database.pool.query(`select pg_notify('frontdesk_changes', $1)`, [payload]);
      await expect.poll(() => look(cache, 'k', dependencies)).toBe('miss');
    }
    expect(lines).toHaveLength(4);
  });

  test.runIf(server !== null)('are the net under a killed writer with Redis too', async () => {
    const redis = await connectTo((server as TestRedis).url);
    closing.push(() => redis.close());
    const shared = (changes: ChangeFeed) => createRedisCache({ redis, ttlSeconds: 300, changes, log: silent });
    const { cache, database } = await process(shared);
    await fill(cache, 'k', dependencies, answer('old', Date.now()));
    expect(await look(cache, 'k', dependencies)).toBe('old');
    await commit(database, change(companyId, 'customers'));
    await expect.poll(() => look(cache, 'k', dependencies)).toBe('miss');
  });
});
