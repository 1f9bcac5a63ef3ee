import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { ContestedLocation } from './contestedLocation.js';
import { emailOf, type Told } from './reservationCalls.js';
import type { Placed } from './reservationClients.js';

/** What clients were told last, compared with what the database holds: the same reservations, and one row for each key. */
export async function disagreements({ db, companyId }: ContestedLocation, known: ReadonlyMap<string, Told>, placed: readonly Placed[]): Promise<string[]> {
  const found: string[] = [];
  const { rows } = await sql<Told & { email: string }>`select internal_id as id, status, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start, party_size as "partySize", email,
    (select string_agg('t-' || table_number, ',' order by table_number) from reservation_tables as held where held.company_id = reservations.company_id and reservation_number = number) as tables
    from reservations where company_id = ${companyId}`.execute(db);
  const idsOf = grouped(rows, ({ email }) => email);
  for (const { email, ...row } of rows) {
    const told = known.get(row.id);
    if (told === undefined) found.push(`${row.id} of ${email} is there, and nobody was told`);
    else if (!isDeepStrictEqual(told, row)) found.push(`told ${JSON.stringify(told)}, but there is ${JSON.stringify(row)}`);
  }
  const there = new Set(rows.map(({ id }) => id));
  for (const id of known.keys()) if (!there.has(id)) found.push(`${id} was acknowledged, and is not there`);

  const keys = await db.selectFrom('idempotency_keys').select(['key', 'result_id']).where('company_id', '=', companyId).execute();
  const resultOf = new Map(keys.map(({ key, result_id }) => [key, result_id]));
  for (const [mark, answers] of grouped(placed, ({ order }) => order.mark)) {
    const told = [...new Set(answers.flatMap(({ reservation }) => reservation?.id ?? []))];
    const made = (idsOf.get(emailOf({ mark })) ?? []).map(({ id }) => id);
    if (!isDeepStrictEqual(told, made)) found.push(`${mark} was told [${told.join()}], and there is [${made.join()}]`);
    if (resultOf.get(mark) !== told[0]) found.push(`${mark} was told ${told[0]}, and its key remembers ${resultOf.get(mark)}`);
  }
  return found;
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
