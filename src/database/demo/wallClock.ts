import { Temporal } from 'temporal-polyfill';

/** The instant at which the clocks of a zone show a time of a day. `time` is `HH:MM`. */
export function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): Date {
  return new Date(day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone).epochMilliseconds);
}

/** Whether the desk is open then: from seven to ten. */
export function isDeskOpen(at: Date, timeZone: string): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return hour >= 7 && hour < 22;
}

/** So many days or months later, at the same time on the wall clock of a zone. */
export function addOnWallClock(at: Date, period: { days: number } | { months: number }, timeZone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(zoned.add(period).epochMilliseconds);
}
