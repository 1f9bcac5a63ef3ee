import { type Kysely, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tables } from './tables.js';

/** A zone as the database writes its name, or what is wrong with it, to be read behind the field: `must be …`. */
export type CheckedZone = { readonly name: string } | { readonly problem: string };

/** How a zone is checked that something is to be kept in. */
export type ZoneCheck = (zone: string) => CheckedZone;

/**
 * Zones that this machine and the database both know, and by the same clocks: either would fail to read a row in another
 * one. The database takes some names, such as CET, for abbreviations: those it never sets forward in spring.
 * @param now epoch milliseconds
 * @see https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES
 */
export async function readZones(db: Kysely<Tables>, now: number): Promise<ZoneCheck> {
  const { rows } = await sql<{ name: string; isAbbreviation: boolean }>`
    select name, lower(name) in (select lower(abbrev) from pg_timezone_abbrevs) as "isAbbreviation" from pg_timezone_names`.execute(db);
  const inDatabase = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  const good = new Map<string, CheckedZone>();
  return (zone) => {
    const before = good.get(zone);
    if (before !== undefined) return before;
    const known = inDatabase.get(zone.toLowerCase());
    if (known === undefined || !isHere(zone)) return { problem: 'must be an IANA zone such as Europe/London' };
    if (known.isAbbreviation && changesClocks(zone, now)) return { problem: 'must be a zone by its place, such as Europe/London' };
    const { name } = known;
    // Files can name no end of zones that there are not.
    good.set(zone, { name });
    return { name };
  };
}

function isHere(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function changesClocks(zone: string, now: number): boolean {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).getTimeZoneTransition('next') !== null;
}
