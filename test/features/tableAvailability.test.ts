import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAvailabilityService } from '../../src/features/availability/availability.service.js';
import { notifyChange } from '../../src/gateway/cache/changes.js';
import { decideStart } from '../../src/scheduling/seating/slots.js';
import { friday, startDining, tuesday, type Dining, type Query } from '../support/dining.js';
import { patience } from '../support/patience.js';

let now = tuesday;
let dining: Dining;

beforeAll(async () => {
  dining = await startDining(() => now);
});
afterAll(() => dining.here.close());
beforeEach(() => {
  now = tuesday;
});

/** `18:00 t-1`, in UTC, or the reason in place of the tables. */
const shown = async (location: number, query: Query = {}) =>
  (await dining.slots(location, query)).map(({ start, available, tableIds, reason }) => `${start.slice(11, 16)} ${available ? tableIds.join('+') : reason}`);

describe('availability', () => {
  test('has every documented field, in one statement, and then from memory', async () => {
    const location = await dining.place();
    const [table] = await dining.tablesOf(location);
    const { answer, statements } = await dining.counted(() => dining.get(dining.pathOf(location)));
    expect([answer.status, statements]).toEqual([200, 1]);
    const slot = (start: string, end: string) => ({ start: `${friday}T${start}:00.000Z`, end: `${friday}T${end}:00.000Z`, available: true, capacity: 4, tableIds: [`t-${table}`], serviceName: 'Dinner' });
    expect(answer.text).toBe(JSON.stringify({ slots: [slot('17:00', '18:30'), slot('17:30', '19:00'), slot('18:00', '19:30')] }));
    const again = await dining.counted(() => dining.get(dining.pathOf(location)));
    expect([again.answer.text, again.statements, again.answer.headers.get('age')]).toEqual([answer.text, 0, '0']);
  });

  test('is the same when it is asked in a body', async () => {
    const location = await dining.place();
    const query = { durationMinutes: 60, intervalMinutes: 20, includeUnavailable: true };
    const [got, posted] = [await dining.get(dining.pathOf(location, query)), await dining.post({ locationId: `loc_${location}`, date: friday, partySize: 2, ...query })];
    expect([posted.status, posted.text]).toEqual([200, got.text]);
    expect((posted.json as { slots: unknown[] }).slots).toHaveLength(4);
    const conditional = await dining.here.gateway.rest(`/restaurants/rst_${dining.restaurant}/availability/search`, {
      method: 'POST', token: dining.keys.all, body: { locationId: `loc_${location}`, date: friday, partySize: 2 }, headers: { 'if-none-match': '*' },
    });
    const { status, headers } = conditional;
    expect([status, headers.get('etag'), headers.get('age'), headers.get('cache-control')]).toEqual([200, null, null, 'no-store']);
  });

  test('is in the graph on the wall clock too, in one statement and for one point', async () => {
    const location = await dining.place({ service: { opens: '23:30', closes: '01:00', last_seating: '00:00' } });
    const [table] = await dining.tablesOf(location);
    const query = `{ location(id: "loc_${location}") { id availability(date: "${friday}", partySize: 2, includeUnavailable: true) {
      startsAt endsAt startsAtLocal serviceDay serviceName available capacity tableIds reason } } }`;
    const { answer, statements } = await dining.counted(() => dining.ask(query));
    expect(answer.errors).toBeUndefined();
    expect([statements, answer.extensions.cost.requested, answer.extensions.cost.actual]).toEqual([1, 1, 1]);
    const slot = { serviceDay: friday, serviceName: 'Dinner', available: true, capacity: 4, tableIds: [`t-${table}`], reason: null };
    expect(answer.data).toEqual({
      location: {
        id: `loc_${location}`,
        availability: [
          { startsAt: '2026-09-04T22:30:00.000Z', endsAt: '2026-09-05T00:00:00.000Z', startsAtLocal: '2026-09-04T23:30:00', ...slot },
          { startsAt: '2026-09-04T23:00:00.000Z', endsAt: '2026-09-05T00:30:00.000Z', startsAtLocal: '2026-09-05T00:00:00', ...slot },
        ],
      },
    });
  });

  test('costs a point each time it is asked for in the graph, for as many as 31 days', async () => {
    const location = await dining.place();
    const of = (name: string, until: string) => `${name}: availability(date: "2026-10-01", until: "${until}", partySize: 2) { startsAt serviceDay }`;
    const { data, extensions } = await dining.ask(`{ location(id: "loc_${location}") { ${of('one', '2026-10-31')} ${of('two', '2026-10-01')} } }`);
    const found = (data as { location: Record<'one' | 'two', { serviceDay: string }[]> }).location;
    // 45 days from the first of September.
    expect([found.one.length, found.one.at(-1)?.serviceDay, found.two.length, extensions.cost.actual]).toEqual([48, '2026-10-16', 3, 2]);
    for (const [until, text] of [['2026-11-01', 'at most 31 days'], ['2026-09-30', 'before the first']]) {
      const refused = await dining.ask(`{ location(id: "loc_${location}") { ${of('one', until as string)} } }`);
      expect(refused.errors).toMatchObject([{ message: expect.stringContaining(text as string), extensions: { code: 'BAD_USER_INPUT', field: 'until' } }]);
    }
  });

  test('of locations in a list is read in one more statement', async () => {
    const { answer, statements } = await dining.counted(() => dining.ask(`{ restaurant(id: "rst_${dining.restaurant}") { locations { id availability(date: "${friday}", partySize: 2) { startsAt } } } }`));
    const { locations } = (answer.data as { restaurant: { locations: { id: string; availability: unknown[] }[] } }).restaurant;
    expect([statements, locations.find(({ id }) => id === `loc_${dining.boundLocation}`)?.availability.length]).toEqual([2, 3]);
  });
});

describe('what can be had', () => {
  test('lists the rest with the reason when it is asked to', async () => {
    const location = await dining.place({ service: { last_seating: '20:00', opens: '16:00' } });
    const [table] = await dining.tablesOf(location);
    await dining.reserve(location, [table as number], { starts_at: `${friday}T16:00:00Z` });
    await dining.rows.rule(location, { max_reservations_per_slot: 1 });
    await dining.reserve(location, [], { starts_at: `${friday}T17:40:00Z` });
    now = Date.parse(`${friday}T14:00:00Z`);
    expect(await shown(location)).toEqual([`18:00 t-${table}`, `18:30 t-${table}`, `19:00 t-${table}`]);
    const taken = (time: string) => `${time} no_tables_available`;
    expect(await shown(location, { includeUnavailable: true })).toEqual([
      taken('15:00'), taken('15:30'), '16:00 slot_limit_reached', taken('16:30'), taken('17:00'), '17:30 slot_limit_reached', `18:00 t-${table}`, `18:30 t-${table}`, `19:00 t-${table}`,
    ]);
    expect((await dining.slots(location, { includeUnavailable: 1, partySize: 30 }))[0]).toEqual({
      start: `${friday}T15:00:00.000Z`, end: `${friday}T16:30:00.000Z`, available: false, capacity: 0, tableIds: [], serviceName: 'Dinner', reason: 'party_size_out_of_range',
    });
    const reasons = async (date: string) => [...new Set((await dining.slots(location, { includeUnavailable: true, date })).map(({ reason }) => reason))];
    expect([await reasons('2026-09-03'), await reasons('2026-10-20'), await reasons('2026-10-19')]).toEqual([['too_soon'], ['too_far_ahead'], [undefined]]);
    const { data } = await dining.ask(`{ location(id: "loc_${location}") { availability(date: "2026-09-03", partySize: 2, includeUnavailable: true) { available reason } } }`);
    expect((data as { location: { availability: unknown[] } }).location.availability[0]).toEqual({ available: false, reason: 'TOO_SOON' });
  });

  test('is not what pending, confirmed and seated parties hold, with the buffers that they were given', async () => {
    const location = await dining.place({ service: { last_seating: '21:30', closes: '23:00' } });
    const [table] = await dining.tablesOf(location);
    await dining.reserve(location, [table as number], { starts_at: `${friday}T15:30:00Z`, bufferMinutes: 31 });
    for (const status of ['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const) await dining.reserve(location, [table as number], { starts_at: `${friday}T18:00:00Z`, status });
    await dining.reserve(location, [table as number], { starts_at: `${friday}T19:30:00Z`, status: 'PENDING', duration_minutes: 30 });
    await dining.reserve(location, [table as number], { starts_at: `${friday}T20:00:00Z`, status: 'SEATED', duration_minutes: 30 });
    expect((await shown(location)).map((slot) => slot.slice(0, 5))).toEqual(['18:00', '20:30']);
    expect((await shown(location, { durationMinutes: 15 })).map((slot) => slot.slice(0, 5))).toEqual(['18:00', '18:30', '19:00', '20:30']);
    await dining.rows.rule(location, { buffer_after_minutes: 15 });
    await dining.rows.rule(location, { buffer_after_minutes: 200, is_active: false });
    await dining.rows.rule(location, { buffer_after_minutes: 200, weekdays: [6] });
    expect((await shown(location, { intervalMinutes: 15 })).map((slot) => slot.slice(0, 5))).toEqual(['17:45', '20:30']);
  });

  test('is the smallest table, else the smallest combination; of several by priority and then by number', async () => {
    const location = await dining.place({ tables: [{ seats_max: 6 }, { seats_max: 2 }, { seats_max: 2, priority: 3 }, { is_bookable: false, seats_max: 3 }, { seats_max: 2, deleted_at: new Date() }] });
    const [six, two, preferred, closed, gone] = (await dining.tablesOf(location)) as [number, number, number, number, number];
    await dining.rows.combination(location, [two, preferred], { seats_min: 3, seats_max: 4 });
    await dining.rows.combination(location, [six, closed], { seats_min: 3, seats_max: 9 });
    await dining.rows.combination(location, [six, gone], { seats_min: 3, seats_max: 9 });
    await dining.rows.combination(location, [six, two], { seats_min: 3, seats_max: 8, is_bookable: false });
    const first = async (partySize: number) => (await dining.slots(location, { partySize, includeUnavailable: true }))[0];
    expect(await first(2)).toMatchObject({ tableIds: [`t-${preferred}`], capacity: 2 });
    expect(await first(3)).toMatchObject({ tableIds: [`t-${six}`], capacity: 6 });
    expect(await first(7)).toMatchObject({ available: false, reason: 'no_tables_available' });
    await dining.reserve(location, [six], { starts_at: `${friday}T17:00:00Z` });
    expect(await first(4)).toMatchObject({ tableIds: [`t-${two}`, `t-${preferred}`], capacity: 4 });
    expect(await first(5)).toMatchObject({ available: false, reason: 'no_tables_available' });
  });

  test('follows special days, valid dates and weekdays, in the location’s zone', async () => {
    const location = await dining.place({ location: { time_zone: 'Pacific/Auckland' }, service: { weekdays: [5, 6], valid_from: '2026-09-04', valid_until: '2026-09-11' } });
    await dining.rows.service(location, { name: 'Gone', deleted_at: new Date() });
    await dining.rows.specialDay(location, '2026-09-05', [{ name: 'Wedding', opens: '12:00', closes: '13:00', last_seating: '12:00' }]);
    await dining.rows.specialDay(location, '2026-09-11');
    const days = async (date: string) => (await dining.slots(location, { date })).map(({ start, serviceName }) => `${start.slice(0, 16)} ${serviceName}`);
    expect(await days('2026-09-04')).toEqual(['2026-09-04T06:00 Dinner', '2026-09-04T06:30 Dinner', '2026-09-04T07:00 Dinner']);
    expect(await days('2026-09-05')).toEqual(['2026-09-05T00:00 Wedding']);
    expect([await days('2026-09-11'), await days('2026-09-12'), await days('2026-09-06')]).toEqual([[], [], []]);
  });

  test('follows the location’s own policy, else the restaurant’s', async () => {
    const location = await dining.place();
    const lasts = async (partySize: number, at = location) => (await dining.slots(at, { partySize })).map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 60_000)[0];
    expect([await lasts(2), await lasts(4)]).toEqual([90, 90]);
    const own = await dining.place();
    await dining.rows.policy(dining.restaurant, own, { default_duration_minutes: 120, durations: [[3, 100], [2, 75]], max_party_size: 3, max_advance_booking_days: 3 });
    expect([await lasts(2, own), await lasts(3, own), await lasts(4, own)]).toEqual([75, 100, undefined]);
    expect([(await dining.slots(own)).length, await dining.slots(own, { date: '2026-09-05' })]).toEqual([3, []]);
  });

  test('is nothing at a location that is inactive, or of a restaurant without a policy', async () => {
    const inactive = await dining.place({ location: { is_active: false } });
    const other = await dining.rows.restaurant({}, null);
    const location = await dining.rows.location(other);
    await dining.rows.service(location);
    await dining.rows.table(location);
    expect(await dining.slots(inactive, { includeUnavailable: true })).toEqual([]);
    expect((await dining.get(dining.pathOf(location, {}, `rst_${other}`))).json).toEqual({ slots: [] });
  });

  test('is what a booking decides, start by start', async () => {
    const location = await dining.place({ service: { opens: '18:00', closes: '02:00', last_seating: '01:00', slot_interval_minutes: 20 } });
    const [table] = await dining.tablesOf(location);
    await dining.reserve(location, [table as number], { starts_at: `${friday}T19:10:00Z`, bufferMinutes: 10 });
    await dining.rows.rule(location, { max_covers_per_slot: 3 });
    await dining.reserve(location, [], { starts_at: `${friday}T22:05:00Z` });
    const offered = await dining.slots(location, { includeUnavailable: true, intervalMinutes: 10 });
    const { company, db } = dining.here.studio;
    const write = () => Promise.reject(new Error('Nothing is written.'));
    const service = createAvailabilityService({ db, readText: () => write(), company, now, pageLimit: 100, validUntil: () => undefined, write });
    expect(new Set(offered.map(({ reason }) => reason))).toEqual(new Set([undefined, 'no_tables_available', 'slot_limit_reached']));
    for (const slot of offered) {
      const start = Date.parse(slot.start);
      const seating = await service.seatingAt(db, location, start);
      if (seating === null) throw new Error('The location takes no reservations.');
      const decided = decideStart(seating, { partySize: 2, intervalMinutes: 10 }, start, now);
      const said = 'tableNumbers' in decided ? { available: decided.available, tableIds: decided.tableNumbers.map((number) => `t-${number}`) } : {};
      expect([slot.start, said]).toEqual([slot.start, { available: slot.available, tableIds: slot.tableIds }]);
    }
    expect(await service.seatingAt(db, dining.theirs.location, now)).toBeNull();
  });
});

describe('an answer that was remembered', () => {
  test('ends with a booking of what it offers, on whatever grid, and with its cancellation', async () => {
    const location = await dining.place();
    const [table] = await dining.tablesOf(location);
    const query = `{ location(id: "loc_${location}") { availability(date: "${friday}", partySize: 2, intervalMinutes: 25) { startsAt tableIds } } }`;
    const seen = async () => {
      const { data } = await dining.ask(query);
      const { availability } = (data as { location: { availability: { startsAt: string; tableIds: string[] }[] } }).location;
      const rest = await dining.slots(location, { intervalMinutes: 25 });
      expect(availability).toEqual(rest.map(({ start, tableIds }) => ({ startsAt: start, tableIds })));
      return rest;
    };
    const offered = await seen();
    expect(offered.map(({ start }) => start.slice(11, 16))).toEqual(['17:00', '17:25', '17:50']);
    const body = { locationId: `loc_${location}`, startTime: offered[1]?.start, partySize: 2, guest: { firstName: 'Ilse', lastName: 'Okafor', email: 'ilse@example.org' } };
    const made = await dining.here.gateway.rest(`/restaurants/rst_${dining.restaurant}/reservations`, { method: 'POST', token: dining.keys.all, body });
    const { reservation } = made.json as { reservation: { id: string; tableIds: string[]; endTime: string } };
    expect([made.status, reservation]).toMatchObject([201, { tableIds: [`t-${table}`], endTime: offered[1]?.end }]);
    expect(await seen()).toEqual([]);
    await dining.here.gateway.rest(`/reservations/${reservation.id}`, { method: 'DELETE', token: dining.keys.all });
    expect(await seen()).toEqual(offered);
  });

  test.each(['reservations', 'restaurants'])('ends with a write of %s, also one of another process', async (resource) => {
    const location = await dining.place();
    const [table] = await dining.tablesOf(location);
    const query = `{ location(id: "loc_${location}") { availability(date: "${friday}", partySize: 2) { startsAt } } }`;
    const seen = async () => {
      const { data } = await dining.ask(query);
      return [(await dining.slots(location)).length, (data as { location: { availability: unknown[] } }).location.availability.length];
    };
    expect(await seen()).toEqual([3, 3]);
    if (resource === 'reservations') await dining.reserve(location, [table as number], { starts_at: `${friday}T16:30:00Z` });
    else await dining.here.studio.db.updateTable('dining_services').set({ last_seating: '18:00' }).where('location_number', '=', location).execute();
    expect(await seen()).toEqual([3, 3]);
    await dining.here.studio.db.transaction().execute((transaction) => notifyChange(transaction, { id: crypto.randomUUID(), companyId: dining.here.studio.company.id, resources: [resource] }));
    await vi.waitFor(async () => expect(await seen()).toEqual([1, 1]), { timeout: patience(10_000) });
  });

  test('ends when the next start is too near', async () => {
    const location = await dining.place();
    now = Date.parse(`${friday}T16:00:00Z`);
    expect((await dining.slots(location)).map(({ start }) => start.slice(11, 16))).toEqual(['17:00', '17:30', '18:00']);
    now += 1;
    expect((await dining.slots(location)).map(({ start }) => start.slice(11, 16))).toEqual(['17:30', '18:00']);
    now = Date.parse(`${friday}T16:28:00Z`);
    expect(await dining.slots(location, { partySize: 3 })).toHaveLength(2);
    now += 2 * 60_000;
    const kept = await dining.counted(() => dining.slots(location, { partySize: 3 }));
    expect([kept.answer.length, kept.statements]).toEqual([2, 0]);
    now += 1;
    expect((await dining.slots(location, { partySize: 3 })).map(({ start }) => start.slice(11, 16))).toEqual(['18:00']);
  });

  test('ends when a day that was too far ahead is near enough', async () => {
    const location = await dining.place();
    // One minute before midnight in Lisbon.
    now = Date.parse('2026-09-01T22:59:00Z');
    expect(await dining.slots(location, { date: '2026-10-17' })).toEqual([]);
    now += 60_000 - 1;
    const kept = await dining.counted(() => dining.slots(location, { date: '2026-10-17' }));
    expect([kept.answer, kept.statements]).toEqual([[], 0]);
    now += 1;
    expect(await dining.slots(location, { date: '2026-10-17' })).toHaveLength(3);
  });
});
