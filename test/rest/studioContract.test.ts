import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashPassword } from '../../src/access/secrets.js';
import { idOf } from '../../src/features/shared/ids.js';
import { createOperationStore } from '../../src/graphql/operations.js';
import { missingScopeOf } from '../../src/graphql/scopes.js';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes as allRoutes } from '../../src/rest/routes.js';
import { insertClient } from '../access/support.js';
import { startTestGateway, type RestAnswer, type TestGateway } from '../support/gateway.js';
import { sampleIds, sampleUrl } from '../support/samples.js';
import { schema } from '../support/schemaWalk.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

/** Local date-time without a zone; a UTC instant with milliseconds. */
const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[1-9]\\d*$`));
const count = z.int().min(0);

const person = z.strictObject({ id: id('cust_'), type: z.literal('customer'), firstname: z.string(), lastname: z.string(), email: z.string() });
const profile = person.extend({ mobile: z.string().nullable() });
const eventDate = z.strictObject({ id: id('date_'), type: z.literal('event_date'), datetime: local, tz: z.string().regex(/^[A-Z]\w+\/\w+$/), duration: z.int().positive() });
const eventName = z.strictObject({ id: id('evt_'), type: z.literal('event'), name: z.string() });
const paid = z.enum(['CARD', 'CASH', 'FREE']);
const payment = z.union([
  z.strictObject({ method: paid, currency: z.string().regex(/^[A-Z]{3}$/), base100gross_price: count, base100net_price: count }),
  z.strictObject({ method: z.literal('PASS'), currency: z.literal('CR'), credits_used: z.int().positive() }),
]);
const booking = z.strictObject({
  id: id('booking_'), type: z.literal('event-booking'), is_cancelled: z.boolean(), is_refunded: z.boolean(), spaces: z.int().positive(), purchased_by: person, bought_for: person,
  event: eventName.extend({ date: eventDate }), pricing_option: z.strictObject({ id: id('po-') }).nullable(), payment,
});
const event = eventName.extend({
  format: z.enum(['PHYSICAL', 'VIRTUAL']),
  booking_configuration: z.strictObject({
    max_attendees: count.nullable(), waiting_list_enabled: z.boolean(), booking_types: z.array(z.enum(['INDIVIDUAL', 'GROUP'])), payment_methods: z.array(z.enum(['CARD', 'PASS', 'CASH', 'FREE'])),
  }),
  dates: z.array(eventDate),
  facilitators: z.array(z.strictObject({ id: id('fac_'), type: z.literal('facilitator'), name: z.string() })),
});
const pass = z.strictObject({
  id: id('pass_'), type: z.literal('pass'), name: z.string().min(1), description: z.string(), base100_price: count, credits: z.int().positive(), start_mode: z.enum(['ON_PURCHASE', 'ON_FIRST_BOOKING']),
  validity: z.strictObject({ period: z.int().positive(), unit: z.enum(['DAYS', 'MONTHS']) }), subscriptions_only: z.boolean(), purchase_limit: z.int().positive().nullable(), created_at: local,
});
const passTemplate = z.strictObject({ id: id('pass_'), type: z.literal('pass_template'), name: z.string() });
const purchasePayment = z.union([
  z.strictObject({ method: paid, currency: z.string().regex(/^[A-Z]{3}$/), base100_price: count }),
  z.strictObject({ method: z.literal('PASS'), currency: z.literal('CR'), credits_used: z.int().positive() }),
]);
const paymentStatus = z.enum(['PAID', 'PENDING', 'FAILED']);
const creditsForAppointment = z.strictObject({ method: z.literal('PASS'), currency: z.literal('CR'), credits_used: z.int().positive(), status: z.literal('PAID') });
const moneyForAppointment = { method: paid, currency: z.string().regex(/^[A-Z]{3}$/), status: paymentStatus };
const serviceName = z.strictObject({ id: id('svc_'), type: z.literal('service'), name: z.string() });
const facilitator = z.strictObject({ id: id('fac_'), type: z.literal('facilitator'), name: z.string() });
const appointmentTime = { datetime: local, tz: z.string().regex(/^[A-Z]\w+\/\w+$/), duration_minutes: z.int().positive() };
const appointment = z.strictObject({
  id: id('appt_'), type: z.literal('appointment'), status: z.enum(['SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED']), customer: person.omit({ email: true }),
  service: serviceName.extend({ option_name: z.string() }), facilitator, ...appointmentTime,
  payment: z.union([z.strictObject({ ...moneyForAppointment, base100_price_paid: count }), creditsForAppointment]), notes: z.string(), created_at: local,
});
const customersAppointment = z.strictObject({
  id: id('appt_'), type: z.literal('appointment'), status: z.enum(['CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED']), notes: z.string(), created_at: local,
  service: serviceName.extend({ ...appointmentTime, facilitator }), payment: z.union([z.strictObject({ ...moneyForAppointment, base100_price: count }), creditsForAppointment]),
});
const service = serviceName.extend({
  description: z.string(), buffer_minutes: count, categories: z.array(z.string()), location: z.string().nullable(),
  options: z.array(z.strictObject({ id: id('opt_'), name: z.string(), duration_minutes: z.int().positive(), base100_price: count, currency: z.string().regex(/^[A-Z]{3}$/) })).min(1),
});
const availability = z.strictObject({ facilitator, tz: appointmentTime.tz, slots: z.array(z.strictObject({ ...appointmentTime, service_id: id('svc_'), option_id: id('opt_') })).min(1) });
const video = z.strictObject({
  id: id('video_'), type: z.literal('video'), library: z.strictObject({ id: id('lib_'), type: z.literal('media_library'), name: z.string() }).nullable(), name: z.string(), description: z.string(),
  base100_price: count, credits: count, has_expiry: z.boolean(), expiry_days: z.int().positive().nullable(), ready: z.boolean(), updated_at: local,
});
const plan = z.strictObject({
  id: id('plan_'), type: z.literal('subscription_plan'), name: z.string().min(1), state: z.enum(['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED']), term_days: z.int().positive(),
  pricing: z.strictObject({ initial_base100: count, recurring_base100: count }), renews_on_expire: z.boolean(), associated_pass: passTemplate.nullable(), modified: local,
});
const voucherHead = { type: z.literal('voucher'), name: z.string().min(1), is_active: z.boolean() };
const discount = { ...voucherHead, voucher_type: z.literal('DISCOUNT'), discount_type: z.enum(['PERCENTAGE', 'FIXED']), discount_value: z.number().positive(), expires: local.nullable() };
const voucher = z.union([
  z.strictObject({ ...discount, id: id('voucher_'), code: z.string().min(1), created_at: local }),
  z.strictObject({ ...discount, id: id('voucher_legacy_'), code: z.literal(''), created_at: z.null() }),
  z.strictObject({ ...voucherHead, id: id('voucher_'), voucher_type: z.literal('CREDIT'), code: z.string().min(1), initial_value_base100: count, remaining_value_base100: count, expires: local.nullable(), created_at: local }),
  z.strictObject({ ...voucherHead, id: id('voucher_'), voucher_type: z.literal('GIFT_CARD'), min_purchase_base100: count, max_discount_base100: count, expires_months: z.int().positive(), created_at: local }),
]);
const list = <T extends z.ZodType>(item: T) => z.strictObject({ data: z.array(item) });
const paged = <T extends z.ZodType>(item: T) => list(item).extend({ total: count, page: count, pageSize: z.int().min(1).max(100) });
const single = <T extends z.ZodType>(item: T) => z.strictObject({ data: item });

/** The documented rows: what opens them, and the body of a success. */
const documented: Readonly<Record<string, { scope: string; body: z.ZodType; page?: z.ZodType }>> = {
  'GET /customers': { scope: 'customers:read', body: list(profile.extend({ archived: z.boolean() })), page: paged(profile.extend({ archived: z.boolean() })) },
  'GET /customer/:id/profile': { scope: 'profile:read', body: single(profile) },
  'PUT /customer/:id/profile': { scope: 'profile:write', body: z.strictObject({ message: z.literal('Profile updated successfully') }) },
  'GET /customer/:id/bookings': {
    scope: 'bookings:read',
    body: paged(z.strictObject({ id: id('txn_'), type: z.literal('event-booking'), purchase_date: local, bookings: z.array(booking).min(1) })),
  },
  'GET /customer/:id/booking/:bookingId': { scope: 'bookings:read', body: single(booking.extend({ transaction: z.strictObject({ id: id('txn_'), purchase_date: local }) })) },
  'GET /passes': { scope: 'passes:read', body: list(pass), page: paged(pass) },
  'GET /pass/:id': { scope: 'passes:read', body: single(pass) },
  'PUT /pass/:id': { scope: 'passes:write', body: z.strictObject({ message: z.literal('Pass updated successfully') }) },
  'GET /pass/:id/packages': {
    scope: 'passes:read',
    body: single(z.strictObject({
      pass_id: id('pass_'), pass_name: z.string(),
      active_passes: z.array(z.strictObject({ id: id('pkg_'), type: z.literal('pass_purchase'), customer: person, credits_total: z.int().positive(), credits_remaining: count })).min(1),
    })),
  },
  'GET /customer/:id/packages': {
    scope: 'packages:read',
    body: paged(z.strictObject({
      id: id('pkg_'), type: z.literal('pass_purchase'), pass: passTemplate, credits_total: z.int().positive(), credits_remaining: count, created: instant, expires_on: instant.nullable(),
      is_cancelled: z.boolean(), is_refunded: z.boolean(), is_expired: z.boolean(), payment: purchasePayment,
    })),
  },
  'GET /customer/:id/videos': {
    scope: 'videos:read',
    body: paged(z.strictObject({
      id: id('media_'), type: z.literal('video_purchase'), media: z.strictObject({ id: id('media_'), type: z.literal('media'), name: z.string() }), created: instant, expires_on: instant.nullable(),
      is_cancelled: z.boolean(), is_refunded: z.boolean(), is_expired: z.boolean(), payment: purchasePayment,
    })),
  },
  'GET /customer/:id/notes': {
    scope: 'notes:read',
    body: paged(z.strictObject({ id: id('note_'), type: z.literal('note'), content: z.string(), created_by: z.string(), created_at: local, updated_at: local })),
  },
  'GET /customer/:id/questionnaire-answers': {
    scope: 'questionnaire-answers:read',
    body: paged(z.strictObject({
      id: id('answer_'), type: z.literal('questionnaire_answer'), questionnaire: z.strictObject({ id: id('questionnaire_'), type: z.literal('questionnaire'), name: z.string() }),
      question: z.string(), answer: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]), answered_at: local,
    })),
  },
  'GET /customer/:id/subscription-mandates': {
    scope: 'subscription-mandates:read',
    body: paged(z.strictObject({
      id: id('mandate_'), type: z.literal('subscription_mandate'), state: z.enum(['ACTIVE', 'PAUSED', 'SUSPENDED']), created: instant, grace: count, earliest_cancellation_date: instant, renewal_date: instant,
      plan: z.strictObject({ id: id('plan_'), type: z.literal('subscription_plan'), name: z.string(), base100_price: count, currency: z.string().regex(/^[A-Z]{3}$/) }),
    })),
  },
  'GET /subscription-plans': { scope: 'subscription-plans:read', body: list(plan), page: paged(plan) },
  'GET /subscription-plan/:id': { scope: 'subscription-plans:read', body: single(plan) },
  'PUT /subscription-plan/:id': { scope: 'subscription-plans:write', body: z.strictObject({ message: z.literal('Subscription plan updated successfully') }) },
  'GET /vouchers': { scope: 'vouchers:read', body: list(voucher), page: paged(voucher) },
  'GET /voucher/:id': { scope: 'vouchers:read', body: single(voucher) },
  'PUT /voucher/:id': { scope: 'vouchers:write', body: z.strictObject({ message: z.literal('Voucher updated successfully') }) },
  'GET /videos': { scope: 'media:read', body: list(video), page: paged(video) },
  'GET /video/:id': { scope: 'media:read', body: single(video) },
  'PUT /video/:id': { scope: 'media:write', body: z.strictObject({ message: z.literal('Video updated successfully') }) },
  'GET /customer/:id/appointments': { scope: 'appointments:read', body: paged(customersAppointment) },
  'GET /appointments/bookings': { scope: 'appointments:read', body: paged(appointment), page: paged(appointment) },
  'GET /appointments/bookings/:id': { scope: 'appointments:read', body: single(appointment) },
  'GET /appointments/services': { scope: 'appointments:read', body: list(service), page: paged(service) },
  'GET /appointments/services/:id': { scope: 'appointments:read', body: single(service) },
  'GET /appointments/availability/:id': { scope: 'appointments:read', body: single(availability) },
  'GET /events': { scope: 'events:read', body: list(event), page: paged(event) },
  'GET /event/:id': {
    scope: 'events:read',
    body: single(event.extend({
      description: z.string(), archived: z.boolean(),
      pricing_options: z.array(z.strictObject({ id: id('po-'), name: z.string(), base100_price: count, currency: z.string().regex(/^[A-Z]{3}$/), credits: count.nullable(), stock: count.nullable() })),
      properties: z.strictObject({ categories: z.array(z.string()), location: z.string().nullable(), terms: z.string().nullable() }),
    })),
  },
  'GET /event/:id/dates/:dateId/register': {
    scope: 'events-register:read',
    body: single(z.strictObject({
      event: eventName, date: eventDate, capacity: count.nullable(), total_attendees: count, available_spaces: count.nullable(),
      attendees: z.array(z.strictObject({
        booking_id: id('booking_'), customer: person, role: z.enum(['BOOKER', 'GUEST']), pricing_option: z.strictObject({ id: id('po-'), name: z.string() }).nullable(),
        payment_method: z.enum(['CARD', 'PASS', 'CASH', 'FREE']), attended: z.boolean().nullable(), is_cancelled: z.boolean(),
      })),
      waiting_list: z.array(z.strictObject({ customer: person, joined_at: z.string() })),
    })),
  },
};

const routes = allRoutes.filter(({ family }) => family === 'studio');
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

describe('on the demo data', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  // First, while nothing is remembered.
  it('a read takes at most 2 statements beside its audit batch, a hit none, and 304 answers who has it', async () => {
    const ids = await sampleIds(gateway.database, 'demo');
    await gateway.rest('/events?pageSize=1');
    for (const row of routes.filter(({ method }) => method === 'GET')) {
      const path = sampleUrl(row, ids, row.unpaged !== undefined && !row.path.includes(':') ? 'pageSize=50' : '');
      const measure = async (headers: Record<string, string> = {}): Promise<[RestAnswer, number]> => {
        const before = gateway.database.statementsSent();
        const answer = await gateway.rest(path, { headers });
        // The audit log's batches go past this count, by a connection of their own.
        return [answer, gateway.database.statementsSent() - before];
      };
      const [first, statements] = await measure();
      expect([path, first.status]).toEqual([path, 200]);
      expect([1, 2]).toContain(statements);
      const [hit, none] = await measure();
      expect([path, hit.text === first.text, hit.headers.get('age') !== null, none]).toEqual([path, true, true, 0]);
      const etag = hit.headers.get('etag') ?? '';
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const [same, unasked] = await measure({ 'if-none-match': known });
        expect([same.status, same.text, same.headers.get('etag'), unasked]).toEqual([304, '', etag, 0]);
      }
      expect((await measure({ 'if-none-match': '"other"' }))[0].status).toBe(200);
    }
  });

  it('the table has the documented rows, each with its scope', () => {
    expect(routes.map(nameOf).sort()).toEqual(Object.keys(documented).sort());
    const operations = createOperationStore(schema, { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true });
    for (const row of routes) {
      const operation = operations.prepare(print(row.operation));
      expect([nameOf(row), operation.isValid && missingScopeOf(operation.scopes, new Set())]).toEqual([nameOf(row), documented[nameOf(row)]?.scope]);
    }
  });

  it.each(routes.filter(({ method }) => method === 'GET').map((row) => [nameOf(row), row] as const))('%s has exactly the documented fields, in every row there is', async (name, row) => {
    const ids = await sampleIds(gateway.database, 'demo');
    const shape = documented[name];
    const everything = queryParametersOf(row).includes('startDate') && row.path.includes(':') ? 'startDate=2000-01-01&pageSize=100' : '';
    const { json } = await gateway.rest(sampleUrl(row, ids, everything));
    shape?.body.parse(json);
    if (shape?.page !== undefined) shape.page.parse((await gateway.rest(`${row.path}?page=1&pageSize=7`)).json);
  });

  it('bookings, events and registers have the documented fields for many customers and dates', async () => {
    const { db } = gateway.database;
    const customers = await db.selectFrom('bookings').select('buyer_number as number').distinct().where('company_id', '=', 1).limit(40).execute();
    for (const { number } of customers) documented['GET /customer/:id/bookings']?.body.parse((await gateway.rest(`/customer/${idOf('customer', number)}/bookings?startDate=2000-01-01`)).json);
    const dates = await db.selectFrom('event_dates').select(['event_number', 'number']).where('company_id', '=', 1).where('number', '<', 60).execute();
    for (const { event_number: of, number } of dates) {
      documented['GET /event/:id']?.body.parse((await gateway.rest(`/event/${idOf('event', of)}`)).json);
      documented['GET /event/:id/dates/:dateId/register']?.body.parse((await gateway.rest(`/event/${idOf('event', of)}/dates/${idOf('eventDate', number)}/register`)).json);
    }
  });

  it('the rows hand out tokens and logins as documented', async () => {
    const token = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: 'm2m_events', client_secret: 'e4e4'.repeat(16) } });
    expect([token.status, token.headers.get('cache-control'), token.json]).toEqual([200, 'no-store', { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600, scope: 'events:read' }]);
    const login = await gateway.rest('/login', { method: 'POST', token: null, body: { company: 'demo', email: 'staff@demo.example', password: 'demo-password-1' } });
    expect([login.status, login.json]).toEqual([
      200,
      { id: expect.any(Number), email: 'staff@demo.example', type: 'Tenant::Staff', first_name: 'Robin', last_name: 'Marsh', single_access_token: null, bearer: expect.any(String) },
    ]);
  });
});

describe('on rows of its own', () => {
  const noon = Date.parse('2026-09-01T12:00:00Z');
  let now = noon;
  let database: StudioDatabase;
  let studio: Studio;
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    database = await createStudioDatabase();
    studio = await database.studio('studio');
    gateway = await startTestGateway({ connectionString: database.test.connectionString, clock: () => now });
    const scopes = Object.values(documented).map(({ scope }) => scope);
    const client = await insertClient(database.test.database, studio.company, 'm2m_contract', { scopes: [...new Set(scopes)], points_per_minute: 1_000_000 });
    const { json } = await gateway.rest('/token', { method: 'POST', token: null, body: { client_id: client.id, client_secret: client.secret } });
    token = (json as { access_token: string }).access_token;
  });
  afterAll(async () => {
    await gateway.close();
    await database.test.drop();
  });

  const get = async (path: string) => gateway.rest(path, { token });
  const idsIn = ({ json }: RestAnswer): string[] => (json as { data: { id: string }[] }).data.map((item) => item.id);

  it('customers are newest first, archived ones with them, deleted ones without', async () => {
    const old = await studio.customer({ created_at: new Date('2026-01-01T00:00:00Z'), archived: true });
    const twins = [await studio.customer({ created_at: new Date('2026-02-01T00:00:00Z') }), await studio.customer({ created_at: new Date('2026-02-01T00:00:00Z') })];
    const gone = await studio.customer({ created_at: new Date('2026-03-01T00:00:00Z'), deleted_at: new Date() });
    const expected = [...twins.toReversed(), old].map((number) => idOf('customer', number));
    expect(idsIn(await get('/customers'))).toEqual(expected);
    expect((await get('/customers?page=0&pageSize=2')).json).toMatchObject({ data: [{ id: expected[0] }, { id: expected[1] }], total: 3, page: 0, pageSize: 2 });
    expect((await get('/customers?page=1&pageSize=2')).json).toMatchObject({ data: [{ id: expected[2], archived: true }], total: 3, page: 1 });
    expect((await get('/customers?page=7')).json).toEqual({ data: [], total: 3, page: 7, pageSize: 30 });
    expect((await get('/customers?pageSize=101')).json).toMatchObject({ pageSize: 100 });
    expect((await get(`/customer/${idOf('customer', gone)}/profile`)).status).toBe(404);
  });

  it('bookings are those bought since three months ago by the company’s calendar, newest first, by the buyer and the attendee', async () => {
    const [buyer, guest] = [await studio.customer(), await studio.customer()];
    const date = await studio.date(await studio.event(), '2026-09-14T17:30:00Z');
    // London's 1 June begins an hour before that of UTC.
    const inside = await studio.booking(date, buyer, { purchased_at: '2026-05-31T23:00:00Z', attendee_number: guest });
    const outside = await studio.booking(date, buyer, { purchased_at: '2026-05-31T22:59:59Z' });
    const last = await studio.booking(date, buyer, { purchased_at: '2026-08-31T10:00:00Z' });
    const bookingsIn = ({ json }: RestAnswer) => (json as { data: { bookings: { id: string }[] }[] }).data.flatMap(({ bookings }) => bookings.map((one) => one.id));
    const of = (customer: number, query = '') => get(`/customer/${idOf('customer', customer)}/bookings${query}`);
    const named = (...numbers: number[]) => numbers.map((number) => idOf('booking', number));
    expect(bookingsIn(await of(buyer))).toEqual(named(last, inside));
    expect(bookingsIn(await of(guest))).toEqual(named(inside));
    expect(bookingsIn(await of(buyer, '?startDate=2000-01-01'))).toEqual(named(last, inside, outside));
    expect(bookingsIn(await of(buyer, '?startDate=2026-05-31&endDate=2026-05-31'))).toEqual(named(outside));
    expect(bookingsIn(await of(buyer, '?endDate=2026-08-30'))).toEqual(named(inside));
    expect((await of(buyer, '?pageSize=1&page=1')).json).toMatchObject({ total: 2, page: 1, pageSize: 1, data: [{ bookings: [{ id: idOf('booking', inside) }] }] });
    const own = (customer: number, number: number) => get(`/customer/${idOf('customer', customer)}/booking/${idOf('booking', number)}`);
    expect([(await own(guest, inside)).status, (await own(guest, last)).status]).toEqual([200, 404]);
  });

  it('future_only trims purchases to what is to come, and leaves empty ones out', async () => {
    const buyer = await studio.customer();
    const event = await studio.event();
    const [past, future] = [await studio.date(event, '2026-08-20T10:00:00Z'), await studio.date(event, '2026-09-01T12:00:01Z')];
    const transaction = await studio.transaction(buyer, '2026-08-02T10:00:00Z');
    const shared = { transaction_number: transaction, purchased_at: '2026-08-02T10:00:00Z' };
    await studio.booking(past, buyer, shared);
    const kept = await studio.booking(future, buyer, shared);
    await studio.booking(past, buyer, { purchased_at: '2026-08-03T10:00:00Z' });
    const path = `/customer/${idOf('customer', buyer)}/bookings`;
    expect((await get(path)).json).toMatchObject({ total: 2, data: [{ bookings: [{}] }, { bookings: [{}, {}] }] });
    const trimmed = await get(`${path}?future_only=true`);
    expect(trimmed.json).toMatchObject({ total: 1, data: [{ id: idOf('transaction', transaction), bookings: [{ id: idOf('booking', kept) }] }] });
    expect((trimmed.json as { data: { bookings: unknown[] }[] }).data[0]?.bookings).toHaveLength(1);
    // The clock alone ends it: what was cached a second ago is not answered.
    now = noon + 1000;
    expect((await get(`${path}?future_only=true`)).json).toEqual({ data: [], total: 0, page: 0, pageSize: 30 });
    now = noon;
  });

  it('events are by their next date, those of the past last, and trimmed to a window', async () => {
    await studio.db.deleteFrom('bookings').where('company_id', '=', studio.company.id).execute();
    await studio.db.deleteFrom('event_dates').where('company_id', '=', studio.company.id).execute();
    const make = async (name: string, starts: string[], row = {}) => {
      const number = await studio.event({ name, ...row });
      for (const start of starts) await studio.date(number, start);
      return idOf('event', number);
    };
    const past = await make('past', ['2026-08-01T10:00:00Z']);
    const both = await make('both', ['2026-08-15T10:00:00Z', '2026-09-20T10:00:00Z']);
    const soon = await make('soon', ['2026-09-02T10:00:00Z']);
    const archived = await make('archived', ['2026-09-03T10:00:00Z'], { archived: true });
    await make('without dates', []);
    expect(idsIn(await get('/events'))).toEqual([soon, both, past]);
    expect(idsIn(await get('/events?timeFilter=future&startDate=2026-09-01T00:00:00Z'))).toEqual([soon, both]);
    const window = await get('/events?timeFilter=past&startDate=2026-08-10T00:00:00Z&endDate=2026-08-31T00:00:00Z');
    expect(window.json).toMatchObject({ data: [{ id: both, dates: [{ datetime: '2026-08-15T11:00:00', tz: 'Europe/London', duration: 60 }] }] });
    expect((window.json as { data: { dates: unknown[] }[] }).data[0]?.dates).toHaveLength(1);
    expect((await get(`/event/${archived}`)).json).toMatchObject({ data: { id: archived, archived: true } });
    for (const [query, name] of [['timeFilter=future', 'startDate'], ['timeFilter=past&startDate=2026-01-01', 'endDate'], ['startDate=2026-01-01', 'startDate'], ['endDate=2026-01-01', 'endDate'], ['timeFilter=soon', 'timeFilter']] as const) {
      const answer = await get(`/events?${query}`);
      expect([query, answer.status, answer.json]).toEqual([query, 400, { error: expect.stringMatching(`^${name}`) }]);
    }
  });

  it('a changed profile is seen at once wherever it was cached, and mobile is left, set or removed as the body says', async () => {
    const number = await studio.customer({ mobile: '07700900881' });
    const path = `/customer/${idOf('customer', number)}/profile`;
    const put = (body: unknown) => gateway.rest(path, { token, method: 'PUT', body });
    const names = { firstname: 'Noor', lastname: 'Bakker-Lind', email: `noor.${number}@example.org` };
    for (const [given, mobile] of [[{}, '07700900881'], [{ mobile: '0201' }, '0201'], [{ mobile: '' }, null], [{ mobile: '0202' }, '0202'], [{ mobile: null }, null]] as const) {
      await get(path);
      const listed = await get('/customers');
      expect((await get(path)).headers.get('age')).toBe('0');
      const changed = await put({ ...names, ...given });
      expect([changed.status, changed.json]).toEqual([200, { message: 'Profile updated successfully' }]);
      const fresh = await get(path);
      expect([fresh.headers.get('age'), fresh.json]).toEqual([null, { data: { id: idOf('customer', number), type: 'customer', ...names, mobile } }]);
      const again = await get('/customers');
      expect([listed.status, again.headers.get('age'), again.text.includes('Bakker-Lind')]).toEqual([200, null, true]);
    }
    const taken = await studio.customer();
    expect((await put({ ...names, email: `C${taken}@EXAMPLE.org` })).json).toEqual({ error: 'email: is used by another customer' });
    expect((await put({ ...names, extra: 1 })).status).toBe(200);
    expect((await gateway.rest('/customer/cust_999999/profile', { token, method: 'PUT', body: names })).status).toBe(404);
  });

  it('the register counts spaces, of the options’ stock within the event’s limit', async () => {
    const [buyer, guest, waiting] = [await studio.customer(), await studio.customer(), await studio.customer()];
    const event = await studio.event({ max_attendees: 10 });
    await studio.pricingOption(event, { stock: 4 });
    await studio.pricingOption(event, { stock: 5 });
    const date = await studio.date(event, '2026-09-14T17:30:00Z');
    await studio.booking(date, buyer, { spaces: 2 });
    await studio.booking(date, buyer, { attendee_number: guest, attended: true });
    await studio.booking(date, guest, { spaces: 3, is_cancelled: true });
    await studio.waiting(date, waiting, '2026-08-03T10:00:00Z');
    const { json } = await get(`/event/${idOf('event', event)}/dates/${idOf('eventDate', date)}/register`);
    expect(json).toMatchObject({
      data: {
        capacity: 9, total_attendees: 3, available_spaces: 6,
        attendees: [{ role: 'BOOKER', attended: null, is_cancelled: false }, { role: 'GUEST', attended: true }, { is_cancelled: true }],
        waiting_list: [{ customer: { id: idOf('customer', waiting) }, joined_at: expect.stringMatching(/^2026-08-03T/) }],
      },
    });
    const other = idOf('event', await studio.event());
    expect((await get(`/event/${other}/dates/${idOf('eventDate', date)}/register`)).status).toBe(404);
  });

  it('staff log in with the company’s own words', async () => {
    await studio.db.insertInto('users').values({ company_id: studio.company.id, number: 1, kind: 'staff', role: 'reception', email: 'ann@studio.example', first_name: 'Ann', last_name: 'Lee', password_hash: await hashPassword('correct horse'), customer_number: null }).execute();
    const { status, json } = await gateway.rest('/login?company=studio', { method: 'POST', token: null, body: { email: 'ANN@studio.example', password: 'correct horse' } });
    expect([status, json]).toMatchObject([200, { id: 1, type: 'Tenant::Staff', first_name: 'Ann' }]);
    expect((await gateway.rest('/login', { method: 'POST', token: null, body: { company: 'studio', email: 'ann@studio.example', password: 'wrong' } })).json).toEqual({ error: 'The e-mail or the password is wrong.' });
  });
});
