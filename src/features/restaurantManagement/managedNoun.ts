import type { Transaction } from 'kysely';
import type { NumberKind } from '../../database/numbers.js';
import type { Tables } from '../../database/tables.js';
import { ApplicationError } from '../../errors.js';
import type { IdKind } from '../shared/ids.js';
import type { Build } from '../shared/plan.js';

/**
 * What staff can change of the company's restaurants, said once for each table. `Values` are by the field of the
 * mutation's input, as their columns hold them.
 */
export interface ManagedTable<Values extends object = object> {
  readonly table: 'restaurants' | 'locations' | 'dining_tables' | 'table_combinations' | 'special_days' | 'availability_rules' | 'dining_services' | 'booking_policies';
  readonly numbers: NumberKind;
  /** What its rows are part of. */
  readonly of: Holder;
  /** Deleted rows stay for what names them. */
  readonly isKept: boolean;
  readonly fields: ManagedFields<Values>;
  /** Fields that are rows of another table. */
  readonly parts?: ManagedParts<Values>;
  /**
   * @throws badInput naming the field: the whole as it would be does not fit together, or does not fit what it is part
   *   of; ApplicationError CONFLICT while something needs the row as it is.
   */
  check(whole: Whole<Values>): Promise<void>;
  /** The row whose number is asked for, as the graph shows it. */
  readonly read: Build;
}

/** What staff can make, change and remove by an id. */
export interface ManagedNoun<Values extends object = object> extends ManagedTable<Values> {
  /** As messages say it: `dining table`. */
  readonly name: string;
  readonly id: IdKind;
  /** What cached answers depend on that show any of it. */
  readonly resources: readonly string[];
  /** A row of another table that each new row has from the start. */
  readonly beginning?: Beginning;
  /** @throws ApplicationError CONFLICT while something needs the row. */
  checkRemoval?(row: ManagedRow): Promise<void>;
}

/** What rows can be part of, in the order in which they are locked, and the column that says of which one. */
export const holderColumns = { company: 'company_id', restaurant: 'restaurant_number', location: 'location_number' } as const;
export type Holder = keyof typeof holderColumns;

export function isHolder(noun: string): noun is Holder {
  return Object.hasOwn(holderColumns, noun);
}

export interface Beginning {
  readonly table: ManagedTable;
  readonly values: object;
}

export interface ManagedField<Value> {
  /** Null: one of the noun's parts. */
  readonly column: string | null;
  readonly isNullable: boolean;
  /** Of a new row, when its input leaves the field out. */
  readonly initial?: Value;
  /** @throws badInput naming the field. */
  read(name: string, value: unknown): Value;
}

export type ManagedFields<Values> = { readonly [Name in keyof Values]: ManagedField<Values[Name]> };

export interface ManagedParts<Values> {
  find(row: ManagedRow): Promise<Partial<Values>>;
  /** Stores those that were given in place of the present ones. */
  replace(row: ManagedRow, values: Values): Promise<void>;
}

/** A row that is locked with what it is part of: nobody else changes those, or gives out tables there, until the transaction ends. */
export interface ManagedRow {
  readonly transaction: Transaction<Tables>;
  readonly companyId: number;
  /** Of what it is part of. */
  readonly holderNumber: number;
  readonly number: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is to be stored. */
export interface Whole<Values> extends Omit<ManagedRow, 'number'> {
  /** Null: it is new. */
  readonly number: number | null;
  /** As it is stored; null: it is new. */
  readonly before: Values | null;
  readonly values: Values;
  /** The fields that the input mentions: of two that do not fit each other, one of these is at fault. */
  readonly given: ReadonlySet<string>;
}

/** The refusal of an id that the company has nothing by. */
export function unknown(field: string, what: string): ApplicationError {
  return new ApplicationError('NOT_FOUND', { field, message: `There is no such ${what}.` });
}

/**
 * Which of some fields the caller is told of when they do not fit each other: the first that was given. Null: none
 * was, and what has been stored is not at issue.
 */
export function atFault({ given }: Pick<Whole<object>, 'given'>, ...names: readonly string[]): string | null {
  return names.find((name) => given.has(name)) ?? null;
}
