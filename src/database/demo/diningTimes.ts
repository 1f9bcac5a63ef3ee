import type { Temporal } from 'temporal-polyfill';
import { instantOf } from './wallClock.js';
import type { DemoLocation } from './world.js';

const minute = 60_000;

/** A start that guests can be seated at. */
export interface DiningTime {
  /** Epoch milliseconds. */
  readonly startsAt: number;
  /** On which its service opened: `YYYY-MM-DD`, and its ISO weekday. */
  readonly day: string;
  readonly weekday: number;
  /** Null: of a special day. */
  readonly service: number | null;
  readonly serviceName: string;
  readonly asksFirst: boolean;
}

/** Every start of a location's service day. */
export function diningTimesOf({ row, services, specialDays }: DemoLocation, date: Temporal.PlainDate): DiningTime[] {
  const day = date.toString();
  const special = specialDays.find((one) => one.day === day);
  const served =
    special !== undefined
      ? special.services.map((hours) => ({ ...hours, number: null }))
      : services.filter(
          ({ weekdays, valid_from: from, valid_until: until }) => weekdays.includes(date.dayOfWeek) && day >= (from ?? day) && day <= (until ?? day),
        );
  return served.flatMap(({ opens, last_seating: last, slot_interval_minutes: interval, name, number, requires_confirmation: asksFirst }) => {
    const from = instantOf(date, opens, row.time_zone).getTime();
    const until = instantOf(last < opens ? date.add({ days: 1 }) : date, last, row.time_zone).getTime();
    const starts = Math.max(0, Math.floor((until - from) / (interval * minute)) + 1);
    return Array.from({ length: starts }, (_, index) => ({
      startsAt: from + index * interval * minute,
      day,
      weekday: date.dayOfWeek,
      service: number,
      serviceName: name,
      asksFirst,
    }));
  });
}
