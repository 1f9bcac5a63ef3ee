import { dayMs, dayNumber, timeOfDay, weekdayOf, type Days } from '../days.js';
import { wallClockOf, type WallClock } from '../wallClock.js';
import type { Location, ServiceHours } from './location.js';
import { createConditions, type Conditions } from './conditions.js';

/** One service on one day. */
export interface Opening {
  readonly hours: ServiceHours;
  /** Null: of a special day. */
  readonly service: number | null;
  /** The number of the day on which it opened, and the same as `YYYY-MM-DD`. */
  readonly day: number;
  readonly serviceDay: string;
  /** Epoch milliseconds: the first start, from which all others are counted. */
  readonly from: number;
  /** Nothing starts later. */
  readonly lastStart: number;
  /** Its own interval. */
  readonly slotMs: number;
  readonly conditions: Conditions;
}

const minuteMs = 60_000;
/** An opening lies within so many days of its service day, wherever the zone's clocks are moved. */
export const openingReachDays = 3;

/**
 * The openings of some service days: by day, and of one day the preferred first. A day that the zone passes over has
 * none, nor has a service whose closing or last seating comes before its opening.
 */
export function openingsOf(location: Location, { first, last }: Days): Opening[] {
  const clock = wallClockOf(location.timeZone, (first - openingReachDays) * dayMs, (last + openingReachDays) * dayMs);
  const conditionsOf = createConditions(location.rules);
  const servicesOn = createServices(location);
  const openings: Opening[] = [];
  for (let day = first; day <= last; day++) {
    if (!clock.hasDay(day)) continue;
    const serviceDay = new Date(day * dayMs).toISOString().slice(0, 10);
    for (const { service, hours } of servicesOn(day)) {
      const { from, lastStart } = timeOf(hours, day, clock);
      if (from > lastStart) continue;
      const slotMs = hours.slotIntervalMinutes * minuteMs;
      openings.push({ hours, service, day, serviceDay, from, lastStart, slotMs, conditions: conditionsOf(service, weekdayOf(day)) });
    }
  }
  return openings;
}

/** The number of the day that a location's clocks show. */
export function dayAt(timeZone: string, instant: number): number {
  return wallClockOf(timeZone, instant - dayMs, instant + dayMs).dayAt(instant);
}

/** On the day `day` of a clock. */
function timeOf({ opens, closes, lastSeating }: ServiceHours, day: number, clock: WallClock): Pick<Opening, 'from' | 'lastStart'> {
  const opening = timeOfDay(opens);
  const closing = timeOfDay(closes);
  const last = timeOfDay(lastSeating);
  const on = (time: number, isNextDay: boolean) => clock.instantOf(day * dayMs + time + (isNextDay ? dayMs : 0));
  return {
    from: on(opening, false),
    lastStart: Math.min(on(closing, closing <= opening) - 1, on(last, last < opening)),
  };
}

interface DaysService {
  readonly service: number | null;
  readonly hours: ServiceHours;
}

function createServices({ services, specialDays }: Location): (day: number) => readonly DaysService[] {
  const special = new Map(specialDays.map(({ day, services }) => [dayNumber(day), services.map((hours) => ({ service: null, hours }))]));
  const weekly = services.map((hours) => ({
    service: hours.number,
    hours,
    first: hours.validFrom === null ? -Infinity : dayNumber(hours.validFrom),
    last: hours.validUntil === null ? Infinity : dayNumber(hours.validUntil),
  }));
  return (day) =>
    special.get(day) ?? weekly.filter(({ hours, first, last }) => first <= day && day <= last && hours.weekdays.includes(weekdayOf(day)));
}
