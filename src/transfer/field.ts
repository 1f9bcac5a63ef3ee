import type { IdKind } from '../features/shared/ids.js';

/**
 * What a line of an import's file holds, as data: `readValue.ts` reads it, `writeLine.ts` writes it, and
 * `documentation.ts` says it.
 */
export type Field = Common & FieldKind;

interface Common {
  /** Absent, or null: there is none. */
  readonly isNullable?: true;
  /** Taken when the field is absent. Without it, and unless it is nullable, the field is needed. */
  readonly default?: boolean | number | string | readonly string[];
  /** For the documentation: what the name does not tell. */
  readonly about?: string;
}

/** Lengths are in characters, bounds are inclusive. `column` is where the value is kept. */
type FieldKind =
  /** One line of text, trimmed; at least one character unless told, and if it is nullable an empty one is null. */
  | { readonly kind: 'line'; readonly column: string; readonly least?: 0; readonly most: number }
  /** Any number of lines, as they are. */
  | { readonly kind: 'text'; readonly column: string; readonly most: number }
  | { readonly kind: 'email'; readonly column: string; readonly most: number }
  | { readonly kind: 'boolean'; readonly column: string }
  | { readonly kind: 'integer'; readonly column: string; readonly least: number; readonly most?: number }
  | { readonly kind: 'decimal'; readonly column: string; readonly above: number }
  | { readonly kind: 'choice'; readonly column: string; readonly of: readonly string[] }
  /** A list of different ones, at least one. */
  | { readonly kind: 'choices'; readonly column: string; readonly of: readonly string[] }
  /** A list of lines. */
  | { readonly kind: 'lines'; readonly column: string; readonly most: number }
  /** A list of different ISO weekdays, at least one. */
  | { readonly kind: 'weekdays'; readonly column: string }
  | { readonly kind: 'instant'; readonly column: string }
  /** A calendar day. */
  | { readonly kind: 'day'; readonly column: string }
  /** A time on the wall clock. */
  | { readonly kind: 'clock'; readonly column: string }
  | { readonly kind: 'timeZone'; readonly column: string }
  | { readonly kind: 'currency'; readonly column: string }
  /** `currency` is the column of its currency; absent: the amount is always in the company's. */
  | { readonly kind: 'money'; readonly column: string; readonly currency?: string }
  /** What a questionnaire can be answered with. */
  | { readonly kind: 'answer'; readonly column: string }
  | { readonly kind: 'reference'; readonly column: string; readonly to: IdKind }
  /** A list of different ids, kept as rows of `link`. */
  | { readonly kind: 'references'; readonly to: IdKind; readonly link: Link };

/** A table of pairs. */
export interface Link {
  readonly table: string;
  /** The column of the number of the row that has the list. */
  readonly owner: string;
  /** The column of the listed number. */
  readonly column: string;
  /** The column of the place in the list; absent: the list has no order. */
  readonly position?: string;
}

/** Fields by their name, or those of an object inside the line. */
export interface Fields {
  readonly [name: string]: Field | { readonly fields: Fields };
}

/** A field with the way to it: `payment.method`. */
export interface PlacedField {
  readonly path: string;
  readonly field: Field;
}

/** Every field, those of inner objects by their path. */
export function flatten(fields: Fields, prefix = ''): PlacedField[] {
  return Object.entries(fields).flatMap(([name, entry]) =>
    'fields' in entry ? flatten(entry.fields, `${prefix}${name}.`) : [{ path: prefix + name, field: entry }],
  );
}

/** Whether a line can do without it. */
export function isOptional(field: Field): boolean {
  return field.isNullable === true || field.default !== undefined;
}

/** The largest number that a row or an amount can have: PostgreSQL's integer. */
export const largestInteger = 2_147_483_647;
