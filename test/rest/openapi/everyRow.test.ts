import { afterAll, beforeAll, expect, it } from 'vitest';
import { idOf, type IdKind } from '../../../src/features/shared/ids.js';
import type { TestGateway } from '../../support/gateway.js';
import { addressOf, bearerOf, complaintsAbout, exampleDay, operations, parametersIn, startExampleGateway, type Described } from './contract.js';

let gateway: TestGateway;
let now = exampleDay;
beforeAll(async () => {
  gateway = await startExampleGateway(() => now);
});
afterAll(() => gateway.close());

const reads = operations.filter(({ method }) => method === 'get').map((described) => [described.name, described] as const);

/** Asks, and holds the answer against the document. */
async function expectDescribed(described: Described, address: string): Promise<void> {
  // A key's points come back two a second.
  now += 500;
  const answer = await gateway.rest(address, { token: await bearerOf(described, gateway) });
  expect([address, answer.status, complaintsAbout(described, answer)]).toEqual([address, 200, []]);
}

/** Rows of the demo company that are looked at. */
const most = 40;

type Table = 'restaurants' | 'customers' | 'events' | 'event_dates' | 'bookings' | 'videos' | 'passes' | 'subscription_plans' | 'vouchers' | 'appointments' | 'services';

const ids = async (kind: IdKind, table: Table): Promise<Record<string, string>[]> => {
  const found = await gateway.database.db.selectFrom(table).select('number').where('company_id', '=', 1).orderBy('number', 'desc').limit(most).execute();
  return found.map(({ number }) => ({ id: idOf(kind, number) }));
};

async function locations(): Promise<Record<string, string>[]> {
  const found = await gateway.database.db.selectFrom('locations').select(['number', 'restaurant_number as restaurant']).where('company_id', '=', 1).limit(most).execute();
  return found.map(({ number, restaurant }) => ({ id: idOf('restaurant', restaurant), locationId: idOf('location', number) }));
}

/** Ids that stand in an address together, by the segment before the path's last one, or by the whole path. */
const places: Readonly<Record<string, () => Promise<Record<string, string>[]>>> = {
  restaurants: () => ids('restaurant', 'restaurants'),
  '/restaurants/{id}/opening-hours': locations,
  '/restaurants/{id}/availability': locations,
  async reservations() {
    const found = await gateway.database.db.selectFrom('reservations').select(['internal_id', 'public_reference']).where('company_id', '=', 1).limit(most).execute();
    return found.flatMap(({ internal_id, public_reference }) => [{ ref: internal_id }, { ref: public_reference }]);
  },
  customer: async () => [...(await ids('customer', 'customers')), ...Array.from({ length: 20 }, (_, index) => ({ id: idOf('customer', index + 1) }))],
  event: () => ids('event', 'events'),
  video: () => ids('video', 'videos'),
  pass: () => ids('pass', 'passes'),
  'subscription-plan': () => ids('subscriptionPlan', 'subscription_plans'),
  voucher: async () => [...(await ids('voucher', 'vouchers')), { id: 'voucher_legacy_1' }, { id: 'voucher_legacy_2' }],
  bookings: () => ids('appointment', 'appointments'),
  services: () => ids('service', 'services'),
  async dates() {
    const found = await gateway.database.db.selectFrom('event_dates').select(['number', 'event_number as event']).where('company_id', '=', 1).limit(most).execute();
    return found.map(({ number, event }) => ({ id: idOf('event', event), dateId: idOf('eventDate', number) }));
  },
  async booking() {
    const found = await gateway.database.db.selectFrom('bookings').select(['number', 'buyer_number as buyer']).where('company_id', '=', 1).orderBy('number', 'desc').limit(most).execute();
    return found.map(({ number, buyer }) => ({ id: idOf('customer', buyer), bookingId: idOf('booking', number) }));
  },
  async availability() {
    const found = await gateway.database.db.selectFrom('appointments').select(['facilitator_number as facilitator', 'service_number as service']).distinct().where('company_id', '=', 1).limit(most).execute();
    return found.map(({ facilitator, service }) => ({ id: idOf('facilitator', facilitator), service_id: idOf('service', service) }));
  },
};

/** What of the query asks for everything there is: no page, and no parameter that can be left out. */
function everythingOf(described: Described): Record<string, string | null> {
  const everything: Record<string, string | null> = {};
  for (const { name, required } of parametersIn(described, 'query')) if (required !== true) everything[name] = null;
  if (described.path === '/customer/{id}/bookings') everything['startDate'] = '2000-01-01';
  return everything;
}

it.each(reads)('every row that there is, is answered as documented: %s', async (name, described) => {
  const everything = everythingOf(described);
  if (parametersIn(described, 'path').length === 0) {
    await expectDescribed(described, addressOf(described, everything));
    await expectDescribed(described, addressOf(described, { ...everything, pageSize: '100' }));
    return;
  }
  const segments = described.path.split('/');
  const before = segments[segments.findLastIndex((segment) => segment.startsWith('{')) - 1] ?? '';
  const found = await (places[described.path] ?? places[before])?.();
  if (found === undefined || found.length === 0) throw new Error(`Say in this test where the rows of ${name} are.`);
  for (const place of found) await expectDescribed(described, addressOf(described, { ...everything, ...place }));
});
