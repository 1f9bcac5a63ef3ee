import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { badInput } from '../../errors.js';
import type { Whole } from './managedNoun.js';

/**
 * Whether the database knows a zone too, and by the same clocks. It takes some names, such as CET, for abbreviations:
 * those it never sets forward in spring.
 * @throws badInput naming the zone.
 * @see https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES
 */
export async function checkTimeZone({ transaction, values: { timeZone }, given, now }: Whole<{ readonly timeZone: string }>): Promise<void> {
  if (!given.has('timeZone')) return;
  const { rows } = await sql<{ name: string; isAbbreviation: boolean }>`
    select name, exists (select from pg_timezone_abbrevs where lower(abbrev) = lower(name)) as "isAbbreviation"
    from pg_timezone_names where lower(name) = lower(${timeZone})`.execute(transaction);
  const [known] = rows;
  if (known === undefined) throw badInput('timeZone', 'is no zone that the database knows; write one as Europe/London');
  if (known.name !== timeZone) throw badInput('timeZone', `must be written as ${known.name}`);
  const changesClocks = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next') !== null;
  if (known.isAbbreviation && changesClocks) throw badInput('timeZone', 'must be a zone by its place, such as Europe/London');
}
