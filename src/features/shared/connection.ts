import { sql, type AliasableExpression, type AliasedExpression, type Expression, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Context } from '../../graphql/context.js';
import { decodeCursor, encodeCursor, type CursorPart, type CursorValue } from './cursor.js';
import { type Row, type Rows } from './fields.js';
import { jsonArrayFrom, jsonObject } from './json.js';
import { isGiven, readPage, sizeOf, type PageArguments } from './page.js';
import { JsonText, oncePerRun, parameter, type RunValue } from './plan.js';
import { mergeSelections, type SelectedField, type Selection } from './selection.js';

export { readPage, type Page, type PageArguments } from './page.js';

/** What a connection's statement must bring, from what is asked of it. */
export interface ConnectionPlan {
  /** Fields of the nodes; null when only the count is asked for. */
  readonly nodes: Selection | null;
  readonly wantsCursors: boolean;
  readonly wantsTotal: boolean;
  /** Whether a page is asked for by its cursor. */
  readonly isAfter: boolean;
  /** One row more than the page when it is asked whether there is a next one. */
  readonly limit: RawBuilder<number>;
  /** Null unless a page is asked for by its number. */
  readonly offset: RawBuilder<number> | null;
  /** The sort keys after which the page begins. */
  cursor(parts: readonly CursorPart[]): RunValue<CursorValue[]>;
}

export function planConnection(field: SelectedField): ConnectionPlan {
  const nodes = field.selection.get('nodes')?.selection;
  const edges = field.selection.get('edges')?.selection;
  const pageInfo = field.selection.get('pageInfo')?.selection;
  const edgeNodes = edges?.get('node')?.selection;
  const more = pageInfo?.has('hasNextPage') === true ? 1 : 0;
  const page = oncePerRun((run) => readPage(field.argumentsIn(run.variables), run.pageLimit));
  return {
    nodes: wantsRows(field) ? mergeSelections(nodes ?? new Map(), edgeNodes ?? new Map()) : null,
    wantsCursors: edges?.has('cursor') === true || pageInfo?.has('startCursor') === true || pageInfo?.has('endCursor') === true,
    wantsTotal: wantsTotal(field),
    isAfter: isGiven(field.shapeArguments['after']),
    limit: sql.lit(sizeOf(field.shapeArguments) + more),
    offset: isGiven(field.shapeArguments['page']) ? parameter<number>((run) => page(run).offset) : null,
    cursor: (parts) => oncePerRun((run) => decodeCursor(page(run).after ?? '', parts)),
  };
}

function wantsRows({ selection }: SelectedField): boolean {
  return selection.has('nodes') || selection.has('edges') || (selection.get('pageInfo')?.selection.size ?? 0) > 0;
}

function wantsTotal({ selection }: SelectedField): boolean {
  return selection.has('totalCount');
}

/** What a connection's statement answers, in this order; `until` only where the clock can change the list. */
export function partsRead(field: SelectedField): readonly (keyof ConnectionJson)[] {
  return [...(wantsRows(field) ? ['nodes' as const] : []), ...(wantsTotal(field) ? ['totalCount' as const] : []), 'until'];
}

/** What a connection's statement answers. */
export interface ConnectionJson {
  readonly nodes?: readonly Row[];
  readonly totalCount?: number;
  /** Epoch milliseconds until which the list stays as it is though nothing is written; null: for ever. */
  readonly until?: number | null;
}

/** Where a row has its sort keys. */
export const cursorKey = '$cursor';

/** Where a connection says until when it stays as it is. */
export const untilKey = 'until';

/** The sort keys of a node, from which its cursor is made. */
export function cursorColumn(...keys: Expression<unknown>[]): AliasedExpression<unknown, string> {
  return sql`json_build_array(${sql.join(keys)})`.as(cursorKey);
}

/** Rows that several parts of a connection are read from. They are found once, and kept if more than one part asks. */
export interface Source {
  readonly name: string;
  readonly query: Expression<unknown>;
}

/** A connection as one JSON object, of the parts that are asked for. */
export function connectionExpression(
  plan: ConnectionPlan,
  parts: {
    source?: Source;
    nodes: (selection: Selection) => SelectQueryBuilder<Rows, never, object>;
    totalCount: () => AliasableExpression<unknown>;
    /** Asked for whenever rows or their number are. */
    until?: (() => AliasableExpression<unknown>) | undefined;
  },
): RawBuilder<ConnectionJson> {
  const columns: AliasedExpression<unknown, string>[] = [];
  if (plan.nodes !== null) columns.push(jsonArrayFrom(parts.nodes(plan.nodes)).as('nodes'));
  if (plan.wantsTotal) columns.push(parts.totalCount().as('totalCount'));
  if (parts.until !== undefined) columns.push(parts.until().as(untilKey));
  return jsonObject(columns, parts.source);
}

/** A page of a list, as the resolvers of every connection type read it. */
export interface Connection {
  readonly nodes: readonly Row[];
  readonly totalCount: number | undefined;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** What was read as the page that was asked for. Tells the context when the clock alone will change it. */
export function connectionFrom(json: ConnectionJson, asked: PageArguments, context: Pick<Context, 'pageLimit' | 'validUntil'>): Connection {
  // Nothing is made of what goes into the answer as it is.
  if (json instanceof JsonText) return json as never;
  const { nodes = [], totalCount, until } = json;
  if (typeof until === 'number') context.validUntil(until);
  const page = readPage(asked, context.pageLimit);
  const hasNextPage = nodes.length > page.size;
  return {
    nodes: hasNextPage ? nodes.slice(0, page.size) : nodes,
    totalCount,
    hasNextPage,
    hasPreviousPage: page.after !== null || page.offset > 0,
  };
}

export interface Edge {
  readonly node: Row;
  readonly cursor: string;
}

/** For every connection type; `nodes` and `totalCount` are read as they are. */
export const connectionResolvers = {
  edges: ({ nodes }: Connection): Edge[] => nodes.map((node) => ({ node, cursor: cursorOf(node) ?? '' })),
  pageInfo: ({ nodes, hasNextPage, hasPreviousPage }: Connection) => ({
    hasNextPage,
    hasPreviousPage,
    startCursor: cursorOf(nodes[0]),
    endCursor: cursorOf(nodes.at(-1)),
  }),
};

/** Null when there is no such node, or no cursor was asked for and so none read. */
function cursorOf(node: Row | undefined): string | null {
  const keys = node?.[cursorKey] as CursorValue[] | undefined;
  return keys === undefined ? null : encodeCursor(keys);
}
