import { badInput } from '../../errors.js';

/** What a row is sorted by, as it travels in a cursor. */
export type CursorValue = string | number | boolean;

/** An opaque keyset cursor: base64url of the sort keys as JSON. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** How one part of a cursor must look, so that nothing else ever reaches the database. */
export type CursorPart =
  /** UTC without a zone, to the microsecond. */
  | 'instant'
  | 'number'
  /** Any that PostgreSQL can store. */
  | 'text'
  | 'boolean'
  /** A bigint identity, as far as JavaScript's numbers are exact. */
  | 'identity'
  /** 0 or 1. */
  | 'half'
  /** Epoch milliseconds. */
  | 'moment';

const instantPattern = /^(?!0000)\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$/;
/** NUL, and halves of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u;
const largestInteger = 2_147_483_647;
/** The year 9999, in epoch milliseconds. */
const largestMoment = 253_402_300_799_999;

const checks: Record<CursorPart, (value: unknown) => boolean> = {
  instant: (value) => typeof value === 'string' && instantPattern.test(value) && isDay(value.slice(0, 10)),
  number: (value) => isWhole(value, largestInteger),
  text: (value) => typeof value === 'string' && !unstorable.test(value),
  boolean: (value) => typeof value === 'boolean',
  identity: (value) => isWhole(value, Number.MAX_SAFE_INTEGER),
  half: (value) => value === 0 || value === 1,
  moment: (value) => isWhole(value, largestMoment),
};

/**
 * The sort keys in a cursor.
 * @throws badInput naming `after` when the text is not a cursor of this list.
 */
export function decodeCursor(cursor: string, parts: readonly CursorPart[]): CursorValue[] {
  const values = parse(cursor);
  const fits = values.length === parts.length && parts.every((part, index) => checks[part](values[index]));
  if (!fits) throw badInput('after', 'must be a cursor from the same list');
  return values as CursorValue[];
}

function parse(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function isDay(text: string): boolean {
  const midnight = Date.parse(text);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
