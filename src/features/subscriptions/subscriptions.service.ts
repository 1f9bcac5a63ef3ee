import { ApplicationError } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { UpdateSubscriptionPlanInput } from '../../graphql/resolvers.generated.js';
import { readUpdateInput } from '../shared/catalogueUpdate.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { planUpdate } from './planUpdate.js';
import { createSubscriptionsRepository } from './subscriptions.repository.js';

export interface SubscriptionsService {
  listPlans(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such plan. It may be in any state, and deleted. */
  findPlan(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Changes what is given of a plan, also of a deleted one. Mandates follow: their next charge is the plan's price.
   * @param plan What to answer of the changed plan; null: nothing.
   * @throws BAD_USER_INPUT naming the field; NOT_FOUND.
   */
  updatePlan(input: UpdateSubscriptionPlanInput, plan: LookAhead | null): Promise<Row>;
}

export function createSubscriptionsService(scope: FeatureScope): SubscriptionsService {
  const repository = createSubscriptionsRepository(scope);
  return {
    listPlans: (lookAhead) => repository.listPlans(lookAhead),

    async findPlan(id, lookAhead) {
      const number = numberOf('subscriptionPlan', id);
      return number === null ? null : repository.findPlan(number, lookAhead);
    },

    async updatePlan(input, plan) {
      const changes = readUpdateInput(planUpdate, input);
      const number = numberOf('subscriptionPlan', input.id);
      if (number === null) throw new ApplicationError('NOT_FOUND');
      return scope.write(['subscriptionPlans'], async (transaction) => {
        const isThere = await repository.updatePlan(transaction, number, changes);
        if (!isThere) throw new ApplicationError('NOT_FOUND');
        return (plan === null ? null : await repository.findPlan(number, plan, transaction)) ?? {};
      });
    },
  };
}
