import { expressionBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import type { PlanChanges } from './planUpdate.js';
import { planFields } from './subscriptions.fields.js';

const root = expressionBuilder<Rows>();
const plan = expressionBuilder<Rows, 'plan'>();

/** The company's plans, deleted ones too. */
const plans = root.selectFrom('subscription_plans as plan').where('plan.company_id', '=', companyId);
const plansOnOffer = plans.where('plan.deleted_at', 'is', null);

const name: SortKey = { by: plan.ref('plan.name'), kind: 'text' };
const number: SortKey = { by: plan.ref('plan.number'), kind: 'number' };

/** Every query on subscription plans, bound to one company. */
export function createSubscriptionsRepository(scope: FeatureScope) {
  return {
    /** Those that are not deleted, by name. */
    listPlans(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const page = planConnection(field);
        return connectionExpression(page, {
          nodes: (selection) => pageOf(plansOnOffer.select(columnsOf(planFields, selection)), page, [name, number], 'asc'),
          totalCount: () => plansOnOffer.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    /** @param transaction Reads what it has changed. */
    findPlan(planNumber: number, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      const reading = transaction === undefined ? scope : { ...scope, db: transaction };
      return read(reading, lookAhead, onePlan, [planNumber]);
    },

    /** Whether there is such a plan. */
    async updatePlan(transaction: Transaction<Tables>, planNumber: number, changes: PlanChanges): Promise<boolean> {
      const result = await transaction
        .updateTable('subscription_plans')
        .set({
          name: changes.name,
          state: changes.state,
          term_days: changes.termDays,
          initial_price: changes.initialPrice,
          recurring_price: changes.recurringPrice,
          renews_on_expire: changes.renewsOnExpire,
          modified_at: new Date(scope.now),
        })
        .where('company_id', '=', scope.company.id)
        .where('number', '=', planNumber)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function onePlan({ selection }: SelectedField) {
  return jsonObjectFrom(plans.where('plan.number', '=', rowNumber).select(columnsOf(planFields, selection)));
}
