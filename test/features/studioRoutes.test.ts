import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingsRoutes } from '../../src/features/bookings/bookings.routes.js';
import { customersRoutes } from '../../src/features/customers/customers.routes.js';
import { eventsRoutes } from '../../src/features/events/events.routes.js';
import { inDocumentedTypes } from '../../src/rest/copied.js';
import type { RouteInput } from '../../src/rest/route.js';
import { createGraph, noon, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let graph: Graph;
let studio: Studio;
let row: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  database = await createStudioDatabase();
  graph = createGraph(database.test.database);
  studio = await database.studio('studio');
  row = await fill();
});
afterAll(() => database.test.drop());

async function fill() {
  const buyer = await studio.customer({ first_name: 'Noor', last_name: 'Bakker', email: 'noor.b@example.org', mobile: '07700900881' });
  const friend = await studio.customer({ first_name: 'Ilse', last_name: 'Bakker', email: 'ilse.b@example.org', archived: true });
  const event = await studio.event({ name: 'Evening Pottery', description: 'Clay', categories: ['Clay'], location: 'Room 2' });
  const facilitator = await studio.facilitator(event, 'Mo');
  const option = await studio.pricingOption(event, { name: 'Standard', price: 3600, credits: 2, stock: 8 });
  const date = await studio.date(event, '2026-09-14T17:30:00Z', { duration_minutes: 90 });
  const transaction = await studio.transaction(buyer, '2026-08-02T18:41:00Z');
  const booking = await studio.booking(date, buyer, { transaction_number: transaction, attendee_number: friend, spaces: 2, pricing_option_number: option });
  const free = await studio.booking(date, buyer, { purchased_at: '2026-05-31T23:30:00Z', payment_method: 'PASS', credits_used: 2, currency: null, gross_amount: null, net_amount: null });
  const waiting = await studio.customer({ first_name: 'Ada', last_name: 'Lind', email: 'ada@example.org' });
  await studio.waiting(date, waiting, '2026-08-03T10:00:00Z');
  return { buyer, friend, event, facilitator, option, date, transaction, booking, free, waiting };
}

/** The row of a method and path template, as the REST surface runs it, without what HTTP adds. */
async function call(method: string, path: string, input: Partial<RouteInput> = {}, options: { now?: string } = {}) {
  const route = [...customersRoutes, ...bookingsRoutes, ...eventsRoutes].find((one) => one.method === method && one.path === path);
  if (route === undefined) throw new Error(`No row for ${method} ${path}`);
  const now = Date.parse(options.now ?? noon);
  const { company } = studio;
  const variables = route.variables({ path: {}, query: {}, body: undefined, company, now, ...input });
  const asked = await graph.ask(company, print(route.operation), { variables, pageLimit: 1000, ...options });
  const data = route.copies === true ? inDocumentedTypes(asked.data) : asked.data;
  return { variables, body: asked.errors.length > 0 ? undefined : route.present(data, { company, variables, now }), ...asked };
}

const person = (number: number, firstname: string, lastname: string, email: string) => ({ id: `cust_${number}`, type: 'customer', firstname, lastname, email });

describe('customers', () => {
  test('the whole list, and a page of it', async () => {
    const { data } = (await call('GET', '/customers')).body as { data: unknown };
    expect(data).toContainEqual({ ...person(row.buyer, 'Noor', 'Bakker', 'noor.b@example.org'), mobile: '07700900881', archived: false });
    expect(data).toContainEqual({ ...person(row.friend, 'Ilse', 'Bakker', 'ilse.b@example.org'), mobile: null, archived: true });
    const page = await call('GET', '/customers', { query: { page: '1', pageSize: '2' } });
    expect(page.body).toMatchObject({ data: [{}], total: 3, page: 1, pageSize: 2 });
    expect(page.statements).toBe(1);
  });

  test('a profile, and none', async () => {
    const { body } = await call('GET', '/customer/:id/profile', { path: { id: `cust_${row.buyer}` } });
    expect(body).toEqual({ data: { ...person(row.buyer, 'Noor', 'Bakker', 'noor.b@example.org'), mobile: '07700900881' } });
    expect((await call('GET', '/customer/:id/profile', { path: { id: 'cust_999999' } })).body).toBeUndefined();
  });

  test('a changed profile', async () => {
    const number = await studio.customer({ mobile: '07700' });
    const path = { id: `cust_${number}` };
    const profile = { firstname: 'Noor', lastname: 'Bakker-Lind', email: `noor${number}@example.org` };
    const changed = await call('PUT', '/customer/:id/profile', { path, body: profile });
    expect(changed.body).toEqual({ message: 'Profile updated successfully' });
    expect((await call('GET', '/customer/:id/profile', { path })).body).toMatchObject({ data: { ...profile, mobile: '07700' } });
    await call('PUT', '/customer/:id/profile', { path, body: { ...profile, mobile: null } });
    expect((await call('GET', '/customer/:id/profile', { path })).body).toMatchObject({ data: { mobile: null } });
    await studio.db.deleteFrom('customers').where('company_id', '=', studio.company.id).where('number', '=', number).execute();
  });

  test.each([
    [undefined, 'body'],
    [[], 'body'],
    [{ lastname: 'B', email: 'a@example.org' }, 'firstname'],
    [{ firstname: 5, lastname: 'B', email: 'a@example.org' }, 'firstname'],
    [{ firstname: 'A', lastname: null, email: 'a@example.org' }, 'lastname'],
    [{ firstname: 'A', lastname: 'B' }, 'email'],
    [{ firstname: 'A', lastname: 'B', email: 'a@example.org', mobile: 7 }, 'mobile'],
  ])('a body %j is refused naming %s', async (body, field) => {
    await expect(call('PUT', '/customer/:id/profile', { path: { id: `cust_${row.buyer}` }, body })).rejects.toMatchObject({ status: 400, field });
  });
});

describe('bookings', () => {
  const bookingRow = () => ({
    id: `booking_${row.booking}`,
    type: 'event-booking',
    is_cancelled: false,
    is_refunded: false,
    spaces: 2,
    purchased_by: person(row.buyer, 'Noor', 'Bakker', 'noor.b@example.org'),
    bought_for: person(row.friend, 'Ilse', 'Bakker', 'ilse.b@example.org'),
    event: {
      id: `evt_${row.event}`,
      type: 'event',
      name: 'Evening Pottery',
      date: { id: `date_${row.date}`, type: 'event_date', datetime: '2026-09-14T18:30:00', tz: 'Europe/London', duration: 90 },
    },
    pricing_option: { id: `po-${row.option}` },
    payment: { method: 'CARD', currency: 'GBP', base100gross_price: 3600, base100net_price: 3240 },
  });

  test('of a customer, as purchases of the last three months', async () => {
    const path = { id: `cust_${row.buyer}` };
    const { body, statements } = await call('GET', '/customer/:id/bookings', { path });
    expect(statements).toBe(1);
    // The other one was bought on 1 June by the company's clock.
    expect(body).toMatchObject({ data: [{}, {}], total: 2, page: 0, pageSize: 30 });
    const recent = await call('GET', '/customer/:id/bookings', { path }, { now: '2026-09-02T12:00:00Z' });
    expect(recent.body).toEqual({
      data: [{ id: `txn_${row.transaction}`, type: 'event-booking', purchase_date: '2026-08-02T19:41:00', bookings: [bookingRow()] }],
      total: 1,
      page: 0,
      pageSize: 30,
    });
    const all = await call('GET', '/customer/:id/bookings', { path, query: { startDate: '2000-01-01', pageSize: '500' } });
    expect(all.body).toMatchObject({ total: 2, pageSize: 100, data: [{}, { bookings: [{ payment: { method: 'PASS', currency: 'CR', credits_used: 2 }, pricing_option: null }] }] });
    const none = await call('GET', '/customer/:id/bookings', { path, query: { endDate: '2026-08-01', startDate: '2026-07-01', future_only: 'true' } });
    expect(none.body).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    expect((await call('GET', '/customer/:id/bookings', { path: { id: 'cust_999999' } })).body).toBeUndefined();
  });

  test('begin three months before today on the company’s calendar, which a new day changes', async () => {
    const from = async (now: string) => (await call('GET', '/customer/:id/bookings', { path: { id: 'cust_1' } }, { now })).variables['purchasedFrom'];
    expect(await from('2026-08-31T22:59:59.999Z')).toBe('2026-05-31');
    expect(await from('2026-08-31T23:00:00.000Z')).toBe('2026-06-01');
    expect(await from('2026-05-31T12:00:00.000Z')).toBe('2026-02-28');
  });

  test.each([
    [{ page: '-1' }, 'page'],
    [{ page: '1.5' }, 'page'],
    [{ pageSize: '0' }, 'pageSize'],
    [{ pageSize: 'many' }, 'pageSize'],
    [{ startDate: 'yesterday' }, 'startDate'],
    [{ endDate: '2026-02-30' }, 'endDate'],
    [{ future_only: 'maybe' }, 'future_only'],
  ])('with %j are refused naming %s', async (query, field) => {
    await expect(call('GET', '/customer/:id/bookings', { path: { id: `cust_${row.buyer}` }, query })).rejects.toMatchObject({ status: 400, field });
  });

  test('one by its id', async () => {
    const path = { id: `cust_${row.friend}`, bookingId: `booking_${row.booking}` };
    const { body } = await call('GET', '/customer/:id/booking/:bookingId', { path });
    expect(body).toEqual({ data: { ...bookingRow(), transaction: { id: `txn_${row.transaction}`, purchase_date: '2026-08-02T19:41:00' } } });
    const strangers = await call('GET', '/customer/:id/booking/:bookingId', { path: { ...path, id: `cust_${row.waiting}` } });
    expect(strangers.body).toBeUndefined();
  });
});

describe('events', () => {
  const eventRow = () => ({
    id: `evt_${row.event}`,
    type: 'event',
    name: 'Evening Pottery',
    format: 'PHYSICAL',
    booking_configuration: { max_attendees: null, waiting_list_enabled: false, booking_types: ['INDIVIDUAL'], payment_methods: ['CARD', 'PASS'] },
    dates: [{ id: `date_${row.date}`, type: 'event_date', datetime: '2026-09-14T18:30:00', tz: 'Europe/London', duration: 90 }],
    facilitators: [{ id: `fac_${row.facilitator}`, type: 'facilitator', name: 'Mo' }],
  });

  test('the list, and one with more of it', async () => {
    expect((await call('GET', '/events')).body).toMatchObject({ data: [eventRow()] });
    const future = { timeFilter: 'future', startDate: '2026-09-15T00:00:00.000Z' };
    expect((await call('GET', '/events', { query: { ...future, page: '0' } })).body).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    const { body, statements } = await call('GET', '/event/:id', { path: { id: `evt_${row.event}` } });
    expect(statements).toBe(1);
    expect(body).toEqual({
      data: {
        ...eventRow(),
        description: 'Clay',
        archived: false,
        pricing_options: [{ id: `po-${row.option}`, name: 'Standard', base100_price: 3600, currency: 'GBP', credits: 2, stock: 8 }],
        properties: { categories: ['Clay'], location: 'Room 2', terms: null },
      },
    });
    expect((await call('GET', '/event/:id', { path: { id: 'evt_1x' } })).body).toBeUndefined();
  });

  test('a time filter without its dates is refused', async () => {
    for (const [query, field] of [[{ timeFilter: 'past', startDate: '2026-01-01T00:00:00Z' }, 'endDate'], [{ endDate: '2026-01-01T00:00:00Z' }, 'endDate']] as const) {
      expect((await call('GET', '/events', { query })).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
    }
    await expect(call('GET', '/events', { query: { timeFilter: 'soon' } })).rejects.toMatchObject({ status: 400, field: 'timeFilter' });
  });

  test('the register of a date, which another event does not have', async () => {
    const template = '/event/:id/dates/:dateId/register';
    const { body, statements } = await call('GET', template, { path: { id: `evt_${row.event}`, dateId: `date_${row.date}` } });
    expect(statements).toBe(1);
    expect(body).toMatchObject({
      data: {
        event: { id: `evt_${row.event}`, type: 'event', name: 'Evening Pottery' },
        date: { id: `date_${row.date}`, datetime: '2026-09-14T18:30:00' },
        capacity: 8,
        total_attendees: 3,
        available_spaces: 5,
        attendees: [
          {
            booking_id: `booking_${row.booking}`,
            customer: person(row.friend, 'Ilse', 'Bakker', 'ilse.b@example.org'),
            role: 'GUEST',
            pricing_option: { id: `po-${row.option}`, name: 'Standard' },
            payment_method: 'CARD',
            attended: null,
            is_cancelled: false,
          },
          { booking_id: `booking_${row.free}`, role: 'BOOKER', payment_method: 'PASS', pricing_option: null },
        ],
        waiting_list: [{ customer: person(row.waiting, 'Ada', 'Lind', 'ada@example.org'), joined_at: '2026-08-03T10:00:00.000Z' }],
      },
    });
    const other = await studio.event();
    expect((await call('GET', template, { path: { id: `evt_${other}`, dateId: `date_${row.date}` } })).body).toBeUndefined();
  });
});
