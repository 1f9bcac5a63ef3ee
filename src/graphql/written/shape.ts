import type { SelectedField } from '../../features/shared/selection.js';

/**
 * How the JSON that look-ahead SQL writes for a field becomes the answer's. Both hold the same values in the same
 * order; what is read has no names, or others (columns are named by storage keys), and a connection has more on its
 * page than the answer shows.
 */
export type Shape = LeafShape | ObjectShape | ListShape | ConnectionShape;

/** A scalar, an enum or a list of them. */
export interface LeafShape {
  readonly kind: 'leaf';
  /** An instant as PostgreSQL writes it, which the `DateTime` scalar completes; everything else is final. */
  readonly isInstant: boolean;
}

export interface ObjectShape {
  readonly kind: 'object';
  /** What one of them counts for in the price. */
  readonly weight: number;
  readonly columns: readonly Column[];
  /** What follows the last column: constants that are asked for last. */
  readonly tail: Buffer;
}

export interface Column {
  /** What comes before the value in the answer: a comma, constants such as `__typename`, the name. */
  readonly lead: Buffer;
  /** The column's name in a row that is read as an object, as JSON with the comma before it and the colon. */
  readonly name: Buffer;
  readonly shape: Shape;
}

export interface ListShape {
  readonly kind: 'list';
  readonly items: ObjectShape;
}

export interface ConnectionShape {
  readonly kind: 'connection';
  readonly weight: number;
  /** Which page is asked for. */
  readonly field: SelectedField;
  /** What a connection that is read as an array has, in its order; the last ones may be absent. */
  readonly read: readonly ('nodes' | 'totalCount' | 'until')[];
  /** The answer's fields, in its order. */
  readonly parts: readonly ConnectionPart[];
  /** What is around the nodes, where it is the same for every page. */
  readonly frame: { readonly lead: Buffer; readonly tail: Buffer } | null;
  /** Null when rows are read for `pageInfo` alone. */
  readonly nodes: ObjectShape | null;
}

/** `name` is the answer's, as JSON with its colon. */
export type ConnectionPart =
  | { readonly kind: 'nodes'; readonly name: Buffer }
  | { readonly kind: 'totalCount'; readonly name: Buffer }
  | { readonly kind: 'constant'; readonly name: Buffer; readonly value: Buffer }
  | { readonly kind: 'pageInfo'; readonly name: Buffer; readonly fields: readonly PageInfoField[] };

export interface PageInfoField {
  readonly responseKey: string;
  readonly name: 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor' | '__typename';
}
