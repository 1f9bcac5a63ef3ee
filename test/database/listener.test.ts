import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase({ isEmpty: true });
});
afterEach(() => test.drop());

const notify = (channel: string, payload: string) => sql`select pg_notify(${channel}, ${payload})`.execute(test.database.db);

/** The sessions that listen, of this database. */
async function listeners(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'frontdesk listener'`.execute(test.database.db);
  return rows.map(({ pid }) => pid);
}

describe('listening', () => {
  it('gives each channel its own messages, over one connection', async () => {
    const orders: string[] = [];
    const stock: string[] = [];
    const first = test.database.listen('orders', (payload) => orders.push(payload));
    const second = test.database.listen('Stock "1"', (payload) => stock.push(payload));
    expect(first.isListening).toBe(false);
    await vi.waitFor(() => expect([first.isListening, second.isListening]).toEqual([true, true]));
    const later: string[] = [];
    const third = test.database.listen('orders', (payload) => later.push(payload));
    await vi.waitFor(() => expect(third.isListening).toBe(true));

    await notify('orders', 'a');
    await notify('Stock "1"', 'b');
    await vi.waitFor(() => expect({ orders, stock, later }).toEqual({ orders: ['a'], stock: ['b'], later: ['a'] }));
    expect(await listeners()).toHaveLength(1);
  });

  it('says that it is interrupted when its connection is lost, and returns by itself', async () => {
    const changes: boolean[] = [];
    const received: string[] = [];
    const listener = test.database.listen(
      'orders',
      (payload) => received.push(payload),
      (isListening) => changes.push(isListening),
    );
    await vi.waitFor(() => expect(changes).toEqual([true]));
    await sql`select pg_terminate_backend(${(await listeners())[0]})`.execute(test.database.db);
    await vi.waitFor(() => expect(changes).toEqual([true, false]));
    expect(listener.isListening).toBe(false);
    await vi.waitFor(() => expect(changes).toEqual([true, false, true]), { timeout: 5000 });
    expect(listener.isListening).toBe(true);
    await notify('orders', 'after');
    await vi.waitFor(() => expect(received).toEqual(['after']));
  });

  it('ends with close, for that subscriber alone', async () => {
    const kept: string[] = [];
    const closed: string[] = [];
    const first = test.database.listen('orders', (payload) => closed.push(payload));
    const second = test.database.listen('orders', (payload) => kept.push(payload));
    await vi.waitFor(() => expect([first.isListening, second.isListening]).toEqual([true, true]));
    first.close();
    expect(first.isListening).toBe(false);
    await notify('orders', 'x');
    await vi.waitFor(() => expect(kept).toEqual(['x']));
    expect(closed).toEqual([]);
  });

  it('does not keep a database from closing while it is still connecting', async () => {
    const database = connectTestDatabase(test.connectionString);
    const listener = database.listen('orders', () => undefined);
    await database.close();
    expect(listener.isListening).toBe(false);
    await vi.waitFor(async () => expect(await listeners()).toEqual([]));
  });

  it('survives a subscriber that throws', async () => {
    const received: string[] = [];
    test.database.listen('orders', () => {
      throw new Error('mine alone');
    });
    const listener = test.database.listen('orders', (payload) => received.push(payload));
    await vi.waitFor(() => expect(listener.isListening).toBe(true));
    await notify('orders', 'x');
    await vi.waitFor(() => expect(received).toEqual(['x']));
  });
});
