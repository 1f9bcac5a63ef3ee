import type { QuerySubscriptionPlanArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { rootList, rootRow } from '../shared/relation.js';
import { lookAheadAt } from '../shared/selection.js';

/** Mandates are read with the customer who gave them. */
export const subscriptionsResolvers: Resolvers = {
  Query: {
    subscriptionPlans: rootList(({ features }, asked) => features.subscriptions.listPlans(asked)),
    subscriptionPlan: rootRow<QuerySubscriptionPlanArgs>(({ features }, { id }, asked) => features.subscriptions.findPlan(id, asked)),
  },
  Mutation: {
    updateSubscriptionPlan: async (_, { input }, { features }, info) => ({
      subscriptionPlan: await features.subscriptions.updatePlan(input, lookAheadAt('subscriptionPlan', info)),
    }),
  },
  SubscriptionPlanConnection: connectionResolvers,
  SubscriptionMandateConnection: connectionResolvers,
};
