import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ilse, reservationIn, startReservationsFixture, type Place, type ReservationsFixture } from '../support/reservationsGateway.js';

let here: ReservationsFixture;
beforeAll(async () => {
  here = await startReservationsFixture();
});
afterAll(() => here.close());

const refusal = (code: string, details?: unknown) => ({ error: { code, message: expect.any(String), ...(details === undefined ? {} : { details }) } });
const field = (path: string) => refusal('validation_failed', { fields: [{ path, message: expect.any(String) }] });
const patch = (ref: string, body: unknown) => here.send('PATCH', `/reservations/${ref}`, body);
const book = async (place: Place, body: Record<string, unknown> = {}) => reservationIn(await here.book(place, body));
const tables = (place: Place, ...indexes: (0 | 1 | 2)[]) => indexes.map((index) => `t-${place.tables[index]}`);

const statuses = ['pending', 'confirmed', 'seated', 'completed', 'cancelled', 'no_show'] as const;
type Status = (typeof statuses)[number];
const allowed: Readonly<Record<Status, readonly Status[]>> = {
  pending: ['confirmed', 'cancelled'],
  confirmed: ['seated', 'cancelled', 'no_show'],
  no_show: ['seated'],
  seated: ['completed'],
  completed: [],
  cancelled: [],
};
const wayTo: Readonly<Record<Status, readonly Status[]>> = { pending: [], confirmed: ['confirmed'], seated: ['confirmed', 'seated'], completed: ['confirmed', 'seated', 'completed'], cancelled: ['cancelled'], no_show: ['confirmed', 'no_show'] };

describe('the status', () => {
  test.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s to %s', async (from, to) => {
    const { id } = await book(await here.place({ service: { requires_confirmation: true } }));
    for (const status of wayTo[from]) expect((await patch(id, { status })).status).toBe(200);
    const before = await here.written();
    const answer = await patch(id, { status: to });
    if (allowed[from].includes(to)) {
      expect([answer.status, reservationIn(answer).status]).toEqual([200, to]);
      const { db } = here.gateway.database;
      const held = await db
        .selectFrom('reservation_tables as held')
        .innerJoin('reservations as one', (join) => join.onRef('one.company_id', '=', 'held.company_id').onRef('one.number', '=', 'held.reservation_number'))
        .select('holds')
        .where('internal_id', '=', id)
        .execute();
      expect(held).toEqual([{ holds: ['pending', 'confirmed', 'seated'].includes(to) }]);
    } else {
      expect([answer.status, answer.json]).toEqual([409, refusal('invalid_transition', { from, to })]);
      const { errors } = await here.ask(`mutation { updateReservation(input: { ref: "${id}", status: ${to.toUpperCase()} }) { reservation { id } } }`);
      expect(errors?.[0]?.extensions['code']).toBe('INVALID_TRANSITION');
      expect(await here.written()).toEqual(before);
    }
  });

  test('is kept with its times and whoever changed it', async () => {
    const { publicReference } = await book(await here.place());
    const { now } = here;
    for (const [minutes, status] of [[30, 'NO_SHOW'], [45, 'SEATED'], [100, 'COMPLETED']] as const) {
      here.now = now + minutes * 60_000;
      const { data } = await here.ask(`mutation { updateReservation(input: { ref: "${publicReference}", status: ${status} }) { reservation { status updatedAt } } }`, {}, here.keys.second);
      expect(data).toEqual({ updateReservation: { reservation: { status, updatedAt: new Date(here.now).toISOString() } } });
    }
    here.now = now;
    const { data } = await here.ask(`{ reservation(ref: "${publicReference}") { history { at fromStatus toStatus actorId changes } } }`);
    const step = (at: string, fromStatus: string | null, toStatus: string, actorId = 'rrk_live_second01') => ({ at: `2026-09-01T${at}:00.000Z`, fromStatus, toStatus, actorId, changes: [] });
    expect(data?.['reservation']).toEqual({
      history: [step('12:00', null, 'CONFIRMED', 'rrk_live_allscope'), step('12:30', 'CONFIRMED', 'NO_SHOW'), step('12:45', 'NO_SHOW', 'SEATED'), step('13:40', 'SEATED', 'COMPLETED')],
    });
  });

  test('of a guest who comes after all is had at another table, or not at all, when theirs was given away', async () => {
    const place = await here.place();
    const late = await book(place, { partySize: 6 });
    await patch(late.id, { status: 'no_show' });
    const other = await book(place, { partySize: 6 });
    expect(other.tableIds).toEqual(late.tableIds);
    const third = await book(place, { partySize: 6 });
    const before = await here.written();
    const refused = await patch(late.id, { status: 'seated' });
    expect([refused.status, refused.json]).toEqual([409, refusal('no_tables_available')]);
    expect(await here.written()).toEqual(before);
    await here.send('DELETE', `/reservations/${third.id}`);
    // Long after the start: whoever is there need not tell ahead.
    const { now } = here;
    here.now = Date.parse('2026-09-02T19:40:00Z');
    expect(reservationIn(await patch(late.id, { status: 'seated' }))).toMatchObject({ status: 'seated', tableIds: tables(place, 0, 1) });
    here.now = now;
  });

  test('of a guest who comes after all counts for the limits again', async () => {
    const place = await here.place({ rule: { max_reservations_per_slot: 1 } });
    const late = await book(place);
    await patch(late.id, { status: 'no_show' });
    await book(place);
    expect((await patch(late.id, { status: 'seated' })).json).toEqual(refusal('slot_limit_reached'));
  });
});

describe('a change', () => {
  test('moves time, size and length at once, and tells what changed', async () => {
    const place = await here.place();
    const { id } = await book(place);
    const answer = await patch(id, { startTime: '2026-09-05T20:00:00Z', partySize: 4, durationMinutes: 60, specialRequests: 'Window' });
    expect([answer.status, reservationIn(answer)]).toEqual([
      200,
      expect.objectContaining({ id, startTime: '2026-09-05T20:00:00.000Z', endTime: '2026-09-05T21:00:00.000Z', partySize: 4, specialRequests: 'Window', tableIds: tables(place, 1) }),
    ]);
    const { data } = await here.ask(`{ reservation(ref: "${id}") { serviceDay durationMinutes history { fromStatus toStatus changes } } }`);
    expect(data?.['reservation']).toEqual({
      serviceDay: '2026-09-05',
      durationMinutes: 60,
      history: [
        { fromStatus: null, toStatus: 'CONFIRMED', changes: [] },
        { fromStatus: 'CONFIRMED', toStatus: 'CONFIRMED', changes: ['startsAt', 'partySize', 'durationMinutes', 'tables', 'specialRequests'] },
      ],
    });
    expect((await here.book(place, { partySize: 2 })).status).toBe(201);
    expect(reservationIn(await patch(id, { specialRequests: null })).specialRequests).toBeNull();
  });

  test('is not in its own way, and keeps the table while that suits', async () => {
    const place = await here.place();
    const { id } = await book(place, { partySize: 4 });
    await patch(id, { tableIds: tables(place, 2) });
    expect(reservationIn(await patch(id, { startTime: '2026-09-02T19:30:00Z' }))).toMatchObject({ tableIds: tables(place, 2), endTime: '2026-09-02T21:30:00.000Z' });
    expect(reservationIn(await patch(id, { partySize: 2 }))).toMatchObject({ tableIds: tables(place, 0) });
  });

  test('that changes nothing leaves no trace', async () => {
    const { id } = await book(await here.place());
    const before = await here.written();
    here.now += 60_000;
    expect((await patch(id, { partySize: 2, startTime: '2026-09-02T19:00:00Z', specialRequests: null })).status).toBe(200);
    here.now -= 60_000;
    expect(await here.written()).toEqual(before);
  });

  test('of length reaches into nobody’s time', async () => {
    const place = await here.place({ rule: { buffer_after_minutes: 15 } });
    const [first] = [await book(place, { partySize: 6, startTime: '2026-09-02T18:00:00Z', durationMinutes: 60 })];
    await book(place, { partySize: 6, startTime: '2026-09-02T19:30:00Z', durationMinutes: 60 });
    await book(place, { partySize: 3, startTime: '2026-09-02T18:00:00Z', durationMinutes: 240 });
    expect((await patch(first.id, { durationMinutes: 75 })).status).toBe(200);
    expect((await patch(first.id, { durationMinutes: 80 })).json).toEqual(refusal('no_tables_available'));
  });

  test('of a seated party may be made though it began', async () => {
    const place = await here.place();
    const { id } = await book(place);
    const { now } = here;
    here.now = Date.parse('2026-09-02T20:00:00Z');
    await patch(id, { status: 'seated' });
    expect(reservationIn(await patch(id, { durationMinutes: 150 })).endTime).toBe('2026-09-02T21:30:00.000Z');
    expect((await patch(id, { startTime: '2026-09-02T20:00:00Z' })).json).toEqual(refusal('too_soon'));
    here.now = now;
  });

  const refusals: [string, number, string, Record<string, unknown>, object?][] = [
    ['too many', 422, 'party_size_out_of_range', { partySize: 9 }, { minPartySize: 2, maxPartySize: 8 }],
    ['past', 422, 'too_soon', { startTime: '2026-08-31T19:00:00Z' }],
    ['next month', 422, 'too_far_ahead', { startTime: '2026-09-12T18:00:00Z' }],
    ['at noon', 422, 'closed', { startTime: '2026-09-03T12:00:00Z' }],
    ['where others come at the same time', 409, 'slot_limit_reached', { startTime: '2026-09-03T19:00:00Z' }],
    ['where others sit', 409, 'no_tables_available', { startTime: '2026-09-03T19:30:00Z', partySize: 6 }],
    ['to the table of others', 409, 'no_tables_available', { startTime: '2026-09-03T19:30:00Z', tableIds: 2 }],
  ];
  test.each(refusals)('that does not fit leaves the reservation as it was: %s', async (_name, status, code, body, details) => {
    const place = await here.place({ policy: { min_party_size: 2, max_party_size: 8, max_advance_booking_days: 10 }, rule: { max_reservations_per_slot: 2 } });
    const { id } = await book(place, { partySize: 3 });
    for (const partySize of [6, 3]) await book(place, { partySize, startTime: '2026-09-03T19:00:00Z' });
    const before = await here.written();
    const answer = await patch(id, { ...body, ...(body['tableIds'] === 2 ? { tableIds: tables(place, 2) } : {}), specialRequests: 'Lost', status: 'seated' });
    expect([answer.status, answer.json]).toEqual([status, refusal(code, details)]);
    expect(await here.written()).toEqual(before);
  });

  test('of tables is for staff to choose', async () => {
    const place = await here.place();
    const { id } = await book(place);
    expect(reservationIn(await patch(id, { tableIds: tables(place, 1, 0) })).tableIds).toEqual(tables(place, 0, 1));
    expect((await book(place, { partySize: 4 })).tableIds).toEqual(tables(place, 2));
    const taken = await patch(id, { tableIds: tables(place, 2) });
    expect([taken.status, taken.json]).toEqual([409, refusal('no_tables_available')]);
    expect((await patch(id, { tableIds: tables(place, 0, 2) })).json).toEqual(field('tableIds'));
    expect((await patch(id, { tableIds: ['t-4999'] })).json).toEqual(field('tableIds'));
    expect((await patch(id, { tableIds: tables(await here.place(), 0) })).json).toEqual(field('tableIds'));
    const large = await book(place, { partySize: 6, startTime: '2026-09-04T19:00:00Z' });
    expect((await patch(large.id, { tableIds: tables(place, 1) })).json).toEqual(refusal('no_tables_available'));
    await here.gateway.database.db.updateTable('dining_tables').set({ is_bookable: false }).where('number', '=', place.tables[1]).execute();
    expect((await patch(large.id, { tableIds: tables(place, 1), partySize: 2 })).json).toEqual(refusal('no_tables_available'));
    expect(reservationIn(await here.get(`/reservations/${id}`)).tableIds).toEqual(tables(place, 0, 1));
  });

  test('of what is over is refused', async () => {
    const place = await here.place();
    const { id } = await book(place);
    for (const status of ['seated', 'completed']) await patch(id, { status });
    expect((await patch(id, { partySize: 3 })).json).toEqual(refusal('reservation_completed'));
    const other = await book(place);
    await patch(other.id, { status: 'no_show' });
    expect((await patch(other.id, { tableIds: tables(place, 1) })).json).toEqual(refusal('invalid_transition'));
    expect((await patch(other.id, { partySize: 3, status: 'seated' })).status).toBe(200);
  });

  test('of details is the restaurant’s to allow', async () => {
    const place = await here.place({ restaurant: { reservation_changes_enabled: false } });
    const { id } = await book(place);
    for (const body of [{ startTime: '2026-09-03T19:00:00Z' }, { partySize: 3 }, { durationMinutes: 60 }, { specialRequests: 'x' }]) {
      const answer = await patch(id, { ...body, status: 'seated' });
      expect([answer.status, answer.json]).toEqual([400, field(Object.keys(body)[0] as string)]);
    }
    expect(reservationIn(await patch(id, { status: 'seated', tableIds: tables(place, 1) }))).toMatchObject({ status: 'seated', tableIds: tables(place, 1) });
  });

  const bodies: [unknown, string][] = [
    [undefined, 'body'], [[], 'body'], [{}, 'body'], [{ status: 'gone' }, 'status'], [{ status: null }, 'status'], [{ status: 3 }, 'status'], [{ tableIds: [] }, 'tableIds'],
    [{ tableIds: 't-1' }, 'tableIds'], [{ tableIds: [1] }, 'tableIds'], [{ tableIds: ['x'] }, 'tableIds'], [{ startTime: 'soon' }, 'startTime'], [{ partySize: 0 }, 'partySize'],
    [{ partySize: 31 }, 'partySize'], [{ partySize: '2' }, 'partySize'], [{ durationMinutes: 5 }, 'durationMinutes'], [{ specialRequests: 'x'.repeat(1001) }, 'specialRequests'],
    [{ specialRequests: '\0' }, 'specialRequests'], [{ guest: ilse }, 'guest'], [{ ['__proto__x']: 1 }, '__proto__x'],
  ];
  test('needs a body that makes sense', async () => {
    const { id } = await book(await here.place());
    const before = await here.written();
    for (const [body, path] of bodies) {
      const answer = await patch(id, body);
      expect([body, answer.status, answer.json]).toEqual([body, 400, field(path)]);
    }
    expect((await patch('res_unknown', { status: 'seated' })).json).toEqual(refusal('not_found'));
    const { errors } = await here.ask(`mutation { updateReservation(input: { ref: "${id}" }) { reservation { id } } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(await here.written()).toEqual(before);
  });
});
