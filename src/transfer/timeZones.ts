import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.js';
import { TimeZone } from '../graphql/scalars.js';

/** Whether a zone is one that this machine and the database know: either would fail to read a row in another one. */
export async function knownTimeZones(db: Kysely<Tables>): Promise<(name: string) => boolean> {
  const { rows } = await sql<{ name: string }>`select lower(name) as name from pg_timezone_names`.execute(db);
  const inDatabase = new Set(rows.map(({ name }) => name));
  const answers = new Map<string, boolean>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = inDatabase.has(name.toLowerCase()) && isHere(name);
    // Files can name no end of zones that there are not.
    if (answer) answers.set(name, answer);
    return answer;
  };
}

function isHere(name: string): boolean {
  try {
    TimeZone.parseValue(name);
    return true;
  } catch {
    return false;
  }
}
