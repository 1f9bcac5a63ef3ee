import { type Kysely, sql } from 'kysely';
import { constraintOf, sqlstateOf } from '../database/sqlstate.js';
import type { Tables } from '../database/tables.js';
import { flatten } from './field.js';
import type { Row } from './readRow.js';
import type { Columns, Resource } from './resource.js';

/** A row with the line that it came from. */
export interface NumberedRow {
  readonly line: number;
  readonly row: Row;
}

/** The database refuses one row, for a reason that the files alone do not show. */
export class RowRefused extends Error {
  constructor(
    readonly line: number,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * Inserts rows of one resource, and their links, in a statement for each table.
 * @throws RowRefused naming the first line that the database refuses; the transaction can then only be given up
 */
export async function insertRows(trx: Kysely<Tables>, companyId: number, resource: Resource, rows: readonly NumberedRow[]): Promise<void> {
  await sql`savepoint import_batch`.execute(trx);
  try {
    await insertAll(trx, companyId, resource, rows);
  } catch (error) {
    const state = sqlstateOf(error);
    // Class 22 is a value, class 23 a constraint. Anything else is not about a row.
    if (state === undefined || !/^2[23]/.test(state)) throw error;
    await sql`rollback to savepoint import_batch`.execute(trx);
    if (rows.length === 1) throw refusal(state, error, rows[0]?.line ?? 0, resource);
    // Which one it is, half by half: rows before it stay, so that one that collides with them is found too.
    const half = Math.ceil(rows.length / 2);
    await insertRows(trx, companyId, resource, rows.slice(0, half));
    await insertRows(trx, companyId, resource, rows.slice(half));
  }
  await sql`release savepoint import_batch`.execute(trx);
}

function refusal(state: string, error: unknown, line: number, { table }: Resource): RowRefused {
  const constraint = constraintOf(error);
  if (state === '23505' && constraint === `${table}_pkey`) return new RowRefused(line, 'id has come into the company since the import began');
  const reason = error instanceof Error ? error.message : state;
  return new RowRefused(line, `is refused by the database: ${constraint ?? reason}`);
}

async function insertAll(trx: Kysely<Tables>, companyId: number, resource: Resource, rows: readonly NumberedRow[]): Promise<void> {
  const { table, copied } = resource;
  const own = columnsOf(resource);
  const from = (name: string, columns: readonly string[]) => columns.map((column) => sql.ref(`${name}.${column}`));
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table)} (company_id, ${refs([...own, ...(copied?.columns ?? [])])})
    select ${companyId}::integer, ${sql.join([...from('read', own), ...from('copied', copied?.columns ?? [])])}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(({ row }) => row.columns))}::json) as read
    ${
      copied === undefined
        ? sql``
        : sql`join ${sql.table(copied.from)} as copied on copied.company_id = ${companyId} and copied.number = ${sql.ref(`read.${copied.by}`)}`
    }`.execute(trx);
  if (numAffectedRows !== BigInt(rows.length)) throw new Error(`${rows.length} rows of ${table} became ${numAffectedRows}.`);

  for (const { field } of flatten(resource.fields)) {
    if (field.kind !== 'references') continue;
    const { link } = field;
    const pairs = rows.flatMap(({ row }) =>
      (row.links.get(link.table) ?? []).map((number, position) => ({
        [link.owner]: row.number,
        [link.column]: number,
        ...(link.position === undefined ? {} : { [link.position]: position }),
      })),
    );
    if (pairs.length === 0) continue;
    const columns = refs([link.owner, link.column, ...(link.position === undefined ? [] : [link.position])]);
    await sql`insert into ${sql.table(link.table)} (company_id, ${columns})
      select ${companyId}::integer, ${columns} from json_populate_recordset(null::${sql.table(link.table)}, ${JSON.stringify(pairs)}::json)`.execute(trx);
  }
}

/** The columns that a line fills, those that its fields do not name included. */
function columnsOf({ fields, spaces, derived = {} }: Resource): string[] {
  const named = flatten(fields).flatMap(({ field }) => {
    if (field.kind === 'references') return [];
    return field.kind === 'money' && field.currency !== undefined ? [field.column, field.currency] : [field.column];
  });
  const [{ columns: space = {} }]: readonly [{ columns?: Columns }, ...unknown[]] = spaces;
  return [...new Set(['number', ...Object.keys(space), ...named, ...Object.keys(derived)])];
}

function refs(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)));
}
