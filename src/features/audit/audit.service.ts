import { badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import { type PageArguments, readPage } from '../shared/connection.js';
import { type AuditConditions, type AuditRow, createAuditRepository, cursorOf } from './audit.repository.js';

/** A filter as it was sent; null counts as absent. Instants are ISO 8601. */
export interface AuditFilter {
  readonly principalId?: string | null;
  readonly statusClass?: number | null;
  readonly action?: 'READ' | 'UPDATE' | null;
  readonly pathPrefix?: string | null;
  readonly from?: string | null;
  readonly until?: string | null;
}

/** One recorded call, as the company's staff see it. */
export interface AuditLogEntry {
  id: string;
  at: Date;
  principalId: string | null;
  principalKind: string;
  principalName: string | null;
  method: string;
  path: string;
  resourceType: string | null;
  action: string;
  operationName: string | null;
  status: number;
  missingScope: string | null;
  points: number;
  durationMs: number;
  requestId: string;
  count: number;
}

export interface AuditLogPage {
  nodes: AuditLogEntry[];
  edges: { cursor: string; node: AuditLogEntry }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  /** How many calls the filter finds in all. Asks the database. */
  countAll(): Promise<number>;
}

export interface AuditLogService {
  /**
   * The company's recorded calls, newest first.
   * @throws badInput naming the paging argument, or the filter's field as `filter.pathPrefix`
   * @see reference: studio API, audit log
   */
  list(page: PageArguments, filter?: AuditFilter | null): Promise<AuditLogPage>;
}

export function createAuditLogService({ db, company, pageLimit }: FeatureScope): AuditLogService {
  const entries = createAuditRepository(db, company.id);

  return {
    async list(asked, filter) {
      const page = readPage(asked, pageLimit);
      const conditions = readFilter(filter ?? {});
      const rows = await entries.list(conditions, page);
      const edges = rows.slice(0, page.size).map((row) => ({ cursor: cursorOf(row), node: entryOf(row) }));
      return {
        nodes: edges.map(({ node }) => node),
        edges,
        pageInfo: {
          hasNextPage: rows.length > page.size,
          hasPreviousPage: page.after !== null || page.offset > 0,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
        countAll: () => entries.count(conditions),
      };
    },
  };
}

function readFilter({ principalId, statusClass, action, pathPrefix, from, until }: AuditFilter): AuditConditions {
  const conditions: AuditConditions = {
    ...(isGiven(principalId) ? { principalId: readText('principalId', principalId, 200) } : {}),
    ...(isGiven(statusClass) ? { statusClass: readStatusClass(statusClass) } : {}),
    ...(isGiven(action) ? { action } : {}),
    ...(isGiven(pathPrefix) ? { pathPrefix: readText('pathPrefix', pathPrefix, 500) } : {}),
    ...(isGiven(from) ? { from: new Date(from) } : {}),
    ...(isGiven(until) ? { until: new Date(until) } : {}),
  };
  if (conditions.from !== undefined && conditions.until !== undefined && conditions.from >= conditions.until) {
    throw badInput('filter.until', 'must be later than filter.from');
  }
  return conditions;
}

function readText(field: string, text: string, longest: number): string {
  if (text.length < 1 || text.length > longest) throw badInput(`filter.${field}`, `must have 1 to ${longest} characters`);
  if (/\p{Cc}/u.test(text)) throw badInput(`filter.${field}`, 'must not contain control characters');
  return text;
}

function readStatusClass(statusClass: number): number {
  if (statusClass < 1 || statusClass > 5) throw badInput('filter.statusClass', 'must be 1 to 5');
  return statusClass;
}

function entryOf(row: AuditRow): AuditLogEntry {
  return {
    id: `audit_${row.id}`,
    at: row.at,
    principalId: row.principal_id,
    principalKind: row.principal_kind.toUpperCase(),
    principalName: row.principal_name,
    method: row.method,
    path: row.path,
    resourceType: row.resource_type,
    action: row.action,
    operationName: row.operation_name,
    status: row.status,
    missingScope: row.missing_scope,
    points: row.points,
    durationMs: row.duration_ms,
    requestId: row.request_id,
    count: row.count,
  };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
