import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayMs, dayNumber, timeOfDay, weekdayOf } from '../../src/scheduling/days.js';
import { wallClockOf } from '../../src/scheduling/wallClock.js';
import { isFull } from '../support/counts.js';
import { changesOf, everyZone, nameOf, unusualChanges } from './clockChanges.js';

/** A clock that is right for days around a moment. */
const around = (timeZone: string, at: number) => wallClockOf(timeZone, at - 20 * dayMs, at + 20 * dayMs);
const wall = (text: string) => Date.parse(`${text}Z`);
const shown = (wallTime: number) => new Date(wallTime).toISOString().slice(0, 16);

describe('a wall clock', () => {
  const spring = around('Europe/London', Date.parse('2026-03-29T01:00:00Z'));
  const autumn = around('Europe/London', Date.parse('2026-10-25T01:00:00Z'));
  test.each([
    ['before a change', spring, '2026-03-29T00:59', '2026-03-29T00:59:00.000Z'],
    ['that is passed over, as far behind the change', spring, '2026-03-29T01:00', '2026-03-29T01:00:00.000Z'],
    ['in the middle of what is passed over', spring, '2026-03-29T01:30', '2026-03-29T01:30:00.000Z'],
    ['after a change', spring, '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['shown twice, the first time', autumn, '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
    ['shown once again', autumn, '2026-10-25T02:00', '2026-10-25T02:00:00.000Z'],
  ])('finds a time %s', (_what, clock, text, instant) => {
    expect(new Date(clock.instantOf(wall(text))).toISOString()).toBe(instant);
  });

  test('shows the time of an instant, also the second time', () => {
    expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'].map((instant) => shown(autumn.wallTimeAt(Date.parse(instant))))).toEqual([
      '2026-10-25T01:30',
      '2026-10-25T01:30',
      '2026-10-25T02:30',
    ]);
    expect(shown(spring.wallTimeAt(spring.instantOf(wall('2026-03-29T01:30'))))).toBe('2026-03-29T02:30');
  });

  test('knows a day that the zone passed over at the date line, and one that only has no midnight', () => {
    const apia = around('Pacific/Apia', Date.parse('2011-12-30T10:00:00Z'));
    expect(['2011-12-29', '2011-12-30', '2011-12-31'].map((day) => apia.hasDay(dayNumber(day)))).toEqual([true, false, true]);
    const cairo = around('Africa/Cairo', Date.parse('2026-04-23T22:00:00Z'));
    expect(cairo.hasDay(dayNumber('2026-04-24'))).toBe(true);
    expect(shown(cairo.wallTimeAt(cairo.instantOf(wall('2026-04-24T00:00'))))).toBe('2026-04-24T01:00');
  });

  test('refuses a zone that there is not', () => {
    expect(() => wallClockOf('Europe/Atlantis', 0, dayMs)).toThrow(RangeError);
  });

  test('agrees with Temporal on every zone, minutes and days away from its changes', () => {
    const distances = isFull ? [...Array.from({ length: 250 }, (_, index) => index - 125), -20_160, -1500, -1440, 1440, 1500, 20_160] : [-20_160, -1440, -61, -1, 0, 1, 59, 1440];
    const moves = isFull ? Array.from({ length: 250 }, (_, index) => index - 125) : [0, -60, -30, 30, 60];
    for (const change of [...unusualChanges, ...everyZone.flatMap(changesOf)]) {
      const { timeZone, at } = change;
      const clock = around(timeZone, at);
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (const distance of distances) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at + distance * 60_000).toZonedDateTimeISO(timeZone);
        ours.push(clock.wallTimeAt(zoned.epochMilliseconds));
        theirs.push(wall(zoned.toPlainDateTime().toString({ smallestUnit: 'second' })));
      }
      const shownThen = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
      for (const move of moves) {
        const plain = shownThen.add({ minutes: move });
        ours.push(clock.instantOf(wall(plain.toString())));
        theirs.push(plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
      }
      expect([nameOf(change), ours]).toEqual([nameOf(change), theirs]);
    }
  });
});

describe('days', () => {
  test('have their number, their weekday and their times', () => {
    const days = ['1970-01-01', '1969-12-31', '2026-09-14', '2024-02-29', '0001-01-01', '9999-12-31'];
    for (const day of days) {
      const plain = Temporal.PlainDate.from(day);
      expect([day, dayNumber(day)]).toEqual([day, Temporal.PlainDate.from('1970-01-01').until(plain).days]);
      expect([day, weekdayOf(dayNumber(day))]).toEqual([day, plain.dayOfWeek]);
    }
    expect(['00:00:00', '09:30:00', '23:59:59.5', '24:00:00'].map(timeOfDay)).toEqual([0, 34_200_000, 86_399_500, dayMs]);
  });
});
