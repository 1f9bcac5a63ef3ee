import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { lookAhead } from '../shared/selection.js';

export const facilitatorsResolvers: Resolvers = {
  Query: {
    facilitator: (_, { id }, { features }, info) => features.facilitators.find(id, lookAhead(info)),
  },
  Facilitator: {
    availability: (facilitator, asked, { features }, info) => features.facilitators.availability(facilitator, asked, lookAhead(info)),
  },
};
