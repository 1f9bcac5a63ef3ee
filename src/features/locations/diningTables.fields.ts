import { expressionBuilder } from 'kysely';
import type { DiningTable, TableCombination } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom } from '../shared/json.js';

const location = expressionBuilder<Rows, 'location'>();
const table = expressionBuilder<Rows, 'dining_table'>();
const combination = expressionBuilder<Rows, 'combination'>();

/** Of the row `dining_table`. */
export const diningTableFields: FieldExpressions<DiningTable> = {
  id: () => idExpression('diningTable', table.ref('dining_table.number')),
  name: () => table.ref('dining_table.name'),
  minSeats: () => table.ref('dining_table.seats_min'),
  maxSeats: () => table.ref('dining_table.seats_max'),
  priority: () => table.ref('dining_table.priority'),
  bookable: () => table.ref('dining_table.is_bookable'),
};

/** Of the row `combination`. */
export const combinationFields: FieldExpressions<TableCombination> = {
  id: () => idExpression('tableCombination', combination.ref('combination.number')),
  name: () => combination.ref('combination.name'),
  tables: ({ selection }) =>
    jsonArrayFrom(
      combination
        .selectFrom('table_combination_members as member')
        .innerJoin('dining_tables as dining_table', (join) =>
          join.onRef('dining_table.company_id', '=', 'member.company_id').onRef('dining_table.number', '=', 'member.table_number'),
        )
        .whereRef('member.company_id', '=', 'combination.company_id')
        .whereRef('member.combination_number', '=', 'combination.number')
        .orderBy('dining_table.number')
        .select(columnsOf(diningTableFields, selection)),
    ),
  minSeats: () => combination.ref('combination.seats_min'),
  maxSeats: () => combination.ref('combination.seats_max'),
  priority: () => combination.ref('combination.priority'),
  bookable: () => combination.ref('combination.is_bookable'),
};

/** Those of the row `location`. */
export const tablesOfLocation: FieldExpression = ({ selection }) =>
  jsonArrayFrom(
    location
      .selectFrom('dining_tables as dining_table')
      .whereRef('dining_table.company_id', '=', 'location.company_id')
      .whereRef('dining_table.location_number', '=', 'location.number')
      .where('dining_table.deleted_at', 'is', null)
      .orderBy('dining_table.number')
      .select(columnsOf(diningTableFields, selection)),
  );

export const combinationsOfLocation: FieldExpression = ({ selection }) =>
  jsonArrayFrom(
    location
      .selectFrom('table_combinations as combination')
      .whereRef('combination.company_id', '=', 'location.company_id')
      .whereRef('combination.location_number', '=', 'location.number')
      .orderBy('combination.number')
      .select(columnsOf(combinationFields, selection)),
  );
