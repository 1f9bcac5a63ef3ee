import type { AvailabilityRule } from './location.js';

/** What the strictest rules ask of the reservations of a service on a day. */
export interface Conditions {
  readonly bufferBeforeMs: number;
  readonly bufferAfterMs: number;
  /** Infinity: any number, as `maxReservations`. */
  readonly maxCovers: number;
  readonly maxReservations: number;
}

const minuteMs = 60_000;

/** @returns the conditions of a service (null: of a special day) on an ISO weekday. */
export function createConditions(rules: readonly AvailabilityRule[]): (service: number | null, weekday: number) => Conditions {
  const known = new Map<string, Conditions>();
  return (service, weekday) => {
    const key = `${service} ${weekday}`;
    let conditions = known.get(key);
    if (conditions === undefined) {
      conditions = strictest(rules.filter((rule) => (rule.service === null || rule.service === service) && rule.weekdays.includes(weekday)));
      known.set(key, conditions);
    }
    return conditions;
  };
}

function strictest(rules: readonly AvailabilityRule[]): Conditions {
  return {
    bufferBeforeMs: Math.max(0, ...rules.map((rule) => rule.bufferBeforeMinutes)) * minuteMs,
    bufferAfterMs: Math.max(0, ...rules.map((rule) => rule.bufferAfterMinutes)) * minuteMs,
    maxCovers: Math.min(...rules.map((rule) => rule.maxCoversPerSlot ?? Infinity)),
    maxReservations: Math.min(...rules.map((rule) => rule.maxReservationsPerSlot ?? Infinity)),
  };
}
