import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import { ilse, payloadOf, reservationIn, startReservationsFixture, type Place, type ReservationsFixture } from '../support/reservationsGateway.js';

let here: ReservationsFixture;
beforeAll(async () => {
  here = await startReservationsFixture();
});
afterAll(() => here.close());

const refusal = (code: string, details?: unknown) => ({ error: { code, message: expect.any(String), ...(details === undefined ? {} : { details }) } });
const field = (path: string) => refusal('validation_failed', { fields: [{ path, message: expect.any(String) }] });

const create = `mutation ($input: CreateReservationInput!) { createReservation(input: $input) { replayed reservation { id publicReference status tables { id } location { id } } } }`;
const inputOf = (place: Place, input: Record<string, unknown> = {}) => ({ locationId: place.location, startsAt: '2026-09-02T19:00:00Z', partySize: 2, guest: ilse, ...input });
const table = (place: Place, index: 0 | 1 | 2) => `t-${place.tables[index]}`;

describe('making a reservation', () => {
  test('takes the table that availability offers, and answers all of it', async () => {
    const place = await here.place();
    const offered = await here.get(`/restaurants/${place.restaurant}/availability?locationId=${place.location}&date=2026-09-02&partySize=2`);
    const slot = (offered.json as { slots: { start: string; end: string; tableIds: string[] }[] }).slots[2];
    const guest = { firstName: ' Ilse ', lastName: 'Okafor', email: 'Ilse@example.org', phone: '+31 20 123' };
    const answer = await here.book(place, { guest, specialRequests: 'Window' });
    expect([answer.status, slot?.start, answer.headers.get('idempotency-replayed'), answer.headers.get('cache-control')]).toEqual([201, '2026-09-02T19:00:00.000Z', null, 'no-store']);
    const { id, publicReference } = reservationIn(answer);
    expect(answer.text).toBe(
      JSON.stringify({
        reservation: {
          id,
          publicReference,
          status: 'confirmed',
          startTime: slot?.start,
          endTime: slot?.end,
          partySize: 2,
          tableIds: slot?.tableIds,
          locationId: place.location,
          specialRequests: 'Window',
          guest: { firstName: 'Ilse', lastName: 'Okafor', email: 'Ilse@example.org', phone: '+31 20 123' },
          createdAt: '2026-09-01T12:00:00.000Z',
          updatedAt: '2026-09-01T12:00:00.000Z',
        },
      }),
    );
    expect([id, publicReference]).toEqual([expect.stringMatching(/^res_[0-9a-f]{24}$/), expect.stringMatching(/^rr_[0-9a-f]{24}$/)]);
    for (const ref of [id, publicReference]) expect((await here.get(`/reservations/${ref}`)).text).toBe(answer.text);
  });

  test('is told by the graph in full, history, customer and what the customer reserved included', async () => {
    const place = await here.place({ rule: { buffer_before_minutes: 5, buffer_after_minutes: 15 } });
    const made = await here.ask(create, { input: inputOf(place, { guest: { ...ilse, email: 'graph@example.org' }, source: 'PHONE', durationMinutes: 95 }) });
    expect(made.errors).toBeUndefined();
    const { replayed, reservation } = payloadOf(made);
    expect(replayed).toBe(false);
    const whole = `{ reservation(ref: "${reservation.publicReference}") { id location { id name } status startsAt endsAt startsAtLocal timeZone durationMinutes partySize serviceName serviceDay
      tables { id minSeats maxSeats } guest { firstName lastName email phone } customer { id reservations { totalCount nodes { id } } } specialRequests source cancelReason
      history { at fromStatus toStatus actorKind actorId changes } createdAt updatedAt } }`;
    const { data, errors } = await here.ask(whole);
    expect(errors).toBeUndefined();
    expect(data?.['reservation']).toEqual({
      id: reservation.id,
      location: { id: place.location, name: `Location ${place.locationNumber}` },
      status: 'CONFIRMED',
      startsAt: '2026-09-02T19:00:00.000Z',
      endsAt: '2026-09-02T20:35:00.000Z',
      startsAtLocal: '2026-09-02T19:00:00',
      timeZone: 'Etc/UTC',
      durationMinutes: 95,
      partySize: 2,
      serviceName: 'Dinner',
      serviceDay: '2026-09-02',
      tables: [{ id: table(place, 0), minSeats: 1, maxSeats: 2 }],
      guest: { ...ilse, email: 'graph@example.org', phone: null },
      customer: { id: expect.stringMatching(/^cust_\d+$/), reservations: { totalCount: 1, nodes: [{ id: reservation.id }] } },
      specialRequests: null,
      source: 'PHONE',
      cancelReason: null,
      history: [{ at: '2026-09-01T12:00:00.000Z', fromStatus: null, toStatus: 'CONFIRMED', actorKind: 'KEY', actorId: 'rrk_live_allscope', changes: [] }],
      createdAt: '2026-09-01T12:00:00.000Z',
      updatedAt: '2026-09-01T12:00:00.000Z',
    });
    const held = await here.gateway.database.db.selectFrom('reservation_tables')
      .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('until'), 'holds']).where('table_number', '=', place.tables[0]).execute();
    expect(held).toEqual([{ from: new Date('2026-09-02T18:55:00Z'), until: new Date('2026-09-02T20:50:00Z'), holds: true }]);
  });

  test('is pending where the service asks to confirm, and combines tables for a large party', async () => {
    const place = await here.place({ service: { requires_confirmation: true } });
    expect(reservationIn(await here.book(place))).toMatchObject({ status: 'pending', tableIds: [table(place, 0)] });
    expect(reservationIn(await here.book(place, { partySize: 6 }))).toMatchObject({ tableIds: [table(place, 2)] });
    const other = await here.place();
    await here.book(other, { partySize: 5 });
    expect(reservationIn(await here.book(other, { partySize: 5 }))).toMatchObject({ tableIds: [table(other, 0), table(other, 1)] });
  });

  test('may begin wherever a search with some interval offers it', async () => {
    const place = await here.place();
    expect((await here.book(place, { startTime: '2026-09-02T19:35:00Z' })).status).toBe(201);
    expect((await here.book(place, { startTime: '2026-09-02T20:34:59.999+01:00' })).json).toEqual(refusal('closed'));
  });
});

describe('a refused reservation writes nothing', () => {
  const bodies: [string, Record<string, unknown>, string][] = [
    ['no location', { locationId: undefined }, 'locationId'],
    ['no start', { startTime: undefined }, 'startTime'],
    ['a start without zone', { startTime: '2026-09-02T19:00:00' }, 'startTime'],
    ['a start that no calendar has', { startTime: '2026-02-30T19:00:00Z' }, 'startTime'],
    ['no party', { partySize: null }, 'partySize'],
    ['half a guest', { partySize: 2.5 }, 'partySize'],
    ['nobody', { partySize: 0 }, 'partySize'],
    ['a coach party', { partySize: 31 }, 'partySize'],
    ['more than 32 bits', { partySize: 2 ** 40 }, 'partySize'],
    ['a minute', { durationMinutes: 14 }, 'durationMinutes'],
    ['a night', { durationMinutes: 481 }, 'durationMinutes'],
    ['no guest', { guest: undefined }, 'guest'],
    ['a list for a guest', { guest: [] }, 'guest'],
    ['no first name', { guest: { ...ilse, firstName: ' ' } }, 'guest.firstName'],
    ['a long last name', { guest: { ...ilse, lastName: 'x'.repeat(101) } }, 'guest.lastName'],
    ['NUL in a name', { guest: { ...ilse, firstName: 'a\0b' } }, 'guest.firstName'],
    ['no address', { guest: { ...ilse, email: 'ilse' } }, 'guest.email'],
    ['a long phone', { guest: { ...ilse, phone: '1'.repeat(31) } }, 'guest.phone'],
    ['no language', { guest: { ...ilse, language: 'not a tag' } }, 'guest.language'],
    ['an empty language', { guest: { ...ilse, language: ' ' } }, 'guest.language'],
    ['consent from nowhere', { guest: { ...ilse, consent: { marketing: true } } }, 'guest.consent.source'],
    ['consent of a kind', { guest: { ...ilse, consent: { marketing: true, source: 'dream' } } }, 'guest.consent.source'],
    ['consent by text', { guest: { ...ilse, consent: { marketing: 'yes' } } }, 'guest.consent.marketing'],
    ['a stranger in consent', { guest: { ...ilse, consent: { marketing: true, source: 'phone', at: 1 } } }, 'guest.consent.at'],
    ['a stranger in the guest', { guest: { ...ilse, vip: true } }, 'guest.vip'],
    ['a stranger', { tableIds: ['t-1'] }, 'tableIds'],
    ['long wishes', { specialRequests: 'x'.repeat(1001) }, 'specialRequests'],
    ['half a surrogate', { specialRequests: '\ud800' }, 'specialRequests'],
    ['another source', { source: 'API' }, 'source'],
  ];
  test.each(bodies)('%s: 400', async (_name, body, path) => {
    const place = await here.place();
    const before = await here.written();
    const answer = await here.book(place, body, { idempotencyKey: `bad ${path}` });
    expect([answer.status, answer.json]).toEqual([400, field(path)]);
    expect(await here.written()).toEqual(before);
  });

  test('whatever else a body is: 400', async () => {
    const place = await here.place();
    const before = await here.written();
    for (const body of [undefined, [], 'text', null, 3]) {
      const answer = await here.send('POST', `/restaurants/${place.restaurant}/reservations`, body);
      expect([answer.status, answer.json]).toEqual([400, field('body')]);
    }
    expect(await here.written()).toEqual(before);
  });

  const refusals: [string, number, string, Record<string, unknown>, object?][] = [
    ['too few', 422, 'party_size_out_of_range', { partySize: 1 }, { minPartySize: 2, maxPartySize: 8 }],
    ['too many', 422, 'party_size_out_of_range', { partySize: 9 }, { minPartySize: 2, maxPartySize: 8 }],
    ['in the past', 422, 'too_soon', { startTime: '2026-08-31T19:00:00Z' }],
    ['at once', 422, 'too_soon', { startTime: '2026-09-01T18:00:00Z' }],
    ['in the year 1', 422, 'too_soon', { startTime: '0001-01-02T18:00:00Z' }],
    ['next month', 422, 'too_far_ahead', { startTime: '2026-09-12T18:00:00Z' }],
    ['at the end of time', 422, 'too_far_ahead', { startTime: '9999-12-29T18:00:00Z' }],
    ['at noon', 422, 'closed', { startTime: '2026-09-02T12:00:00Z' }],
    ['beside the grid', 422, 'closed', { startTime: '2026-09-02T18:02:00Z' }],
    ['where no table is as large', 409, 'no_tables_available', { partySize: 8 }],
    ['where others come at the same time', 409, 'slot_limit_reached', { partySize: 4 }],
  ];
  test.each(refusals)('%s: %i %s', async (_name, status, code, body, details) => {
    const place = await here.place({ policy: { min_party_size: 2, max_party_size: 8, min_lead_time_minutes: 400, max_advance_booking_days: 10 }, rule: { max_covers_per_slot: 9 } });
    expect((await here.book(place, { partySize: 6, startTime: '2026-09-02T19:00:00Z' })).status).toBe(201);
    const before = await here.written();
    // No limit is in the way of a party of eight at another time.
    const sent = { startTime: code === 'no_tables_available' ? '2026-09-03T19:00:00Z' : '2026-09-02T19:00:00Z', ...body };
    const answer = await here.book(place, sent, { idempotencyKey: `refused ${code}` });
    expect([answer.status, answer.json]).toEqual([status, refusal(code, details)]);
    const { startTime: startsAt, ...rest } = sent;
    const { errors, data } = await here.ask(create, { input: inputOf(place, { ...rest, startsAt, idempotencyKey: `refused ${code}` }) });
    expect([data, errors?.[0]?.extensions['code']]).toEqual([{ createReservation: null }, code.toUpperCase()]);
    expect(await here.written()).toEqual(before);
  });

  test('whatever keeps the tables free: 409 no_tables_available', async () => {
    const place = await here.place();
    await here.book(place, { partySize: 6 });
    await here.book(place, { partySize: 3 });
    const before = await here.written();
    expect((await here.book(place, { partySize: 4, startTime: '2026-09-02T20:30:00Z' })).json).toEqual(refusal('no_tables_available'));
    expect(await here.written()).toEqual(before);
  });

  test('where the database alone knows that a table is taken: 409 no_tables_available', async () => {
    const place = await here.place();
    const booked = reservationIn(await here.book(place, { partySize: 6, startTime: '2026-09-04T19:00:00Z' }));
    // Such a row is no reservation of these days, so that nothing but the constraint finds it.
    const { db } = here.gateway.database;
    await db.updateTable('reservation_tables').set({ during: '["2026-09-06 18:00:00+00","2026-09-06 23:00:00+00")' }).where('table_number', '=', place.tables[2]).execute();
    await db.updateTable('reservations').set({ service_day: '2026-01-01' }).where('internal_id', '=', booked.id).execute();
    const before = await here.written();
    const answer = await here.book(place, { partySize: 6, startTime: '2026-09-06T19:00:00Z' });
    expect([answer.status, answer.json]).toEqual([409, refusal('no_tables_available')]);
    expect(await here.written()).toEqual(before);
  });

  test('at a location that takes no reservations: 422 closed', async () => {
    const inactive = await here.place({ location: { is_active: false } });
    const without = await here.place({ policy: null });
    for (const place of [inactive, without]) {
      const answer = await here.book(place);
      expect([answer.status, answer.json]).toEqual([422, refusal('closed')]);
    }
  });

  test('at an unknown, foreign or removed place: 404', async () => {
    const [place, other] = [await here.place(), await here.place()];
    const gone = await here.place({ location: { deleted_at: new Date() } });
    const before = await here.written();
    const places = [{ ...place, restaurant: 'rst_4999' }, { ...place, restaurant: 'cust_1' }, { ...place, location: other.location }, { ...place, location: 'loc_4999' }, { ...place, location: 'x' }, gone];
    for (const where of places) {
      const answer = await here.book(where);
      expect([where, answer.status, answer.json]).toEqual([where, 404, refusal('not_found')]);
    }
    const theirs = await here.book(place, {}, { key: here.keys.theirs });
    expect([theirs.status, theirs.json]).toEqual([404, refusal('not_found')]);
    expect(await here.written()).toEqual(before);
  });
});

describe('the guest', () => {
  const profileOf = async (email: string) => {
    const { db } = here.gateway.database;
    return db
      .selectFrom('customers')
      .innerJoin('restaurant_profiles as profile', (join) => join.onRef('profile.company_id', '=', 'customers.company_id').onRef('profile.customer_number', '=', 'customers.number'))
      .select(['first_name', 'email', 'mobile', 'phone', 'language', 'consent_marketing', 'consent_source', 'consent_recorded_at'])
      .where('email', '=', email)
      .execute();
  };

  test('is made by the e-mail, and known by it in either case', async () => {
    const place = await here.place();
    const first = { firstName: 'Jip', lastName: 'Vos', email: 'Jip@Example.org', language: 'pt-pt' };
    await here.book(place, { guest: first });
    expect(await profileOf('jip@example.org')).toEqual([{ first_name: 'Jip', email: 'jip@example.org', mobile: null, phone: null, language: 'pt-PT', consent_marketing: false, consent_source: null, consent_recorded_at: null }]);
    const named = await here.book(place, { guest: { firstName: 'Jippe', lastName: 'V', email: 'jIP@example.org', phone: '1', language: 'nl', consent: { marketing: true, source: 'website' } } });
    expect(reservationIn(named).guest).toEqual({ firstName: 'Jippe', lastName: 'V', email: 'jIP@example.org', phone: '1' });
    const granted = { first_name: 'Jip', email: 'jip@example.org', mobile: null, phone: '1', language: 'pt-PT', consent_marketing: true, consent_source: 'WEBSITE', consent_recorded_at: new Date('2026-09-01T12:00:00Z') };
    expect(await profileOf('jip@example.org')).toEqual([granted]);
    here.now += 60_000;
    await here.book(place, { startTime: '2026-09-03T19:00:00Z', guest: { ...first, phone: '2', consent: { marketing: false, source: 'phone' } } });
    here.now -= 60_000;
    expect(await profileOf('jip@example.org')).toEqual([granted]);
  });

  test('may be a customer who never dined', async () => {
    const place = await here.place();
    const number = await here.studio.customer({ first_name: 'Ada', email: 'Ada@example.org', mobile: '070' });
    await here.book(place, { guest: { ...ilse, email: 'ada@example.org' } });
    expect(await profileOf('Ada@example.org')).toMatchObject([{ first_name: 'Ada', mobile: '070' }]);
    const { db } = here.gateway.database;
    expect(await db.selectFrom('reservations').select('customer_number').where('email', '=', 'ada@example.org').execute()).toEqual([{ customer_number: number }]);
  });
});

describe('GET /restaurants/{id}/reservations', () => {
  test('lists by start, filtered, by pages of 200', async () => {
    const place = await here.place({ service: { opens: '18:00', closes: '02:00', last_seating: '01:00' } });
    const ids: string[] = [];
    for (const startTime of ['2026-09-05T00:30:00Z', '2026-09-04T19:00:00Z', '2026-09-05T19:00:00Z']) ids.push(reservationIn(await here.book(place, { startTime })).id);
    await here.send('DELETE', `/reservations/${ids[2]}`);
    const path = `/restaurants/${place.restaurant}/reservations`;
    const list = async (query = '') => {
      const answer = await here.get(`${path}${query}`);
      const { reservations, nextCursor } = answer.json as { reservations: { id: string }[]; nextCursor: string | null };
      return [answer.status, reservations.map(({ id }) => ids.indexOf(id)), nextCursor];
    };
    expect(await list()).toEqual([200, [1, 0, 2], null]);
    expect(await list('?date=2026-09-04')).toEqual([200, [1, 0], null]);
    expect(await list('?status=cancelled')).toEqual([200, [2], null]);
    expect(await list(`?date=2026-09-05&status=confirmed&locationId=${place.location}`)).toEqual([200, [], null]);
    const { reservations: [one] } = (await here.get(`${path}?date=2026-09-04`)).json as { reservations: object[] };
    expect(one).toEqual(reservationIn(await here.get(`/reservations/${ids[1]}`)));

    const graph = await here.ask(`{ reservations(restaurantId: "${place.restaurant}", first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`);
    const connection = graph.data?.['reservations'] as { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string } };
    expect([connection.totalCount, connection.nodes.map(({ id }) => ids.indexOf(id))]).toEqual([3, [1, 0]]);
    expect(await list(`?cursor=${connection.pageInfo.endCursor}`)).toEqual([200, [2], null]);

    for (const [query, name] of [['date=4.9.', 'date'], ['status=CONFIRMED', 'status'], ['cursor=x', 'cursor'], ['date=2026-09-04&date=2026-09-05', 'date']]) {
      expect([query, (await here.get(`${path}?${query}`)).json]).toEqual([query, field(name as string)]);
    }
    for (const unknown of [`/restaurants/rst_4999/reservations`, `${path}?locationId=loc_4999`, `${path}?locationId=${(await here.place()).location}`, `${path}?locationId=x`]) {
      expect([unknown, (await here.get(unknown)).status]).toEqual([unknown, 404]);
    }
  });

  test('answers a cursor when there are more', async () => {
    const place = await here.place();
    const { id } = reservationIn(await here.book(place));
    const copied = sql`location_number, customer_number, first_name, last_name, email, phone, party_size, starts_at, ends_at, duration_minutes, service_number, service_name, service_day, source`;
    await sql`insert into reservations (company_id, number, internal_id, public_reference, status, ${copied})
      select company_id, many, 'res_many' || many, 'rr_many' || many, 'CANCELLED', ${copied} from reservations, generate_series(10001, 10250) as many
      where internal_id = ${id}`.execute(here.gateway.database.db);
    const first = (await here.get(`/restaurants/${place.restaurant}/reservations`)).json as { reservations: { id: string }[]; nextCursor: string };
    const second = (await here.get(`/restaurants/${place.restaurant}/reservations?cursor=${first.nextCursor}`)).json as typeof first;
    expect([first.reservations.length, second.reservations.length, second.nextCursor]).toEqual([200, 51, null]);
    expect(new Set([...first.reservations, ...second.reservations].map((one) => one.id)).size).toBe(251);
  });
});

describe('reading one reservation', () => {
  test('of somebody else, or of nobody: 404', async () => {
    const { id, publicReference } = reservationIn(await here.book(await here.place()));
    for (const ref of ['res_x', 'rr_0', 'cust_1', 'res_', `${id}0`, id.replace('res_', 'rr_'), '%00', encodeURIComponent("'"), id.toUpperCase()]) {
      const answer = await here.get(`/reservations/${ref}`);
      expect([ref, answer.status, answer.json]).toEqual([ref, 404, refusal('not_found')]);
    }
    for (const ref of [id, publicReference]) {
      expect((await here.get(`/reservations/${ref}`, here.keys.theirs)).status).toBe(404);
      expect((await here.send('DELETE', `/reservations/${ref}`, undefined, { key: here.keys.theirs })).status).toBe(404);
      expect((await here.send('PATCH', `/reservations/${ref}`, { status: 'seated' }, { key: here.keys.theirs })).status).toBe(404);
    }
    expect(reservationIn(await here.get(`/reservations/${id}`)).status).toBe('confirmed');
  });

  test('takes one statement, and none from memory until a write', async () => {
    const place = await here.place();
    const { id } = reservationIn(await here.book(place));
    const paths = [`/reservations/${id}`, `/restaurants/${place.restaurant}/reservations?date=2026-09-02&locationId=${place.location}&status=confirmed`];
    for (const path of paths) {
      const fresh = await here.counted(() => here.get(path));
      const again = await here.counted(() => here.get(path));
      expect([path, fresh.statements, again.statements, again.answer.text]).toEqual([path, 1, 0, fresh.answer.text]);
    }
    const graph = `{ reservation(ref: "${id}") { status } reservations(restaurantId: "${place.restaurant}") { nodes { status } } }`;
    const offered = `/restaurants/${place.restaurant}/availability?locationId=${place.location}&date=2026-09-02&partySize=6&includeUnavailable=true`;
    await here.ask(graph);
    const before = await here.get(offered);
    await here.book(place, { partySize: 6 });
    expect((await here.get(offered)).text).not.toBe(before.text);
    await here.send('DELETE', `/reservations/${id}`);
    expect((await here.ask(graph)).data).toEqual({ reservation: { status: 'CANCELLED' }, reservations: { nodes: [{ status: 'CANCELLED' }, { status: 'CONFIRMED' }] } });
    expect(reservationIn(await here.get(paths[0] as string)).status).toBe('cancelled');
    expect((await here.get(paths[1] as string)).json).toMatchObject({ reservations: [{ partySize: 6 }] });
  });
});

describe('cancelling', () => {
  test('frees the table, keeps the reason, and is answered the same again', async () => {
    const place = await here.place();
    const { id } = reservationIn(await here.book(place, { partySize: 6 }));
    expect((await here.book(place, { partySize: 6 })).status).toBe(201);
    expect((await here.book(place, { partySize: 6 })).status).toBe(409);
    here.now += 60_000;
    const cancelled = await here.send('DELETE', `/reservations/${id}?reason=Ill`);
    here.now += 60_000;
    const again = await here.send('DELETE', `/reservations/${id}?reason=Other`);
    here.now -= 120_000;
    expect([cancelled.status, again.status, again.text]).toEqual([200, 200, cancelled.text]);
    expect(reservationIn(cancelled)).toMatchObject({ id, status: 'cancelled', tableIds: [table(place, 2)], updatedAt: '2026-09-01T12:01:00.000Z' });
    const { data } = await here.ask(`{ reservation(ref: "${id}") { cancelReason history { fromStatus toStatus at } } }`);
    expect(data?.['reservation']).toEqual({
      cancelReason: 'Ill',
      history: [{ fromStatus: null, toStatus: 'CONFIRMED', at: '2026-09-01T12:00:00.000Z' }, { fromStatus: 'CONFIRMED', toStatus: 'CANCELLED', at: '2026-09-01T12:01:00.000Z' }],
    });
    expect((await here.book(place, { partySize: 6 })).status).toBe(201);
  });

  test('is refused for what is over', async () => {
    const place = await here.place();
    const { id } = reservationIn(await here.book(place));
    const to = (status: string) => here.send('PATCH', `/reservations/${id}`, { status });
    const cancel = () => here.send('DELETE', `/reservations/${id}`);
    await to('seated');
    expect([(await cancel()).status, (await cancel()).json]).toEqual([409, refusal('invalid_transition', { from: 'seated', to: 'cancelled' })]);
    await to('completed');
    expect([(await cancel()).status, (await cancel()).json]).toEqual([409, refusal('reservation_completed')]);
    const { errors } = await here.ask(`mutation { cancelReservation(input: { ref: "${id}" }) { reservation { id } } }`);
    expect(errors?.[0]?.extensions['code']).toBe('RESERVATION_COMPLETED');
    expect(reservationIn(await here.get(`/reservations/${id}`)).status).toBe('completed');
  });

  test('takes a reason of 500 characters', async () => {
    const { id } = reservationIn(await here.book(await here.place()));
    expect((await here.send('DELETE', `/reservations/${id}?reason=${'x'.repeat(501)}`)).json).toEqual(field('reason'));
    expect((await here.send('DELETE', `/reservations/${id}?reason=%00`)).json).toEqual(field('reason'));
    expect((await here.send('DELETE', `/reservations/${id}?reason=${'x'.repeat(500)}`)).status).toBe(200);
    expect((await here.send('DELETE', '/reservations/res_unknown')).status).toBe(404);
  });
});

describe('a key', () => {
  test('needs the scope of what it does', async () => {
    const place = await here.place();
    const { id } = reservationIn(await here.book(place));
    const calls = [
      ['reservations:write', () => here.book(place, {}, { key })],
      ['reservations:read', () => here.get(`/restaurants/${place.restaurant}/reservations`, key)],
      ['reservations:read', () => here.get(`/reservations/${id}`, key)],
      ['reservations:write', () => here.send('PATCH', `/reservations/${id}`, {}, { key })],
      ['reservations:cancel', () => here.send('DELETE', `/reservations/${id}`, undefined, { key })],
    ] as const;
    const key = await insertKey(here.gateway.database, here.studio.company, 'noscopes', { scopes: ['availability:read'] });
    for (const [scope, call] of calls) {
      const answer = await call();
      expect([answer.status, answer.json]).toEqual([403, refusal('scope_missing', { missingScope: scope })]);
    }
  });

  test('that is bound to a location reserves there by itself, and sees nothing else', async () => {
    const restaurant = await here.place();
    const other = await here.place();
    const scopes = [...restaurantScopes];
    const key = await insertKey(here.gateway.database, here.studio.company, 'bound001', { scopes, location_number: restaurant.locationNumber });
    const mine = await here.book(restaurant, { locationId: undefined }, { key });
    expect([mine.status, reservationIn(mine).locationId]).toEqual([201, restaurant.location]);
    const theirs = reservationIn(await here.book(other));
    expect((await here.book(other, {}, { key })).status).toBe(404);
    expect((await here.book(other, { locationId: undefined }, { key })).status).toBe(404);
    expect((await here.get(`/reservations/${theirs.id}`, key)).status).toBe(404);
    expect((await here.send('PATCH', `/reservations/${theirs.id}`, { status: 'seated' }, { key })).status).toBe(404);
    expect((await here.send('DELETE', `/reservations/${theirs.publicReference}`, undefined, { key })).status).toBe(404);
    expect((await here.get(`/restaurants/${other.restaurant}/reservations`, key)).json).toEqual({ reservations: [], nextCursor: null });
    expect((await here.get(`/restaurants/${other.restaurant}/reservations?locationId=${other.location}`, key)).status).toBe(404);
    const { data } = await here.ask(`{ reservations { nodes { id customer { reservations { nodes { id } } } } } }`, {}, key);
    const { id } = reservationIn(mine);
    expect(data?.['reservations']).toEqual({ nodes: [{ id, customer: { reservations: { nodes: [{ id }] } } }] });
  });
});

test('each call is recorded, and costs a point', async () => {
  const place = await here.place();
  const answer = await here.book(place);
  const entry = await here.gateway.database.db
    .selectFrom('audit_entries')
    .select(['method', 'path', 'resource_type', 'action', 'operation_name', 'points', 'status'])
    .where('request_id', '=', answer.headers.get('x-request-id') ?? '')
    .execute();
  expect(entry).toEqual([
    { method: 'POST', path: `/api/v1/restaurants/${place.restaurant}/reservations`, resource_type: 'reservation', action: 'UPDATE', operation_name: 'CreateReservation', points: 1, status: 201 },
  ]);
});
