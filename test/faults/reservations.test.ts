import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContestedLocation, type ContestedLocation } from '../races/contestedLocation.js';
import { reservationCalls, type Order } from '../races/reservationCalls.js';
import { reservationClients, type Door } from '../races/reservationClients.js';
import { count } from '../support/counts.js';
import { connectTestDatabase } from '../support/database.js';
import { killGroup, startGatewayGroup, type GatewayMember } from '../support/gatewayGroup.js';
import { patience } from '../support/patience.js';
import { startRestartableServer, type restarts, type RestartableServer } from '../support/restartableServer.js';
import { waitingSessions } from '../support/tableLock.js';

vi.setConfig({ testTimeout: count(180_000, 1_800_000) });

/** Something was away; `until` is by `performance.now()`, and infinite while it is. */
interface Outage {
  until: number;
}

let server: RestartableServer;
let database: ReturnType<typeof connectTestDatabase>;
let place: ContestedLocation;
let gateways: readonly GatewayMember[];
beforeEach(async () => {
  server = await startRestartableServer();
  database = connectTestDatabase(server.connectionString);
  place = await createContestedLocation(database);
  gateways = await startGatewayGroup(server.connectionString, 2);
});
afterEach(async () => {
  await killGroup(gateways);
  await database.close();
  await server.stop();
});

/** A gateway finds its way back to its database, and writes its audit log again, within so many milliseconds. */
const healsWithinMs = 5000;
const restartKinds: readonly (keyof typeof restarts)[] = ['killed', 'fast', 'immediate', 'fast', 'killed'];

describe('reservations while gateways are killed and their database is restarted', () => {
  it('are there as they were acknowledged, once for each key, and never two parties at a table', async () => {
    const deaths = new Map<GatewayMember, Outage[]>(gateways.map((gateway) => [gateway, []]));
    const databaseOutages: Outage[] = [];
    const doors = gateways.map(
      (gateway): Door => ({
        ...gateway,
        mayBeSilent: (since) => (deaths.get(gateway) ?? []).some(({ until }) => until > since),
        mayBeUnavailable: (since) => databaseOutages.some(({ until }) => until + patience(healsWithinMs) > since),
      }),
    );
    const clients = await reservationClients(place, doors);

    /** Both gateways answer, and clients get on. */
    const isWell = async (): Promise<void> => {
      for (const { rest } of gateways) {
        await expect.poll(async () => (await rest(`/restaurants/${place.restaurant}/config`, { token: place.key })).status, { timeout: patience(healsWithinMs), interval: 20 }).toBe(200);
      }
      const acknowledged = () => clients.outcomes.get('create ok') ?? 0;
      const before = acknowledged();
      await expect.poll(acknowledged, { timeout: patience(20_000), interval: 10 }).toBeGreaterThan(before + 10);
    };
    const during = async (outages: Outage[], fault: () => Promise<unknown>): Promise<void> => {
      const outage: Outage = { until: Infinity };
      outages.push(outage);
      await fault();
      outage.until = performance.now();
      await isWell();
    };

    let isOver = false;
    const faults = async (): Promise<void> => {
      try {
        await isWell();
        for (let kill = 0; kill < count(2, 20); kill += 1) {
          const gateway = gateways[kill % gateways.length] as GatewayMember;
          await during(deaths.get(gateway) ?? [], async () => {
            await gateway.process().kill('SIGKILL');
            await gateway.startAgain();
          });
        }
        for (const how of restartKinds.slice(0, count(1, 5))) await during(databaseOutages, () => server.restart(how));
      } finally {
        isOver = true;
      }
    };
    await Promise.all([clients.play(() => isOver), faults()]);

    expect(await clients.verify(), gateways.flatMap((gateway) => gateway.log()).join('\n')).toEqual([]);
    // Nobody has died of its database, nor said what it should not.
    expect(gateways.map((gateway) => gateway.process().errors())).toEqual(['', '']);
    for (const what of ['without an answer', 'unavailable', 'ok']) expect([what, clients.outcomes.get(`create ${what}`) ?? 0]).toEqual([what, expect.toSatisfy((times: number) => times > 0)]);
  });

  it('can be asked for again at once when the first call’s gateway died at work', async () => {
    const calls = reservationCalls(place);
    const [first, second] = gateways as [GatewayMember, GatewayMember];
    const order: Order = { mark: 'died', start: place.starts[0] as string, partySize: 2 };
    expect(await calls.create(first, 'rest', { ...order, mark: 'before' })).toMatchObject({ status: 201 });

    const session = new Client({ connectionString: server.connectionString });
    await session.connect();
    await session.query('begin; select from service_days for update');
    const lost = calls.create(first, 'rest', order).catch(() => 'no answer');
    await expect.poll(() => waitingSessions(server.connectionString), { timeout: patience(5000) }).toBe(1);
    await first.process().kill('SIGKILL');
    expect(await lost).toBe('no answer');
    // What waits in the database still holds the key.
    expect(await calls.create(second, 'rest', order)).toMatchObject({ status: 409, code: 'idempotency_in_progress' });

    await session.end();
    const freedAt = performance.now();
    let said = await calls.create(second, 'rest', order);
    for (; said.code === 'idempotency_in_progress'; said = await calls.create(second, 'rest', order)) await sleep(5);
    expect(performance.now() - freedAt).toBeLessThan(patience(1000));
    expect(said).toMatchObject({ status: 201, isReplayed: false });
    await first.startAgain();
    expect(await calls.create(first, 'rest', order)).toMatchObject({ status: 201, isReplayed: true, text: said.text });
    const { rowCount } = await database.pool.query(`select from reservations where email = 'died@example.org'`);
    expect(rowCount).toBe(1);
  });
});
