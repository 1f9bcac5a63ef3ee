import { expressionBuilder } from 'kysely';
import { badInput } from '../../errors.js';
import type { CreateRestaurantInput, UpdateRestaurantInput } from '../../graphql/resolvers.generated.js';
import { restaurantFields } from '../restaurants/restaurants.fields.js';
import { columnsOf, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { companyId, rowNumber } from '../shared/plan.js';
import { bookingPolicies, defaultPolicy } from './bookingPolicies.noun.js';
import { beginningWith, booleanField, nameField, textField } from './fieldReaders.js';
import type { ManagedNoun } from './managedNoun.js';
import { checkName } from './names.js';
import { checkTimeZone } from './timeZones.js';

export interface RestaurantValues {
  readonly name: string;
  readonly timeZone: string;
  readonly 'features.waitlist': boolean;
  readonly 'features.webhooks': boolean;
  readonly 'features.reservationChanges': boolean;
}

const root = expressionBuilder<Rows>();

export const restaurants: ManagedNoun<RestaurantValues> = {
  name: 'restaurant',
  table: 'restaurants',
  id: 'restaurant',
  numbers: 'restaurant',
  of: 'company',
  resources: ['restaurants'],
  isKept: true,
  fields: {
    name: nameField(),
    timeZone: textField('time_zone'),
    'features.waitlist': beginningWith(false, booleanField('waitlist_enabled')),
    'features.webhooks': beginningWith(false, booleanField('webhooks_enabled')),
    'features.reservationChanges': beginningWith(true, booleanField('reservation_changes_enabled')),
  },
  beginning: { table: bookingPolicies, values: defaultPolicy },
  async check(whole) {
    await checkName(restaurants, whole);
    await checkTimeZone(whole);
  },
  read: ({ selection }) =>
    jsonObjectFrom(
      root
        .selectFrom('restaurants as restaurant')
        .where('restaurant.company_id', '=', companyId)
        .where('restaurant.number', '=', rowNumber)
        .select(columnsOf(restaurantFields, selection)),
    ),
};

/**
 * A restaurant's input with its features beside its other fields.
 * @throws badInput
 */
export function withFeatures<Input extends CreateRestaurantInput | UpdateRestaurantInput>({ features, ...input }: Input): Omit<Input, 'features'> {
  if (features === undefined) return input;
  if (features === null) throw badInput('features', 'must not be null');
  return { ...input, ...Object.fromEntries(Object.entries(features).map(([name, value]) => [`features.${name}`, value])) };
}
