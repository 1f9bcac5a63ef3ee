import type { ZoneCheck } from '../database/timeZones.js';
import { wellFormedEmail } from '../features/customers/customerProfile.js';
import { type IdKind, idOf, numberOf } from '../features/shared/ids.js';
import { unstorable } from '../features/shared/text.js';
import { DateTime, LocalDate } from '../graphql/scalars.js';
import { type Field, largestInteger } from './field.js';

/** Why a value is refused, to be read behind the field: `must be a string`. */
export class Refused extends Error {
  /** `within`: what of the value is at fault: `.amount`. */
  constructor(
    readonly sentence: string,
    readonly within = '',
  ) {
    super(sentence);
  }
}

/** What values are read against. */
export interface Surroundings {
  /** Of the company, ISO 4217. */
  readonly currency: string;
  readonly checkZone: ZoneCheck;
  /** Whether the company, or a line before this one, has the row. */
  readonly has: (kind: IdKind, number: number) => boolean;
}

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

type Readers = { readonly [Kind in Field['kind']]: (value: unknown, field: Extract<Field, { kind: Kind }>, around: Surroundings) => unknown };

/**
 * A value of a line as its column keeps it: JSON that PostgreSQL reads, numbers in place of ids, `Money` for two columns.
 * @throws Refused
 */
export function readValue(value: unknown, field: Field, around: Surroundings): unknown {
  const read = readers[field.kind] as (value: unknown, field: Field, around: Surroundings) => unknown;
  return read(value, field, around);
}

const readers: Readers = {
  line(value, { least = 1, most, isNullable }) {
    // What a form that was left empty has stored.
    if (least === 1 && isNullable === true && value === '') return null;
    return readLine(value, least, most);
  },
  text(value, { most }) {
    const text = readString(value);
    if (unstorable.test(text)) throw new Refused('has a character that is not text');
    return withLength(text, 0, most);
  },
  email(value, { most }) {
    const email = readLine(value, 1, most);
    if (!wellFormedEmail.test(email)) throw new Refused('must be an e-mail address such as noor@example.org');
    return email;
  },
  boolean(value) {
    if (typeof value !== 'boolean') throw new Refused('must be true or false');
    return value;
  },
  integer: (value, { least, most = largestInteger }) => readWhole(value, least, most),
  decimal(value, { above }) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refused('must be a number');
    if (value <= above) throw new Refused(`must be above ${above}`);
    return value;
  },
  choice: (value, { of }) => readChoice(value, of),
  choices(value, { of }) {
    const choices = different(readList(value).map((item, index) => at(index, () => readChoice(item, of))));
    if (choices.length === 0) throw new Refused(`must have at least one of ${of.join(', ')}`);
    return choices;
  },
  lines: (value, { most }) => readList(value).map((item, index) => at(index, () => readLine(item, 1, most))),
  weekdays(value) {
    const days = different(readList(value).map((item, index) => at(index, () => readWhole(item, 1, 7))));
    if (days.length === 0) throw new Refused('must have at least one weekday, 1 (Monday) to 7');
    return days;
  },
  instant(value) {
    const instant = readScalar(() => DateTime.parseValue(value), 'must be an instant with its zone, such as 2026-09-14T17:30:00.000Z');
    const year = Number(instant.slice(0, 4));
    // Later, the end of something that lasts, or its time on a wall clock, would leave the years that can be written.
    if (year < 1900 || year > 2199) throw new Refused('must be in the years 1900 to 2199');
    return instant;
  },
  day: (value) => readScalar(() => LocalDate.parseValue(value), 'must be an existing day such as 2026-09-14'),
  clock(value) {
    const time = readString(value);
    if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) throw new Refused('must be a time such as 09:00');
    return time;
  },
  timeZone(value, _, { checkZone }) {
    const name = readString(value);
    const zone = checkZone(name);
    if ('problem' in zone) throw new Refused(zone.problem);
    return name;
  },
  currency(value) {
    const currency = readCurrency(value);
    if (!Intl.supportedValuesOf('currency').includes(currency)) throw new Refused('must be an ISO 4217 code such as GBP');
    return currency;
  },
  money(value, { currency: column }, around): Money {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('must be an object with amount and currency');
    const { amount, currency, ...others } = value as Record<string, unknown>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new Refused('is not a field of this file', `.${unknown}`);
    if (amount === undefined) throw new Refused('is missing', '.amount');
    if (currency === undefined) throw new Refused('is missing', '.currency');
    const money = { amount: within('.amount', () => readWhole(amount, 0, largestInteger)), currency: within('.currency', () => readCurrency(currency)) };
    if (column === undefined && money.currency !== around.currency) throw new Refused(`must be the company's, ${around.currency}`, '.currency');
    return money;
  },
  answer(value) {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const strings = typeof value === 'string' ? [value] : value;
    if (!Array.isArray(strings) || strings.some((item) => typeof item !== 'string')) throw new Refused('must be a string, a number, true, false or a list of strings');
    for (const text of strings as string[]) {
      if (unstorable.test(text)) throw new Refused('has a character that is not text');
      withLength(text, 0, longestAnswer);
    }
    return value;
  },
  reference: (value, { to }, around) => readReference(value, to, around),
  references: (value, { to }, around) => different(readList(value).map((item, index) => at(index, () => readReference(item, to, around)))),
};

const longestAnswer = 20_000;
const mostItems = 1000;

function readString(value: unknown): string {
  if (typeof value !== 'string') throw new Refused('must be a string');
  return value;
}

function readLine(value: unknown, least: number, most: number): string {
  const text = readString(value);
  // Before trimming: some control characters count as white space.
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) throw new Refused('must be one line without control characters');
  return withLength(text.trim(), least, most);
}

function withLength(text: string, least: number, most: number): string {
  if (text.length < least) throw new Refused('must not be empty');
  // Counted by character only when it may matter: a character takes one or two of these.
  if (text.length > most && Array.from(text).length > most) throw new Refused(`must have at most ${most.toLocaleString('en')} characters`);
  return text;
}

function readWhole(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Refused('must be a whole number');
  if (value < least || value > most) throw new Refused(`must be ${least} to ${most}`);
  return value;
}

function readChoice(value: unknown, of: readonly string[]): string {
  if (typeof value !== 'string' || !of.includes(value)) throw new Refused(`must be ${of.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`);
  return value;
}

function readCurrency(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Z]{3}$/.test(value)) throw new Refused('must be an ISO 4217 code such as GBP');
  return value;
}

function readReference(value: unknown, to: IdKind, { has }: Surroundings): number {
  const number = numberOf(to, value);
  if (number === null) throw new Refused(`must be an id such as ${idOf(to, 8801)}`);
  if (!has(to, number)) throw new Refused(`is ${idOf(to, number)}, which is neither in the company nor in the folder`);
  return number;
}

function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Refused('must be a list');
  if (value.length > mostItems) throw new Refused(`must have at most ${mostItems} items`);
  return value;
}

function different<Item>(items: readonly Item[]): readonly Item[] {
  if (new Set(items).size < items.length) throw new Refused('must not have the same twice');
  return items;
}

function readScalar(read: () => string, sentence: string): string {
  try {
    return read();
  } catch {
    throw new Refused(sentence);
  }
}

function at<Item>(index: number, read: () => Item): Item {
  return within(`.${index}`, read);
}

/** Reads a part of a value; a refusal says which part. */
function within<Part>(part: string, read: () => Part): Part {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.sentence, part + error.within) : error;
  }
}
