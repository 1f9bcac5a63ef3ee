import { badInput } from '../../errors.js';
import type { SelectedField, Variables } from './selection.js';

/** Null counts as absent. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly page?: number | null;
  readonly pageSize?: number | null;
}

export interface Page {
  /** Nodes on the page, 1 or more. */
  readonly size: number;
  /** Nodes before the page; 0 when it is found by its cursor. */
  readonly offset: number;
  readonly after: string | null;
}

const defaultSize = 30;

/**
 * Which page of a connection is asked for: `first` and `after`, or `page` and `pageSize`.
 * @param pageLimit The largest page that the caller may ask for.
 * @throws badInput naming the argument.
 */
export function readPage({ first, after, page, pageSize }: PageArguments, pageLimit: number): Page {
  if (isGiven(page) && isGiven(after)) throw badInput('page', 'must not be given together with after');
  if (isGiven(pageSize) && isGiven(after)) throw badInput('pageSize', 'must not be given together with after, but first');
  if (isGiven(first) && isGiven(page)) throw badInput('first', 'must not be given together with page, but pageSize');
  if (isGiven(first) && isGiven(pageSize)) throw badInput('first', 'must not be given together with pageSize');
  const size = sizeOf({ first, pageSize });
  if (size < 1 || size > pageLimit) throw badInput(isGiven(first) ? 'first' : 'pageSize', `must be 1 to ${pageLimit}`);
  if (isGiven(page) && page < 0) throw badInput('page', 'must be 0 or more');
  return { size, offset: (page ?? 0) * size, after: after ?? null };
}

/** Items asked for. */
export function sizeOf({ first, pageSize }: PageArguments): number {
  return first ?? pageSize ?? defaultSize;
}

const pageArguments = ['first', 'after', 'page', 'pageSize'];

/**
 * Checks every page that is asked for at a field and below it, before anything is read.
 * @throws badInput naming the argument.
 */
export function checkPages(fields: readonly SelectedField[], variables: Variables, pageLimit: number): void {
  for (const field of fields) readPage(field.argumentsIn(variables), pageLimit);
}

/** The fields at and below a field that ask for a page, or for the first so many of a list. */
export function pagedFields(field: SelectedField): SelectedField[] {
  const isPaged = pageArguments.some((name) => isGiven(field.shapeArguments[name]));
  return [...(isPaged ? [field] : []), ...[...field.selection.values()].flatMap(pagedFields)];
}

export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
