import type { QueryAppointmentArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { rootList, rootRow } from '../shared/relation.js';

/** A customer's appointments are read with the customer. */
export const appointmentsResolvers: Resolvers = {
  Query: {
    appointments: rootList(({ features }, asked) => features.appointments.list(asked)),
    appointment: rootRow<QueryAppointmentArgs>(({ features }, { id }, asked) => features.appointments.find(id, asked)),
  },
  AppointmentConnection: connectionResolvers,
};
