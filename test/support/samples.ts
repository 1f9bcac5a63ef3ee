import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { apiKeyId } from '../../src/access/apiKey.js';
import type { Database } from '../../src/database/connect.js';
import { idOf } from '../../src/features/shared/ids.js';
import type { Route } from '../../src/rest/route.js';

/** Ids of rows of one company that belong together: the customer's booking, for a date of the event; a pass that can still be used by who bought it. */
export interface SampleIds {
  readonly customer: string;
  readonly customerEmail: string;
  readonly booking: string;
  readonly event: string;
  readonly eventDate: string;
  readonly pass: string;
  readonly appointment: string;
  readonly service: string;
  /** Gives the service. */
  readonly facilitator: string;
  readonly video: string;
  readonly subscriptionPlan: string;
  /** A discount. */
  readonly voucher: string;
  readonly apiClient: string;
  readonly apiKey: string;
  readonly restaurant: string;
  /** Of the restaurant. */
  readonly location: string;
  /** Another one; of those that can be thrown away, one with a booking policy of its own. */
  readonly otherLocation: string;
  /** Of the location, as those below. */
  readonly diningTable: string;
  readonly otherDiningTable: string;
  readonly tableCombination: string;
  readonly specialDay: string;
  readonly availabilityRule: string;
  readonly diningService: string;
  /** A customer of the restaurants who may be anonymised: nothing else is looked for of them. */
  readonly guest: string;
  /** At the location, some days ahead; confirmed, or waiting for it. */
  readonly reservation: string;
}

/** What the sample customer has, beside bookings. */
const ofCustomer = ['pass_purchases', 'video_purchases', 'appointments', 'notes', 'questionnaire_answers', 'restaurant_profiles', 'reservations'] as const;
const hasEverything = sql<boolean>`${sql.join(
  ofCustomer.map((table) => sql`exists (select from ${sql.table(table)} as had where had.company_id = customers.company_id and had.customer_number = customers.number)`),
  sql` and `,
)} and exists (select from subscription_mandates as had where had.company_id = customers.company_id and had.customer_number = customers.number and had.state <> 'CANCELLED')`;

/** Rows of a demo company that have everything that the tests look at. */
export async function sampleIds({ db }: Pick<Database, 'db'>, slug: string): Promise<SampleIds> {
  const row = await db
    .selectFrom('bookings')
    .innerJoin('companies', 'companies.id', 'bookings.company_id')
    .innerJoin('event_dates', (join) => join.onRef('event_dates.company_id', '=', 'bookings.company_id').onRef('event_dates.number', '=', 'bookings.event_date_number'))
    .innerJoin('events', (join) => join.onRef('events.company_id', '=', 'bookings.company_id').onRef('events.number', '=', 'event_dates.event_number'))
    .innerJoin('customers', (join) => join.onRef('customers.company_id', '=', 'bookings.company_id').onRef('customers.number', '=', 'bookings.buyer_number'))
    .select(['companies.id as company', 'customers.number as customer', 'customers.email', 'bookings.number as booking', 'events.number as event', 'event_dates.number as date'])
    .where('companies.slug', '=', slug)
    .where('event_dates.is_active', '=', true)
    .where('events.archived', '=', false)
    .where('customers.deleted_at', 'is', null)
    .where(hasEverything)
    .orderBy('bookings.purchased_at', 'desc')
    .orderBy('bookings.number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { pass } = await db
    .selectFrom('pass_purchases')
    .innerJoin('passes', (join) => join.onRef('passes.company_id', '=', 'pass_purchases.company_id').onRef('passes.number', '=', 'pass_purchases.pass_number'))
    .select('passes.number as pass')
    .where('passes.company_id', '=', row.company)
    .where('passes.deleted_at', 'is', null)
    .where('is_cancelled', '=', false)
    .where('is_refunded', '=', false)
    .where('expires_at', 'is', null)
    .orderBy('passes.number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { appointment, service } = await db
    .selectFrom('appointments')
    .select(['number as appointment', 'service_number as service'])
    .where('company_id', '=', row.company)
    .where('customer_number', '=', row.customer)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { video } = await db.selectFrom('videos').select('number as video').where('company_id', '=', row.company).where('deleted_at', 'is', null).orderBy('number').limit(1).executeTakeFirstOrThrow();
  const { facilitator } = await db
    .selectFrom('facilitator_schedules')
    .innerJoin('facilitator_schedule_services as serves', (join) => join.onRef('serves.company_id', '=', 'facilitator_schedules.company_id').onRef('serves.schedule_number', '=', 'facilitator_schedules.number'))
    .select('facilitator_number as facilitator')
    .where('serves.company_id', '=', row.company)
    .where('serves.service_number', '=', service)
    .orderBy('facilitator_number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { plan } = await db.selectFrom('subscription_plans').select('number as plan').where('company_id', '=', row.company).where('deleted_at', 'is', null).orderBy('number').limit(1).executeTakeFirstOrThrow();
  const { voucher } = await db.selectFrom('vouchers').select('number as voucher').where('company_id', '=', row.company).where('type', '=', 'DISCOUNT').where('is_legacy', '=', false).where('is_active', '=', true).orderBy('number').limit(1).executeTakeFirstOrThrow();
  const { restaurant, location } = await db.selectFrom('locations').select(['restaurant_number as restaurant', 'number as location']).where('company_id', '=', row.company).orderBy('number').limit(1).executeTakeFirstOrThrow();
  const { otherLocation } = await db.selectFrom('locations').select('number as otherLocation').where('company_id', '=', row.company).where('number', '<>', location).orderBy('number').limit(1).executeTakeFirstOrThrow();
  const tables = await db.selectFrom('dining_tables').select('number').where('company_id', '=', row.company).where('location_number', '=', location).orderBy('number').limit(2).execute();
  const ofLocation = async (table: 'table_combinations' | 'special_days' | 'availability_rules' | 'dining_services') => {
    const { number } = await db.selectFrom(table).select('number').where('company_id', '=', row.company).where('location_number', '=', location).orderBy('number').limit(1).executeTakeFirstOrThrow();
    return number;
  };
  const { reservation } = await db
    .selectFrom('reservations')
    .select('internal_id as reservation')
    .where('company_id', '=', row.company)
    .where('location_number', '=', location)
    .where('status', 'in', ['CONFIRMED', 'PENDING'])
    .where('starts_at', '>', sql<Date>`now() + interval '2 days'`)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { guest } = await db
    .selectFrom('restaurant_profiles')
    .innerJoin('customers', (join) => join.onRef('customers.company_id', '=', 'restaurant_profiles.company_id').onRef('customers.number', '=', 'restaurant_profiles.customer_number'))
    .select('customer_number as guest')
    .where('restaurant_profiles.company_id', '=', row.company)
    .where('customer_number', '<>', row.customer)
    .where('anonymized_at', 'is', null)
    .where('customers.deleted_at', 'is', null)
    // Not the oldest, who signs in.
    .orderBy('customer_number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const client = await db.selectFrom('api_clients').select('id').where('company_id', '=', row.company).where('is_suspended', '=', false).orderBy('id').limit(1).executeTakeFirstOrThrow();
  const key = await db.selectFrom('api_keys').select('prefix').where('company_id', '=', row.company).where('state', '=', 'active').orderBy('prefix').limit(1).executeTakeFirstOrThrow();
  return {
    customer: idOf('customer', row.customer),
    customerEmail: row.email,
    booking: idOf('booking', row.booking),
    event: idOf('event', row.event),
    eventDate: idOf('eventDate', row.date),
    pass: idOf('pass', pass),
    appointment: idOf('appointment', appointment),
    service: idOf('service', service),
    facilitator: idOf('facilitator', facilitator),
    video: idOf('video', video),
    subscriptionPlan: idOf('subscriptionPlan', plan),
    voucher: idOf('voucher', voucher),
    apiClient: client.id,
    apiKey: apiKeyId(key.prefix),
    restaurant: idOf('restaurant', restaurant),
    location: idOf('location', location),
    otherLocation: idOf('location', otherLocation),
    diningTable: idOf('diningTable', tables[0]?.number ?? 0),
    otherDiningTable: idOf('diningTable', tables[1]?.number ?? 0),
    tableCombination: idOf('tableCombination', await ofLocation('table_combinations')),
    specialDay: idOf('specialDay', await ofLocation('special_days')),
    availabilityRule: idOf('availabilityRule', await ofLocation('availability_rules')),
    diningService: idOf('diningService', await ofLocation('dining_services')),
    guest: idOf('customer', guest),
    reservation,
  };
}

/** Far above what the demo data and the gateway give out. */
let nextNumber = 800_000;

/** A client of a demo company that a test may change and delete. */
async function insertDisposableClient({ db }: Pick<Database, 'db'>, slug: string): Promise<string> {
  const id = `m2m_${randomBytes(6).toString('hex')}`;
  await sql`insert into api_clients (id, company_id, name, secret_hash, scopes)
    select ${id}, id, 'To be thrown away', ${'0'.repeat(64)}, array['events:read'] from companies where slug = ${slug}`.execute(db);
  return id;
}

/** An API key of a demo company that a test may change and revoke. */
async function insertDisposableKey({ db }: Pick<Database, 'db'>, slug: string): Promise<string> {
  const prefix = randomBytes(4).toString('hex');
  await sql`insert into api_keys (prefix, company_id, name, secret_hash, scopes)
    select ${prefix}, id, 'To be thrown away', ${'0'.repeat(64)}, array['config:read'] from companies where slug = ${slug}`.execute(db);
  return apiKeyId(prefix);
}

/** A row of each kind that staff manage, of a demo company's first location, that a test may change and delete. */
async function insertDisposableDining({ db }: Pick<Database, 'db'>, slug: string): Promise<Pick<SampleIds, 'diningTable' | 'tableCombination' | 'specialDay' | 'availabilityRule' | 'diningService'>> {
  nextNumber += 1;
  const number = nextNumber;
  const { company_id, location_number } = await db
    .selectFrom('locations')
    .innerJoin('companies', 'companies.id', 'locations.company_id')
    .where('companies.slug', '=', slug)
    .select(['locations.company_id', 'locations.number as location_number'])
    .orderBy('locations.number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const row = { company_id, number, location_number, name: `To be thrown away ${number}` };
  await db.insertInto('dining_tables').values({ ...row, seats_min: 1, seats_max: 2, is_bookable: false }).execute();
  await db.insertInto('table_combinations').values({ ...row, seats_min: 1, seats_max: 2, is_bookable: false }).execute();
  await db.insertInto('special_days').values({ ...row, day: new Date(number * 86_400_000).toISOString().slice(0, 10), is_closed: true }).execute();
  await db.insertInto('availability_rules').values({ ...row, weekdays: [1], is_active: false }).execute();
  const past = { valid_from: '2001-01-01', valid_until: '2001-01-07' };
  await db.insertInto('dining_services').values({ ...row, weekdays: [7], opens: '04:00', closes: '04:30', last_seating: '04:00', slot_interval_minutes: 30, ...past }).execute();
  return {
    diningTable: idOf('diningTable', number),
    tableCombination: idOf('tableCombination', number),
    specialDay: idOf('specialDay', number),
    availabilityRule: idOf('availabilityRule', number),
    diningService: idOf('diningService', number),
  };
}

/** A location of a demo company's first restaurant, with a policy of its own, that a test may change. */
async function insertDisposableLocation({ db }: Pick<Database, 'db'>, slug: string): Promise<string> {
  nextNumber += 1;
  const number = nextNumber;
  const restaurant = await db
    .selectFrom('restaurants')
    .innerJoin('companies', 'companies.id', 'restaurants.company_id')
    .where('companies.slug', '=', slug)
    .select(['restaurants.company_id', 'restaurants.number as restaurant_number'])
    .orderBy('restaurants.number')
    .limit(1)
    .executeTakeFirstOrThrow();
  await db.insertInto('locations').values({ ...restaurant, number, name: `To be thrown away ${number}`, time_zone: 'Europe/London', is_active: false }).execute();
  const durations = { default_duration_minutes: 90, min_lead_time_minutes: 0, max_advance_booking_days: 30, slot_interval_minutes: 30 };
  await db.insertInto('booking_policies').values({ ...restaurant, number, location_number: number, min_party_size: 1, max_party_size: 4, ...durations }).execute();
  return idOf('location', number);
}

/** A reservation that a test may change and cancel: the sample again, for as long as `bodySamples` ask for, at no table. */
async function insertDisposableReservation({ db }: Pick<Database, 'db'>, slug: string, sample: string): Promise<string> {
  nextNumber += 1;
  const internalId = `res_${randomBytes(12).toString('hex')}`;
  await sql`insert into reservations (company_id, number, internal_id, public_reference, location_number, customer_number, first_name, last_name, email, party_size, starts_at, ends_at, duration_minutes, service_number, service_name, service_day, status, source)
    select company_id, ${sql.lit(nextNumber)}, ${internalId}, ${`rr_${randomBytes(12).toString('hex')}`}, location_number, customer_number, first_name, last_name, email, party_size, starts_at, starts_at + interval '90 minutes', 90, service_number, service_name, service_day, 'CONFIRMED', source
    from reservations join companies on companies.id = company_id where slug = ${slug} and internal_id = ${sample}`.execute(db);
  return internalId;
}

/** Samples of which everything that can be thrown away is new. */
export async function withDisposables(database: Pick<Database, 'db'>, slug: string, ids: SampleIds): Promise<SampleIds> {
  return {
    ...ids,
    apiClient: await insertDisposableClient(database, slug),
    apiKey: await insertDisposableKey(database, slug),
    otherLocation: await insertDisposableLocation(database, slug),
    ...(await insertDisposableDining(database, slug)),
    reservation: await insertDisposableReservation(database, slug, ids.reservation),
  };
}

/** The first location is open then. */
const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

/** A value for each required argument of the schema, by its coordinate. A new argument must be added here. */
const argumentSamples: Readonly<Record<string, (ids: SampleIds) => unknown>> = {
  'Query.customer.id': ({ customer }) => customer,
  'Query.event.id': ({ event }) => event,
  'Query.eventDate.id': ({ eventDate }) => eventDate,
  'Query.pass.id': ({ pass }) => pass,
  'Query.appointment.id': ({ appointment }) => appointment,
  'Query.appointmentService.id': ({ service }) => service,
  'Query.facilitator.id': ({ facilitator }) => facilitator,
  'Facilitator.availability.serviceId': ({ service }) => service,
  'Query.video.id': ({ video }) => video,
  'Query.subscriptionPlan.id': ({ subscriptionPlan }) => subscriptionPlan,
  'Query.voucher.id': ({ voucher }) => voucher,
  'Query.apiClient.id': ({ apiClient }) => apiClient,
  'Query.apiKey.id': ({ apiKey }) => apiKey,
  'Query.restaurant.id': ({ restaurant }) => restaurant,
  'Query.location.id': ({ location }) => location,
  'Query.reservation.ref': ({ reservation }) => reservation,
  'Query.guest.id': ({ guest }) => guest,
  'Location.availability.date': () => inTenDays,
  'Location.availability.partySize': () => 2,
  'Customer.booking.id': ({ booking }) => booking,
  'Mutation.updateCustomerProfile.input': ({ customer, customerEmail }) => ({ id: customer, firstName: 'Noor', lastName: 'Bakker', email: customerEmail }),
  'Mutation.updatePass.input': ({ pass }) => ({ id: pass, name: 'Changed by a test' }),
  'Mutation.updateVideo.input': ({ video }) => ({ id: video, name: 'Changed by a test' }),
  'Mutation.updateSubscriptionPlan.input': ({ subscriptionPlan }) => ({ id: subscriptionPlan, name: 'Changed by a test' }),
  'Mutation.updateVoucher.input': ({ voucher }) => ({ id: voucher, name: 'Changed by a test', code: 'CHANGED' }),
  // Dinner is served from 17:30 on: the test's guests may find no table, but a time.
  'Mutation.createReservation.input': ({ location }) => ({ locationId: location, startsAt: `${inTenDays}T18:00:00Z`, partySize: 2, guest: { firstName: 'Noor', lastName: 'Bakker', email: 'made-by-a-test@example.org' } }),
  'Mutation.createRestaurant.input': () => ({ name: 'Made by a test', timeZone: 'Europe/London' }),
  'Mutation.updateRestaurant.input': ({ restaurant }) => ({ id: restaurant, features: { waitlist: true } }),
  'Mutation.createLocation.input': ({ restaurant }) => ({ restaurantId: restaurant, name: 'Made by a test', timeZone: 'Europe/London', active: false }),
  'Mutation.updateLocation.input': ({ otherLocation }) => ({ id: otherLocation, city: 'Changed by a test' }),
  'Mutation.setBookingPolicy.input': ({ restaurant }) => ({ restaurantId: restaurant, slotIntervalMinutes: 30 }),
  'Mutation.deleteBookingPolicy.input': ({ otherLocation }) => ({ locationId: otherLocation }),
  'Mutation.createDiningTable.input': ({ location }) => ({ locationId: location, name: 'Made by a test', minSeats: 1, maxSeats: 2 }),
  'Mutation.updateDiningTable.input': ({ diningTable }) => ({ id: diningTable, priority: 1 }),
  'Mutation.deleteDiningTable.input': ({ diningTable }) => ({ id: diningTable }),
  'Mutation.createTableCombination.input': ({ location, diningTable, otherDiningTable }) => ({ locationId: location, name: 'Made by a test', tableIds: [diningTable, otherDiningTable], minSeats: 1, maxSeats: 2 }),
  'Mutation.updateTableCombination.input': ({ tableCombination }) => ({ id: tableCombination, priority: 1 }),
  'Mutation.deleteTableCombination.input': ({ tableCombination }) => ({ id: tableCombination }),
  'Mutation.createSpecialDay.input': ({ location }) => ({ locationId: location, date: '2001-01-01', name: 'Made by a test', closed: true }),
  'Mutation.updateSpecialDay.input': ({ specialDay }) => ({ id: specialDay, name: 'Changed by a test' }),
  'Mutation.deleteSpecialDay.input': ({ specialDay }) => ({ id: specialDay }),
  'Mutation.createAvailabilityRule.input': ({ location }) => ({ locationId: location, name: 'Made by a test', daysOfWeek: [1], active: false }),
  'Mutation.updateAvailabilityRule.input': ({ availabilityRule }) => ({ id: availabilityRule, name: 'Changed by a test' }),
  'Mutation.deleteAvailabilityRule.input': ({ availabilityRule }) => ({ id: availabilityRule }),
  'Mutation.createDiningService.input': ({ location }) => ({ locationId: location, name: 'Made by a test', daysOfWeek: [1], opens: '05:00', closes: '05:30', lastSeating: '05:00', slotIntervalMinutes: 30 }),
  'Mutation.updateDiningService.input': ({ diningService }) => ({ id: diningService, name: 'Changed by a test' }),
  'Mutation.deleteDiningService.input': ({ diningService }) => ({ id: diningService }),
  'Mutation.updateReservation.input': ({ reservation }) => ({ ref: reservation, specialRequests: 'Changed by a test' }),
  'Mutation.cancelReservation.input': ({ reservation }) => ({ ref: reservation }),
  'Mutation.upsertGuest.input': () => ({ email: 'guest-of-a-test@example.org', firstName: 'Noor', lastName: 'Bakker' }),
  'Mutation.anonymizeGuest.input': ({ guest }) => ({ id: guest }),
  'Mutation.createApiClient.input': () => ({ name: 'Made by a test', scopes: ['events:read'] }),
  'Mutation.updateApiClient.input': ({ apiClient }) => ({ id: apiClient, description: 'Changed by a test' }),
  'Mutation.rotateApiClientSecret.input': ({ apiClient }) => ({ id: apiClient }),
  'Mutation.suspendApiClient.input': ({ apiClient }) => ({ id: apiClient }),
  'Mutation.activateApiClient.input': ({ apiClient }) => ({ id: apiClient }),
  'Mutation.deleteApiClient.input': ({ apiClient }) => ({ id: apiClient }),
  'Mutation.createApiKey.input': () => ({ name: 'Made by a test', scopes: ['config:read'] }),
  'Mutation.updateApiKey.input': ({ apiKey }) => ({ id: apiKey, name: 'Changed by a test' }),
  'Mutation.rotateApiKey.input': ({ apiKey }) => ({ id: apiKey }),
  'Mutation.revokeApiKey.input': ({ apiKey }) => ({ id: apiKey }),
};

export function sampleArgument(coordinate: string, ids: SampleIds): unknown {
  const sample = argumentSamples[coordinate];
  if (sample === undefined) throw new Error(`Add a sample for ${coordinate} to test/support/samples.ts.`);
  return sample(ids);
}

/** A value as GraphQL writes it. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).map(([name, item]) => `${name}: ${literal(item)}`).join(', ')} }`;
  return JSON.stringify(value);
}

/** What stands for a path parameter, by the segment before it. */
const pathSamples: Readonly<Record<string, (ids: SampleIds) => string>> = {
  customer: ({ customer }) => customer,
  booking: ({ booking }) => booking,
  event: ({ event }) => event,
  dates: ({ eventDate }) => eventDate,
  bookings: ({ appointment }) => appointment,
  services: ({ service }) => service,
  availability: ({ facilitator }) => facilitator,
  pass: ({ pass }) => pass,
  video: ({ video }) => video,
  'subscription-plan': ({ subscriptionPlan }) => subscriptionPlan,
  voucher: ({ voucher }) => voucher,
  restaurants: ({ restaurant }) => restaurant,
  reservations: ({ reservation }) => reservation,
};

/** The query parameters that a row needs, by its path. */
const querySamples: Readonly<Record<string, (ids: SampleIds) => Readonly<Record<string, string>>>> = {
  '/appointments/availability/:id': ({ service }) => ({ service_id: service }),
  '/restaurants/:id/opening-hours': ({ location }) => ({ locationId: location }),
  '/restaurants/:id/availability': ({ location }) => ({ locationId: location, date: inTenDays, partySize: '2' }),
};

/** The body of each row that has one, by method and path. */
const bodySamples: Readonly<Record<string, (ids: SampleIds) => Record<string, unknown>>> = {
  'PUT /customer/:id/profile': ({ customerEmail }) => ({ firstname: 'Noor', lastname: 'Bakker', email: customerEmail }),
  'PUT /pass/:id': () => ({ name: 'Changed by a test' }),
  'PUT /video/:id': () => ({ name: 'Changed by a test' }),
  'PUT /subscription-plan/:id': () => ({ name: 'Changed by a test' }),
  'PUT /voucher/:id': () => ({ name: 'Changed by a test' }),
  'POST /restaurants/:id/reservations': ({ location }) => ({ locationId: location, startTime: `${inTenDays}T18:00:00Z`, partySize: 2, guest: { firstName: 'Noor', lastName: 'Bakker', email: 'made-by-a-test@example.org' } }),
  'POST /restaurants/:id/guests': () => ({ email: 'guest-of-a-test@example.org', firstName: 'Noor', lastName: 'Bakker' }),
  'PATCH /reservations/:ref': () => ({ durationMinutes: 90 }),
  'POST /restaurants/:id/availability/search': ({ location }) => ({ locationId: location, date: inTenDays, partySize: 2 }),
};

/** A row's path with samples for its parameters; `change` replaces some of them. */
export function samplePath({ path }: Pick<Route, 'path'>, ids: SampleIds, change: (segment: string, sample: string) => string = (_segment, sample) => sample): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      if (!segment.startsWith(':')) return segment;
      const before = segments[index - 1] ?? '';
      const sample = pathSamples[before];
      if (sample === undefined) throw new Error(`Add a sample for ${segment} of ${path} to test/support/samples.ts.`);
      return change(before, sample(ids));
    })
    .join('/');
}

export function sampleQuery({ path }: Pick<Route, 'path'>, ids: SampleIds): Readonly<Record<string, string>> {
  return querySamples[path]?.(ids) ?? {};
}

/** `samplePath` with the query that the row needs, and `query` after it or in its place. */
export function sampleUrl(row: Pick<Route, 'path'>, ids: SampleIds, query = '', change?: (segment: string, sample: string) => string): string {
  const needed = Object.entries(sampleQuery(row, ids)).filter(([name]) => !`&${query}`.includes(`&${name}=`));
  const search = [...needed.map((pair) => pair.join('=')), query].filter(Boolean).join('&');
  return `${samplePath(row, ids, change)}${search === '' ? '' : `?${search}`}`;
}

export function sampleBody({ method, path }: Pick<Route, 'method' | 'path'>, ids: SampleIds): Record<string, unknown> | undefined {
  if (method === 'GET' || method === 'DELETE') return undefined;
  const sample = bodySamples[`${method} ${path}`];
  if (sample === undefined) throw new Error(`Add a body for ${method} ${path} to test/support/samples.ts.`);
  return sample(ids);
}

/** What a row of its family says of a refusal, as far as it is the same for all; of a field or a part of it, when one is at fault. */
export function refusalOf({ family }: Pick<Route, 'family'>, field?: string, message?: string): unknown {
  if (family !== 'restaurant') return { error: field === undefined ? expect.any(String) : message === undefined ? expect.stringMatching(`^${field}`) : `${field}: ${message}` };
  const said = message ?? expect.any(String);
  if (field === undefined) return { error: expect.objectContaining({ code: expect.any(String), message: said }) };
  return { error: { code: 'validation_failed', message: said, details: { fields: [{ path: expect.stringMatching(`^${field}`), message: said }] } } };
}
