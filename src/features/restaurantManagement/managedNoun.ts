import type { Transaction } from 'kysely';
import type { NumberKind } from '../../database/numbers.js';
import type { Tables } from '../../database/tables.js';
import { ApplicationError } from '../../errors.js';
import type { IdKind } from '../shared/ids.js';
import type { Build } from '../shared/plan.js';

/**
 * What staff can make, change and remove of a location, said once for each noun. `Values` are by the field of the
 * mutation's input, as their columns hold them.
 */
export interface ManagedNoun<Values extends object = object> {
  /** As messages say it: `dining table`. */
  readonly name: string;
  readonly table: 'dining_tables' | 'table_combinations' | 'special_days' | 'availability_rules' | 'dining_services';
  readonly id: IdKind;
  readonly numbers: NumberKind;
  /** Deleted rows stay for what names them. */
  readonly isKept: boolean;
  readonly fields: { readonly [Name in keyof Values]: ManagedField<Values[Name]> };
  /** Fields that are rows of another table. */
  readonly parts?: ManagedParts<Values>;
  /** @throws badInput naming the field: the whole as it would be does not fit together, or does not fit the location. */
  check(whole: Whole<Values>): Promise<void>;
  /** @throws ApplicationError CONFLICT while something needs the row. */
  checkRemoval?(row: ManagedRow): Promise<void>;
  /** The row whose number is asked for, as the graph shows it. */
  readonly read: Build;
}

export interface ManagedField<Value> {
  /** Null: one of the noun's parts. */
  readonly column: string | null;
  readonly isNullable: boolean;
  /** @throws badInput naming the field. */
  read(name: string, value: unknown): Value;
}

export interface ManagedParts<Values> {
  find(row: ManagedRow): Promise<Partial<Values>>;
  /** Stores those that were given in place of the present ones. */
  replace(row: ManagedRow, values: Values): Promise<void>;
}

/** A row whose location nobody else changes or gives out tables of until the transaction ends. */
export interface ManagedRow {
  readonly transaction: Transaction<Tables>;
  readonly companyId: number;
  readonly locationNumber: number;
  readonly number: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is to be stored. */
export interface Whole<Values> extends Omit<ManagedRow, 'number'> {
  /** Null: it is new. */
  readonly number: number | null;
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
