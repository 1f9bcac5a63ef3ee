import type { QueryGuestArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionFrom, connectionResolvers } from '../shared/connection.js';
import { rootRow } from '../shared/relation.js';
import { lookAhead, lookAheadAt } from '../shared/selection.js';

export const guestsResolvers: Resolvers = {
  Query: {
    guests: async (_, page, context, info) => {
      const list = await context.features.guests.list(lookAhead(info));
      return list === null ? null : connectionFrom(list, page, context);
    },
    guest: rootRow<QueryGuestArgs>(({ features }, { id }, asked) => features.guests.find(id, asked)),
  },
  Mutation: {
    upsertGuest: (_, { input }, { features }, info) => features.guests.upsert(input, lookAheadAt('guest', info)),
    anonymizeGuest: async (_, { input }, { features }, info) => ({ guest: await features.guests.anonymize(input, lookAheadAt('guest', info)) }),
  },
  GuestConnection: connectionResolvers,
};
