import type { QueryCustomerArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { connectionRelation, relation, rootList, rootRow } from '../shared/relation.js';
import { lookAheadAt } from '../shared/selection.js';
import type { Context } from '../../graphql/context.js';

const related = ({ features }: Context) => features.customers.related;

export const customersResolvers: Resolvers = {
  Query: {
    customers: rootList(({ features }, asked) => features.customers.list(asked)),
    customer: rootRow<QueryCustomerArgs>(({ features }, { id }, asked) => features.customers.find(id, asked)),
  },
  Mutation: {
    updateCustomerProfile: async (_, { input }, { features }, info) => ({
      customer: await features.customers.updateProfile(input, lookAheadAt('customer', info)),
    }),
  },
  Customer: {
    bookings: connectionRelation(related),
    transactions: connectionRelation(related),
    booking: relation(related),
    appointments: connectionRelation(related),
    packages: connectionRelation(related),
    videos: connectionRelation(related),
    subscriptionMandates: connectionRelation(related),
    notes: connectionRelation(related),
    questionnaireAnswers: connectionRelation(related),
    reservations: connectionRelation(related),
    guest: relation(related),
  },
  CustomerConnection: connectionResolvers,
};
