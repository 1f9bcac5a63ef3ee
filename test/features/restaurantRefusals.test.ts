import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantCodes } from '../../src/rest/presenters/restaurant.js';
import { insertKey } from '../access/support.js';
import type { GraphqlAnswer, RestAnswer } from '../support/gateway.js';
import { ilse, reservationIn, startReservationsFixture, type Place, type ReservationJson, type ReservationsFixture } from '../support/reservationsGateway.js';

let here: ReservationsFixture;
/** Of one who may only read, of a website, and of one who has a point a minute. */
let keys: Readonly<Record<'reader' | 'website' | 'slow', string>>;

beforeAll(async () => {
  here = await startReservationsFixture();
  const { database } = here.gateway;
  const scopes = ['reservations:read', 'reservations:write', 'reservations:cancel', 'customers:write', 'availability:read'];
  keys = {
    reader: await insertKey(database, here.studio.company, 'reader01', { scopes: ['reservations:read'] }),
    website: await insertKey(database, here.studio.company, 'website1', { scopes, origins: ['https://faro.example'] }),
    slow: await insertKey(database, here.studio.company, 'slow0001', { scopes }),
  };
  await database.db.updateTable('api_keys').set({ points_per_minute: 1 }).where('prefix', '=', 'slow0001').execute();
});
afterAll(() => here.close());

/** The family's documented refusals and their statuses. */
const documented = {
  unauthorized: 401,
  scope_missing: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  validation_failed: 400,
  no_tables_available: 409,
  slot_limit_reached: 409,
  idempotency_conflict: 409,
  idempotency_in_progress: 409,
  invalid_transition: 409,
  reservation_completed: 409,
  party_size_out_of_range: 422,
  too_soon: 422,
  too_far_ahead: 422,
  closed: 422,
  rate_limit_exceeded: 429,
  internal_error: 500,
} as const;
type Code = keyof typeof documented;
const codes = Object.keys(documented) as Code[];

/** Calls that one refusal is met by, by what they are. */
interface Scene {
  readonly rest: Readonly<Record<string, () => Promise<RestAnswer>>>;
  readonly graph: Readonly<Record<string, () => Promise<GraphqlAnswer>>>;
  /** Of `error`; absent: there are none. */
  readonly details?: unknown;
  /** What else a refusal says. */
  check?(answer: RestAnswer): void;
  after?(): Promise<void>;
}

const paths = (place: Place) => ({ reservations: `/restaurants/${place.restaurant}/reservations`, guests: `/restaurants/${place.restaurant}/guests`, search: `/restaurants/${place.restaurant}/availability/search` });
const newBody = (place: Place, body: Record<string, unknown> = {}) => ({ locationId: place.location, startTime: '2026-09-02T19:00:00.000Z', partySize: 2, guest: { ...ilse, email: 'refused@example.org' }, ...body });
const newGuest = { firstName: 'Ada', lastName: 'Refused', email: 'refused-guest@example.org' };
const ref = ({ id }: Pick<ReservationJson, 'id'>) => `/reservations/${id}`;
const book = async (place: Place, body: Record<string, unknown> = {}) => reservationIn(await here.book(place, body));
const to = async ({ id }: ReservationJson, ...statuses: string[]) => {
  for (const status of statuses) expect((await here.send('PATCH', `/reservations/${id}`, { status })).status).toBe(200);
};

const mutations = {
  createReservation: 'mutation ($input: CreateReservationInput!) { createReservation(input: $input) { reservation { id } } }',
  updateReservation: 'mutation ($input: UpdateReservationInput!) { updateReservation(input: $input) { reservation { id } } }',
  cancelReservation: 'mutation ($input: CancelReservationInput!) { cancelReservation(input: $input) { reservation { id } } }',
  upsertGuest: 'mutation ($input: UpsertGuestInput!) { upsertGuest(input: $input) { created } }',
} as const;

/** A mutation with the input of the same name in REST. */
function mutate(name: keyof typeof mutations, input: Record<string, unknown>, key = here.keys.all, headers: Record<string, string> = {}): Promise<GraphqlAnswer> {
  const { startTime, status, ...rest } = input;
  const inGraph = { ...rest, ...(startTime === undefined ? {} : { startsAt: startTime }), ...(typeof status === 'string' ? { status: status.toUpperCase() } : {}) };
  return here.gateway.graphql(mutations[name], { token: key === '' ? null : key, variables: { input: inGraph }, headers });
}

/** Every write of the family by somebody who may not do it. */
async function everyWrite(key: string, headers: Record<string, string> = {}): Promise<Pick<Scene, 'rest' | 'graph'>> {
  const place = await here.place();
  const booked = await book(place);
  const send = (method: string, path: string, body?: unknown) => here.gateway.rest(path, { method, token: key === '' ? null : key, headers: { 'idempotency-key': 'refused', ...headers }, ...(body === undefined ? {} : { body }) });
  return {
    rest: {
      create: () => send('POST', paths(place).reservations, newBody(place)),
      change: () => send('PATCH', ref(booked), { status: 'seated' }),
      cancel: () => send('DELETE', `${ref(booked)}?reason=x`),
      guest: () => send('POST', paths(place).guests, newGuest),
    },
    graph: {
      create: () => mutate('createReservation', { ...newBody(place), idempotencyKey: 'refused' }, key, headers),
      change: () => mutate('updateReservation', { ref: booked.id, status: 'seated' }, key, headers),
      cancel: () => mutate('cancelReservation', { ref: booked.publicReference }, key, headers),
      guest: () => mutate('upsertGuest', newGuest, key, headers),
    },
  };
}

/** A reservation that is made like this, or changed so. */
function newOrChanged(place: Place, booked: ReservationJson, body: Record<string, unknown>): Pick<Scene, 'rest' | 'graph'> {
  return {
    rest: { create: () => here.send('POST', paths(place).reservations, newBody(place, body), { idempotencyKey: 'unfit' }), change: () => here.send('PATCH', ref(booked), { ...body, specialRequests: 'Lost' }) },
    graph: { create: () => mutate('createReservation', { ...newBody(place, body), idempotencyKey: 'unfit' }), change: () => mutate('updateReservation', { ref: booked.id, ...body, specialRequests: 'Lost' }) },
  };
}

const strict = { policy: { min_party_size: 2, max_party_size: 6, min_lead_time_minutes: 60, max_advance_booking_days: 10 } };

const scenes: Readonly<Record<Code, () => Promise<Scene>>> = {
  async unauthorized() {
    const stranger = await everyWrite('');
    const revoked = await everyWrite(await insertKey(here.gateway.database, here.studio.company, 'revoked1', { scopes: ['reservations:write'], state: 'revoked' }));
    return {
      rest: { ...stranger.rest, 'revoked key': async () => (revoked.rest['create'] as Scene['rest'][string])() },
      graph: stranger.graph,
      check: ({ headers }) => expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="frontdesk"/),
    };
  },

  async scope_missing() {
    return { ...(await everyWrite(keys.reader)), details: { missingScope: expect.stringMatching(/^(reservations:(write|cancel)|customers:write)$/) } };
  },

  async origin_not_allowed() {
    const elsewhere = await everyWrite(keys.website, { origin: 'https://elsewhere.example' });
    const own = await everyWrite(keys.website, { origin: 'https://faro.example' });
    return {
      ...elsewhere,
      check: ({ headers }) => expect(headers.get('access-control-allow-origin')).toBe('*'),
      after: async () => {
        expect((await (own.rest['create'] as Scene['rest'][string])()).status).toBe(201);
      },
    };
  },

  async not_found() {
    const place = await here.place();
    const booked = await book(place);
    const nowhere = { ...place, restaurant: 'rst_4999' };
    const { theirs } = here.keys;
    const elsewhere = await here.place();
    const [idempotencyKey, guestsKey] = ['done', 'done for a guest'];
    const [done, doneGuest] = [newBody(place, { guest: { ...ilse, email: 'done@example.org' } }), { ...newGuest, email: 'done-guest@example.org' }];
    expect((await here.send('POST', paths(place).reservations, done, { idempotencyKey })).status).toBe(201);
    expect((await here.send('POST', paths(place).guests, doneGuest, { idempotencyKey: guestsKey })).status).toBe(201);
    return {
      rest: {
        'an unknown restaurant': () => here.send('POST', paths(nowhere).reservations, newBody(place), { idempotencyKey: 'nowhere' }),
        'another company’s restaurant': () => here.send('POST', paths(place).reservations, newBody(place), { key: theirs }),
        'an unknown restaurant’s guest': () => here.send('POST', paths(nowhere).guests, newGuest, { idempotencyKey: 'nowhere' }),
        'another company’s guest': () => here.send('POST', paths(place).guests, newGuest, { key: theirs }),
        'another company’s reservation': () => here.send('PATCH', ref(booked), { status: 'seated' }, { key: theirs }),
        'cancelling another company’s': () => here.send('DELETE', ref(booked), undefined, { key: theirs }),
        'an unknown reservation': () => here.send('PATCH', '/reservations/res_unknown', { status: 'seated' }),
        'cancelling an unknown one': () => here.send('DELETE', '/reservations/rr_unknown'),
        'what was done elsewhere': () => here.send('POST', paths(elsewhere).reservations, done, { idempotencyKey }),
        'what was done, nowhere': () => here.send('POST', paths(nowhere).reservations, done, { idempotencyKey }),
        'what was done for a guest, nowhere': () => here.send('POST', paths(nowhere).guests, doneGuest, { idempotencyKey: guestsKey }),
      },
      graph: {
        'an unknown location': () => mutate('createReservation', newBody(place, { locationId: 'loc_4999' })),
        'an unknown restaurant': () => mutate('createReservation', newBody(place, { restaurantId: 'rst_4999' })),
        'another company’s location': () => mutate('createReservation', newBody(place), theirs),
        'another company’s guest': () => mutate('upsertGuest', { ...newGuest, restaurantId: place.restaurant }, theirs),
        'another company’s reservation': () => mutate('updateReservation', { ref: booked.id, status: 'seated' }, theirs),
        'cancelling another company’s': () => mutate('cancelReservation', { ref: booked.publicReference }, theirs),
        'what was done elsewhere': () => mutate('createReservation', { ...done, restaurantId: elsewhere.restaurant, idempotencyKey }),
        'what was done for a guest, nowhere': () => mutate('upsertGuest', { ...doneGuest, restaurantId: 'rst_4999', idempotencyKey: guestsKey }),
      },
    };
  },

  async method_not_allowed() {
    const place = await here.place();
    const booked = await book(place);
    const allowed: Record<string, string> = { [ref(booked)]: 'DELETE, GET, HEAD, OPTIONS, PATCH', [paths(place).reservations]: 'GET, HEAD, OPTIONS, POST', [paths(place).guests]: 'GET, HEAD, OPTIONS, POST', [paths(place).search]: 'OPTIONS, POST' };
    const calls = Object.keys(allowed).flatMap((path) => (path === paths(place).search ? ['GET', 'PUT'] : ['PUT', path === ref(booked) ? 'POST' : 'DELETE']).map((method) => [method, path] as const));
    return {
      rest: Object.fromEntries(
        calls.map(([method, path]) => [
          `${method} ${path}`,
          async () => {
            const answer = await here.send(method, path, method === 'GET' ? undefined : newBody(place));
            expect([path, answer.headers.get('allow')]).toEqual([path, allowed[path]]);
            return answer;
          },
        ]),
      ),
      graph: {},
    };
  },

  async validation_failed() {
    const place = await here.place();
    const booked = await book(place);
    const raw = (body: string, contentType: string) =>
      fetch(`${here.gateway.url}/api/v1${paths(place).reservations}`, { method: 'POST', headers: { authorization: `Bearer ${here.keys.all}`, 'content-type': contentType }, body }).then(async (response) => {
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, json: JSON.parse(text) as unknown };
      });
    return {
      rest: {
        'no JSON': () => raw('{"locationId": ', 'application/json'),
        'no UTF-8': () => raw(JSON.stringify(newBody(place)), 'application/json; charset=utf-16'),
        'another type': () => raw(JSON.stringify(newBody(place)), 'text/plain'),
        'an unknown key': () => here.send('POST', paths(place).reservations, newBody(place, { vip: true }), { idempotencyKey: 'unknown' }),
        'a long Idempotency-Key': () => here.send('POST', paths(place).reservations, newBody(place), { idempotencyKey: 'k'.repeat(256) }),
        'an unknown status': () => here.send('PATCH', ref(booked), { status: 'gone' }),
        'a long reason': () => here.send('DELETE', `${ref(booked)}?reason=${'x'.repeat(501)}`),
        'a guest without a name': () => here.send('POST', paths(place).guests, { email: newGuest.email }, { idempotencyKey: 'nameless' }),
        'a search for nobody': () => here.send('POST', paths(place).search, { locationId: place.location, date: '2026-09-02', partySize: 0 }),
      },
      graph: {
        'a party of 31': () => mutate('createReservation', { ...newBody(place), partySize: 31, idempotencyKey: 'coach' }),
        'a long key': () => mutate('createReservation', { ...newBody(place), idempotencyKey: 'k'.repeat(256) }),
        'no table': () => mutate('updateReservation', { ref: booked.id, tableIds: [] }),
        'a long reason': () => mutate('cancelReservation', { ref: booked.id, reason: 'x'.repeat(501) }),
        'a guest without a name': () => mutate('upsertGuest', { email: newGuest.email }),
      },
      details: { fields: [{ path: expect.stringMatching(/^.+$/), message: expect.stringMatching(/^.+$/) }] },
    };
  },

  async no_tables_available() {
    const place = await here.place();
    const own = await book(place, { startTime: '2026-09-03T19:00:00Z' });
    for (const partySize of [6, 6]) await book(place, { partySize });
    return newOrChanged(place, own, { partySize: 6, startTime: '2026-09-02T19:30:00Z' });
  },

  async slot_limit_reached() {
    const place = await here.place({ rule: { max_covers_per_slot: 4 } });
    const own = await book(place, { startTime: '2026-09-03T19:00:00Z' });
    await book(place, { partySize: 3 });
    return newOrChanged(place, own, { startTime: '2026-09-02T19:00:00Z' });
  },

  async idempotency_conflict() {
    const place = await here.place();
    await here.book(place, {}, { idempotencyKey: 'taken' });
    expect((await here.send('POST', paths(place).guests, { ...newGuest, email: 'known@example.org' }, { idempotencyKey: 'taken by a guest' })).status).toBe(201);
    return {
      rest: {
        create: () => here.send('POST', paths(place).reservations, newBody(place), { idempotencyKey: 'taken' }),
        guest: () => here.send('POST', paths(place).guests, newGuest, { idempotencyKey: 'taken by a guest' }),
        'another kind of call': () => here.send('POST', paths(place).guests, newGuest, { idempotencyKey: 'taken' }),
      },
      graph: {
        create: () => mutate('createReservation', { ...newBody(place), idempotencyKey: 'taken' }),
        guest: () => mutate('upsertGuest', { ...newGuest, idempotencyKey: 'taken by a guest' }),
      },
      check: ({ headers }) => expect(headers.get('idempotency-replayed')).toBeNull(),
    };
  },

  async idempotency_in_progress() {
    const place = await here.place();
    // Made before, so that its days are there to be locked.
    await book(place, { partySize: 4 });
    const { db } = here.gateway.database;
    const lock = await db.startTransaction().execute();
    await lock.selectFrom('service_days').select('day').where('location_number', '=', place.locationNumber).forUpdate().execute();
    const body = newBody(place, { guest: { ...ilse, email: 'first@example.org' } });
    const first = here.send('POST', paths(place).reservations, body, { idempotencyKey: 'at work' });
    await expect.poll(async () => (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)).rows.length, { interval: 5, timeout: 10_000 }).toBe(1);
    return {
      rest: {
        'the same call': () => here.send('POST', paths(place).reservations, body, { idempotencyKey: 'at work' }),
        'another call': () => here.send('POST', paths(place).guests, newGuest, { idempotencyKey: 'at work' }),
      },
      graph: { 'the same call': () => mutate('createReservation', { ...body, idempotencyKey: 'at work' }), 'another call': () => mutate('upsertGuest', { ...newGuest, idempotencyKey: 'at work' }) },
      after: async () => {
        await lock.rollback().execute();
        expect((await first).status).toBe(201);
      },
    };
  },

  async invalid_transition() {
    const place = await here.place();
    const [seated, absent] = [await book(place), await book(place)];
    await to(seated, 'seated');
    await to(absent, 'no_show');
    return {
      rest: {
        cancel: () => here.send('DELETE', `${ref(seated)}?reason=Lost`),
        'cancel a no-show': () => here.send('DELETE', ref(absent)),
        change: () => here.send('PATCH', ref(seated), { status: 'confirmed', specialRequests: 'Lost' }),
      },
      graph: { cancel: () => mutate('cancelReservation', { ref: seated.id, reason: 'Lost' }), change: () => mutate('updateReservation', { ref: absent.id, status: 'completed' }) },
      details: { from: expect.stringMatching(/^(seated|no_show)$/), to: expect.stringMatching(/^(cancelled|confirmed)$/) },
    };
  },

  async reservation_completed() {
    const place = await here.place();
    const completed = await book(place);
    await to(completed, 'seated', 'completed');
    return {
      rest: {
        cancel: () => here.send('DELETE', `${ref(completed)}?reason=Lost`),
        change: () => here.send('PATCH', ref(completed), { specialRequests: 'Lost' }),
        tables: () => here.send('PATCH', ref(completed), { tableIds: [`t-${place.tables[1]}`] }),
      },
      graph: { cancel: () => mutate('cancelReservation', { ref: completed.publicReference }), change: () => mutate('updateReservation', { ref: completed.id, partySize: 3 }) },
    };
  },

  async party_size_out_of_range() {
    const place = await here.place(strict);
    return { ...newOrChanged(place, await book(place), { partySize: 7 }), details: { minPartySize: 2, maxPartySize: 6 } };
  },

  async too_soon() {
    const place = await here.place(strict);
    return newOrChanged(place, await book(place), { startTime: '2026-08-31T19:00:00Z' });
  },

  async too_far_ahead() {
    const place = await here.place(strict);
    return newOrChanged(place, await book(place), { startTime: '2026-09-12T19:00:00Z' });
  },

  async closed() {
    const place = await here.place(strict);
    return newOrChanged(place, await book(place), { startTime: '2026-09-03T12:00:00Z' });
  },

  async rate_limit_exceeded() {
    const place = await here.place();
    expect((await here.send('POST', paths(place).search, { locationId: place.location, date: '2026-09-02', partySize: 2 }, { key: keys.slow })).status).toBe(200);
    const writes = await everyWrite(keys.slow);
    return {
      ...writes,
      details: { reason: 'rate', retryAfterSeconds: 60 },
      check: ({ headers }) => expect([headers.get('retry-after'), headers.get('ratelimit')]).toEqual(['60', '"rate";r=0;t=60']),
      after: async () => {
        here.now += 60_000;
        expect((await (writes.rest['create'] as Scene['rest'][string])()).status).toBe(201);
      },
    };
  },

  async internal_error() {
    const writes = await everyWrite(here.keys.all);
    const { db } = here.gateway.database;
    // Late in every one of the writes.
    await sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`.execute(db);
    for (const table of ['reservation_history', 'restaurant_profiles']) {
      await sql`create trigger failing before insert or update on ${sql.table(table)} for each row execute function fail()`.execute(db);
    }
    return {
      ...writes,
      details: { requestId: expect.stringMatching(/^.+$/) },
      check: ({ headers, text, json }) => {
        expect(json).toMatchObject({ error: { details: { requestId: headers.get('x-request-id') } } });
        expect(text).not.toContain('out of order');
      },
      after: async () => {
        await sql`drop function fail() cascade`.execute(db);
      },
    };
  },
};

describe('every documented refusal is met on both surfaces, and after it nothing is written', () => {
  test.each(codes)('%s', async (code) => {
    const { rest, graph, details, check, after } = await scenes[code]();
    const before = await here.written();
    try {
      for (const [what, call] of Object.entries(rest)) {
        const answer = await call();
        expect([what, answer.status, answer.json]).toEqual([what, documented[code], { error: { code, message: expect.any(String), ...(details === undefined ? {} : { details }) } }]);
        check?.(answer);
      }
      const inGraph = code === 'scope_missing' ? 'FORBIDDEN' : Object.entries(restaurantCodes).find(([graphCode, word]) => word === code && graphCode !== 'BAD_REQUEST')?.[0];
      for (const [what, call] of Object.entries(graph)) {
        const { data, errors } = await call();
        expect([what, errors?.map(({ extensions }) => extensions['code'])]).toEqual([what, [inGraph]]);
        expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      }
      expect(await here.written()).toEqual(before);
    } finally {
      await after?.();
    }
  });
});
