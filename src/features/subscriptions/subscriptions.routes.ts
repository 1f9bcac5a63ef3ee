import {
  GetSubscriptionPlanDocument,
  ListCustomerSubscriptionMandatesDocument,
  ListSubscriptionPlansDocument,
  UpdateSubscriptionPlanDocument,
  type SubscriptionPlanFieldsFragment,
  type UpdateSubscriptionPlanInput,
} from '../../rest/operations.generated.js';
import { idParameter, optionalPageParameters, pageParameters } from '../../rest/openapi/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { readUpdateBody, restNames } from '../shared/catalogueUpdate.js';
import { listed, paged, single, written } from '../shared/studioAnswers.js';
import { customerPage, listEnvelope, listVariables, pagedList } from '../shared/studioRows.js';
import { planChanges, subscriptionMandate, subscriptionPlan } from './subscriptions.answers.js';
import { planUpdate } from './planUpdate.js';

export const subscriptionsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/subscription-plans',
    family: 'studio',
    resourceType: 'subscription_plan',
    summary: 'Subscription plans, by name; deleted ones are left out',
    operation: ListSubscriptionPlansDocument,
    parameters: optionalPageParameters,
    answer: listed(subscriptionPlan),
    variables: ({ query }) => listVariables(query),
    present: ({ subscriptionPlans }, { variables }) =>
      subscriptionPlans === null ? undefined : pagedList(subscriptionPlans.nodes.map(planRow), subscriptionPlans.totalCount, variables),
    unpaged: {
      applies: ({ withTotal }) => !withTotal,
      connection: ({ subscriptionPlans }) => subscriptionPlans,
      next: (variables, after) => ({ ...variables, after }),
      item: planRow,
      envelope: listEnvelope,
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/subscription-plan/:id',
    family: 'studio',
    resourceType: 'subscription_plan',
    summary: 'One subscription plan, whatever its state, deleted ones included',
    operation: GetSubscriptionPlanDocument,
    parameters: { id: idParameter('subscriptionPlan', 'The plan') },
    answer: single(subscriptionPlan),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ subscriptionPlan }) => (subscriptionPlan === null ? undefined : { data: planRow(subscriptionPlan) }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/subscription-plan/:id',
    family: 'studio',
    resourceType: 'subscription_plan',
    summary: 'Changes what is given of a subscription plan',
    operation: UpdateSubscriptionPlanDocument,
    parameters: { id: idParameter('subscriptionPlan', 'The plan') },
    body: planChanges,
    answer: written('Subscription plan updated successfully'),
    parameterNames: restNames(planUpdate),
    variables: ({ path, body }) => ({ input: { id: path['id'] ?? '', ...readUpdateBody<UpdateSubscriptionPlanInput>(planUpdate, body) } }),
    present: () => ({ message: 'Subscription plan updated successfully' }),
  }),
  defineRoute({
    method: 'GET',
    path: '/customer/:id/subscription-mandates',
    family: 'studio',
    resourceType: 'subscription_mandate',
    summary: 'A customer’s subscriptions, newest first; cancelled ones are left out',
    operation: ListCustomerSubscriptionMandatesDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(subscriptionMandate),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const mandates = customer?.subscriptionMandates ?? null;
      if (mandates === null) return undefined;
      const data = mandates.nodes.map(({ id, plan, state, createdAt, graceDays, earliestCancellationAt, renewalAt }) => ({
        id,
        type: 'subscription_mandate',
        plan: {
          id: plan.id,
          type: 'subscription_plan',
          name: plan.name,
          base100_price: plan.recurringPrice.amount,
          currency: plan.recurringPrice.currency,
        },
        state,
        created: createdAt,
        grace: graceDays,
        earliest_cancellation_date: earliestCancellationAt,
        renewal_date: renewalAt,
      }));
      return pagedList(data, mandates.totalCount, variables);
    },
  }),
];

/** Prices are in the company's currency, which no field names. A pass seen from a plan has a type of its own. */
function planRow(plan: SubscriptionPlanFieldsFragment) {
  return {
    id: plan.id,
    type: 'subscription_plan',
    name: plan.name,
    state: plan.state,
    term_days: plan.termDays,
    pricing: { initial_base100: plan.initialPrice.amount, recurring_base100: plan.recurringPrice.amount },
    renews_on_expire: plan.renewsOnExpire,
    associated_pass: plan.pass === null ? null : { id: plan.pass.id, type: 'pass_template', name: plan.pass.name },
    modified: plan.modifiedAtLocal,
  };
}
