import { Temporal } from 'temporal-polyfill';
import type { Agenda, Need, Schedule } from '../../src/scheduling/availability.js';
import type { Interval } from '../../src/scheduling/intervals.js';

/** One minute of a zone's time, and what its clocks show: `2026-09-14T18:30`. */
interface Minute {
  readonly instant: number;
  readonly reading: string;
}

/** Some time, minute by minute. */
export interface Minutes {
  readonly all: readonly Minute[];
  /** The first minute that shows a reading. */
  readonly firstShowing: ReadonlyMap<string, Minute>;
}

const minuteMs = 60_000;

/** Every minute from one instant until another, each asked of Temporal by itself. */
export function minutesOf(timeZone: string, from: number, until: number): Minutes {
  const all: Minute[] = [];
  for (let instant = from; instant < until; instant += minuteMs) {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    all.push({ instant, reading: new Date(instant + offsetNanoseconds / 1_000_000).toISOString().slice(0, 16) });
  }
  return { all, firstShowing: new Map(all.toReversed().map((minute) => [minute.reading, minute])) };
}

/**
 * When an appointment can begin, found by trying every minute there is. Everything is in whole minutes but `now`.
 * @param minutes Of the agenda's zone, from three days before the first day asked for to two days after the last.
 */
export function startsByTheMinute(
  agenda: Agenda,
  days: { readonly first: string; readonly last: string },
  { durationMinutes, bufferMinutes }: Need,
  now: number,
  minutes: Minutes,
): Minute[] {
  const openings = agenda.schedules.flatMap((schedule) => openingsOf(schedule, minutes));
  return minutes.all.filter(({ instant, reading }) => {
    const day = reading.slice(0, 10);
    if (instant < now || day < days.first || day > days.last) return false;
    return openings.some(({ schedule, nominal, from, until }) => {
      if (instant < from || instant >= until || minutesBetween(nominal, reading) % 15 !== 0) return false;
      const taken = schedule.room === null ? agenda.busy : [...agenda.busy, ...(agenda.busyRooms.get(schedule.room) ?? [])];
      for (let passed = 0; passed < durationMinutes + bufferMinutes; passed++) {
        const moment = instant + passed * minuteMs;
        if (passed < durationMinutes && moment >= until) return false;
        if (taken.some((interval) => isIn(interval, moment))) return false;
      }
      return true;
    });
  });
}

/** When a schedule opens and closes, on each day that the clocks show. */
function openingsOf(schedule: Schedule, minutes: Minutes) {
  return [...new Set([...minutes.firstShowing.keys()].map((reading) => reading.slice(0, 10)))].sort()
    .filter((day) => day >= schedule.firstDay && (schedule.lastDay === null || day <= schedule.lastDay))
    .filter((day) => schedule.weekdays.includes(Temporal.PlainDate.from(day).dayOfWeek))
    .flatMap((day) => {
      const nominal = `${day}T${schedule.opens.slice(0, 5)}`;
      const isOverMidnight = schedule.closes <= schedule.opens;
      const closingDay = Temporal.PlainDate.from(day).add({ days: isOverMidnight ? 1 : 0 });
      const from = momentOf(nominal, minutes);
      const until = momentOf(`${closingDay.toString()}T${schedule.closes.slice(0, 5)}`, minutes);
      // At the edges of what is known, days are not whole.
      return from === null || until === null ? [] : [{ schedule, nominal, from, until }];
    });
}

/** The first minute that shows a reading; where none does, as long after the one that the clocks were changed at. */
function momentOf(reading: string, { all, firstShowing }: Minutes): number | null {
  const shown = firstShowing.get(reading);
  if (shown !== undefined) return shown.instant;
  const before = all.find((minute, index) => minute.reading < reading && (all[index + 1]?.reading ?? '') > reading);
  if (before === undefined) return null;
  return before.instant + minutesBetween(before.reading, reading) * minuteMs;
}

function minutesBetween(one: string, other: string): number {
  return (Date.parse(`${other}Z`) - Date.parse(`${one}Z`)) / minuteMs;
}

function isIn({ from, until }: Interval, moment: number): boolean {
  return from <= moment && moment < until;
}
