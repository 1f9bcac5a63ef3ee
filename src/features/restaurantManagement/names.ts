import { sql } from 'kysely';
import { badInput } from '../../errors.js';
import { holderColumns, type ManagedNoun, type Whole } from './managedNoun.js';

/** @throws badInput when another row of the same location, restaurant or company has the name, however it is capitalised. */
export async function checkName({ table, of, isKept, name }: Pick<ManagedNoun, 'table' | 'of' | 'isKept' | 'name'>, whole: Whole<{ readonly name: string }>): Promise<void> {
  if (!whole.given.has('name')) return;
  const { transaction, companyId, holderNumber, number, values } = whole;
  const { rows } = await sql`select from ${sql.table(table)} where company_id = ${companyId} and ${sql.ref(holderColumns[of])} = ${holderNumber}
    and lower(name) = lower(${values.name}) and number is distinct from ${number}::integer${isKept ? sql` and deleted_at is null` : sql``} limit 1`.execute(transaction);
  if (rows.length > 0) throw badInput('name', `is the name of another ${name} of the ${of}`);
}
