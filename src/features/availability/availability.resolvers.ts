import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { lookAhead } from '../shared/selection.js';

export const availabilityResolvers: Resolvers = {
  Location: {
    availability: (location, asked, { features }, info) => features.availability.slots(location, asked, lookAhead(info)),
  },
};
