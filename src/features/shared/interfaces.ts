import { sql, type AliasableExpression, type AliasedExpression, type Expression, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { cursorColumn, type ConnectionJson, type ConnectionPlan } from './connection.js';
import { columnsOf, type FieldExpression, type Row, type Rows } from './fields.js';
import { jsonObject } from './json.js';
import { keyValue, pageOf, type SortKey } from './keyset.js';
import type { Selection } from './selection.js';

/** What a field that returns an interface is read with: its rows make objects of several types. */

/** The object types of an interface, by their names in the graph. */
export type ObjectTypes = Readonly<Record<string, ObjectType>>;

export interface ObjectType {
  /** What says in a row that it is of this type. */
  readonly is: string;
  readonly fields: Readonly<Record<string, FieldExpression>>;
}

/**
 * The object of a row: the fields that are asked for of its own type and no others, and the type's name, which tells
 * GraphQL what it is.
 * @param discriminator Of the row: one of the types' `is`.
 * @param more Columns that objects of every type have.
 */
export function objectOfItsType(
  types: ObjectTypes,
  discriminator: Expression<string>,
  selection: Selection,
  more: readonly AliasedExpression<unknown, string>[] = [],
): RawBuilder<Row> {
  const cases = Object.entries(types).map(([name, { is, fields }]) => {
    const asked = selection.get(name)?.selection;
    const columns = asked === undefined || asked.size === 0 ? [] : columnsOf(fields, asked);
    return sql`when ${sql.lit(is)} then ${jsonObject([sql.lit(name).as('__typename'), ...columns, ...more])}`;
  });
  return sql<Row>`case ${discriminator} ${sql.join(cases, sql` `)} end`;
}

/**
 * The page of an interface's objects that a connection asks for, as a JSON array.
 * @param objectWith Makes a row's object, with these columns besides what is asked for.
 */
export function pageOfObjects<Names extends keyof Rows>(
  query: SelectQueryBuilder<Rows, Names, object>,
  plan: ConnectionPlan,
  keys: readonly SortKey[],
  direction: 'asc' | 'desc',
  objectWith: (more: readonly AliasedExpression<unknown, string>[]) => RawBuilder<Row>,
): RawBuilder<readonly Row[]> {
  // The cursor goes into the object: a row of the page is that and nothing else.
  const object = objectWith(plan.wantsCursors ? [cursorColumn(...keys.map(keyValue))] : []);
  const page = pageOf(query, { ...plan, wantsCursors: false }, keys, direction).select(object.as('object'));
  return sql<readonly Row[]>`(select coalesce(json_agg(agg.object), '[]') from ${page} as agg)`;
}

/** A connection of an interface's objects as one JSON object, of the parts that are asked for. */
export function connectionOfObjects(
  plan: ConnectionPlan,
  parts: { nodes: (selection: Selection) => RawBuilder<readonly Row[]>; totalCount: () => AliasableExpression<unknown> },
): RawBuilder<ConnectionJson> {
  return jsonObject([
    ...(plan.nodes === null ? [] : [parts.nodes(plan.nodes).as('nodes')]),
    ...(plan.wantsTotal ? [parts.totalCount().as('totalCount')] : []),
  ]);
}
