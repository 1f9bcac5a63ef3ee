import type { QueryReservationArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionFrom, connectionResolvers } from '../shared/connection.js';
import { rootRow } from '../shared/relation.js';
import { lookAhead, lookAheadAt } from '../shared/selection.js';

export const reservationsResolvers: Resolvers = {
  Query: {
    reservations: async (_, page, context, info) => {
      const list = await context.features.reservations.list(lookAhead(info));
      return list === null ? null : connectionFrom(list, page, context);
    },
    reservation: rootRow<QueryReservationArgs>(({ features }, { ref }, asked) => features.reservations.find(ref, asked)),
  },
  Mutation: {
    createReservation: (_, { input }, { features }, info) => features.reservations.create(input, lookAheadAt('reservation', info)),
    updateReservation: async (_, { input }, { features }, info) => ({
      reservation: await features.reservations.update(input, lookAheadAt('reservation', info)),
    }),
    cancelReservation: async (_, { input }, { features }, info) => ({
      reservation: await features.reservations.cancel(input, lookAheadAt('reservation', info)),
    }),
  },
  ReservationConnection: connectionResolvers,
};
