import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test, vi } from 'vitest';
import { availableStarts, type Agenda, type Need } from '../../src/scheduling/availability.js';
import { dayMs, dayNumber } from '../../src/scheduling/days.js';
import { count } from '../support/counts.js';
import { minutesOf, startsByTheMinute } from './availabilityOracle.js';
import { changesToTry, nameOf } from './clockChanges.js';

vi.setConfig({ testTimeout: 120_000 });

const runs = count(10, 40);
const minuteMs = 60_000;

/** Near midnight, near a change, or anywhere. */
function timeNear(minuteOfDay: number): fc.Arbitrary<string> {
  const near = (minute: number) => fc.integer({ min: minute - 130, max: minute + 130 });
  return fc
    .oneof({ weight: 3, arbitrary: near(minuteOfDay) }, { weight: 1, arbitrary: near(0) }, { weight: 2, arbitrary: fc.nat(1439) })
    .map((minute) => ((minute % 1440) + 1440) % 1440)
    .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`);
}

function dayNear(day: string, from: number, until: number): fc.Arbitrary<string> {
  return fc.integer({ min: from, max: until }).map((days) => Temporal.PlainDate.from(day).add({ days }).toString());
}

const weekdays = fc.oneof({ weight: 3, arbitrary: fc.constant([1, 2, 3, 4, 5, 6, 7]) }, { weight: 1, arbitrary: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }) });
const room = fc.constantFrom(null, 1, 2);
const need: fc.Arbitrary<Need> = fc.record({
  durationMinutes: fc.oneof(fc.constantFrom(15, 30, 60), fc.integer({ min: 1, max: 200 })),
  bufferMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 })),
});

describe('the starts that are offered are those that trying every minute finds', () => {
  test.each(changesToTry().map((change) => [nameOf(change), change] as const))('%s', (_name, { timeZone, at }) => {
    const instant = Math.floor(at / minuteMs) * minuteMs;
    const changed = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    const day = changed.toPlainDate().toString();
    const minutes = minutesOf(timeZone, instant - 4 * dayMs, instant + 4 * dayMs);

    const time = timeNear(changed.hour * 60 + changed.minute);
    const schedule = fc
      .record({ firstDay: dayNear(day, -5, 1), lasts: fc.option(fc.nat(5)), weekdays, opens: time, closes: time, room })
      .map(({ lasts, ...rest }) => ({ ...rest, lastDay: lasts === null ? null : Temporal.PlainDate.from(rest.firstDay).add({ days: lasts }).toString() }));
    const interval = fc
      .record({ start: fc.integer({ min: -2 * 1440, max: 2 * 1440 }), minutes: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.nat(700)) })
      .map(({ start, minutes }) => ({ from: instant + start * minuteMs, until: instant + (start + minutes) * minuteMs }));
    const busy = fc.array(interval, { maxLength: 6 });
    const agenda: fc.Arbitrary<Agenda> = fc
      .record({ schedules: fc.array(schedule, { minLength: 1, maxLength: 3 }), busy, one: busy, two: busy })
      .map(({ schedules, busy, one, two }) => ({ timeZone, schedules, busy, busyRooms: new Map([[1, one], [2, two]]) }));
    const days = fc.tuple(dayNear(day, -1, 1), dayNear(day, -1, 1)).map(([one, other]) => (one < other ? { first: one, last: other } : { first: other, last: one }));
    const now = fc.oneof(fc.constant(instant - 40 * dayMs), fc.integer({ min: instant - 2 * dayMs, max: instant + 2 * dayMs }), fc.integer({ min: -200, max: 200 }).map((minute) => instant + minute * minuteMs));

    fc.assert(
      fc.property(agenda, days, fc.array(need, { minLength: 1, maxLength: 2 }), now, (agenda, { first, last }, needs, now) => {
        const found = availableStarts(agenda, { first: dayNumber(first), last: dayNumber(last) }, needs, now);
        const shown = found.map((starts) => starts.map((start) => ({ instant: start.instant, reading: new Date(start.wallTime).toISOString().slice(0, 16) })));
        expect(shown).toEqual(needs.map((need) => startsByTheMinute(agenda, { first, last }, need, now, minutes)));
      }),
      { numRuns: runs },
    );
  });
});
