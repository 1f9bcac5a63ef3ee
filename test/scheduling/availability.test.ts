import { describe, expect, test } from 'vitest';
import { availableStarts, today, type Agenda, type Need, type Schedule } from '../../src/scheduling/availability.js';
import { dayNumber } from '../../src/scheduling/days.js';

const longAgo = Date.parse('2000-01-01T00:00:00Z');
const hour: Need = { durationMinutes: 60, bufferMinutes: 0 };
const everyDay: Schedule = { firstDay: '2000-01-01', lastDay: null, weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '09:00:00', closes: '11:00:00', room: null };

function agendaOf(timeZone: string, schedule: Partial<Schedule>, busy: [from: string, until: string][] = [], inRoom: [from: string, until: string][] = []): Agenda {
  const intervals = (times: [string, string][]) => times.map(([from, until]) => ({ from: Date.parse(from), until: Date.parse(until) }));
  return { timeZone, schedules: [{ ...everyDay, ...schedule }], busy: intervals(busy), busyRooms: new Map([[1, intervals(inRoom)]]) };
}

/** When appointments can begin, on the wall clock. */
function starts(agenda: Agenda, first: string, last = first, need = hour, now = longAgo): string[] {
  const [found = []] = availableStarts(agenda, { first: dayNumber(first), last: dayNumber(last) }, [need], now);
  return found.map(({ wallTime }) => new Date(wallTime).toISOString().slice(first === last ? 11 : 5, 16));
}

describe('starts', () => {
  test('are a quarter of an hour apart from the opening, and end by closing', () => {
    expect(starts(agendaOf('UTC', { opens: '09:10:00', closes: '10:40:00' }), '2026-09-14')).toEqual(['09:10', '09:25', '09:40']);
    expect(starts(agendaOf('UTC', { opens: '09:10:00', closes: '10:09:00' }), '2026-09-14')).toEqual([]);
    expect(starts(agendaOf('UTC', { opens: '23:00:00', closes: '24:00:00' }), '2026-09-14')).toEqual(['23:00']);
  });

  test('keep clear of what is taken, with their own time kept free, which may reach beyond closing', () => {
    const busy: [string, string][] = [['2026-09-14T10:30:00Z', '2026-09-14T10:40:00Z']];
    const agenda = agendaOf('UTC', { closes: '12:00:00' }, busy);
    expect(starts(agenda, '2026-09-14')).toEqual(['09:00', '09:15', '09:30', '10:45', '11:00']);
    expect(starts(agenda, '2026-09-14', '2026-09-14', { durationMinutes: 60, bufferMinutes: 15 })).toEqual(['09:00', '09:15', '10:45', '11:00']);
    expect(starts(agenda, '2026-09-14', '2026-09-14', { durationMinutes: 60, bufferMinutes: 16 })).toEqual(['09:00', '10:45', '11:00']);
    expect(starts(agendaOf('UTC', { room: 1 }, [], [['2026-09-14T09:30:00Z', '2026-09-14T09:45:00Z']]), '2026-09-14')).toEqual(['09:45', '10:00']);
    expect(starts(agendaOf('UTC', { room: 2 }, [], [['2026-09-14T09:30:00Z', '2026-09-14T09:45:00Z']]), '2026-09-14')).toHaveLength(5);
  });

  test('are not in the past, but may be now', () => {
    const at = (time: string) => starts(agendaOf('UTC', {}), '2026-09-14', '2026-09-15', hour, Date.parse(`2026-09-14T${time}Z`))[0];
    expect(['09:15:00', '09:15:00.001', '10:00:00.001'].map(at)).toEqual(['09-14T09:15', '09-14T09:30', '09-15T09:00']);
  });

  test('after midnight are of the new day', () => {
    // From Monday to Tuesday.
    const agenda = agendaOf('UTC', { weekdays: [1], opens: '23:30:00', closes: '01:00:00' });
    expect([starts(agenda, '2026-09-14'), starts(agenda, '2026-09-15'), starts(agenda, '2026-09-16')]).toEqual([['23:30', '23:45'], ['00:00'], []]);
    expect(starts(agendaOf('UTC', { opens: '12:00:00', closes: '12:00:00' }), '2026-09-14')).toHaveLength(93);
  });

  test('of several needs come each in its own list', () => {
    const [long, short] = availableStarts(agendaOf('UTC', { closes: '10:00:00' }), { first: dayNumber('2026-09-14'), last: dayNumber('2026-09-14') }, [hour, { durationMinutes: 40, bufferMinutes: 5 }], longAgo);
    expect([long?.length, short?.length]).toEqual([1, 2]);
  });
});

describe('where clocks are changed', () => {
  test('an opening is as long as it lasts, not as the clock says', () => {
    const night = agendaOf('Europe/London', { opens: '01:00:00', closes: '04:00:00' });
    expect(starts(night, '2026-03-29')).toEqual(['02:00', '02:15', '02:30', '02:45', '03:00']);
    expect(starts(night, '2026-10-25')).toEqual(['01:00', '01:15', '01:30', '01:45', '01:00', '01:15', '01:30', '01:45', '02:00', '02:15', '02:30', '02:45', '03:00']);
  });

  test('a time that is passed over is as much later, and nothing is open where that is after closing', () => {
    expect(starts(agendaOf('Europe/London', { opens: '01:30:00', closes: '04:00:00' }), '2026-03-29')).toEqual(['02:30', '02:45', '03:00']);
    expect(starts(agendaOf('Europe/London', { opens: '01:30:00', closes: '02:20:00' }), '2026-03-29', '2026-03-29', { durationMinutes: 5, bufferMinutes: 0 })).toEqual([]);
    expect(starts(agendaOf('America/Asuncion', { opens: '00:00:00', closes: '02:15:00' }), '2023-10-01')).toEqual(['01:00', '01:15']);
  });

  test('a time that comes twice is the first of the two', () => {
    expect(starts(agendaOf('Europe/London', { opens: '00:00:00', closes: '01:30:00' }), '2026-10-25')).toEqual(['00:00', '00:15', '00:30']);
  });

  test('a day that the zone passes over has no opening, and what opened before it runs on', () => {
    const fridays = agendaOf('Pacific/Apia', { weekdays: [5] });
    expect(starts(fridays, '2011-12-28', '2012-01-05')).toEqual([]);
    const thursdays = agendaOf('Pacific/Apia', { weekdays: [4], opens: '22:00:00', closes: '01:15:00' });
    expect(starts(thursdays, '2011-12-29', '2011-12-31')).toEqual(['12-29T22:00', '12-29T22:15', '12-29T22:30', '12-29T22:45', '12-29T23:00', '12-29T23:15', '12-29T23:30', '12-29T23:45', '12-31T00:00', '12-31T00:15']);
  });

  test('what opens at the first of two midnights is open while the old day is shown again', () => {
    // At a minute past midnight it was 23:01 again.
    const sundays = agendaOf('America/St_Johns', { weekdays: [7], opens: '00:00:00', closes: '02:00:00' });
    expect(starts(sundays, '2010-11-06')).toEqual(['23:15', '23:30', '23:45']);
    expect(starts(sundays, '2010-11-07')).toEqual(['00:00', '00:00', '00:15', '00:30', '00:45', '01:00']);
  });
});

describe('today', () => {
  test.each([
    ['Europe/London', '2026-03-29T00:30:00Z', '2026-03-29', '2026-03-29T23:00:00.000Z'],
    ['Europe/London', '2026-10-25T23:59:59Z', '2026-10-25', '2026-10-26T00:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-09-14T10:00:00Z', '2026-09-15', '2026-09-15T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-29', '2011-12-30T10:00:00.000Z'],
    ['Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-23', '2026-04-23T22:00:00.000Z'],
  ])('in %s at %s is %s until %s', (timeZone, now, day, until) => {
    const found = today(timeZone, Date.parse(now));
    expect([found.day, new Date(found.until).toISOString()]).toEqual([dayNumber(day), until]);
  });
});
