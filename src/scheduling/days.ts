/** Milliseconds of a day on a clock that never changes. */
export const dayMs = 86_400_000;

/** Days from the first to the last, both included, as numbers of days since 1970-01-01. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/** The number of a calendar day written `2026-09-14`. */
export function dayNumber(text: string): number {
  return Date.parse(text) / dayMs;
}

/** ISO: 1 is Monday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Milliseconds from midnight to a time written `HH:MM:SS`, with or without a fraction; `24:00:00` is a whole day. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}
