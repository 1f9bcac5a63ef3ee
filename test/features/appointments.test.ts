import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentRows, bookFour, type AppointmentRows, type FourBooked } from '../support/appointments.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let rows: AppointmentRows;
let rivalRows: AppointmentRows;

beforeAll(async () => {
  here = await startStudioGateway();
  rows = appointmentRows(here.studio);
  rivalRows = appointmentRows(here.rival, 900_001);
  // Reading who calls takes a statement, once.
  await here.rest('/customers?pageSize=1');
});
afterAll(() => here.close());

const booked = () => bookFour(here.studio, rows);
const at = (instant: string): Date => new Date(instant);
const idOf = (number: number): string => `appt_${number}`;
const get = async (query = '') => (await here.rest(`/appointments/bookings${query}`)).json;
const idsIn = (json: unknown): string[] => (json as { data: { id: string }[] }).data.map(({ id }) => id);

/** The appointments as the company's list shows them. */
function companyRows({ customer, service, facilitator, ...ids }: FourBooked) {
  const row = (id: string, status: string, time: { datetime: string; tz?: string; minutes?: number }, payment: object, notes: string, created: string) => ({
    id, type: 'appointment', status, customer, service: { ...service, option_name: '45 minutes' }, facilitator,
    datetime: time.datetime, tz: time.tz ?? 'Europe/London', duration_minutes: time.minutes ?? 45, payment, notes, created_at: created,
  });
  return {
    card: row(ids.card, 'NO_SHOW', { datetime: '2026-07-29T15:00:00' }, { method: 'CARD', currency: 'GBP', base100_price_paid: 3800, status: 'PAID' }, 'By the “window”', '2026-07-20T11:05:00'),
    pass: row(ids.pass, 'SCHEDULED', { datetime: '2026-07-28T23:30:00', tz: 'Atlantic/Azores' }, { method: 'PASS', currency: 'CR', credits_used: 2, status: 'PAID' }, '', '2026-03-28T23:59:59'),
    cash: row(ids.cash, 'COMPLETED', { datetime: '2026-01-10T09:00:00', minutes: 90 }, { method: 'CASH', currency: 'EUR', base100_price_paid: 2500, status: 'PENDING' }, '', '2026-01-01T00:00:00'),
    free: row(ids.free, 'CANCELLED', { datetime: '2026-07-30T15:00:00' }, { method: 'FREE', currency: 'GBP', base100_price_paid: 0, status: 'PAID' }, '', '2025-12-01T00:00:00'),
  };
}

describe('GET /appointments/bookings', () => {
  test('answers every documented field, the latest start first, cancelled ones left out, in one statement', async () => {
    const them = await booked();
    const { card, pass, cash } = companyRows(them);
    const path = `/appointments/bookings?customer_id=${them.customer.id}`;
    const { answer, statements } = await here.counted(() => here.rest(path));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: [card, pass, cash], total: 3, page: 0, pageSize: 30 }));
    const again = await here.counted(() => here.rest(path));
    expect([again.statements, again.answer.text === answer.text, again.answer.headers.get('age')]).toEqual([0, true, '0']);
  });

  test('finds by status, facilitator and customer, each alone and together', async () => {
    const [them, others] = [await booked(), await booked()];
    const of = `customer_id=${them.customer.id}`;
    expect(idsIn(await get(`?${of}&status=SCHEDULED`))).toEqual([them.pass]);
    expect(idsIn(await get(`?${of}&status=COMPLETED`))).toEqual([them.cash]);
    expect(idsIn(await get(`?${of}&status=NO_SHOW`))).toEqual([them.card]);
    expect(await get(`?${of}&status=CANCELLED`)).toEqual({ data: [companyRows(them).free], total: 1, page: 0, pageSize: 30 });
    expect(idsIn(await get(`?facilitator_id=${them.facilitator.id}`))).toEqual([them.card, them.pass, them.cash]);
    expect(await get(`?${of}&facilitator_id=${others.facilitator.id}`)).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    expect(idsIn(await get('?status=CANCELLED')).slice(0, 2)).toEqual([others.free, them.free]);
    const all = idsIn(await get('?pageSize=100'));
    expect(all).toEqual(expect.arrayContaining([others.card, them.card]));
    expect(all).not.toContain(them.free);
  });

  test('finds by the day of the start on the company’s calendar, both days included', async () => {
    const facilitator_number = await rows.facilitator('Ida');
    const starts = ['2026-03-28T23:59:59Z', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59Z', '2026-03-29T23:00:00Z', '2026-10-24T22:59:59Z', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59Z', '2026-10-26T00:00:00Z'];
    // The zone of the appointment itself does not matter.
    for (const [index, start] of starts.entries()) await rows.appointment({ facilitator_number, starts_at: at(start), time_zone: index % 2 === 0 ? 'Europe/London' : 'Pacific/Auckland' });
    const of = `fac_${facilitator_number}`;
    const document = 'query ($of: ID, $from: LocalDate, $until: LocalDate) { appointments(facilitatorId: $of, startDate: $from, endDate: $until) { nodes { startsAt } totalCount } }';
    const found = async (from: string | null, until: string | null) => {
      const { data } = await here.graphql(document, { variables: { of, from, until } });
      const { nodes, totalCount } = (data as unknown as { appointments: { nodes: { startsAt: string }[]; totalCount: number } }).appointments;
      const query = `facilitator_id=${of}${from === null ? '' : `&start_date=${from}`}${until === null ? '' : `&end_date=${until}`}`;
      expect(await get(`?${query}`)).toMatchObject({ total: totalCount, data: nodes.map(() => ({ type: 'appointment' })) });
      return nodes.map(({ startsAt }) => startsAt.replace('.000Z', 'Z')).toReversed();
    };
    expect(await found('2026-03-29', '2026-03-29')).toEqual(starts.slice(1, 3));
    expect(await found('2026-10-25', '2026-10-25')).toEqual(starts.slice(5, 7));
    expect(await found(null, '2026-03-28')).toEqual(starts.slice(0, 1));
    expect(await found('2026-10-26', null)).toEqual(starts.slice(7));
    expect(await found('2026-10-26', '2026-03-28')).toEqual([]);
    expect(await found('0001-01-01', '9999-12-31')).toEqual(starts);
    // An instant is taken as the day it falls on.
    expect(idsIn(await get(`?facilitator_id=${of}&start_date=2026-10-25T23:59:59Z&end_date=2026-10-25T12:00:00`))).toHaveLength(2);
  });

  test.each([
    ['unknown', 'cust_77777777', 'fac_77777777'],
    ['of another kind', 'fac_1', 'cust_1'],
    ['without a number', 'cust_', 'fac_'],
    ['without a prefix', '1', '1'],
    ['larger than a row’s can be', 'cust_4294967297', 'fac_99999999999999999999'],
    ['empty', '', ''],
    ['no id at all', '%ED%A0%80%1b', "'%20or%20'1'='1"],
  ])('answers an empty page to an id in a filter that is %s', async (_what, customer, facilitator) => {
    await booked();
    const nothing = { data: [], total: 0, page: 0, pageSize: 30 };
    expect(await get(`?customer_id=${customer}`)).toEqual(nothing);
    expect(await get(`?facilitator_id=${facilitator}`)).toEqual(nothing);
  });

  test.each([
    ['start_date', 'yesterday'], ['start_date', '2026-02-30'], ['start_date', '0000-01-01'], ['start_date', ''], ['end_date', '20260901'], ['end_date', '2026-09-01%00'], ['status', 'scheduled'],
    ['status', 'CONFIRMED'], ['status', ''], ['customer_id', '%00'], ['facilitator_id', 'x'.repeat(1001)], ['page', '-1'], ['page', '99999999999'], ['pageSize', '0'], ['pageSize', 'ten'],
  ])('refuses %s=%s by its name', async (name, value) => {
    const { status, json } = await here.rest(`/appointments/bookings?${name}=${value}`);
    expect([status, json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
    const twice = await here.rest(`/appointments/bookings?${name}=1&${name}=1`);
    expect([twice.status, twice.json]).toEqual([400, { error: `${name}: must be given once` }]);
  });

  test('pages from zero, twins by their id, and says the total past the end', async () => {
    const facilitator_number = await rows.facilitator('Ann');
    const early = await rows.appointment({ facilitator_number, starts_at: at('2026-05-01T08:00:00Z'), created_at: at('2026-04-30T08:00:00Z') });
    const twins = [await rows.appointment({ facilitator_number }), await rows.appointment({ facilitator_number })].map(idOf);
    const of = `?facilitator_id=fac_${facilitator_number}`;
    expect(await get(`${of}&pageSize=2`)).toMatchObject({ data: [{ id: twins[1] }, { id: twins[0] }], total: 3, page: 0, pageSize: 2 });
    expect(await get(`${of}&page=1&pageSize=2`)).toMatchObject({ data: [{ id: idOf(early) }], total: 3, page: 1, pageSize: 2 });
    expect(await get(`${of}&page=7`)).toEqual({ data: [], total: 3, page: 7, pageSize: 30 });
    expect(await get(`${of}&page=2147483647`)).toMatchObject({ data: [], total: 3 });
    expect(await get(`${of}&pageSize=101`)).toMatchObject({ total: 3, pageSize: 100 });
  });

  test('has nothing of another company, whoever is asked for', async () => {
    const theirs = await rivalRows.appointment({ notes: 'Theirs alone' });
    const { customer_number: customer, facilitator_number: facilitator } = await here.rival.db.selectFrom('appointments').selectAll().where('number', '=', theirs).executeTakeFirstOrThrow();
    for (const query of ['?pageSize=100', `?customer_id=cust_${customer}`, `?facilitator_id=fac_${facilitator}`]) {
      const { status, text } = await here.rest(`/appointments/bookings${query}`);
      expect([status, text]).toEqual([200, expect.not.stringContaining('Theirs')]);
    }
    const own = await here.gateway.rest(`/appointments/bookings?customer_id=cust_${customer}`, { token: await here.token(['appointments:read'], 'rival') });
    expect(own.json).toMatchObject({ data: [{ id: idOf(theirs), notes: 'Theirs alone' }], total: 1 });
  });
});

describe('GET /appointments/bookings/{id}', () => {
  test('answers one appointment as the list does, cancelled ones too', async () => {
    const them = await booked();
    for (const row of Object.values(companyRows(them))) {
      const { answer, statements } = await here.counted(() => here.rest(`/appointments/bookings/${row.id}`));
      expect([answer.status, statements, answer.text]).toEqual([200, 1, JSON.stringify({ data: row })]);
    }
  });

  test('is 404 for an appointment that is unknown, another company’s, or named wrongly', async () => {
    const theirs = idOf(await rivalRows.appointment({ notes: 'Theirs alone' }));
    for (const id of [theirs, 'appt_77777777', 'cust_1', 'appt_1x', 'appt_01', 'appt_4294967297', '1', '%00', '%ED%A0%80']) {
      const { status, json } = await here.rest(`/appointments/bookings/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
    }
    const own = await here.gateway.rest(`/appointments/bookings/${theirs}`, { token: await here.token(['appointments:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: { notes: 'Theirs alone' } }]);
  });
});

describe('GET /customer/{id}/appointments', () => {
  test('answers every documented field, the newest made first, with time and facilitator inside the service', async () => {
    const them = await booked();
    const { customer, service, facilitator } = them;
    const { card, pass, cash, free } = companyRows(them);
    const row = ({ id, status, notes, created_at, datetime, tz, duration_minutes }: typeof card, payment: object) => ({
      id, type: 'appointment', status: status === 'SCHEDULED' ? 'CONFIRMED' : status, notes, created_at, service: { ...service, datetime, tz, duration_minutes, facilitator }, payment,
    });
    const { answer, statements } = await here.counted(() => here.rest(`/customer/${customer.id}/appointments`));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(
      JSON.stringify({
        data: [
          row(card, { method: 'CARD', currency: 'GBP', base100_price: 3800, status: 'PAID' }),
          row(pass, { method: 'PASS', currency: 'CR', credits_used: 2, status: 'PAID' }),
          row(cash, { method: 'CASH', currency: 'EUR', base100_price: 2500, status: 'PENDING' }),
          row(free, { method: 'FREE', currency: 'GBP', base100_price: 0, status: 'PAID' }),
        ],
        total: 4,
        page: 0,
        pageSize: 30,
      }),
    );
    expect(idsIn(answer.json)).toEqual([them.card, them.pass, them.cash, them.free]);
  });

  test('pages from zero, and refuses what is no page', async () => {
    const { customer, card, pass, cash, free } = await booked();
    const of = async (query: string) => here.rest(`/customer/${customer.id}/appointments?${query}`);
    expect((await of('page=1&pageSize=3')).json).toMatchObject({ data: [{ id: free }], total: 4, page: 1, pageSize: 3 });
    expect(idsIn((await of('pageSize=3')).json)).toEqual([card, pass, cash]);
    expect((await of('page=7')).json).toEqual({ data: [], total: 4, page: 7, pageSize: 30 });
    for (const [name, value] of [['page', '-1'], ['page', '1.5'], ['pageSize', '0'], ['pageSize', '%00']] as const) {
      const refused = await of(`${name}=${value}`);
      expect([refused.status, refused.json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
    }
    const none = await here.studio.customer();
    expect((await here.rest(`/customer/cust_${none}/appointments`)).json).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
  });

  test('is 404 for a customer who is unknown, deleted, another company’s, or named wrongly', async () => {
    const theirs = await here.rival.customer();
    await rivalRows.appointment({ customer_number: theirs });
    const deleted = await here.studio.customer({ deleted_at: new Date() });
    const kept = await rows.appointment({ customer_number: deleted });
    for (const id of [`cust_${theirs}`, `cust_${deleted}`, 'cust_77777777', 'appt_1', 'cust_1x', '%00']) {
      const { status, json } = await here.rest(`/customer/${id}/appointments`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
    }
    // The company's own list still names who came.
    expect(await get(`?customer_id=cust_${deleted}`)).toMatchObject({ data: [{ id: idOf(kept), customer: { id: `cust_${deleted}` } }], total: 1 });
  });
});

test('a changed name is in every list at once', async () => {
  const { customer, card } = await booked();
  const paths = [`/appointments/bookings?customer_id=${customer.id}`, `/appointments/bookings/${card}`];
  for (const path of paths) expect((await here.rest(path)).text).toContain('"lastname":"Bakker"');
  const body = { firstname: 'Noor', lastname: 'Lind', email: `${customer.id}@example.org` };
  expect((await here.rest(`/customer/${customer.id}/profile`, { method: 'PUT', body })).status).toBe(200);
  for (const path of paths) expect((await here.rest(path)).text).toContain('"lastname":"Lind"');
  const { data } = await here.graphql(`{ appointment(id: "${card}") { customer { lastName } } }`);
  expect(data).toEqual({ appointment: { customer: { lastName: 'Lind' } } });
});

test('appointments need appointments:read and nothing else', async () => {
  const { customer, card } = await booked();
  for (const path of ['/appointments/bookings', `/appointments/bookings/${card}`, `/customer/${customer.id}/appointments`]) {
    expect((await here.rest(path, { scopes: ['appointments:read'] })).status).toBe(200);
    const refused = await here.rest(`${path}?page=-1`, { scopes: allBut('appointments:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: appointments:read' }]);
  }
  const document = `{ customer(id: "${customer.id}") { firstName appointments { totalCount } } appointments { totalCount } appointment(id: "${card}") { id } }`;
  const refused = await here.graphql(document, { scopes: allBut('appointments:read') });
  expect(refused.data).toEqual({ customer: { firstName: 'Noor', appointments: null }, appointments: null, appointment: null });
  const error = { message: 'Missing required scope: appointments:read', extensions: { code: 'FORBIDDEN', missingScope: 'appointments:read' } };
  expect(refused.errors).toHaveLength(3);
  expect(refused.errors).toMatchObject([error, error, error]);
  const alone = await here.graphql(`{ customer(id: "${customer.id}") { appointments { totalCount nodes { customer { email } } } } }`, { scopes: ['appointments:read'] });
  expect([alone.data, alone.errors]).toMatchObject([{ customer: { appointments: { totalCount: 4 } } }, undefined]);
});
