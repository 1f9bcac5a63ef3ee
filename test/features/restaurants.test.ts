import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import { restaurantRows, type RestaurantRows } from '../support/restaurants.js';
import { startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

/** A Tuesday; half past one at night in Lisbon, where it is the company's summer time. */
let now = Date.parse('2026-09-01T00:30:00Z');
let here: StudioGateway;
let rows: RestaurantRows;
let keys: { all: string; bound: string; config: string; other: string; browser: string; theirs: string };
let faro: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now, timeZone: 'Europe/Lisbon' });
  rows = restaurantRows(here.studio);
  faro = await fill();
  const { database } = here.gateway;
  const scopes = [...restaurantScopes];
  keys = {
    all: await insertKey(database, here.studio.company, 'allscope', { scopes }),
    bound: await insertKey(database, here.studio.company, 'bound001', { scopes, location_number: faro.hill }),
    config: await insertKey(database, here.studio.company, 'config01', { scopes: ['config:read'] }),
    other: await insertKey(database, here.studio.company, 'other001', { scopes: scopes.filter((scope) => scope !== 'config:read') }),
    browser: await insertKey(database, here.studio.company, 'browser1', { scopes, origins: ['https://faro.example'] }),
    theirs: await insertKey(database, here.rival.company, 'theirs01', { scopes }),
  };
  await database.db.updateTable('api_keys').set({ points_per_minute: 1_000_000 }).execute();
});
afterAll(() => here.close());

/** A restaurant with two locations and an inactive one, an empty restaurant, and one of the rival. */
async function fill() {
  const policy = { min_party_size: 2, max_party_size: 8, default_duration_minutes: 90, min_lead_time_minutes: 60, max_advance_booking_days: 45, slot_interval_minutes: 15 };
  const restaurant = await rows.restaurant({ name: 'Osteria Faro', waitlist_enabled: true }, { ...policy, durations: [[4, 105], [2, 75]] });
  const harbour = await rows.location(restaurant, { name: 'Harbour', city: 'Porto' });
  const hill = await rows.location(restaurant, { name: 'Hill', time_zone: 'Atlantic/Azores' });
  const mill = await rows.location(restaurant, { name: 'Mill', is_active: false });
  await rows.location(restaurant, { name: 'Sold', deleted_at: new Date() });
  await rows.policy(restaurant, hill, { ...policy, max_party_size: 6 });

  const tables = [await rows.table(harbour, { name: 'Window', seats_max: 2, priority: 5 }), await rows.table(harbour), await rows.table(harbour, { is_bookable: false })] as const;
  await rows.table(harbour, { deleted_at: new Date() });
  const combination = await rows.combination(harbour, [tables[1], tables[0]], { name: 'Both' });

  const late = await rows.service(harbour, { name: 'Late', weekdays: [5, 6], opens: '22:30', closes: '01:30', last_seating: '00:45', slot_interval_minutes: 45, requires_confirmation: true });
  const lunch = await rows.service(harbour, { name: 'Lunch', weekdays: [2, 6], opens: '12:00', closes: '15:00', last_seating: '14:15', slot_interval_minutes: 15 });
  await rows.service(harbour, { name: 'Summer', weekdays: [2], valid_from: '2026-06-01', valid_until: '2026-09-01' });
  await rows.service(harbour, { name: 'Autumn', weekdays: [2], valid_from: '2026-09-03', valid_until: null });
  await rows.service(harbour, { name: 'Gone', deleted_at: new Date() });
  await rows.specialDay(harbour, '2026-08-31');
  const stout = await rows.specialDay(harbour, '2026-09-01', [{ name: 'Stout', opens: '18:00', closes: '00:00', last_seating: '22:00' }, { name: 'Second' }], { name: 'Oyster night' });
  const party = await rows.specialDay(harbour, '2026-12-24', [], { name: 'Staff party' });
  const pace = await rows.rule(harbour, { name: 'Pace', service_number: lunch, weekdays: [6, 2], max_covers_per_slot: 24, max_reservations_per_slot: 6 });
  const turn = await rows.rule(harbour, { name: 'Turn', buffer_before_minutes: 5, buffer_after_minutes: 15 });
  const rested = await rows.rule(harbour, { name: 'Rested', is_active: false });

  const empty = await rows.restaurant({ name: 'Another one' }, null);
  await rows.restaurant({ name: 'Closed down', deleted_at: new Date() });
  const rivals = restaurantRows(here.rival, 900_001);
  const theirs = await rivals.restaurant({ name: 'Theirs' });
  const theirLocation = await rivals.location(theirs);
  return { restaurant, harbour, hill, mill, tables, combination, late, lunch, stout, party, pace, turn, rested, empty, theirs, theirLocation };
}

const config = () => ({
  restaurant: { id: `rst_${faro.restaurant}`, name: 'Osteria Faro', timezone: 'Europe/Lisbon' },
  locations: [
    { id: `loc_${faro.harbour}`, name: 'Harbour', city: 'Porto', timezone: 'Europe/Lisbon' },
    { id: `loc_${faro.hill}`, name: 'Hill', city: '', timezone: 'Atlantic/Azores' },
  ],
  reservation: { minPartySize: 2, maxPartySize: 8, defaultDurationMinutes: 90, minLeadTimeMinutes: 60, maxAdvanceBookingDays: 45, slotIntervalMinutes: 15 },
  features: { waitlist: true, webhooks: false, reservationChanges: true },
});

const late = { name: 'Late', opens: '22:30', closes: '01:30', lastSeating: '00:45', slotIntervalMinutes: 45 };
const lunch = { name: 'Lunch', opens: '12:00', closes: '15:00', lastSeating: '14:15', slotIntervalMinutes: 15 };
const dinner = { opens: '18:00', closes: '22:00', lastSeating: '20:30', slotIntervalMinutes: 30 };

const hours = () => ({
  weekly: [
    { dayOfWeek: 1, services: [] },
    { dayOfWeek: 2, services: [lunch, { name: 'Summer', ...dinner }] },
    { dayOfWeek: 3, services: [] },
    { dayOfWeek: 4, services: [] },
    { dayOfWeek: 5, services: [late] },
    { dayOfWeek: 6, services: [lunch, late] },
    { dayOfWeek: 7, services: [] },
  ],
  specialDays: [
    { date: '2026-09-01', closed: false, name: 'Oyster night', services: [{ name: 'Stout', opens: '18:00', closes: '00:00', lastSeating: '22:00', slotIntervalMinutes: 30 }, { name: 'Second', ...dinner }] },
    { date: '2026-12-24', closed: true, name: 'Staff party', services: [] },
  ],
  availabilityRules: [
    { id: `rule_${faro.pace}`, name: 'Pace', serviceName: 'Lunch', daysOfWeek: [6, 2], bufferBeforeMinutes: 0, bufferAfterMinutes: 0, maxCoversPerSlot: 24, maxReservationsPerSlot: 6 },
    { id: `rule_${faro.turn}`, name: 'Turn', serviceName: null, daysOfWeek: [1, 2, 3, 4, 5, 6, 7], bufferBeforeMinutes: 5, bufferAfterMinutes: 15, maxCoversPerSlot: null, maxReservationsPerSlot: null },
  ],
});

const get = (path: string, token: string = keys.all, headers: Record<string, string> = {}) => here.gateway.rest(path, { token, headers });
const ask = (query: string, token: string = keys.all) => here.gateway.graphql(query, { token });
const failed = (code: string, details?: object) => ({ error: { code, message: expect.any(String), ...(details === undefined ? {} : { details }) } });
const hoursPath = (location: number | string) => `/restaurants/rst_${faro.restaurant}/opening-hours?locationId=loc_${location}`;

/** What a call answered, and the statements it took once its key was known. */
async function counted<T>(call: () => Promise<T>): Promise<{ answer: T; statements: number }> {
  await get('/restaurants/nobody/config');
  const before = here.gateway.database.statementsSent();
  const answer = await call();
  return { answer, statements: here.gateway.database.statementsSent() - before };
}

describe('GET /restaurants/{id}/config', () => {
  test('answers profile, active locations, policy and features in the documented order, in one statement, and from memory', async () => {
    const path = `/restaurants/rst_${faro.restaurant}/config`;
    const { answer, statements } = await counted(() => get(path));
    expect([answer.status, answer.text, statements]).toEqual([200, JSON.stringify(config()), 1]);
    const again = await counted(() => get(path));
    expect([again.answer.text, again.statements, again.answer.headers.get('age')]).toEqual([answer.text, 0, '0']);
    expect(answer.headers.get('vary')).toContain('x-api-key');
  });

  test('is open to the key in either header, to staff, and not to clients', async () => {
    const path = `/restaurants/rst_${faro.restaurant}/config`;
    expect((await here.gateway.rest(path, { token: null, headers: { 'x-api-key': keys.config } })).status).toBe(200);
    const refused = await get(path, keys.other);
    expect([refused.status, refused.json]).toEqual([403, failed('scope_missing', { missingScope: 'config:read' })]);
    const client = await here.rest(path);
    expect([client.status, client.json]).toEqual([403, failed('scope_missing', { missingScope: 'config:read' })]);
  });

  test('shows a key that is bound to a location that one alone', async () => {
    const { json } = await get(`/restaurants/rst_${faro.restaurant}/config`, keys.bound);
    expect(json).toEqual({ ...config(), locations: config().locations.slice(1) });
  });

  test('is 404 for a restaurant that is unknown, another company’s, or named wrongly', async () => {
    for (const id of [`rst_${faro.theirs}`, 'rst_77777777', `loc_${faro.restaurant}`, 'rst_0', 'rst_01', 'rst_4294967297', '1', '%00', '%ED%A0%80']) {
      const { status, json } = await get(`/restaurants/${id}/config`);
      expect([id, status, json]).toEqual([id, 404, failed('not_found')]);
    }
    expect((await get(`/restaurants/rst_${faro.restaurant}/config`, keys.theirs)).status).toBe(404);
    expect((await get(`/restaurants/rst_${faro.theirs}/config`, keys.theirs)).json).toMatchObject({ restaurant: { name: 'Theirs' } });
  });

  test('says 401 and 405 in the family’s words', async () => {
    const path = `/restaurants/rst_${faro.restaurant}/config`;
    const stranger = await here.gateway.rest(path, { token: null });
    expect([stranger.status, stranger.json]).toEqual([401, failed('unauthorized')]);
    const unknown = await get(path, `rrk_live_nobody01_${'c0de'.repeat(8)}`);
    expect([unknown.status, unknown.json]).toEqual([401, failed('unauthorized')]);
    const deleted = await here.gateway.rest(path, { token: keys.all, method: 'DELETE' });
    expect([deleted.status, deleted.json]).toEqual([405, failed('method_not_allowed')]);
  });
});

describe('GET /restaurants/{id}/opening-hours', () => {
  test('answers weekly hours, special days to come and the rules in force, in one statement', async () => {
    const { answer, statements } = await counted(() => get(hoursPath(faro.harbour)));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify(hours()));
    const bare = await get(hoursPath(faro.hill));
    expect(bare.json).toEqual({ weekly: [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, services: [] })), specialDays: [], availabilityRules: [] });
  });

  test('needs a location, unless the key is bound to one', async () => {
    for (const id of [`rst_${faro.restaurant}`, 'rst_77777777', 'nobody']) {
      const refused = await get(`/restaurants/${id}/opening-hours`);
      expect([id, refused.status, refused.json]).toEqual([id, 400, failed('validation_failed', { fields: [{ path: 'locationId', message: 'is required, unless the key is bound to a location' }] })]);
    }
    const own = await get(`/restaurants/rst_${faro.restaurant}/opening-hours`, keys.bound);
    expect([own.status, own.text]).toEqual([200, (await get(hoursPath(faro.hill))).text]);
    expect((await get(hoursPath(faro.hill), keys.bound)).status).toBe(200);
    const twice = await get(`${hoursPath(faro.hill)}&locationId=loc_1`);
    expect([twice.status, twice.json]).toEqual([400, failed('validation_failed', { fields: [{ path: 'locationId', message: 'must be given once' }] })]);
  });

  test('is 404 for a location that is unknown, removed, of elsewhere, or not the key’s own', async () => {
    for (const id of ['loc_77777777', `loc_${faro.theirLocation}`, `loc_${faro.restaurant}`, `rst_${faro.harbour}`, 'loc_01', '', '%20']) {
      const { status, json } = await get(`/restaurants/rst_${faro.restaurant}/opening-hours?locationId=${id}`);
      expect([id, status, json]).toEqual([id, 404, failed('not_found')]);
    }
    expect((await get(`/restaurants/rst_${faro.empty}/opening-hours?locationId=loc_${faro.harbour}`)).status).toBe(404);
    expect((await get(hoursPath(faro.harbour), keys.bound)).status).toBe(404);
    expect((await get(hoursPath(faro.harbour), keys.theirs)).status).toBe(404);
  });

  test('needs config:read', async () => {
    const refused = await get(hoursPath(faro.harbour), keys.other);
    expect([refused.status, refused.json]).toEqual([403, failed('scope_missing', { missingScope: 'config:read' })]);
    expect((await get(hoursPath(faro.harbour), keys.config)).status).toBe(200);
  });
});

describe('a browser', () => {
  const preflight = (origin: string) =>
    fetch(`${here.gateway.url}/api/v1/restaurants/rst_${faro.restaurant}/config`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-api-key' } });

  test('may ask from any origin whether it may call', async () => {
    const { status, headers } = await preflight('https://elsewhere.example');
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([204, '*', null]);
    expect(headers.get('access-control-allow-headers')).toContain('x-api-key');
    expect(headers.get('access-control-allow-methods')).toContain('GET');
  });

  test('is refused where the key’s list lacks its origin, in words that its script can read', async () => {
    for (const path of [`/restaurants/rst_${faro.restaurant}/config`, hoursPath(faro.harbour)]) {
      const refused = await get(path, keys.browser, { origin: 'https://elsewhere.example' });
      expect([refused.status, refused.json, refused.headers.get('access-control-allow-origin')]).toEqual([403, failed('origin_not_allowed'), '*']);
      expect((await get(path, keys.browser, { origin: 'https://faro.example' })).status).toBe(200);
      expect((await get(path, keys.browser)).status).toBe(200);
      expect((await get(path, keys.all, { origin: 'https://elsewhere.example' })).status).toBe(200);
    }
  });
});

describe('Query.restaurants', () => {
  test('lists them by id with their locations', async () => {
    const { data, errors } = await ask('{ restaurants { nodes { id name locations { id name } } totalCount } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      restaurants: {
        nodes: [
          { id: `rst_${faro.restaurant}`, name: 'Osteria Faro', locations: config().locations.map(({ id, name }) => ({ id, name })) },
          { id: `rst_${faro.empty}`, name: 'Another one', locations: [] },
        ],
        totalCount: 2,
      },
    });
    const first = (await ask('{ restaurants(first: 1) { nodes { name } pageInfo { hasNextPage endCursor } } }')).data as { restaurants: { pageInfo: { endCursor: string } } };
    const second = await ask(`{ restaurants(first: 1, after: "${first.restaurants.pageInfo.endCursor}") { nodes { name } pageInfo { hasNextPage } } }`);
    expect(second.data).toEqual({ restaurants: { nodes: [{ name: 'Another one' }], pageInfo: { hasNextPage: false } } });
  });
});

describe('Query.restaurant and Query.location', () => {
  const everything = `id name city timeZone active restaurant { id name }
    tables { id name minSeats maxSeats priority bookable } combinations { id name tables { id } minSeats maxSeats priority bookable }
    services { id name daysOfWeek opens closes lastSeating slotIntervalMinutes requiresConfirmation validFrom validUntil }
    openingHours { dayOfWeek services { name requiresConfirmation } } specialDays { id date closed name services { name opens } }
    availabilityRules { id name service { id name } active } bookingPolicy { maxPartySize durations { maxPartySize durationMinutes } }`;

  test('answer every field of a location, alone and within its restaurant, in one statement', async () => {
    const { answer, statements } = await counted(() => ask(`{ restaurant(id: "rst_${faro.restaurant}") { features { waitlist } bookingPolicy { minPartySize durations { maxPartySize } } location(id: "loc_${faro.harbour}") { ${everything} } } }`));
    expect([answer.errors, statements]).toEqual([undefined, 1]);
    const [window, plain, closed] = faro.tables;
    const seats = { minSeats: 1, maxSeats: 4, priority: 0, bookable: true };
    const harbour = {
      id: `loc_${faro.harbour}`, name: 'Harbour', city: 'Porto', timeZone: 'Europe/Lisbon', active: true, restaurant: { id: `rst_${faro.restaurant}`, name: 'Osteria Faro' },
      tables: [
        { id: `t-${window}`, name: 'Window', ...seats, maxSeats: 2, priority: 5 },
        { id: `t-${plain}`, name: `Table ${plain}`, ...seats },
        { id: `t-${closed}`, name: `Table ${closed}`, ...seats, bookable: false },
      ],
      combinations: [{ id: `combination_${faro.combination}`, name: 'Both', tables: [{ id: `t-${window}` }, { id: `t-${plain}` }], minSeats: 5, maxSeats: 8, priority: 0, bookable: true }],
      services: expect.arrayContaining([
        { id: `rsvc_${faro.late}`, daysOfWeek: [5, 6], ...late, requiresConfirmation: true, validFrom: null, validUntil: null },
        expect.objectContaining({ name: 'Autumn', validFrom: '2026-09-03', validUntil: null }),
      ]),
      openingHours: hours().weekly.map(({ dayOfWeek, services }) => ({ dayOfWeek, services: services.map(({ name }) => ({ name, requiresConfirmation: name === 'Late' })) })),
      specialDays: [
        { id: `special_${faro.stout}`, date: '2026-09-01', closed: false, name: 'Oyster night', services: [{ name: 'Stout', opens: '18:00' }, { name: 'Second', opens: '18:00' }] },
        { id: `special_${faro.party}`, date: '2026-12-24', closed: true, name: 'Staff party', services: [] },
      ],
      availabilityRules: [{ id: `rule_${faro.pace}`, name: 'Pace', service: { id: `rsvc_${faro.lunch}`, name: 'Lunch' }, active: true }, { id: `rule_${faro.turn}`, name: 'Turn', service: null, active: true }],
      bookingPolicy: { maxPartySize: 8, durations: [{ maxPartySize: 2, durationMinutes: 75 }, { maxPartySize: 4, durationMinutes: 105 }] },
    };
    expect(answer.data).toEqual({ restaurant: { features: { waitlist: true }, bookingPolicy: { minPartySize: 2, durations: [{ maxPartySize: 2 }, { maxPartySize: 4 }] }, location: harbour } });
    expect((answer.data as { restaurant: { location: { services: unknown[] } } }).restaurant.location.services).toHaveLength(4);

    const alone = await counted(() => ask(`{ location(id: "loc_${faro.harbour}") { ${everything} } }`));
    expect([alone.answer.data, alone.statements, alone.answer.extensions.cost.actual]).toEqual([{ location: harbour }, 1, 1]);
  });

  test('show inactive locations and rules, and past special days, to who asks for them', async () => {
    const { data } = await ask(`{ location(id: "loc_${faro.harbour}") {
      availabilityRules(includeInactive: true) { name } specialDays(from: "2026-08-01", until: "2026-09-01") { date }
      restaurant { locations(includeInactive: true) { name active } } } hill: location(id: "loc_${faro.hill}") { bookingPolicy { maxPartySize durations { maxPartySize } } } }`);
    expect(data).toEqual({
      location: {
        availabilityRules: [{ name: 'Pace' }, { name: 'Turn' }, { name: 'Rested' }],
        specialDays: [{ date: '2026-08-31' }, { date: '2026-09-01' }],
        restaurant: { locations: [{ name: 'Harbour', active: true }, { name: 'Hill', active: true }, { name: 'Mill', active: false }] },
      },
      hill: { bookingPolicy: { maxPartySize: 6, durations: [] } },
    });
  });

  test('are null for what does not exist for the caller', async () => {
    const all = await ask(`{ a: restaurant(id: "rst_${faro.theirs}") { id } b: location(id: "loc_${faro.theirLocation}") { id } c: location(id: "rst_1") { id }
      d: restaurant(id: "rst_${faro.empty}") { id bookingPolicy { maxPartySize } location(id: "loc_${faro.harbour}") { id } } }`);
    expect(all.data).toEqual({ a: null, b: null, c: null, d: { id: `rst_${faro.empty}`, bookingPolicy: null, location: null } });
    const bound = await ask(`{ location(id: "loc_${faro.harbour}") { id } hill: location(id: "loc_${faro.hill}") { id restaurant { locations { name } own: location { name } } } }`, keys.bound);
    expect(bound.data).toEqual({ location: null, hill: { id: `loc_${faro.hill}`, restaurant: { locations: [{ name: 'Hill' }], own: { name: 'Hill' } } } });
    const unnamed = await ask(`{ restaurant(id: "rst_${faro.restaurant}") { location { id } } }`);
    expect(unnamed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }]);
  });

  test('let a key without config:read see ids alone', async () => {
    const { data, errors } = await ask(`{ restaurant(id: "rst_${faro.restaurant}") { id name locations { id } location(id: "loc_${faro.hill}") { id name tables { id } } } }`, keys.other);
    expect(data).toEqual({ restaurant: { id: `rst_${faro.restaurant}`, name: null, locations: null, location: { id: `loc_${faro.hill}`, name: null, tables: null } } });
    expect(errors?.map(({ extensions }) => extensions['missingScope'])).toEqual(['config:read', 'config:read', 'config:read', 'config:read']);
  });
});

describe('the clock', () => {
  const lisbonMidnight = Date.parse('2026-09-01T23:00:00Z');
  const moved = async <T>(to: number, call: () => Promise<T>): Promise<T> => {
    const before = now;
    now = to;
    try {
      return await call();
    } finally {
      now = before;
    }
  };

  test('ends a service that runs out and a special day that is over at the location’s midnight, on both surfaces', async () => {
    const document = `{ location(id: "loc_${faro.harbour}") { openingHours { services { name } } specialDays { date } } }`;
    const names = (data: unknown) => {
      const { location } = data as { location: { openingHours: { services: { name: string }[] }[]; specialDays: { date: string }[] } };
      return [location.openingHours[1]?.services.map(({ name }) => name), location.specialDays.map(({ date }) => date)];
    };
    for (const [at, expected] of [
      [lisbonMidnight - 1000, [['Lunch', 'Summer'], ['2026-09-01', '2026-12-24']]],
      [lisbonMidnight, [['Lunch'], ['2026-12-24']]],
      [lisbonMidnight + 24 * 3_600_000, [['Lunch', 'Autumn'], ['2026-12-24']]],
    ] as const) {
      const [rest, graph] = await moved(at, async () => [(await get(hoursPath(faro.harbour))).json as ReturnType<typeof hours>, await ask(document)] as const);
      expect([rest.weekly[1]?.services.map(({ name }) => name), rest.specialDays.map(({ date }) => date)]).toEqual(expected);
      expect(names(graph.data)).toEqual(expected);
    }
  });
});
