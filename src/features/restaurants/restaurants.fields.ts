import { expressionBuilder, sql } from 'kysely';
import { badInput } from '../../errors.js';
import type { Restaurant, RestaurantFeatures } from '../../graphql/resolvers.generated.js';
import { bookingPolicy } from '../locations/bookingRules.fields.js';
import { isVisible, locationFields, wholeLocationFields } from '../locations/locations.fields.js';
import { columnsOf, idExpression, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { isGiven } from '../shared/page.js';
import { parameter } from '../shared/plan.js';

const restaurant = expressionBuilder<Rows, 'restaurant'>();

const featuresFields: FieldExpressions<RestaurantFeatures> = {
  waitlist: () => restaurant.ref('restaurant.waitlist_enabled'),
  webhooks: () => restaurant.ref('restaurant.webhooks_enabled'),
  reservationChanges: () => restaurant.ref('restaurant.reservation_changes_enabled'),
};

/** Of the row `restaurant`, those that the caller is shown. */
const locations = () =>
  restaurant
    .selectFrom('locations as location')
    .whereRef('location.company_id', '=', 'restaurant.company_id')
    .whereRef('location.restaurant_number', '=', 'restaurant.number')
    .where('location.deleted_at', 'is', null)
    .where(isVisible);

const locationsExpression: FieldExpression = ({ selection, shapeArguments }) => {
  let shown = locations();
  if (shapeArguments['includeInactive'] !== true) shown = shown.where('location.is_active', '=', sql.lit(true));
  return jsonArrayFrom(shown.orderBy('location.number').select(columnsOf(locationFields, selection)));
};

const locationExpression: FieldExpression = ({ selection, argumentsIn }) => {
  const number = parameter<number>(({ variables, boundLocation }) => {
    const { id } = argumentsIn(variables) as { id?: string | null };
    // There is no number 0.
    if (isGiven(id)) return numberOf('location', id) ?? 0;
    if (boundLocation === null) throw badInput('id', 'is required, unless the key is bound to a location');
    return boundLocation;
  }, 'integer');
  return jsonObjectFrom(locations().where('location.number', '=', number).select(columnsOf(wholeLocationFields, selection)));
};

/** Of the row `restaurant`. */
export const restaurantFields: FieldExpressions<Restaurant> = {
  id: () => idExpression('restaurant', restaurant.ref('restaurant.number')),
  name: () => restaurant.ref('restaurant.name'),
  timeZone: () => restaurant.ref('restaurant.time_zone'),
  locations: locationsExpression,
  location: locationExpression,
  bookingPolicy: bookingPolicy(restaurant.ref('restaurant.company_id'), restaurant.ref('restaurant.number'), null),
  features: ({ selection }) => jsonObject(columnsOf(featuresFields, selection)),
};
