import { expressionBuilder, sql, type Expression } from 'kysely';
import type { Location } from '../../graphql/resolvers.generated.js';
import { searchedSeating } from '../availability/seating.fields.js';
import { restaurantFields } from '../restaurants/restaurants.fields.js';
import { columnsOf, idExpression, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { boundLocation } from '../shared/plan.js';
import { availabilityRules, bookingPolicy } from './bookingRules.fields.js';
import { combinationsOfLocation, tablesOfLocation } from './diningTables.fields.js';
import { openingHours, servicesOfLocation, specialDays } from './serviceHours.fields.js';

const location = expressionBuilder<Rows, 'location'>();

/** Of the row `location`. */
export const locationFields: FieldExpressions<Location> = {
  id: () => idExpression('location', location.ref('location.number')),
  restaurant: ({ selection }) =>
    jsonObjectFrom(
      location
        .selectFrom('restaurants as restaurant')
        .whereRef('restaurant.company_id', '=', 'location.company_id')
        .whereRef('restaurant.number', '=', 'location.restaurant_number')
        .select(columnsOf(restaurantFields, selection)),
    ),
  name: () => location.ref('location.name'),
  city: () => location.ref('location.city'),
  timeZone: () => location.ref('location.time_zone'),
  active: () => location.ref('location.is_active'),
  tables: tablesOfLocation,
  combinations: combinationsOfLocation,
  services: servicesOfLocation,
  openingHours,
  specialDays,
  availabilityRules,
  bookingPolicy: bookingPolicy(location.ref('location.company_id'), location.ref('location.restaurant_number'), location.ref('location.number')),
  // Slots are not made by SQL: what is read is whose they are, and the resolver loads them.
  availability: () => location.ref('location.number'),
};

/** Of one location, everything comes at once: what its slots are found from as well. */
export const wholeLocationFields: FieldExpressions<Location> = { ...locationFields, availability: searchedSeating };

/** Whether the row `location` is shown to the caller: a key that is bound to a location sees no other one. */
export const isVisible = sql<boolean>`(${boundLocation} is null or ${location.ref('location.number')} = ${boundLocation})`;

/** A location as it stands inside another record; removed ones are still named there. */
export function locationExpression(companyId: Expression<number>, number: Expression<number>): FieldExpression {
  return ({ selection }) =>
    jsonObjectFrom(
      location
        .selectFrom('locations as location')
        .where('location.company_id', '=', companyId)
        .where('location.number', '=', number)
        .select(columnsOf(locationFields, selection)),
    );
}
