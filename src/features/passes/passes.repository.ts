import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { ReadRelation } from '../shared/relation.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { passFields } from './passes.fields.js';
import type { PassChanges } from './passUpdate.js';

export type PassesRepository = ReturnType<typeof createPassesRepository>;

const root = expressionBuilder<Rows>();
const pass = expressionBuilder<Rows, 'pass'>();

/** The company's passes, deleted ones too. */
const passes = root.selectFrom('passes as pass').where('pass.company_id', '=', companyId);
const passesOnSale = passes.where('pass.deleted_at', 'is', null);

const name: SortKey = { by: pass.ref('pass.name'), kind: 'text' };
const number: SortKey = { by: pass.ref('pass.number'), kind: 'number' };

/** Every query on passes, bound to one company. */
export function createPassesRepository(scope: FeatureScope) {
  return {
    /** Those that are not deleted, by name. */
    list(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        return connectionExpression(plan, {
          nodes: (selection) => pageOf(passesOnSale.select(columnsOf(passFields, selection)), plan, [name, number], 'asc'),
          totalCount: () => passesOnSale.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    /** @param transaction Reads what it has changed. */
    find(passNumber: number, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      const reading = transaction === undefined ? scope : { ...scope, db: transaction };
      return read(reading, lookAhead, onePass, [passNumber]);
    },

    readRelation(lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> {
      return read(scope, lookAhead, relationOfPasses, numbers);
    },

    /** Whether there is such a pass. */
    async update(transaction: Transaction<Tables>, passNumber: number, changes: PassChanges): Promise<boolean> {
      const result = await transaction
        .updateTable('passes')
        .set({
          name: changes.name,
          description: changes.description,
          price: changes.price,
          credits: changes.credits,
          start_mode: changes.startMode,
          validity_period: changes['validity.period'],
          validity_unit: changes['validity.unit'],
          subscriptions_only: changes.subscriptionsOnly,
          purchase_limit: changes.purchaseLimit,
        })
        .where('company_id', '=', scope.company.id)
        .where('number', '=', passNumber)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function onePass({ selection }: SelectedField) {
  return jsonObjectFrom(passes.where('pass.number', '=', rowNumber).select(columnsOf(passFields, selection)));
}

function relationOfPasses(field: SelectedField) {
  const value = passFields[field.name as keyof typeof passFields](field);
  return jsonArrayFrom(passes.where(sql<boolean>`${pass.ref('pass.number')} = any(${rowNumbers})`).select(['pass.number', value.as('value')]));
}
