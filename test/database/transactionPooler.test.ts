import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { demoClient } from '../../src/database/demo/credentials.js';
import { migrate } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/index.js';
import { createContestedLocation } from '../races/contestedLocation.js';
import { reservationCalls } from '../races/reservationCalls.js';
import { connectTestDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { createDemoDatabase } from '../support/demoDatabase.js';
import { freePort, type GatewayProcess, spawnGateway, startGatewayProcess, tokenFrom } from '../support/gatewayProcess.js';
import { type Surfaces, surfacesAt } from '../support/surfaces.js';
import { startTransactionPooler, type TransactionPooler } from '../support/transactionPooler.js';

// Gateways start here, each of which may be slow where other tests run.
vi.setConfig({ testTimeout: 120_000 });

const pooler: TransactionPooler | null = await startTransactionPooler(inject('databaseServer'));
afterAll(() => pooler?.stop());

describe.skipIf(pooler === null)('a database behind a pooler that lends a session for a transaction', () => {
  let test: TestDatabase;
  let address: string;
  beforeAll(async () => {
    test = await createTestDatabase({ isEmpty: true });
    address = (pooler as TransactionPooler).to(test.connectionString);
  });
  afterAll(() => test.drop());

  it('is refused by a gateway that names its statements, which says what to set', async () => {
    const gateway = await spawnGateway({ DATABASE_URL: address, DEMO: '0' });
    const { code } = await gateway.ended;
    expect([code, gateway.errors()]).toEqual([
      1,
      'Frontdesk could not start: DATABASE_URL leads to a pooler. Set DATABASE_STATEMENT_NAMES to off. (unsupported startup parameter: statement_timeout)\n',
    ]);
  });

  it('is migrated like every other one', async () => {
    const database = connectTestDatabase(address, { statementNames: false });
    try {
      expect((await migrate(database.db)).applied).toEqual(Object.keys(migrations));
    } finally {
      await database.close();
    }
  });

  it('says once that nothing is heard of others, not with every attempt', async () => {
    const onError = vi.fn();
    const database = connectTestDatabase(address, { statementNames: false, onError });
    try {
      const listener = database.listen('orders', () => undefined);
      const said = () => onError.mock.calls.filter(([error]: unknown[]) => String(error).includes('Notifications do not arrive')).length;
      await vi.waitFor(() => expect(said()).toBe(1), { timeout: 20_000 });
      // Time for a second attempt.
      await sleep(5000);
      expect([listener.isListening, said()]).toEqual([false, 1]);
    } finally {
      await database.close();
    }
  });

  describe('gateways without names', () => {
    let demo: TestDatabase;
    let gateways: GatewayProcess[];
    let surfaces: Surfaces[];
    beforeAll(async () => {
      demo = await createDemoDatabase();
      const ports = [await freePort(), await freePort()];
      const environment = { DATABASE_URL: (pooler as TransactionPooler).to(demo.connectionString), DATABASE_STATEMENT_NAMES: 'off', SECRET_KEY: 'a key that only tests use, 32 characters', PUBLIC_URL: `http://127.0.0.1:${ports[0]}` };
      gateways = await Promise.all(ports.map((port) => startGatewayProcess({ ...environment, PORT: `${port}` })));
      surfaces = gateways.map(({ url }) => surfacesAt(url));
    });
    afterAll(async () => {
      await Promise.all(gateways.map((gateway) => gateway.kill('SIGTERM')));
      await demo.drop();
    });

    const at = (index: number) => surfaces[index % surfaces.length] as Surfaces;

    it('serve both surfaces, and what is written at one is read at the other at once', async () => {
      const token = await tokenFrom((gateways[0] as GatewayProcess).url, demoClient);
      const callers = Array.from({ length: 8 }, async (_, caller) => {
        const id = `cust_${caller + 1}`;
        for (let call = 0; call < 6; call += 1) {
          const profile = { firstname: `Version ${call}`, lastname: 'Pool', email: `pool-${caller}@example.org` };
          const written = await at(caller + call).rest(`/customer/${id}/profile`, { method: 'PUT', token, body: profile });
          const read = await at(caller + call + 1).rest(`/customer/${id}/profile`, { token });
          const { data, errors } = await at(caller + call + 1).graphql(
            `query ($id: ID!) { customer(id: $id) { firstName bookings(first: 3) { totalCount nodes { event { name } } } } events(first: 5) { nodes { name dates(first: 2) { id } } } }`,
            { token, variables: { id } },
          );
          expect([written.status, read.status, errors]).toEqual([200, 200, undefined]);
          expect([(read.json as { data: object }).data, data?.['customer']]).toMatchObject([{ firstname: profile.firstname }, { firstName: profile.firstname }]);
        }
      });
      await Promise.all(callers);
    });

    it('give a table to one party, however many want it at once', async () => {
      const place = await createContestedLocation(demo.database);
      const calls = reservationCalls(place);
      const start = place.starts[0] as string;
      const said = await Promise.all(
        Array.from({ length: 24 }, (_, index) => calls.create(at(index), index % 4 < 2 ? 'rest' : 'graph', { mark: `order-${index}`, start, partySize: 2 })),
      );
      const made = said.flatMap(({ reservation }) => reservation ?? []);
      expect([made.length, new Set(made.map(({ tables }) => tables)).size]).toEqual([place.limits.reservations, place.limits.reservations]);
      expect(new Set(said.map(({ status, code }) => `${status} ${code}`).filter((answer) => !answer.endsWith(' ok')))).toEqual(new Set(['409 slot_limit_reached']));
    });
  });
});
