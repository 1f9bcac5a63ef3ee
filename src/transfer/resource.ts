import type { NumberKind } from '../database/numbers.js';
import type { Tables } from '../database/tables.js';
import type { IdKind } from '../features/shared/ids.js';
import type { Fields } from './field.js';

/** One file of an import or export, and the table that it fills. Everything about them follows from it. */
export interface Resource {
  /** The file is called after it: `customers.ndjson`. */
  readonly table: keyof Tables;
  /** For the documentation. */
  readonly summary: string;
  /** The kinds of its ids: one, or two where one table keeps two number spaces. */
  readonly spaces: readonly [NumberSpace, ...NumberSpace[]];
  /** All but the `id`. */
  readonly fields: Fields;
  readonly rules?: readonly Rule[];
  readonly unique?: readonly Unique[];
  /** Columns that follow from others of the row. */
  readonly derived?: Readonly<Record<string, (columns: Columns) => unknown>>;
  /** Columns copied from a row that it refers to. */
  readonly copied?: Copied;
  /** The column of a number by which rules compare it with other rows. */
  readonly parent?: string;
  /** What the graph's `@cached` calls the answers that its rows change. */
  readonly cached: readonly string[];
  /** A line that imports, beside the examples of the other resources. */
  readonly example: Readonly<Record<string, unknown>>;
}

export interface NumberSpace {
  readonly id: IdKind;
  readonly sequence: NumberKind;
  /** What tells its rows from those of the table's other space. */
  readonly columns?: Readonly<Record<string, boolean>>;
}

/** The values of a row, as JSON that PostgreSQL reads: instants are text. */
export type Columns = Readonly<Record<string, unknown>>;

/** What holds between the fields of a line, and the rows they refer to. */
export interface Rule {
  /** The path of the field that is to blame. */
  readonly field: string;
  /** What it must be, to be read behind the field: `must be at most creditsTotal`. */
  readonly sentence: string;
  readonly holds: (columns: Columns, rows: RowLookup) => boolean;
}

export interface RowLookup {
  /** The number that the row's resource calls its `parent`; undefined for an unknown row, or one whose line is wrong. */
  parentOf(kind: IdKind, number: unknown): number | undefined;
}

/** Together, these columns are different in every row of a company. */
export interface Unique {
  /** The path of the field that is to blame. */
  readonly field: string;
  /** What it must be: `must not be on the list twice`. */
  readonly rule: string;
  /** Why a line is refused: `is on the list already`. */
  readonly sentence: string;
  readonly columns: readonly string[];
  /** Rows with a value here are left out. */
  readonly unless?: string;
}

export interface Copied {
  readonly from: keyof Tables;
  /** The column that holds the number of the row to copy from. */
  readonly by: string;
  readonly columns: readonly string[];
}

/** `customers.ndjson`. */
export function fileOf({ table }: Pick<Resource, 'table'>): string {
  return `${table}.ndjson`;
}
