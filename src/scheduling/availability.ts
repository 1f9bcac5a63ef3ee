import { dayMs, dayNumber, timeOfDay, weekdayOf, type Days } from './days.js';
import { merge, subtract, type Interval } from './intervals.js';
import { wallClockOf, type WallClock } from './wallClock.js';

/**
 * When an appointment can begin.
 *
 * - A schedule is open on each day of its range that is one of its weekdays and that the zone has, from `opens` until
 *   `closes` on the wall clock; a closing time at or before the opening one is the next day's. So 01:00 to 04:00 is two
 *   hours long on the day that the clocks go from 01:00 to 02:00, and four on the day that they go back.
 *   `WallClock.instantOf` says what a time means that does not exist or comes twice. Nothing is open where the closing
 *   instant is not after the opening one.
 * - Starts are a quarter of an hour apart, counted from the opening. That is elapsed time, as durations are; since
 *   zones change their clocks by whole quarters, it is a grid of quarters on the wall clock as well.
 * - An appointment lies within one opening of one schedule. The time kept free after it may reach beyond closing.
 * - An appointment with its time kept free overlaps nothing that whoever gives it is busy with, nor anything in the
 *   schedule's room. What is booked already is passed in with its own time kept free after it.
 * - Nothing begins in the past, though it may begin this very millisecond.
 * - The days asked for are those on which an appointment begins on the wall clock: half past midnight belongs to the new
 *   day, whenever the schedule opened.
 */

/** Milliseconds between starts. */
const gridMs = 15 * 60_000;
const minuteMs = 60_000;
/** No zone is as far from UTC, nor an opening as long, that days so far apart could meet. */
const marginDays = 4;

export interface Schedule {
  /** `YYYY-MM-DD`, included. */
  readonly firstDay: string;
  /** Included; null: it goes on for ever. */
  readonly lastDay: string | null;
  /** ISO: 1 is Monday. */
  readonly weekdays: readonly number[];
  /** `HH:MM:SS` on the wall clock. */
  readonly opens: string;
  readonly closes: string;
  /** What the appointments take up besides whoever gives them; null: nothing. */
  readonly room: number | null;
}

/** What somebody is open for and what keeps them from it. */
export interface Agenda {
  /** IANA. */
  readonly timeZone: string;
  readonly schedules: readonly Schedule[];
  /** In any order; they may overlap. */
  readonly busy: readonly Interval[];
  readonly busyRooms: ReadonlyMap<number, readonly Interval[]>;
}

/** What an appointment needs. */
export interface Need {
  readonly durationMinutes: number;
  /** Kept free after it. */
  readonly bufferMinutes: number;
}

export interface Start {
  /** Epoch milliseconds. */
  readonly instant: number;
  /** What the clocks show then. */
  readonly wallTime: number;
}

interface Opening extends Interval {
  /** Merged. */
  readonly busy: readonly Interval[];
}

/**
 * The starts of each need, in their order: for each the earliest first, each start once however many schedules have it.
 * @param now Epoch milliseconds.
 */
export function availableStarts(agenda: Agenda, days: Days, needs: readonly Need[], now: number): Start[][] {
  // What lies wholly in the past is not looked at: nothing is found there, and zones have long histories.
  const first = Math.max(days.first, Math.floor(now / dayMs) - marginDays);
  if (first > days.last) return needs.map(() => []);
  const clock = wallClockOf(agenda.timeZone, (first - marginDays) * dayMs, (days.last + marginDays) * dayMs);
  // What opened on the day before may still be open; where the zone has no such day, what opened on the one before that.
  // Where clocks are set back over midnight, what opened at the first midnight is open while the old day is shown again.
  const openings = openingsOf(agenda, { first: first - 2, last: days.last + 1 }, clock, now);
  return needs.map((need) => {
    const instants = new Set(openings.flatMap((opening) => startsIn(opening, need, now)));
    return [...instants]
      .sort((one, other) => one - other)
      .map((instant) => ({ instant, wallTime: clock.wallTimeAt(instant) }))
      .filter(({ wallTime }) => wallTime >= days.first * dayMs && wallTime < (days.last + 1) * dayMs);
  });
}

/** The day on which the clocks of a zone stand, and when the next one begins. */
export function today(timeZone: string, now: number): { day: number; until: number } {
  const clock = wallClockOf(timeZone, now - marginDays * dayMs, now + marginDays * dayMs);
  const day = clock.dayAt(now);
  const next = clock.hasDay(day + 1) ? day + 1 : day + 2;
  return { day, until: clock.instantOf(next * dayMs) };
}

/** Openings on some days that have not closed yet. */
function openingsOf({ schedules, busy, busyRooms }: Agenda, { first, last }: Days, clock: WallClock, now: number): Opening[] {
  const openings: Opening[] = [];
  const busyIn = new Map<number | null, Interval[]>();
  for (const { firstDay, lastDay, weekdays, opens, closes, room } of schedules) {
    let taken = busyIn.get(room);
    if (taken === undefined) {
      taken = merge(room === null ? busy : [...busy, ...(busyRooms.get(room) ?? [])]);
      busyIn.set(room, taken);
    }
    const opensAt = timeOfDay(opens);
    const closesAt = timeOfDay(closes) + (timeOfDay(closes) <= opensAt ? dayMs : 0);
    const end = Math.min(last, lastDay === null ? Infinity : dayNumber(lastDay));
    for (let day = Math.max(first, dayNumber(firstDay)); day <= end; day++) {
      if (!weekdays.includes(weekdayOf(day)) || !clock.hasDay(day)) continue;
      const from = clock.instantOf(day * dayMs + opensAt);
      const until = clock.instantOf(day * dayMs + closesAt);
      if (from < until && until > now) openings.push({ from, until, busy: taken });
    }
  }
  return openings;
}

/** On the grid of one opening, so that everything needed lies in time that is free. */
function startsIn({ from, until, busy }: Opening, { durationMinutes, bufferMinutes }: Need, now: number): number[] {
  const buffer = bufferMinutes * minuteMs;
  const needed = durationMinutes * minuteMs + buffer;
  const starts: number[] = [];
  for (const free of subtract({ from, until: until + buffer }, busy)) {
    const earliest = Math.max(free.from, now);
    let start = from + Math.ceil((earliest - from) / gridMs) * gridMs;
    for (; start + needed <= free.until; start += gridMs) starts.push(start);
  }
  return starts;
}
