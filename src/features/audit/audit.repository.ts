import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { Page } from '../shared/connection.js';
import { decodeCursor, encodeCursor } from '../shared/cursor.js';

/** Which lines are wanted; every part has been checked. */
export interface AuditConditions {
  readonly principalId?: string;
  /** 2 for 200 to 299. */
  readonly statusClass?: number;
  readonly action?: 'READ' | 'UPDATE';
  readonly pathPrefix?: string;
  /** Inclusive. */
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

const columns = [
  'id', 'at', 'principal_kind', 'principal_id', 'principal_name', 'method', 'path', 'resource_type', 'action',
  'operation_name', 'status', 'missing_scope', 'points', 'duration_ms', 'request_id', 'count',
] as const;

/** A line, and its moment to the microsecond: a `Date` would lose its place among lines of one millisecond. */
export type AuditRow = Pick<Selectable<Tables['audit_entries']>, (typeof columns)[number]> & { exactly_at: string };

/** One company's audit log. Calls of nobody known belong to no company and are not there. */
export interface AuditRepository {
  /** Newest first. One row more than the page when there is a next page. @throws badInput naming a wrong `after` */
  list(conditions: AuditConditions, page: Page): Promise<AuditRow[]>;
  count(conditions: AuditConditions): Promise<number>;
}

export function createAuditRepository(db: Kysely<Tables>, companyId: number): AuditRepository {
  const matching = (conditions: AuditConditions) =>
    db
      .selectFrom('audit_entries')
      .where('company_id', '=', companyId)
      .where((where) => where.and(wanted(where, conditions)));

  return {
    async list(conditions, { size, offset, after }) {
      let query = matching(conditions)
        .select(columns)
        .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`.as('exactly_at'))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(size + 1)
        .offset(offset);
      if (after !== null) {
        const [at, id] = decodeCursor(after, ['instant', 'identity']);
        query = query.where(sql<boolean>`(at, id) < (${`${at}Z`}::timestamptz, ${id}::bigint)`);
      }
      return await query.execute();
    },

    async count(conditions) {
      const { count } = await matching(conditions)
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

export function cursorOf({ exactly_at, id }: AuditRow): string {
  return encodeCursor([exactly_at, id]);
}

function wanted(where: ExpressionBuilder<Tables, 'audit_entries'>, conditions: AuditConditions) {
  const { principalId, statusClass, action, pathPrefix, from, until } = conditions;
  return [
    ...(principalId === undefined ? [] : [where('principal_id', '=', principalId)]),
    ...(statusClass === undefined ? [] : [where.between('status', statusClass * 100, statusClass * 100 + 99)]),
    ...(action === undefined ? [] : [where('action', '=', action)]),
    // Not LIKE: every character of the prefix stands for itself.
    ...(pathPrefix === undefined ? [] : [sql<boolean>`starts_with(path, ${pathPrefix})`]),
    ...(from === undefined ? [] : [where('at', '>=', from)]),
    ...(until === undefined ? [] : [where('at', '<', until)]),
  ];
}
