import type { QueryAppointmentServiceArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { rootList, rootRow } from '../shared/relation.js';

export const servicesResolvers: Resolvers = {
  Query: {
    appointmentServices: rootList(({ features }, asked) => features.services.list(asked)),
    appointmentService: rootRow<QueryAppointmentServiceArgs>(({ features }, { id }, asked) => features.services.find(id, asked)),
  },
  AppointmentServiceConnection: connectionResolvers,
};
