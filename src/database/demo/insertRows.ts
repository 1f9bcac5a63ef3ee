import { type Insertable, type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';

/** Rows in one statement: 12,000 bookings take three, and no statement grows past a few megabytes. */
const rowsPerStatement = 5000;

/**
 * Inserts many rows at once: they travel as one JSON parameter, whatever the number of columns.
 * Every row has the keys of the first.
 */
export async function insertRows<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  const name = sql.table(table);
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const json = JSON.stringify(rows.slice(start, start + rowsPerStatement));
    await sql`insert into ${name} (${columns})
      select ${columns} from json_populate_recordset(null::${name}, ${json}::json)`.execute(db);
  }
}
