import { afterEach, describe, expect, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import { contestedLocation, type ContestedLocation } from './reservationClients.js';

vi.setConfig({ testTimeout: count(120_000, 3_600_000) });

/** Stands between the gateways of this file and the lock on a location's days. */
const seam = vi.hoisted(() => ({ isNaive: false }));

vi.mock('../../src/features/reservations/reservationWrites.repository.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/features/reservations/reservationWrites.repository.js')>();
  const createReservationWrites: typeof original.createReservationWrites = (scope) => {
    const writes = original.createReservationWrites(scope);
    return seam.isNaive ? { ...writes, lockDays: async () => undefined } : writes;
  };
  return { ...original, createReservationWrites };
});

let location: ContestedLocation | undefined;
afterEach(async () => {
  await location?.close();
  seam.isNaive = false;
});

const attempts = count(400, 20_000);

describe('many who want the same tables at once, through two gateways and both surfaces', () => {
  it('are given no table twice and no place beyond the limits, and what they are told is so', async () => {
    location = await contestedLocation();
    const { found, outcomes } = await location.play(attempts);
    expect(found).toEqual([]);
    // Without these, nothing would be contested.
    for (const outcome of ['create ok', 'create no_tables_available', 'create slot_limit_reached', 'cancel ok', 'change of startsAt ok', 'change of status ok']) {
      expect([outcome, outcomes.get(outcome) ?? 0]).toEqual([outcome, expect.toSatisfy((times: number) => times > 0)]);
    }
  });

  it('would get the same table where somebody only looks before inserting, and this test would notice', async () => {
    seam.isNaive = true;
    location = await contestedLocation({ isNaive: true });
    const { found } = await location.play(count(400, 400));
    expect(found.join('\n')).toMatch(/table \d+ was given to \d+ while \d+ held it/);
  });
});
