import { expressionBuilder, sql } from 'kysely';
import { ApplicationError } from '../../errors.js';
import { diningTableFields } from '../locations/diningTables.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { idOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import type { ManagedNoun, ManagedRow } from './managedNoun.js';
import { checkName } from './names.js';
import { checkSeats, seatsFields, type SeatsValues } from './seats.js';

const root = expressionBuilder<Rows>();

export const diningTables: ManagedNoun<SeatsValues> = {
  name: 'dining table',
  table: 'dining_tables',
  id: 'diningTable',
  numbers: 'dining_table',
  of: 'location',
  resources: ['restaurants'],
  isKept: true,
  fields: seatsFields,
  async check(whole) {
    checkSeats(whole);
    await checkName(diningTables, whole);
  },
  async checkRemoval(row) {
    const combinations = await combinationsOf(row);
    if (combinations.length > 0) {
      throw new ApplicationError('CONFLICT', {
        field: 'id',
        message: 'Combinations are made of this table. Change or remove them first.',
        details: { combinationIds: combinations.map((number) => idOf('tableCombination', number)) },
      });
    }
    const reservations = await reservationsAt(row);
    if (reservations > 0) {
      throw new ApplicationError('CONFLICT', {
        field: 'id',
        message: 'Reservations hold this table. Move or cancel them first; a table that is not bookable gets no new ones.',
        details: { reservations },
      });
    }
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('dining_tables as dining_table')
        .where('dining_table.company_id', '=', companyId)
        .where('dining_table.number', '=', rowNumber)
        .select(columnsOf(diningTableFields, selection)),
    ),
};

async function combinationsOf({ transaction, companyId: company, number }: ManagedRow): Promise<number[]> {
  const rows = await transaction
    .selectFrom('table_combination_members')
    .select('combination_number')
    .where('company_id', '=', company)
    .where('table_number', '=', number)
    .orderBy('combination_number')
    .execute();
  return rows.map(({ combination_number }) => combination_number);
}

/** How many hold it now or later. */
async function reservationsAt({ transaction, companyId: company, number, now }: ManagedRow): Promise<number> {
  const { howMany } = await transaction
    .selectFrom('reservation_tables')
    .where('company_id', '=', company)
    .where('table_number', '=', number)
    .where('holds', '=', true)
    .where(sql<boolean>`upper(during) > ${new Date(now)}`)
    .select(sql<number>`count(*)::integer`.as('howMany'))
    .executeTakeFirstOrThrow();
  return howMany;
}
