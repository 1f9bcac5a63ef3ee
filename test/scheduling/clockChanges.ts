import { Temporal } from 'temporal-polyfill';
import { isFull } from '../support/counts.js';

/** A moment at which the clocks of a zone are changed; or any moment, of a zone where they are not. */
export interface ClockChange {
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export function nameOf({ timeZone, at }: ClockChange): string {
  return `${timeZone}, ${new Date(at).toISOString().slice(0, 16)}Z`;
}

const middle = Temporal.Instant.from('2026-06-15T00:00:00Z');
/** Local mean times, before this, differ by odd seconds. */
const earliest = Date.parse('1990-01-01T00:00:00Z');

export const everyZone: readonly string[] = Intl.supportedValuesOf('timeZone');

/** The last change of a zone before the middle of 2026 and the next one after it. */
export function changesOf(timeZone: string): ClockChange[] {
  const zoned = middle.toZonedDateTimeISO(timeZone);
  const found = [zoned.getTimeZoneTransition('previous'), zoned.getTimeZoneTransition('next')]
    .flatMap((transition) => (transition === null ? [] : [transition.epochMilliseconds]))
    .filter((at) => at > earliest);
  return (found.length === 0 ? [middle.epochMilliseconds] : found).map((at) => ({ timeZone, at }));
}

/** The first change of a zone from a day on. */
function changeAfter(timeZone: string, day: string): ClockChange {
  const transition = Temporal.Instant.from(`${day}T00:00:00Z`).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  if (transition === null) throw new Error(`${timeZone} has no change after ${day}.`);
  return { timeZone, at: transition.epochMilliseconds };
}

/** Every kind of change that there has been since people book online, and some from before. */
export const unusualChanges: readonly ClockChange[] = [
  // By half an hour.
  changeAfter('Australia/Lord_Howe', '2026-03-01'),
  changeAfter('Australia/Lord_Howe', '2026-09-01'),
  changeAfter('America/Caracas', '2016-04-01'),
  changeAfter('Asia/Pyongyang', '2018-05-01'),
  // By two hours.
  changeAfter('Antarctica/Troll', '2026-03-01'),
  changeAfter('Antarctica/Troll', '2026-10-01'),
  // Over a whole day.
  changeAfter('Pacific/Apia', '2011-12-01'),
  changeAfter('Pacific/Fakaofo', '2011-12-01'),
  changeAfter('Pacific/Kwajalein', '1993-08-01'),
  // At midnight: a day without its first hour, a day whose last hour comes twice.
  changeAfter('Africa/Cairo', '2026-04-01'),
  changeAfter('Africa/Cairo', '2026-10-01'),
  changeAfter('America/Asuncion', '2023-09-01'),
  changeAfter('America/Asuncion', '2024-03-01'),
  changeAfter('America/Sao_Paulo', '2018-10-01'),
  changeAfter('America/Havana', '2026-10-15'),
  // A minute past midnight: a new day begins, and the old one is back.
  changeAfter('America/St_Johns', '2010-03-01'),
  changeAfter('America/St_Johns', '2010-10-01'),
  // Late in the evening.
  changeAfter('America/Nuuk', '2026-03-01'),
  changeAfter('America/Nuuk', '2026-10-01'),
  // Twice within weeks.
  changeAfter('Africa/Casablanca', '2026-02-01'),
  changeAfter('Africa/Casablanca', '2026-03-01'),
  changeAfter('Europe/London', '2026-03-01'),
  changeAfter('Europe/London', '2026-10-01'),
];

/** With full counts every zone, else one in sixty. */
export function changesToTry(): ClockChange[] {
  return [...unusualChanges, ...everyZone.filter((_, index) => isFull || index % 60 === 7).flatMap(changesOf)];
}
