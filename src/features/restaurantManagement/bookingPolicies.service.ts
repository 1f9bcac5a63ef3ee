import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { ApplicationError, badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { DeleteBookingPolicyInput, SetBookingPolicyInput } from '../../graphql/resolvers.generated.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import type { LookAhead } from '../shared/selection.js';
import { bookingPolicies, defaultPolicy, type PolicyValues } from './bookingPolicies.noun.js';
import { locations } from './locations.noun.js';
import { columnNamesOf, columnsOf, hasParts, namesIn, readValues, valuesOf } from './managedFields.js';
import { unknown } from './managedNoun.js';
import type { RestaurantManagementRepository } from './restaurantManagement.repository.js';

/** A restaurant has a policy; a location may have one of its own, which it then follows alone. */
export interface BookingPolicyChanges {
  /**
   * Changes what is given. A location that had no policy of its own begins with what it followed until then.
   * @param shown What to answer of the policy; null: nothing.
   * @throws BAD_USER_INPUT naming the field, also when nothing is given; NOT_FOUND.
   */
  setBookingPolicy(input: SetBookingPolicyInput, shown: LookAhead | null): Promise<Row>;
  /**
   * Takes a location's own policy away.
   * @param shown What to answer of the restaurant's.
   * @throws NOT_FOUND, also when it has none; CONFLICT when the restaurant has none that it could follow.
   */
  deleteBookingPolicy(input: DeleteBookingPolicyInput, shown: LookAhead | null): Promise<Row>;
}

/** What cached answers that show a policy depend on; slots do too. */
const changedResources = ['restaurants'];

export function createBookingPolicyChanges(scope: FeatureScope, repository: RestaurantManagementRepository): BookingPolicyChanges {
  const companyId = scope.company.id;
  const { fields, parts } = bookingPolicies;

  return {
    setBookingPolicy({ restaurantId, locationId, ...input }, shown) {
      const names = namesIn(input);
      if (names.length === 0) throw badInput('input', 'must have something to change');
      const changes = readValues(fields, input, names);
      return scope.write(changedResources, async (transaction) => {
        const restaurant = numberOf('restaurant', restaurantId);
        if (restaurant === null || !(await repository.lockHolder(transaction, 'restaurant', restaurant))) throw unknown('restaurantId', 'restaurant');
        const location = isGiven(locationId) ? await lockLocation(transaction, restaurant, locationId) : null;
        // All that may follow it.
        if (location === null) await repository.lockLocationsOf(transaction, restaurant);

        const known = await policiesOf(transaction, restaurant, location);
        const before = await valuesAt(transaction, restaurant, known.own ?? known.restaurants);
        const values: PolicyValues = { ...before, ...changes };
        const row = { transaction, companyId, holderNumber: restaurant, now: scope.now };
        await bookingPolicies.check({ ...row, number: known.own ?? null, before, values, given: new Set(names) });
        if (known.own !== undefined) await repository.update(transaction, bookingPolicies, known.own, columnsOf(fields, changes));
        const number = known.own ?? (await repository.insert(transaction, bookingPolicies, restaurant, { ...columnsOf(fields, values), location_number: location }));
        if (known.own === undefined || hasParts(fields, names)) await parts?.replace({ ...row, number }, values);
        return repository.show(transaction, bookingPolicies, number, shown);
      });
    },

    deleteBookingPolicy: ({ locationId }, shown) =>
      scope.write(changedResources, async (transaction) => {
        const number = numberOf('location', locationId);
        const restaurant = number === null ? undefined : await repository.holderOf(transaction, locations, number);
        if (restaurant === undefined || !(await repository.lockHolder(transaction, 'restaurant', restaurant))) throw unknown('locationId', 'location');
        const location = await lockLocation(transaction, restaurant, locationId);
        const { own, restaurants } = await policiesOf(transaction, restaurant, location);
        if (own === undefined) throw new ApplicationError('NOT_FOUND', { field: 'locationId', message: 'The location has no policy of its own.' });
        if (restaurants === undefined) throw new ApplicationError('CONFLICT', { field: 'locationId', message: 'The restaurant has no policy to follow. Set one first.' });
        await repository.remove(transaction, bookingPolicies, own);
        return repository.show(transaction, bookingPolicies, restaurants, shown);
      }),
  };

  /** @throws NOT_FOUND unless it is the restaurant's. */
  async function lockLocation(transaction: Transaction<Tables>, restaurant: number, id: string): Promise<number> {
    const number = numberOf('location', id);
    const isThere = number !== null && (await repository.holderOf(transaction, locations, number)) === restaurant && (await repository.lockHolder(transaction, 'location', number));
    if (!isThere) throw unknown('locationId', 'location');
    return number;
  }

  /** The numbers of the restaurant's policy and of that which is to be changed, which is the same unless a location is given. */
  async function policiesOf(transaction: Transaction<Tables>, restaurant: number, location: number | null): Promise<{ own: number | undefined; restaurants: number | undefined }> {
    const rows = await transaction
      .selectFrom('booking_policies')
      .select(['number', 'location_number'])
      .where('company_id', '=', companyId)
      .where('restaurant_number', '=', restaurant)
      .execute();
    const of = (whose: number | null) => rows.find(({ location_number }) => location_number === whose)?.number;
    return { own: of(location), restaurants: of(null) };
  }

  /** @param number Undefined: nobody has set one. */
  async function valuesAt(transaction: Transaction<Tables>, restaurant: number, number: number | undefined): Promise<PolicyValues> {
    if (number === undefined) return defaultPolicy;
    const stored = await repository.find(transaction, bookingPolicies, number, columnNamesOf(fields));
    const row = { transaction, companyId, holderNumber: restaurant, number, now: scope.now };
    return { ...defaultPolicy, ...valuesOf(fields, stored ?? {}), ...(await parts?.find(row)) };
  }
}
