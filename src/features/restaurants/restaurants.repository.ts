import { expressionBuilder, sql } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { ReadRelation } from '../shared/relation.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { restaurantFields } from './restaurants.fields.js';

export type RestaurantsRepository = ReturnType<typeof createRestaurantsRepository>;

const root = expressionBuilder<Rows>();
const restaurant = expressionBuilder<Rows, 'restaurant'>();

/** The company's restaurants that are not deleted. */
const restaurants = root
  .selectFrom('restaurants as restaurant')
  .where('restaurant.company_id', '=', companyId)
  .where('restaurant.deleted_at', 'is', null);

const number: SortKey = { by: restaurant.ref('restaurant.number'), kind: 'number' };

/** Every query on restaurants, bound to one company. */
export function createRestaurantsRepository(scope: FeatureScope) {
  return {
    /** By id. */
    list: (lookAhead: LookAhead): Promise<ConnectionJson> =>
      read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        return connectionExpression(plan, {
          nodes: (selection) => pageOf(restaurants.select(columnsOf(restaurantFields, selection)), plan, [number], 'asc'),
          totalCount: () => restaurants.select((eb) => eb.fn.countAll().as('total')),
        });
      }),

    find: (restaurantNumber: number, lookAhead: LookAhead): Promise<Row | null> => read(scope, lookAhead, oneRestaurant, [restaurantNumber]),

    readRelation: (lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> => read(scope, lookAhead, relationOfRestaurants, numbers),
  };
}

function oneRestaurant({ selection }: SelectedField) {
  return jsonObjectFrom(restaurants.where('restaurant.number', '=', rowNumber).select(columnsOf(restaurantFields, selection)));
}

function relationOfRestaurants(field: SelectedField) {
  const value = restaurantFields[field.name as keyof typeof restaurantFields](field);
  return jsonArrayFrom(
    restaurants.where(sql<boolean>`${restaurant.ref('restaurant.number')} = any(${rowNumbers})`).select(['restaurant.number', value.as('value')]),
  );
}
