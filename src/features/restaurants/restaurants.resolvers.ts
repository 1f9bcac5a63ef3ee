import type { Context } from '../../graphql/context.js';
import type { QueryRestaurantArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { relation, rootList, rootRow } from '../shared/relation.js';

const related = ({ features }: Context) => features.restaurants.related;

export const restaurantsResolvers: Resolvers = {
  Query: {
    restaurants: rootList(({ features }, asked) => features.restaurants.list(asked)),
    restaurant: rootRow<QueryRestaurantArgs>(({ features }, { id }, asked) => features.restaurants.find(id, asked)),
  },
  Restaurant: {
    locations: relation(related),
    location: relation(related),
    bookingPolicy: relation(related),
    features: relation(related),
  },
  RestaurantConnection: connectionResolvers,
};
