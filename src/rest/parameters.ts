import { Temporal } from 'temporal-polyfill';
import { ApplicationError, badInput } from '../errors.js';
import type { RouteInput } from './route.js';

/**
 * Readers of query values and body fields. Each throws `badInput` naming the parameter; a row never looks at a raw
 * value itself. Complaints are written to follow the name: `page: must be a whole number, 0 or more`.
 */

export type Query = RouteInput['query'];

export interface Page {
  /** Zero-based. */
  page: number;
  /** 1 to 100. */
  pageSize: number;
  /** Whether the caller asked for a page: an unpaged list then answers the paged envelope. */
  isPaged: boolean;
}

export interface TextBounds {
  /** Characters, 1 when absent. */
  least?: number;
  /** Characters. */
  most: number;
}

const longestValue = 1000;
/** GraphQL's Int. */
const largestInt = 2_147_483_647;
const defaultPageSize = 30;
const largestPageSize = 100;

/** What PostgreSQL cannot store: NUL, and halves of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u;

/** A parameter's value, undefined when it is absent. */
export function readText(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badInput(name, 'must be given once');
  return checkText(name, value, { least: 0, most: longestValue });
}

/** `page` (0 or more) and `pageSize` (1 or more; above 100 it is taken as 100). */
export function readPage(query: Query): Page {
  const page = readWholeNumber(query, 'page', 0);
  const pageSize = readWholeNumber(query, 'pageSize', 1);
  if (page !== undefined && page > largestInt) throw badInput('page', `must be at most ${largestInt}`);
  return {
    page: page ?? 0,
    pageSize: Math.min(pageSize ?? defaultPageSize, largestPageSize),
    isPaged: page !== undefined || pageSize !== undefined,
  };
}

/** `true` or `1`, `false` or `0`, in any case. */
export function readBoolean(query: Query, name: string): boolean | undefined {
  const text = readText(query, name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw badInput(name, 'must be true or false');
}

/** One of a few words, as they are written. */
export function readChoice<Choice extends string>(query: Query, name: string, choices: readonly Choice[]): Choice | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw badInput(name, `must be one of ${choices.join(', ')}`);
  return choice;
}

/**
 * A calendar day, `2026-09-14`. An ISO date-time is taken as the day it falls on: in `timeZone` when it is an
 * instant (`Z` or an offset), as written when it has no zone.
 */
export function readDate(query: Query, name: string, timeZone: string): string | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  if (isDate(text)) return text;
  const parts = dateTime.exec(text);
  const instant = instantOf(parts);
  if (parts === null || instant === undefined) throw badInput(name, 'must be an ISO date such as 2026-09-14');
  const isZoned = parts[3] !== undefined;
  if (!isZoned) return parts[1];
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** A calendar day as it is written, `2026-09-14`, and nothing else. */
export function readDay(query: Query, name: string): string | undefined {
  const text = readText(query, name);
  if (text !== undefined && !isDate(text)) throw badInput(name, 'must be a date such as 2026-09-14');
  return text;
}

/** A whole number written in digits. Narrower bounds are the graph's. */
export function readInteger(query: Query, name: string): number | undefined {
  const value = readWholeNumber(query, name, 0);
  if (value !== undefined && value > largestInt) throw badInput(name, `must be at most ${largestInt}`);
  return value;
}

/**
 * An instant in UTC with milliseconds, `2026-09-14T17:30:00.000Z`. An offset is converted; a date-time without a
 * zone is UTC, as is midnight of a plain date.
 */
export function readInstant(query: Query, name: string): string | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  const instant = isDate(text) ? Date.parse(text) : instantOf(dateTime.exec(text));
  if (instant === undefined) throw badInput(name, 'must be an ISO date-time in UTC such as 2026-09-14T17:30:00.000Z');
  return new Date(instant).toISOString();
}

/**
 * The body as an object.
 * @param known When given, any other key is refused by its name.
 * @throws BAD_REQUEST when there is no body, BAD_USER_INPUT when it is something else than an object.
 */
export function bodyObject(body: unknown, known?: readonly string[]): Readonly<Record<string, unknown>> {
  if (body === undefined) throw new ApplicationError('BAD_REQUEST', { field: 'body', message: 'must be a JSON object, and is empty' });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badInput('body', 'must be a JSON object');
  const object = body as Record<string, unknown>;
  const stranger = known === undefined ? undefined : Object.keys(object).find((key) => !known.includes(key));
  if (stranger !== undefined) throw badInput(stranger.slice(0, 100), 'is not a field of this request');
  return object;
}

/** A text that the body must have. */
export function textField(object: Readonly<Record<string, unknown>>, name: string, bounds: TextBounds): string {
  const value = fieldOf(object, name);
  if (value === undefined || value === null) throw badInput(name, 'is required');
  return checkField(name, value, bounds);
}

/** A text that the body may have; null when the caller says null, undefined when the key is absent. */
export function optionalTextField(
  object: Readonly<Record<string, unknown>>,
  name: string,
  bounds: TextBounds,
): string | null | undefined {
  const value = fieldOf(object, name);
  return value === undefined || value === null ? value : checkField(name, value, bounds);
}

/** A calendar day that the body must have, as `readDay` takes it. */
export function dayField(object: Readonly<Record<string, unknown>>, name: string): string {
  const text = textField(object, name, { most: longestValue });
  if (!isDate(text)) throw badInput(name, 'must be a date such as 2026-09-14');
  return text;
}

/** A whole number that the body may have; undefined when it is null or absent. Narrower bounds are the graph's. */
export function optionalIntegerField(object: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = fieldOf(object, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw badInput(name, 'must be a whole number');
  if (Math.abs(value) > largestInt) throw badInput(name, `must be at most ${largestInt}`);
  return value;
}

/** An instant that the body may have, which says its zone; in UTC with milliseconds. */
export function optionalInstantField(object: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const text = optionalTextField(object, name, { most: longestValue });
  if (text === undefined || text === null) return undefined;
  const parts = dateTime.exec(text);
  const instant = parts?.[3] === undefined ? undefined : instantOf(parts);
  if (instant === undefined) throw badInput(name, 'must be an ISO date-time in UTC such as 2026-09-14T17:30:00.000Z');
  return new Date(instant).toISOString();
}

/** One of a few words that the body may have; undefined when it is null or absent. */
export function optionalChoiceField<Choice extends string>(object: Readonly<Record<string, unknown>>, name: string, choices: readonly Choice[]): Choice | undefined {
  const text = optionalTextField(object, name, { least: 0, most: longestValue });
  if (text === undefined || text === null) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw badInput(name, `must be one of ${choices.join(', ')}`);
  return choice;
}

/**
 * An object that the body has in one of its fields, read by `read`, whose complaints are then about `guest.email`.
 * @param known Any other key is refused.
 */
export function objectField<T>(object: Readonly<Record<string, unknown>>, name: string, known: readonly string[], read: (inner: Readonly<Record<string, unknown>>) => T): T {
  const value = fieldOf(object, name);
  if (value === undefined || value === null) throw badInput(name, 'is required');
  if (typeof value !== 'object' || Array.isArray(value)) throw badInput(name, 'must be a JSON object');
  try {
    return read(bodyObject(value, known));
  } catch (error) {
    if (error instanceof ApplicationError && error.field !== undefined) throw badInput(`${name}.${error.field}`, error.message);
    throw error;
  }
}

export function optionalBooleanField(object: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = fieldOf(object, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw badInput(name, 'must be true or false');
  return value;
}

/** Own keys only: a body cannot be asked for `constructor`. */
function fieldOf(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function checkField(name: string, value: unknown, bounds: TextBounds): string {
  if (typeof value !== 'string') throw badInput(name, 'must be a string');
  return checkText(name, value, bounds);
}

function checkText(name: string, text: string, { least = 1, most }: TextBounds): string {
  if (text.length < least) throw badInput(name, least === 1 ? 'must not be empty' : `must have at least ${least} characters`);
  if (text.length > most) throw badInput(name, `must have at most ${most} characters`);
  if (unstorable.test(text)) throw badInput(name, 'has a character that is not text');
  return text;
}

/** Undefined when absent. Digits only: `1e2`, `5.0` and `+5` are not whole numbers to the documented API. */
function readWholeNumber(query: Query, name: string, least: number): number | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least)) throw badInput(name, `must be a whole number, ${least} or more`);
  return value;
}

/** A date, the time, and the zone if there is one. */
const dateTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?$/;

/** Epoch milliseconds; without a zone the time is UTC. Undefined when the calendar or the clock has no such moment. */
function instantOf(parts: RegExpExecArray | null): number | undefined {
  if (parts === null || parts[1] === undefined || !isDate(parts[1])) return undefined;
  const instant = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`);
  return instant >= firstInstant && instant <= lastInstant ? instant : undefined;
}

/** A day inside the first and last date, so that an instant is one of them in every zone. */
const firstInstant = Date.parse('0001-01-02');
const lastInstant = Date.parse('9999-12-30');

/** Whether the text is a day of the calendar, from the year 1 on: the database has no year 0. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false;
  const midnight = Date.parse(text);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
