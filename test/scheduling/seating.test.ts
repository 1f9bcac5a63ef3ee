import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../src/scheduling/days.js';
import { checkTables, heldTime } from '../../src/scheduling/seating/chosenTables.js';
import type { AvailabilityRule, DiningTable, HeldReservation, Location, TableCombination, WeeklyService } from '../../src/scheduling/seating/location.js';
import { decideStart, findSlots, type SlotSearch, type StartRequest } from '../../src/scheduling/seating/slots.js';

const minuteMs = 60_000;
/** A Wednesday at noon in London. */
const now = Date.parse('2026-03-04T12:00:00Z');
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const table = (number: number, seatsMin: number, seatsMax: number, rest: Partial<DiningTable> = {}): DiningTable => ({ number, seatsMin, seatsMax, priority: 0, isBookable: true, ...rest });
const combination = (number: number, tables: number[], seatsMin: number, seatsMax: number, rest: Partial<TableCombination> = {}): TableCombination => ({ ...table(number, seatsMin, seatsMax), tables, ...rest });
const service = (rest: Partial<WeeklyService> = {}): WeeklyService => ({
  number: 1,
  name: 'Supper',
  opens: '18:00:00',
  closes: '22:00:00',
  lastSeating: '19:00:00',
  slotIntervalMinutes: 30,
  requiresConfirmation: false,
  weekdays: everyDay,
  validFrom: null,
  validUntil: null,
  ...rest,
});
const rule = (rest: Partial<AvailabilityRule>): AvailabilityRule => ({
  service: null,
  weekdays: everyDay,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  maxCoversPerSlot: null,
  maxReservationsPerSlot: null,
  ...rest,
});
const reservation = (number: number, start: string, minutes: number, tables: number[], partySize = 2): HeldReservation => {
  const from = Date.parse(start);
  return { number, start: from, partySize, tables, heldFrom: from, heldUntil: from + minutes * minuteMs };
};

/** One table of two to four, and supper every day from six. */
const location = (rest: Partial<Location> = {}): Location => ({
  timeZone: 'Europe/London',
  tables: [table(1, 2, 4)],
  combinations: [],
  services: [service()],
  specialDays: [],
  rules: [],
  policy: { minPartySize: 1, maxPartySize: 8, defaultDurationMinutes: 90, durations: [], minLeadTimeMinutes: 60, maxAdvanceBookingDays: 30 },
  reservations: [],
  ...rest,
});

const day = '2026-03-06';
const find = (place: Location, search: Partial<SlotSearch> = {}, on = day, at = now) =>
  findSlots(place, { partySize: 2, ...search }, { first: dayNumber(on), last: dayNumber(on) }, at);
/** `18:00 t1`, or the reason in place of the tables. */
const shown = (place: Location, search: Partial<SlotSearch> = {}, on = day, at = now): string[] =>
  find(place, search, on, at).slots.map((slot) => `${new Date(slot.start).toISOString().slice(11, 16)} ${slot.available ? slot.tableNumbers.map((number) => `t${number}`).join('+') : slot.reason}`);
const decide = (place: Location, start: string, request: Partial<StartRequest> = {}) => decideStart(place, { partySize: 2, ...request }, Date.parse(start), now);

describe('slots', () => {
  test('say when, how long, where and of which service', () => {
    expect(find(location({ rules: [rule({ bufferBeforeMinutes: 5, bufferAfterMinutes: 15 })] })).slots[1]).toEqual({
      available: true,
      start: Date.parse('2026-03-06T18:30:00Z'),
      end: Date.parse('2026-03-06T20:00:00Z'),
      heldFrom: Date.parse('2026-03-06T18:25:00Z'),
      heldUntil: Date.parse('2026-03-06T20:15:00Z'),
      serviceName: 'Supper',
      service: 1,
      serviceDay: day,
      requiresConfirmation: false,
      capacity: 4,
      tableNumbers: [1],
    });
  });

  test('run from the opening to the last seating, on the grid that is asked for', () => {
    expect(shown(location())).toEqual(['18:00 t1', '18:30 t1', '19:00 t1']);
    expect(shown(location(), { intervalMinutes: 25 })).toEqual(['18:00 t1', '18:25 t1', '18:50 t1']);
    expect(shown(location(), { intervalMinutes: 120 })).toEqual(['18:00 t1']);
  });

  test('end before closing, though the last seating is later', () => {
    expect(shown(location({ services: [service({ closes: '19:00:00', lastSeating: '20:00:00' })] }))).toEqual(['18:00 t1', '18:30 t1']);
  });

  test('belong past midnight to the day on which their service opened', () => {
    const late = location({ services: [service({ opens: '23:00:00', closes: '01:00:00', lastSeating: '00:30:00' })] });
    expect(find(late).slots.map(({ start, serviceDay }) => `${new Date(start).toISOString().slice(0, 16)} ${serviceDay}`)).toEqual([
      '2026-03-06T23:00 2026-03-06',
      '2026-03-06T23:30 2026-03-06',
      '2026-03-07T00:00 2026-03-06',
      '2026-03-07T00:30 2026-03-06',
    ]);
    expect(decide(late, '2026-03-07T00:30:00Z')).toMatchObject({ available: true, serviceDay: '2026-03-06' });
  });

  test.each([
    ['before the clocks go forward', '2026-03-28', ['00:30', '01:00', '01:30', '02:00', '02:30']],
    ['when they go forward', '2026-03-29', ['00:30', '01:00', '01:30']],
    ['when they go back', '2026-10-25', ['23:30', '00:00', '00:30', '01:00', '01:30', '02:00', '02:30']],
  ])('are neither lost nor doubled %s', (_when, on, expected) => {
    // From half past midnight to half past two on the wall clock, which is an hour ahead of UTC in summer.
    const night = location({ services: [service({ opens: '00:30:00', closes: '04:00:00', lastSeating: '02:30:00' })] });
    expect(shown(night, {}, on, Date.parse(on) - 3 * 86_400_000)).toEqual(expected.map((time) => `${time} t1`));
  });

  test('follow the weekdays, the valid dates and the special days', () => {
    const place = location({
      services: [service({ weekdays: [5], validFrom: '2026-03-13', validUntil: '2026-03-27' })],
      specialDays: [
        { day: '2026-03-20', services: [] },
        { day: '2026-03-21', services: [service({ name: 'Wedding', opens: '12:00:00', lastSeating: '12:00:00' })] },
      ],
    });
    const days = ['2026-03-06', '2026-03-12', '2026-03-13', '2026-03-20', '2026-03-21', '2026-03-27', '2026-04-03'];
    expect(days.map((on) => shown(place, {}, on).length)).toEqual([0, 0, 3, 0, 1, 3, 0]);
    expect(find(place, {}, '2026-03-21').slots[0]).toMatchObject({ serviceName: 'Wedding', service: null });
  });

  test('are had from the first service that can take them', () => {
    const both = location({
      services: [service({ lastSeating: '18:30:00' }), service({ number: 2, name: 'Bar', opens: '18:30:00', requiresConfirmation: true })],
      rules: [rule({ service: 1, maxReservationsPerSlot: 1 })],
      tables: [table(1, 2, 4), table(2, 2, 4)],
      reservations: [reservation(1, '2026-03-06T18:30:00Z', 90, [1])],
    });
    expect(find(both).slots.map(({ serviceName, available }) => [serviceName, available])).toEqual([['Supper', true], ['Bar', true], ['Bar', true]]);
    expect(decide(both, '2026-03-06T18:30:00Z')).toMatchObject({ serviceName: 'Bar', requiresConfirmation: true });
  });

  test('last as the policy says for the party, or as long as is asked for', () => {
    const durations = [{ maxPartySize: 4, minutes: 100 }, { maxPartySize: 2, minutes: 60 }];
    const place = location({ tables: [table(1, 1, 9)], policy: { ...location().policy, durations } });
    const minutes = (search: Partial<SlotSearch>) => find(place, search).slots.map(({ start, end }) => (end - start) / minuteMs)[0];
    expect([{ partySize: 2 }, { partySize: 3 }, { partySize: 5 }, { durationMinutes: 15 }].map(minutes)).toEqual([60, 100, 90, 15]);
  });
});

describe('a party sits', () => {
  test('at the smallest table that fits, then the one of highest priority, then the first', () => {
    const tables = [table(1, 1, 6), table(2, 1, 4), table(3, 1, 4, { priority: 2 }), table(4, 1, 4, { priority: 2 }), table(5, 3, 3, { isBookable: false }), table(6, 1, 2)];
    const seated = (partySize: number, taken: number[]) => shown(location({ tables, reservations: taken.map((one) => reservation(one, '2026-03-06T17:00:00Z', 600, [one])) }), { partySize })[0];
    expect([seated(3, []), seated(3, [3]), seated(3, [3, 4]), seated(3, [2, 3, 4]), seated(2, []), seated(7, [])]).toEqual([
      '18:00 t3', '18:00 t4', '18:00 t2', '18:00 t1', '18:00 t6', '18:00 no_tables_available',
    ]);
  });

  test('at no table that is meant for larger parties', () => {
    expect(shown(location({ tables: [table(1, 3, 4)] }))[0]).toBe('18:00 no_tables_available');
  });

  test('at the smallest combination when no single table is free', () => {
    const place = location({
      tables: [table(1, 2, 2), table(2, 2, 2), table(3, 2, 4), table(4, 2, 2, { isBookable: false })],
      combinations: [combination(1, [2, 3], 3, 6), combination(2, [2, 1], 3, 4), combination(3, [1, 4], 3, 3), combination(4, [1, 2], 3, 3, { isBookable: false }), combination(5, [], 1, 9)],
    });
    expect(shown(place, { partySize: 4 })[0]).toBe('18:00 t3');
    const taken = { ...place, reservations: [reservation(1, '2026-03-06T18:00:00Z', 90, [3])] };
    expect(shown(taken, { partySize: 4 })[0]).toBe('18:00 t1+t2');
    expect(find(taken, { partySize: 4 }).slots[0]?.capacity).toBe(4);
    expect(shown(taken, { partySize: 5 })).toEqual(['18:00 no_tables_available', '18:30 no_tables_available', '19:00 no_tables_available']);
  });

  test('where nobody else sits, buffers included; its own reservation is not in its way', () => {
    const place = location({ reservations: [reservation(7, '2026-03-06T16:45:00Z', 90, [1])] });
    expect(shown(place)).toEqual(['18:00 no_tables_available', '18:30 t1', '19:00 t1']);
    const buffered = { ...place, rules: [rule({ bufferBeforeMinutes: 15 }), rule({ bufferBeforeMinutes: 20, service: 1 }), rule({ bufferBeforeMinutes: 60, weekdays: [1] })] };
    expect(shown(buffered)).toEqual(['18:00 no_tables_available', '18:30 no_tables_available', '19:00 t1']);
    expect(shown(buffered, { ignoredReservation: 7 })).toEqual(['18:00 t1', '18:30 t1', '19:00 t1']);
    const next = location({ reservations: [reservation(7, '2026-03-06T20:00:00Z', 90, [1])], rules: [rule({ bufferAfterMinutes: 0 })] });
    expect(shown(next)).toEqual(['18:00 t1', '18:30 t1', '19:00 no_tables_available']);
    expect(shown({ ...next, rules: [rule({ bufferAfterMinutes: 1 })] })).toEqual(['18:00 t1', '18:30 no_tables_available', '19:00 no_tables_available']);
  });
});

test('a service that keeps tables free longer sees who has just left, whatever was asked before it', () => {
  const place = location({
    services: [service({ opens: '18:30:00', lastSeating: '18:30:00' }), service({ number: 2, name: 'Tasting', opens: '18:15:00', lastSeating: '18:45:00' })],
    rules: [rule({ service: 2, bufferBeforeMinutes: 45 }), rule({ service: 1, maxReservationsPerSlot: 1 })],
    reservations: [reservation(1, '2026-03-06T17:00:00Z', 60, [1]), reservation(2, '2026-03-06T18:30:00Z', 0, [])],
  });
  expect(shown(place)).toEqual(['18:15 no_tables_available', '18:30 slot_limit_reached', '18:45 t1']);
  const open = { ...place, rules: place.rules.slice(0, 1) };
  expect(shown(open, { intervalMinutes: 5 }).slice(0, 6)).toEqual(['18:15', '18:20', '18:25', '18:30', '18:35', '18:40'].map((time) => `${time} ${time === '18:30' ? 't1' : 'no_tables_available'}`));
});

describe('a start is refused', () => {
  const limited = (rest: Partial<AvailabilityRule>, ...arrivals: HeldReservation[]) => location({ tables: [1, 2, 3, 4].map((number) => table(number, 1, 4)), rules: [rule(rest)], reservations: arrivals });

  test('when its slot of the service has all the parties or guests that a rule allows', () => {
    const arrivals = [reservation(1, '2026-03-06T18:40:00Z', 60, [1], 3), reservation(2, '2026-03-06T18:59:00Z', 60, [2], 2)];
    const full = (minute: string) => `${minute} slot_limit_reached`;
    expect(shown(limited({ maxReservationsPerSlot: 2 }, ...arrivals))).toEqual(['18:00 t3', full('18:30'), '19:00 t3']);
    expect(shown(limited({ maxReservationsPerSlot: 3 }, ...arrivals))).toEqual(['18:00 t3', '18:30 t3', '19:00 t3']);
    expect(shown(limited({ maxCoversPerSlot: 6 }, ...arrivals))).toEqual(['18:00 t3', full('18:30'), '19:00 t3']);
    expect(shown(limited({ maxCoversPerSlot: 7 }, ...arrivals))).toEqual(['18:00 t3', '18:30 t3', '19:00 t3']);
    // A finer grid finds no way around it.
    expect(shown(limited({ maxReservationsPerSlot: 2 }, ...arrivals), { intervalMinutes: 15 })).toEqual(['18:00 t3', '18:15 t3', full('18:30'), full('18:45'), '19:00 t3']);
  });

  test('when it is nearer than the lead time or further than the advance', () => {
    const at = (text: string) => Date.parse(`2026-03-06T${text}Z`);
    expect(shown(location(), {}, day, at('17:30:00'))).toEqual(['18:00 too_soon', '18:30 t1', '19:00 t1']);
    expect(shown(location(), {}, day, at('17:30:00.001'))).toEqual(['18:00 too_soon', '18:30 too_soon', '19:00 t1']);
    expect(shown(location(), {}, '2026-04-03').map((slot) => slot.slice(6))).toEqual(['t1', 't1', 't1']);
    expect(shown(location(), {}, '2026-04-04').map((slot) => slot.slice(6))).toEqual(['too_far_ahead', 'too_far_ahead', 'too_far_ahead']);
    // In London it is Thursday already.
    expect(shown(location(), {}, '2026-05-02', Date.parse('2026-04-01T23:00:00Z'))[0]).toBe('17:00 t1');
  });

  test('when the party is smaller or larger than the policy takes, whatever else there is', () => {
    const place = location({ tables: [], policy: { ...location().policy, minPartySize: 2 } });
    expect([1, 9].map((partySize) => shown(place, { partySize }, '2026-03-01')[0])).toEqual(['18:00 party_size_out_of_range', '18:00 party_size_out_of_range']);
    expect(decide(place, '2026-03-06T03:00:00Z', { partySize: 9 })).toEqual({ available: false, reason: 'party_size_out_of_range' });
  });

  test('when no service has it: too soon or too far where it is that, else closed', () => {
    const reasons = ['2026-03-06T17:30:00Z', '2026-03-06T18:15:00Z', '2026-03-06T18:30:01Z', '2026-03-06T19:30:00Z', '2026-03-04T12:30:00Z', '2099-03-06T03:00:00Z', '9999-12-30T03:00:00Z']
      .map((start) => decide(location(), start));
    expect(reasons).toEqual(['closed', 'closed', 'closed', 'closed', 'too_soon', 'too_far_ahead', 'too_far_ahead'].map((reason) => ({ available: false, reason })));
  });

  test('on any grid when no search could offer it', () => {
    const starts = ['18:00', '18:01', '18:04', '18:05', '18:07', '18:30', '18:59', '19:00', '19:01'].map((time) => decide(location(), `2026-03-06T${time}:00Z`, { intervalMinutes: 'any' }).available);
    expect(starts).toEqual([true, false, false, true, true, true, true, true, false]);
    expect(decide(location(), '2026-03-06T18:05:30Z', { intervalMinutes: 'any' })).toEqual({ available: false, reason: 'closed' });
    // 127 minutes are a multiple of no interval.
    const long = location({ services: [service({ lastSeating: '21:00:00' })] });
    expect(['20:06', '20:07', '20:08'].map((time) => decide(long, `2026-03-06T${time}:00Z`, { intervalMinutes: 'any' }).available)).toEqual([true, false, true]);
  });
});

describe('an answer is true until', () => {
  test.each([
    ['the next start has become too near', '2026-03-06', '2026-03-06T16:10:00Z', '2026-03-06T17:00:00.001Z'],
    ['the next start that is not too near has become so', '2026-03-06', '2026-03-06T17:10:00Z', '2026-03-06T17:30:00.001Z'],
    ['a day later that is too far ahead', '2026-04-20', '2026-03-04T12:00:00Z', '2026-03-05T00:00:00.000Z'],
  ])('%s', (_what, on, at, until) => {
    expect(new Date(find(location(), {}, on, Date.parse(at)).until).toISOString()).toBe(until);
  });

  test('ever when everything is over, closed or out of range', () => {
    const at = Date.parse('2026-03-06T23:00:00Z');
    expect([find(location(), {}, day, at), find(location({ services: [] })), find(location(), { partySize: 20 })].map(({ until }) => until)).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe('tables that somebody chose', () => {
  const place = location({
    tables: [table(1, 2, 4), table(2, 2, 4), table(3, 2, 4, { isBookable: false }), table(4, 2, 4)],
    combinations: [combination(1, [2, 1], 5, 7), combination(2, [1, 2], 5, 8), combination(3, [1, 4], 5, 8, { isBookable: false })],
    reservations: [reservation(7, '2026-03-06T18:00:00Z', 90, [2]), reservation(8, '2026-03-06T20:00:00Z', 90, [1])],
  });
  const held = { from: Date.parse('2026-03-06T19:30:00Z'), until: Date.parse('2026-03-06T20:00:00Z') };
  const check = (tables: number[], partySize = 4, rest = {}) => checkTables(place, { tables, partySize, held, ...rest });

  test('are one table or a known combination that the party fits', () => {
    expect(check([1])).toEqual({ tables: [1], capacity: 4 });
    expect(check([1], 1)).toEqual({ tables: [1], capacity: 4 });
    expect(check([2, 1, 2], 8)).toEqual({ tables: [1, 2], capacity: 8 });
    expect([check([9, 1]), check([3]), check([1, 4]), check([2, 4]), check([]), check([1], 5)]).toEqual([
      { problem: 'unknown', tables: [9] },
      { problem: 'not_bookable', tables: [3] },
      { problem: 'not_bookable', tables: [1, 4] },
      { problem: 'not_combinable', tables: [2, 4] },
      { problem: 'not_combinable', tables: [] },
      { problem: 'too_small', tables: [1] },
    ]);
  });

  test('are taken while another reservation has them', () => {
    const wider = { from: held.from - 1, until: held.until + 1 };
    expect(check([1, 2], 4, { held: wider })).toEqual({ problem: 'taken', tables: [1, 2] });
    expect(check([1, 2], 4, { held: wider, ignoredReservation: 7 })).toEqual({ problem: 'taken', tables: [1] });
  });

  test('are asked for at a start', () => {
    const start = '2026-03-06T18:00:00Z';
    expect(decide(place, start)).toMatchObject({ available: true, tableNumbers: [1] });
    expect(decide(place, start, { partySize: 1, tables: [4] })).toMatchObject({ available: true, tableNumbers: [4], capacity: 4 });
    expect([[2], [3], [2, 4]].map((tables) => decide(place, start, { tables }))).toMatchObject([1, 2, 3].map(() => ({ available: false, reason: 'no_tables_available' })));
  });

  test('are held through the buffers of their service and day', () => {
    const stay = { start: 10 * minuteMs, end: 20 * minuteMs, service: 1, serviceDay: '2026-03-06' };
    const rules = [rule({ bufferBeforeMinutes: 2, weekdays: [5] }), rule({ service: 1, bufferAfterMinutes: 3 }), rule({ service: 2, bufferAfterMinutes: 9 })];
    expect(heldTime(rules, stay)).toEqual({ from: 8 * minuteMs, until: 23 * minuteMs });
    expect(heldTime(rules, { ...stay, service: null, serviceDay: '2026-03-07' })).toEqual({ from: 10 * minuteMs, until: 20 * minuteMs });
  });
});
