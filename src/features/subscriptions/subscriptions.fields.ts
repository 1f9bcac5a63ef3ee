import { expressionBuilder, sql } from 'kysely';
import type { MandatePlan, SubscriptionMandate, SubscriptionPlan } from '../../graphql/resolvers.generated.js';
import { packagePassFields } from '../packages/packages.fields.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { catalogueMoney } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const customer = expressionBuilder<Rows, 'customer'>();
const plan = expressionBuilder<Rows, 'plan'>();
const mandate = expressionBuilder<Rows, 'mandate'>();

const mandatePlanFields: FieldExpressions<MandatePlan> = {
  id: () => idExpression('subscriptionPlan', plan.ref('plan.number')),
  name: () => plan.ref('plan.name'),
  recurringPrice: () => catalogueMoney(plan.ref('plan.recurring_price')),
};

/** Of the row `plan`. */
export const planFields: FieldExpressions<SubscriptionPlan> = {
  ...mandatePlanFields,
  state: () => plan.ref('plan.state'),
  termDays: () => plan.ref('plan.term_days'),
  initialPrice: () => catalogueMoney(plan.ref('plan.initial_price')),
  renewsOnExpire: () => plan.ref('plan.renews_on_expire'),
  // Also when the pass is no longer on sale.
  pass: ({ selection }) =>
    jsonObjectFrom(
      plan
        .selectFrom('passes as pass')
        .whereRef('pass.company_id', '=', 'plan.company_id')
        .whereRef('pass.number', '=', 'plan.pass_number')
        .select(columnsOf(packagePassFields, selection)),
    ),
  deleted: () => plan('plan.deleted_at', 'is not', null),
  modifiedAt: () => utc(plan.ref('plan.modified_at')),
  modifiedAtLocal: () => wallClock(plan.ref('plan.modified_at'), companyTimeZone),
};

/** Of the row `mandate`. */
const mandateFields: FieldExpressions<SubscriptionMandate> = {
  id: () => idExpression('subscriptionMandate', mandate.ref('mandate.number')),
  plan: ({ selection }) =>
    jsonObjectFrom(
      mandate
        .selectFrom('subscription_plans as plan')
        .whereRef('plan.company_id', '=', 'mandate.company_id')
        .whereRef('plan.number', '=', 'mandate.plan_number')
        .select(columnsOf(mandatePlanFields, selection)),
    ),
  state: () => mandate.ref('mandate.state'),
  createdAt: () => utc(mandate.ref('mandate.created_at')),
  graceDays: () => mandate.ref('mandate.grace_days'),
  earliestCancellationAt: () => utc(mandate.ref('mandate.earliest_cancellation_at')),
  renewalAt: () => utc(mandate.ref('mandate.renewal_at')),
};

const createdAt: SortKey = { by: mandate.ref('mandate.created_at'), kind: 'instant' };
const number: SortKey = { by: mandate.ref('mandate.number'), kind: 'number' };

const mandatesOfCustomer = customer
  .selectFrom('subscription_mandates as mandate')
  .whereRef('mandate.company_id', '=', 'customer.company_id')
  .whereRef('mandate.customer_number', '=', 'customer.number')
  .where('mandate.state', '<>', sql.lit('CANCELLED' as const));

/** Of the row `customer`, newest first; cancelled ones are left out. */
export const customerMandates: FieldExpression = (field) => {
  const page = planConnection(field);
  return connectionExpression(page, {
    nodes: (selection) => pageOf(mandatesOfCustomer.select(columnsOf(mandateFields, selection)), page, [createdAt, number], 'desc'),
    totalCount: () => mandatesOfCustomer.select((eb) => eb.fn.countAll().as('total')),
  });
};
