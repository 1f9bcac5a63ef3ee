import { sql } from 'kysely';
import { badInput } from '../../errors.js';
import { booleanField, integerField, nameField } from './fieldReaders.js';
import { atFault, type ManagedNoun, type Whole } from './managedNoun.js';

/** What a table and a combination of tables have alike. */
export interface SeatsValues {
  readonly name: string;
  readonly minSeats: number;
  readonly maxSeats: number;
  readonly priority: number;
  readonly bookable: boolean;
}

const mostSeats = 100;
const mostPriority = 1000;

export const seatsFields: ManagedNoun<SeatsValues>['fields'] = {
  name: nameField(),
  minSeats: integerField('seats_min', 1, mostSeats),
  maxSeats: integerField('seats_max', 1, mostSeats),
  priority: integerField('priority', -mostPriority, mostPriority),
  bookable: booleanField('is_bookable'),
};

/** @throws badInput naming the field. */
export function checkSeats(whole: Whole<SeatsValues>): void {
  const { minSeats, maxSeats } = whole.values;
  const field = atFault(whole, 'maxSeats', 'minSeats');
  if (field !== null && minSeats > maxSeats) throw badInput(field, `must leave at least as many seats at most (${maxSeats}) as at least (${minSeats})`);
}

/** @throws badInput when another row of the location has the name, however it is capitalised. */
export async function checkName({ table, isKept, name }: Pick<ManagedNoun, 'table' | 'isKept' | 'name'>, whole: Whole<{ readonly name: string }>): Promise<void> {
  if (!whole.given.has('name')) return;
  const { transaction, companyId, locationNumber, number, values } = whole;
  const { rows } = await sql`select from ${sql.table(table)} where company_id = ${companyId} and location_number = ${locationNumber}
    and lower(name) = lower(${values.name}) and number is distinct from ${number}::integer${isKept ? sql` and deleted_at is null` : sql``} limit 1`.execute(transaction);
  if (rows.length > 0) throw badInput('name', `is the name of another ${name} of the location`);
}
