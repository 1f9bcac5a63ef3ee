import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * An instant. Read: RFC 3339 with a zone, kept as `2026-09-14T17:30:00.000Z`. Written from a Date, from epoch
 * milliseconds, or from PostgreSQL's text of a UTC moment (`2026-09-14T17:30:00.5`, with or without `+00:00`).
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export const DateTime = textScalar('DateTime', readInstant, writeInstant);

/** `2026-09-14`, a day that exists. */
export const LocalDate = textScalar('LocalDate', (text) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null || !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) throw new Error('Write an existing day as 2026-09-14.');
  return text;
});

/** `2026-09-14T18:30:00`, on a day that exists. */
export const LocalDateTime = textScalar('LocalDateTime', (text) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.exec(text);
  if (parts === null || !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) throw new Error('Write wall-clock time as 2026-09-14T18:30:00.');
  return text;
});

/** `18:30`; from PostgreSQL's `18:30:00`. */
export const LocalTime = textScalar('LocalTime', readLocalTime, (value) => readLocalTime(asText(value).slice(0, 5)));

/** An IANA zone that this machine knows. */
export const TimeZone = textScalar('TimeZone', (text) => {
  if (!isTimeZone(text)) throw new Error('Write a zone as Europe/London.');
  return text;
});

/** An ISO 4217 code by its form. */
export const CurrencyCode = textScalar('CurrencyCode', (text) => {
  if (!/^[A-Z]{3}$/.test(text)) throw new Error('Write a currency as three capital letters.');
  return text;
});

/** What a questionnaire can be answered with. */
export type Answer = string | number | boolean | string[];

/** A string, a number, a Boolean or a list of strings, written as it is stored: the table holds nothing else. */
export const AnswerValue = new GraphQLScalarType<Answer, Answer>({
  name: 'AnswerValue',
  serialize: (value) => {
    if (!isAnswer(value)) throw new Error('The resolver did not return an answer.');
    return value;
  },
  parseValue: (value) => {
    if (!isAnswer(value)) throw new Error('A string, a number, a Boolean or a list of strings is expected.');
    return value;
  },
});

function isAnswer(value: unknown): value is Answer {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

export const scalars = { DateTime, LocalDate, LocalDateTime, LocalTime, TimeZone, CurrencyCode, AnswerValue };

/** A scalar that is text on the wire. `read` throws a sentence that tells the caller how to write it. */
function textScalar(name: string, read: (text: string) => string, write: (value: unknown) => string = asText): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    serialize: write,
    parseValue: (value) => {
      if (typeof value !== 'string') throw new Error('A string is expected.');
      return read(value);
    },
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw new Error(`Expected type "${name}". A string is expected.`);
      return read(node.value);
    },
  });
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('The resolver did not return text.');
  return value;
}

function readLocalTime(text: string): string {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new Error('Write a time of day as 18:30.');
  return text;
}

const instant = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function readInstant(text: string): string {
  const parts = instant.exec(text);
  if (parts === null || !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) {
    throw new Error('Write an instant with its zone, as 2026-09-14T17:30:00Z.');
  }
  const moment = new Date(text);
  const year = moment.getUTCFullYear();
  // A zone can push the first or last day out of the years that PostgreSQL and ISO 8601 share.
  if (year < 1 || year > 9999) throw new Error('The year must be from 0001 to 9999.');
  return moment.toISOString();
}

/** The common form is spliced, not parsed: a page of answers holds hundreds of them. */
function writeInstant(value: unknown): string {
  if (typeof value === 'string') {
    const { length } = value;
    if (value.charCodeAt(10) === 84 /* T */) {
      if (length === 19) return `${value}.000Z`;
      if (length === 24 && value.charCodeAt(23) === 90 /* Z */) return value;
    }
    const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:Z|\+00(?::?00)?)?$/.exec(value);
    if (parts !== null) return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
  }
  const moment = value instanceof Date ? value : new Date(typeof value === 'number' || typeof value === 'string' ? value : NaN);
  if (Number.isNaN(moment.getTime())) throw new Error('The resolver did not return an instant.');
  return moment.toISOString();
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day <= days;
}

function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are zones to Intl, and no IANA names.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
