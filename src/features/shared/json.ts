import {
  AliasNode,
  ExpressionWrapper,
  IdentifierNode,
  OperationNodeTransformer,
  SelectQueryNode,
  sql,
  type AliasedExpression,
  type Expression,
  type KyselyPlugin,
  type QueryId,
  type RawBuilder,
  type RawNode,
} from 'kysely';
import { jsonArrayFrom as namedArrayFrom, jsonObjectFrom as namedObjectFrom } from 'kysely/helpers/postgres';

/*
 * How look-ahead SQL makes JSON of rows. Each of these subqueries can be compiled in two forms: a row is an object,
 * named by its columns, or with `positionalRows` an array of the same values in the same order. Names are half of the
 * bytes of a nested read, and writing rows with them takes PostgreSQL a seventh of its time.
 */

/** Rows as a list, empty where there are none. */
export function jsonArrayFrom<Row>(query: Expression<Row>) {
  const named = namedArrayFrom(query);
  const row = rowOf('agg', query);
  return row === null ? named : inBothForms(named, sql`(select coalesce(json_agg(${row}), '[]') from ${query} as agg)`);
}

/** The one row of a query, null where there is none. */
export function jsonObjectFrom<Row>(query: Expression<Row>) {
  const named = namedObjectFrom(query);
  const row = rowOf('obj', query);
  return row === null ? named : inBothForms(named, sql`(select ${row} from ${query} as obj)`);
}

/**
 * A JSON object of some columns.
 * @param source Rows that the columns' subqueries refer to by its name.
 */
export function jsonObject<T>(
  columns: readonly AliasedExpression<unknown, string>[],
  source?: { readonly name: string; readonly query: Expression<unknown> },
): RawBuilder<T> {
  const common = source === undefined ? sql`` : sql`with ${sql.ref(source.name)} as ${source.query} `;
  const all = atLeastOne(columns);
  const named = sql<T>`(select to_json(obj) from (${common}select ${sql.join(all)}) as obj)`;
  const row = arrayOf(all.map(({ expression }) => expression));
  return row === null ? named : inBothForms(named, source === undefined ? row : sql`(${common}select ${row})`);
}

/** Only `__typename` was asked for: the object must be there all the same. */
export function atLeastOne(columns: readonly AliasedExpression<unknown, string>[]): readonly AliasedExpression<unknown, string>[] {
  return columns.length === 0 ? [sql.lit(true).as('exists')] : columns;
}

/** Compiles rows to arrays, wherever they can be. Whoever reads the JSON must know the columns, and take objects as well. */
export const positionalRows: KyselyPlugin = {
  transformQuery: ({ node }) => positionalForms.transformNode(node),
  transformResult: async ({ result }) => result,
};

interface NodeInBothForms extends RawNode {
  readonly positional: RawNode;
}

class PositionalForms extends OperationNodeTransformer {
  protected override transformRaw(node: RawNode | NodeInBothForms, queryId?: QueryId): RawNode {
    return super.transformRaw('positional' in node ? node.positional : node, queryId);
  }
}

const positionalForms = new PositionalForms();

function inBothForms<T>(named: RawBuilder<T>, positional: RawBuilder<unknown>): RawBuilder<T> {
  const node: NodeInBothForms = { ...named.toOperationNode(), positional: positional.toOperationNode() };
  return sql<T>`${new ExpressionWrapper(node)}`;
}

/** A row of a subquery as an array; null where a column has no name. */
function rowOf(name: string, query: Expression<unknown>): RawBuilder<unknown> | null {
  const node = query.toOperationNode();
  if (!SelectQueryNode.is(node)) return null;
  const columns: Expression<unknown>[] = [];
  for (const { selection } of node.selections ?? []) {
    if (!AliasNode.is(selection) || !IdentifierNode.is(selection.alias)) return null;
    columns.push(sql.id(name, selection.alias.name));
  }
  return arrayOf(columns);
}

/** PostgreSQL gives no function more arguments. */
const mostArguments = 100;

function arrayOf(columns: readonly Expression<unknown>[]): RawBuilder<unknown> | null {
  return columns.length > mostArguments ? null : sql`json_build_array(${sql.join(columns)})`;
}
