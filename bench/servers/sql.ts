import pg from 'pg';

/** Connections of every server; the gateway's default as well. */
const poolSize = 10;

/** Sends a statement under a name, so that PostgreSQL plans it once for each connection. */
export type SendStatement = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

export interface Sql {
  rows: SendStatement;
  /** What `change` throws undoes it. */
  transaction<Result>(change: (rows: SendStatement) => Promise<Result>): Promise<Result>;
  sent(): number;
}

export function connect(connectionString: string): Sql {
  const pool = new pg.Pool({ connectionString, max: poolSize });
  let sent = 0;
  return {
    async rows(name, text, values) {
      sent += 1;
      return (await pool.query({ name, text, values })).rows;
    },
    async transaction(change) {
      const client = await pool.connect();
      const query = async (statement: pg.QueryConfig) => {
        sent += 1;
        return client.query(statement);
      };
      try {
        await query({ text: 'begin' });
        const result = await change(async (name, text, values) => (await query({ name, text, values })).rows);
        await query({ text: 'commit' });
        return result;
      } catch (error) {
        await query({ text: 'rollback' });
        throw error;
      } finally {
        client.release();
      }
    },
    sent: () => sent,
  };
}

/**
 * Events by their next date: a date that no earlier one of the same event stands before. The index on starts is
 * walked from now on, and left after the last one wanted.
 *
 * Here and in the other statements a limit is part of the text: with a parameter in its place PostgreSQL cannot know
 * how few rows are wanted, and plans every execution anew.
 */
export const nextEvents = (first: number) => `
  select e.number, e.name, d.starts_at, d.number as date_number
  from event_dates d join events e on e.company_id = d.company_id and e.number = d.event_number
  where d.company_id = $1 and d.is_active and d.starts_at >= now() and not e.archived
    and not exists (select from event_dates earlier where earlier.company_id = d.company_id
      and earlier.event_number = d.event_number and earlier.is_active and earlier.starts_at >= now()
      and (earlier.starts_at, earlier.number) < (d.starts_at, d.number))
  order by d.starts_at, d.number limit ${Math.trunc(first)}`;
