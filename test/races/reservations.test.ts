import { afterEach, describe, expect, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import { createTestDatabase } from '../support/database.js';
import { killGroup, startGatewayGroup } from '../support/gatewayGroup.js';
import { createContestedLocation } from './contestedLocation.js';
import { reservationClients, type ReservationClients } from './reservationClients.js';

vi.setConfig({ testTimeout: count(120_000, 3_600_000) });

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

/** Clients of two gateway processes on one database. */
async function startClients(options?: { isNaive: boolean }): Promise<ReservationClients> {
  const { database, connectionString, drop } = await createTestDatabase();
  close = drop;
  const place = await createContestedLocation(database, options);
  const gateways = await startGatewayGroup(connectionString, 2);
  close = async () => {
    await killGroup(gateways);
    await drop();
  };
  return reservationClients(place, gateways.map((gateway) => ({ ...gateway, mayBeSilent: () => false, mayBeUnavailable: () => false })));
}

describe('many who want the same tables at once, through two gateways and both surfaces', () => {
  it('are given no table twice and no place beyond the limits, and what they are told is so', async () => {
    const clients = await startClients();
    const attempts = count(400, 20_000);
    await clients.play(() => clients.attempts() >= attempts);
    expect(await clients.verify()).toEqual([]);
    // Without these, nothing would be contested.
    for (const outcome of ['create ok', 'create no_tables_available', 'create slot_limit_reached', 'create idempotency_in_progress', 'cancel ok', 'change of start ok', 'change of status ok', 'closing or opening ok']) {
      expect([outcome, clients.outcomes.get(outcome) ?? 0]).toEqual([outcome, expect.toSatisfy((times: number) => times > 0)]);
    }
  });

  it('would get the same table where somebody only looks before inserting, and this test would notice', async () => {
    const clients = await startClients({ isNaive: true });
    await clients.play(() => clients.attempts() >= count(200, 400));
    expect((await clients.verify()).join('\n')).toMatch(/table \d+ was given to \d+ while \d+ held it/);
  });
});
