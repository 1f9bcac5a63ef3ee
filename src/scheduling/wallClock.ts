import { Temporal } from 'temporal-polyfill';
import { dayMs } from './days.js';

/**
 * What the clocks of a time zone show. Wall-clock time is a number here: the milliseconds that a clock in UTC which
 * showed the same would be past 1970-01-01, so that days and times are plain arithmetic.
 *
 * The zone's rules are looked up when the clock is made, and only for its span; everything after that is arithmetic.
 */
export interface WallClock {
  /**
   * When the clocks show a wall-clock time.
   * - A time that they show twice, because they are set back over it: the first of the two.
   * - A time that they never show, because they are set forward over it: as long after the change as the time is after
   *   the last one shown before it. So 01:30 is 02:30 where the clocks go from 01:00 to 02:00.
   *
   * @see https://tc39.es/proposal-temporal/docs/ambiguity.html `compatible`
   */
  instantOf(wallTime: number): number;
  wallTimeAt(instant: number): number;
  /** The number of the day that the clocks show. */
  dayAt(instant: number): number;
  /** False for a day that the zone passes over, as when it moves to the other side of the date line. */
  hasDay(day: number): boolean;
}

/** Since an instant, until the next one of the list, clocks are so many milliseconds ahead of UTC. */
interface Stretch {
  readonly from: number;
  readonly offset: number;
}

/**
 * @param from Epoch milliseconds, as `until`: the clock is right between them, and beyond as long as the zone's clocks
 *   are not changed.
 * @throws RangeError when there is no such zone.
 */
export function wallClockOf(timeZone: string, from: number, until: number): WallClock {
  const stretches = stretchesOf(timeZone, from, until);

  const instantOf = (wallTime: number): number => {
    let before = 0;
    for (const [index, { from: start, offset }] of stretches.entries()) {
      const instant = wallTime - offset;
      // Beyond the stretch before, and not yet in this one.
      if (instant < start) return wallTime - before;
      if (instant < (stretches[index + 1]?.from ?? Infinity)) return instant;
      before = offset;
    }
    return wallTime - before;
  };

  const wallTimeAt = (instant: number): number => {
    let offset = 0;
    for (const stretch of stretches) {
      if (stretch.from > instant) break;
      offset = stretch.offset;
    }
    return instant + offset;
  };

  return {
    instantOf,
    wallTimeAt,
    dayAt: (instant) => Math.floor(wallTimeAt(instant) / dayMs),
    hasDay: (day) => instantOf(day * dayMs) < instantOf((day + 1) * dayMs),
  };
}

function stretchesOf(timeZone: string, from: number, until: number): Stretch[] {
  let zoned = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const stretches = [{ from: -Infinity, offset: offsetOf(zoned) }];
  for (;;) {
    const next = zoned.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= until) return stretches;
    stretches.push({ from: next.epochMilliseconds, offset: offsetOf(next) });
    zoned = next;
  }
}

function offsetOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 1_000_000;
}
