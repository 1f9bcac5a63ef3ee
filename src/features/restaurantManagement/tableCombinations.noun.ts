import { expressionBuilder } from 'kysely';
import { badInput } from '../../errors.js';
import { combinationFields } from '../locations/diningTables.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { partsField } from './fieldReaders.js';
import type { ManagedNoun, ManagedRow, Whole } from './managedNoun.js';
import { checkName } from './names.js';
import { checkSeats, seatsFields, type SeatsValues } from './seats.js';

export interface CombinationValues extends SeatsValues {
  /** Their numbers, ascending. */
  readonly tableIds: readonly number[];
}

const root = expressionBuilder<Rows>();
const mostTables = 20;
const notTables = 'must be tables of the location';

export const tableCombinations: ManagedNoun<CombinationValues> = {
  name: 'combination',
  table: 'table_combinations',
  id: 'tableCombination',
  numbers: 'table_combination',
  of: 'location',
  resources: ['restaurants'],
  isKept: false,
  fields: { ...seatsFields, tableIds: partsField(readTables) },
  parts: {
    async find(row) {
      const members = await membersOf(row).select('table_number').orderBy('table_number').execute();
      return { tableIds: members.map(({ table_number }) => table_number) };
    },
    async replace(row, { tableIds }) {
      const { transaction, companyId: company_id, holderNumber: location_number, number: combination_number } = row;
      await transaction.deleteFrom('table_combination_members').where('company_id', '=', company_id).where('combination_number', '=', combination_number).execute();
      await transaction
        .insertInto('table_combination_members')
        .values(tableIds.map((table_number) => ({ company_id, location_number, combination_number, table_number })))
        .execute();
    },
  },
  async check(whole) {
    checkSeats(whole);
    await checkName(tableCombinations, whole);
    if (whole.given.has('tableIds')) await checkTables(whole);
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('table_combinations as combination')
        .where('combination.company_id', '=', companyId)
        .where('combination.number', '=', rowNumber)
        .select(columnsOf(combinationFields, selection)),
    ),
};

function readTables(name: string, ids: readonly string[]): readonly number[] {
  const numbers = ids.map((id) => {
    const number = numberOf('diningTable', id);
    if (number === null) throw badInput(name, notTables);
    return number;
  });
  const distinct = [...new Set(numbers)].sort((one, other) => one - other);
  if (distinct.length !== numbers.length) throw badInput(name, 'must name each table once');
  if (numbers.length < 2 || numbers.length > mostTables) throw badInput(name, `must be 2 to ${mostTables} tables`);
  return distinct;
}

const membersOf = ({ transaction, companyId: company, number }: ManagedRow) =>
  transaction.selectFrom('table_combination_members').where('company_id', '=', company).where('combination_number', '=', number);

async function checkTables({ transaction, companyId: company, holderNumber: locationNumber, values: { tableIds } }: Whole<CombinationValues>): Promise<void> {
  const found = await transaction
    .selectFrom('dining_tables')
    .select('number')
    .where('company_id', '=', company)
    .where('location_number', '=', locationNumber)
    .where('deleted_at', 'is', null)
    .where('number', 'in', tableIds)
    .execute();
  if (found.length !== tableIds.length) throw badInput('tableIds', notTables);
}
