import { readZones } from '../../database/timeZones.js';
import { badInput } from '../../errors.js';
import type { Whole } from './managedNoun.js';

/**
 * Whether the database knows a zone too, by the same clocks and the same name.
 * @throws badInput naming the zone.
 */
export async function checkTimeZone({ transaction, values: { timeZone }, given, now }: Whole<{ readonly timeZone: string }>): Promise<void> {
  if (!given.has('timeZone')) return;
  const check = await readZones(transaction, now);
  const checked = check(timeZone);
  if ('problem' in checked) throw badInput('timeZone', checked.problem);
  if (checked.name !== timeZone) throw badInput('timeZone', `must be written as ${checked.name}`);
}
