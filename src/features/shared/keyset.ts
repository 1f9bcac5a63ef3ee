import { sql, type Expression, type SelectQueryBuilder } from 'kysely';
import { cursorColumn, type ConnectionPlan } from './connection.js';
import type { CursorValue } from './cursor.js';
import { utc, type Rows } from './fields.js';
import { parameter, type RunValue } from './plan.js';

/** A column that a list is sorted by. The last one of a list is unique. */
export interface SortKey {
  readonly by: Expression<unknown>;
  readonly kind: 'instant' | 'number' | 'text' | 'boolean';
}

/**
 * The page of a query that a connection asks for: sorted, limited, and begun after the cursor's row by comparing sort
 * keys as one row value, which an index on them answers without reading what comes before.
 */
export function pageOf<Names extends keyof Rows>(
  query: SelectQueryBuilder<Rows, Names, object>,
  plan: ConnectionPlan,
  keys: readonly SortKey[],
  direction: 'asc' | 'desc',
): SelectQueryBuilder<Rows, Names, object> {
  let page = query.limit(plan.limit);
  for (const { by } of keys) page = page.orderBy(by, direction);
  if (plan.wantsCursors) page = page.select(cursorColumn(...keys.map(keyValue)));
  if (plan.offset !== null) page = page.offset(plan.offset);
  if (plan.isAfter) page = page.where(comesAfter(keys, plan.cursor(keys.map(({ kind }) => kind)), direction));
  return page;
}

/** A sort key as it travels in a cursor, and back, without loss. */
export function keyValue({ by, kind }: SortKey): Expression<unknown> {
  return kind === 'instant' ? utc(by) : by;
}

/** Instants lose their zone in JSON; they are UTC. */
export function keyParameter(kind: SortKey['kind'], value: RunValue<CursorValue>) {
  if (kind === 'instant') return parameter<unknown>((run) => `${value(run)}Z`, 'timestamptz');
  if (kind === 'boolean') return sql`${parameter<boolean>(value)}::boolean`;
  return parameter<unknown>(value, kind === 'text' ? 'text' : 'integer');
}

function comesAfter(keys: readonly SortKey[], cursor: RunValue<CursorValue[]>, direction: 'asc' | 'desc') {
  const values = keys.map(({ kind }, index) => keyParameter(kind, (run) => cursor(run)[index] as CursorValue));
  const operator = sql.raw(direction === 'asc' ? '>' : '<');
  return sql<boolean>`(${sql.join(keys.map(({ by }) => by))}) ${operator} (${sql.join(values)})`;
}
