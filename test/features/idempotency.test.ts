import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ilse, payloadOf, reservationIn, startReservationsFixture, type Place, type ReservationsFixture } from '../support/reservationsGateway.js';
import { lockTable, waitingSessions } from '../support/tableLock.js';
import { canonicalJson } from '../../src/features/idempotency/canonicalJson.js';

let here: ReservationsFixture;
beforeAll(async () => {
  here = await startReservationsFixture();
});
afterAll(() => here.close());

const refusal = (code: string) => ({ error: { code, message: expect.any(String) } });
const create = `mutation ($input: CreateReservationInput!) { createReservation(input: $input) { replayed reservation { id status } } }`;
const inputOf = (place: Place, input: Record<string, unknown> = {}) => ({ locationId: place.location, startsAt: '2026-09-02T19:00:00Z', partySize: 2, guest: ilse, ...input });
const made = async () => Number((await here.gateway.database.db.selectFrom('reservations').select((eb) => eb.fn.countAll().as('made')).executeTakeFirstOrThrow()).made);

describe('an Idempotency-Key', () => {
  test('answers the same bytes again, whatever became of the reservation', async () => {
    const place = await here.place();
    const first = await here.book(place, {}, { idempotencyKey: 'order 1' });
    await here.send('DELETE', `/reservations/${reservationIn(first).id}`);
    const before = await made();
    const again = await here.book(place, {}, { idempotencyKey: 'order 1' });
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect([again.status, again.headers.get('idempotency-replayed'), again.text, again.headers.get('content-type')]).toEqual([201, 'true', first.text, first.headers.get('content-type')]);
    expect(await made()).toBe(before);
  });

  test('is not fooled by how the same thing is written', async () => {
    const place = await here.place();
    const first = await here.book(place, { specialRequests: 'Window' }, { idempotencyKey: 'order 2' });
    const body = { specialRequests: 'Window', source: 'api', guest: { email: ilse.email, lastName: 'Okafor ', phone: null, firstName: 'Ilse' }, partySize: 2, startTime: '2026-09-02T21:00:00+02:00', locationId: place.location };
    const again = await here.send('POST', `/restaurants/${place.restaurant}/reservations`, body, { idempotencyKey: 'order 2' });
    expect(again.text).toBe(first.text);
  });

  test('conflicts with any other input', async () => {
    const place = await here.place();
    await here.book(place, {}, { idempotencyKey: 'order 3' });
    const before = await here.written();
    const others = [{ partySize: 3 }, { specialRequests: 'x' }, { guest: { ...ilse, firstName: 'Ada' } }, { durationMinutes: 120 }, { source: 'website' }, { startTime: '2026-09-02T19:30:00Z' }];
    for (const body of others) {
      const answer = await here.book(place, body, { idempotencyKey: 'order 3' });
      expect([answer.status, answer.json, answer.headers.get('idempotency-replayed')]).toEqual([409, refusal('idempotency_conflict'), null]);
    }
    const { errors } = await here.ask(create, { input: inputOf(place, { partySize: 3, idempotencyKey: 'order 3' }) });
    expect(errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_CONFLICT');
    expect(await here.written()).toEqual(before);
  });

  test('is the caller’s own', async () => {
    const place = await here.place();
    const mine = reservationIn(await here.book(place, {}, { idempotencyKey: 'order 4' }));
    const yours = reservationIn(await here.book(place, {}, { idempotencyKey: 'order 4', key: here.keys.second }));
    expect(yours.id).not.toBe(mine.id);
  });

  test('presents the reservation through the other surface, and never makes a second', async () => {
    const place = await here.place();
    const rest = reservationIn(await here.book(place, {}, { idempotencyKey: 'order 5' }));
    await here.send('PATCH', `/reservations/${rest.id}`, { status: 'seated' });
    expect((await here.ask(create, { input: inputOf(place, { idempotencyKey: 'order 5' }) })).data).toEqual({ createReservation: { replayed: true, reservation: { id: rest.id, status: 'SEATED' } } });

    const input = inputOf(place, { startsAt: '2026-09-03T19:00:00.000Z', idempotencyKey: 'order 6' });
    const { replayed, reservation } = payloadOf(await here.ask(create, { input }));
    const before = await made();
    await here.send('DELETE', `/reservations/${reservation.id}`);
    const again = await here.book(place, { startTime: '2026-09-03T19:00:00Z' }, { idempotencyKey: 'order 6' });
    expect([replayed, again.status, again.headers.get('idempotency-replayed')]).toEqual([false, 201, 'true']);
    expect(reservationIn(again)).toMatchObject({ id: reservation.id, status: 'cancelled' });
    expect((await here.ask(create, { input })).data).toEqual({ createReservation: { replayed: true, reservation: { id: reservation.id, status: 'CANCELLED' } } });
    expect(await made()).toBe(before);
  });

  test('answers the same bytes from the first answer on, though the call that did it never had one', async () => {
    const place = await here.place();
    const input = inputOf(place, { startsAt: '2026-09-04T19:00:00.000Z', idempotencyKey: 'order 10' });
    const { reservation } = payloadOf(await here.ask(create, { input }));
    const book = () => here.book(place, { startTime: '2026-09-04T19:00:00Z' }, { idempotencyKey: 'order 10' });
    const first = await book();
    expect(reservationIn(first)).toMatchObject({ id: reservation.id, status: 'confirmed' });
    await here.send('DELETE', `/reservations/${reservation.id}`);
    const again = await book();
    expect([again.status, again.headers.get('idempotency-replayed'), again.text]).toEqual([first.status, 'true', first.text]);
  });

  test('remembers no refusal', async () => {
    const place = await here.place();
    const blocking = reservationIn(await here.book(place, { partySize: 6 }));
    const other = reservationIn(await here.book(place, { partySize: 6 }));
    expect((await here.book(place, { partySize: 6 }, { idempotencyKey: 'order 7' })).status).toBe(409);
    for (const { id } of [blocking, other]) await here.send('DELETE', `/reservations/${id}`);
    const answer = await here.book(place, { partySize: 6 }, { idempotencyKey: 'order 7' });
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  test('is forgotten after 24 hours', async () => {
    const place = await here.place({ policy: { min_lead_time_minutes: 0 } });
    const book = () => here.book(place, { startTime: '2026-09-08T19:00:00Z' }, { idempotencyKey: 'order 8' });
    const first = reservationIn(await book());
    const { now } = here;
    here.now = now + 86_400_000 - 1;
    expect(reservationIn(await book()).id).toBe(first.id);
    here.now = now + 86_400_000;
    const later = await book();
    expect([later.status, later.headers.get('idempotency-replayed'), reservationIn(later).id === first.id]).toEqual([201, null, false]);
    expect((await book()).text).toBe(later.text);
    const { kept } = await here.gateway.database.db.selectFrom('idempotency_keys').select((eb) => eb.fn.countAll().as('kept')).executeTakeFirstOrThrow();
    expect(Number(kept)).toBe(1);
    here.now = now;
  });

  test('has 1 to 255 characters', async () => {
    const place = await here.place();
    const before = await here.written();
    for (const idempotencyKey of ['', 'x'.repeat(256)]) {
      const answer = await here.book(place, {}, { idempotencyKey });
      expect([answer.status, answer.json]).toEqual([400, { error: { code: 'validation_failed', message: expect.any(String), details: { fields: [{ path: 'Idempotency-Key', message: expect.any(String) }] } } }]);
      const { errors } = await here.ask(create, { input: inputOf(place, { idempotencyKey }) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
    }
    expect(await here.written()).toEqual(before);
    expect((await here.book(place, {}, { idempotencyKey: 'x'.repeat(255) })).status).toBe(201);
    expect((await here.ask(create, { input: inputOf(place, { idempotencyKey: '🍋'.repeat(255) }) })).errors).toBeUndefined();
    expect((await here.ask(create, { input: inputOf(place, { idempotencyKey: 'a\0b' }) })).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('that is at work refuses a second call', async () => {
    const place = await here.place();
    const { db } = here.gateway.database;
    // Holds the first call where it waits for its service day.
    await here.book(place, { partySize: 3 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const lock = db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('service_days').selectAll().where('location_number', '=', place.locationNumber).forUpdate().execute();
      locked();
      await held;
    });
    await isLocked;
    const first = here.book(place, {}, { idempotencyKey: 'order 9' });
    for (;;) {
      const waiting = await db.selectFrom('pg_locks' as never).select('pid' as never).where('granted' as never, '=', false as never).execute();
      if (waiting.length > 0) break;
    }
    const second = await here.book(place, {}, { idempotencyKey: 'order 9' });
    expect([second.status, second.json]).toEqual([409, refusal('idempotency_in_progress')]);
    release();
    await lock;
    expect((await first).status).toBe(201);
    expect((await here.book(place, {}, { idempotencyKey: 'order 9' })).text).toBe((await first).text);
  });

  test('has a posted search answered once, too, unless it was refused', async () => {
    const place = await here.place();
    const search = (body: Record<string, unknown> = {}, idempotencyKey?: string, key = here.keys.all) =>
      here.send('POST', `/restaurants/${place.restaurant}/availability/search`, { locationId: place.location, date: '2026-09-02', partySize: 6, ...body }, { key, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
    const before = await here.written();
    expect((await search({ locationId: 'loc_4999' }, 'search 1')).status).toBe(404);
    expect(await here.written()).toEqual(before);
    await search();
    const first = await search({}, 'search 1');
    for (const partySize of [6, 6]) await here.book(place, { partySize });
    const again = await search({ durationMinutes: null }, 'search 1');
    expect([again.status, again.text, again.headers.get('idempotency-replayed'), first.headers.get('idempotency-replayed')]).toEqual([200, first.text, 'true', null]);
    for (const answer of [await search(), await search({}, 'search 2'), await search({}, 'search 1', here.keys.second)]) {
      expect([answer.status, answer.text === first.text, answer.headers.get('idempotency-replayed')]).toEqual([200, false, null]);
    }
    const taken = await here.written();
    for (const refused of [await search({ partySize: 5 }, 'search 1'), await here.book(place, {}, { idempotencyKey: 'search 1' })]) {
      expect([refused.status, refused.json]).toEqual([409, refusal('idempotency_conflict')]);
    }
    for (const idempotencyKey of ['', 'x'.repeat(256)]) expect((await search({}, idempotencyKey)).json).toMatchObject({ error: { code: 'validation_failed', details: { fields: [{ path: 'Idempotency-Key' }] } } });
    expect(await here.written()).toEqual(taken);
  });

  const posted = (place: Place, idempotencyKey: string, body: Record<string, unknown> = {}) =>
    here.send('POST', `/restaurants/${place.restaurant}/availability/search`, { locationId: place.location, date: '2026-09-02', partySize: 6, ...body }, { idempotencyKey });

  test('has a repeated search answered, or refused, without searching', async () => {
    const place = await here.place();
    const { db, statementsSent } = here.gateway.database;
    const first = await posted(place, 'search 3');
    // Nothing could be found any more.
    await db.updateTable('locations').set({ deleted_at: new Date(here.now) }).where('number', '=', place.locationNumber).execute();
    const before = statementsSent();
    const again = await posted(place, 'search 3');
    expect([again.status, again.text, again.headers.get('idempotency-replayed'), statementsSent() - before]).toEqual([200, first.text, 'true', 1]);
    const other = await posted(place, 'search 3', { partySize: 5 });
    expect([other.status, other.json, statementsSent() - before]).toEqual([409, refusal('idempotency_conflict'), 2]);
    expect((await posted(place, 'search 4')).status).toBe(404);
  });

  /** Two searches, each of which found its key unused, and tables reserved between them. */
  async function atOnce(place: Place, idempotencyKey: string, body: Record<string, unknown> = {}) {
    const { connectionString } = here.gateway;
    const held = await lockTable(connectionString, 'idempotency_keys', 'share');
    const first = posted(place, idempotencyKey);
    await expect.poll(() => waitingSessions(connectionString)).toBe(1);
    expect((await here.book(place, { partySize: 6 })).status).toBe(201);
    const second = posted(place, idempotencyKey, body);
    await expect.poll(() => waitingSessions(connectionString)).toBe(2);
    await held.release();
    return Promise.all([first, second]);
  }

  test('has two searches at once answered alike', async () => {
    const place = await here.place();
    const answers = await atOnce(place, 'search 5');
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('idempotency-replayed')))).toEqual(new Set([null, 'true']));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await posted(place, 'search 5')).text).toBe(answers[0].text);
  });

  test('has one of two other searches at once refused', async () => {
    const answers = await atOnce(await here.place(), 'search 6', { partySize: 2 });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(answers.map(({ json }) => json)).toContainEqual(refusal('idempotency_conflict'));
  });

  test('that a write is at work with refuses a search', async () => {
    const place = await here.place();
    const { connectionString } = here.gateway;
    const held = await lockTable(connectionString, 'service_days');
    const write = here.book(place, {}, { idempotencyKey: 'search 7' });
    await expect.poll(() => waitingSessions(connectionString)).toBe(1);
    const search = await posted(place, 'search 7');
    expect([search.status, search.json]).toEqual([409, refusal('idempotency_in_progress')]);
    await held.release();
    expect((await write).status).toBe(201);
    expect((await posted(place, 'search 7')).json).toEqual(refusal('idempotency_conflict'));
  });
});

test('equal inputs are equal texts', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, e: 'é' })).toBe('{"b":[{"c":null,"d":1}],"e":"é"}');
});
