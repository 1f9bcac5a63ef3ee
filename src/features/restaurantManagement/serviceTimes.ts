import { badInput } from '../../errors.js';
import { booleanField, integerField, nameField, textField } from './fieldReaders.js';
import type { ManagedNoun } from './managedNoun.js';

/** When a meal is served, on the wall clock: `HH:MM`, from the database `HH:MM:SS`. */
export interface ServiceTimes {
  readonly name: string;
  readonly opens: string;
  /** At or before the opening: on the next day. */
  readonly closes: string;
  /** Before the opening: on the next day. */
  readonly lastSeating: string;
  readonly slotIntervalMinutes: number;
  readonly requiresConfirmation: boolean;
}

export const serviceTimesFields: ManagedNoun<ServiceTimes>['fields'] = {
  name: nameField(),
  opens: textField('opens'),
  closes: textField('closes'),
  lastSeating: textField('last_seating'),
  slotIntervalMinutes: integerField('slot_interval_minutes', 5, 120),
  requiresConfirmation: booleanField('requires_confirmation'),
};

const dayMinutes = 24 * 60;

/** Minutes of the clock since the service day began. */
export interface Span {
  readonly from: number;
  /** The first minute after it. */
  readonly until: number;
}

export function spanOf({ opens, closes }: Pick<ServiceTimes, 'opens' | 'closes'>): Span {
  const [from, until] = [minutesOf(opens), minutesOf(closes)];
  return { from, until: until <= from ? until + dayMinutes : until };
}

/**
 * Whether two services are open at once.
 * @param days How many days the second one's service day is after the first one's.
 */
export function isOpenTogether(one: Span, other: Span, days: number): boolean {
  const shift = days * dayMinutes;
  return one.from < other.until + shift && other.from + shift < one.until;
}

/** @throws badInput naming `field` when the last start is after the closing. */
export function checkLastSeating(times: ServiceTimes, field: string): void {
  const { from, until } = spanOf(times);
  const last = minutesOf(times.lastSeating);
  if ((last < from ? last + dayMinutes : last) > until) throw badInput(field, 'must not be after the closing');
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
