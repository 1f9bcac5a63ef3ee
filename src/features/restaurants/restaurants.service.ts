import type { FeatureScope } from '../../graphql/context.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { createRelationLoader, type LoadRelation } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { createRestaurantsRepository } from './restaurants.repository.js';

export interface RestaurantsService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /**
   * Null when there is no such restaurant.
   * @throws BAD_USER_INPUT naming the argument, whether or not there is.
   */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /** What is asked of a restaurant that came without it. */
  related: LoadRelation;
}

export function createRestaurantsService(scope: FeatureScope): RestaurantsService {
  const repository = createRestaurantsRepository(scope);
  const load = createRelationLoader(repository.readRelation);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    // There is no number 0, but a location that is not named is refused before a restaurant is looked for.
    find: (id, lookAhead) => repository.find(numberOf('restaurant', id) ?? 0, lookAhead),

    related: async (restaurant, lookAhead) => {
      const number = numberOf('restaurant', restaurant['id']);
      return number === null ? null : load(number, lookAhead);
    },
  };
}
