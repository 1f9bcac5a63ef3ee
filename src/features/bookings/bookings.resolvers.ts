import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';

/** Bookings and purchases are read with the customer or the date that they are asked of. */
export const bookingsResolvers: Resolvers = {
  BookingConnection: connectionResolvers,
  TransactionConnection: connectionResolvers,
};
