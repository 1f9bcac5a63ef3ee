import type { Context } from '../../graphql/context.js';
import type { CreateRestaurantInput, DeleteBookingPolicyInput, Resolvers, SetBookingPolicyInput, UpdateRestaurantInput } from '../../graphql/resolvers.generated.js';
import type { Row } from '../shared/fields.js';
import { lookAheadAt, type ResolveInfo } from '../shared/selection.js';
import { availabilityRules } from './availabilityRules.noun.js';
import { diningServices } from './diningServices.noun.js';
import { diningTables } from './diningTables.noun.js';
import { locations } from './locations.noun.js';
import type { ManagedNoun } from './managedNoun.js';
import { restaurants, withFeatures } from './restaurants.noun.js';
import { specialDays } from './specialDays.noun.js';
import { tableCombinations } from './tableCombinations.noun.js';

type Write<Input, Payload> = (root: unknown, args: { readonly input: Input }, context: Context, info: ResolveInfo) => Promise<Payload>;

/** Mutations of one noun; `field` is the payload's. */
function mutationsOf<Field extends string>(noun: ManagedNoun, field: Field) {
  const payload = (row: Row) => ({ [field]: row }) as Record<Field, Row>;
  const create: Write<object, Record<Field, Row>> = async (_root, { input }, { features }, info) =>
    payload(await features.restaurantManagement.create(noun, input, lookAheadAt(field, info)));
  const update: Write<{ readonly id: string }, Record<Field, Row>> = async (_root, { input }, { features }, info) =>
    payload(await features.restaurantManagement.update(noun, input, lookAheadAt(field, info)));
  const remove: Write<{ readonly id: string }, { deletedId: string }> = async (_root, { input }, { features }) => ({
    deletedId: await features.restaurantManagement.remove(noun, input),
  });
  return { create, update, remove };
}

const places = mutationsOf(locations, 'location');
const tables = mutationsOf(diningTables, 'table');
const combinations = mutationsOf(tableCombinations, 'combination');
const days = mutationsOf(specialDays, 'specialDay');
const rules = mutationsOf(availabilityRules, 'availabilityRule');
const services = mutationsOf(diningServices, 'service');

const { create: createRestaurant, update: updateRestaurant } = mutationsOf(restaurants, 'restaurant');
const setPolicy: Write<SetBookingPolicyInput, { bookingPolicy: Row }> = async (_root, { input }, { features }, info) => ({
  bookingPolicy: await features.restaurantManagement.setBookingPolicy(input, lookAheadAt('bookingPolicy', info)),
});
const deletePolicy: Write<DeleteBookingPolicyInput, { bookingPolicy: Row }> = async (_root, { input }, { features }, info) => ({
  bookingPolicy: await features.restaurantManagement.deleteBookingPolicy(input, lookAheadAt('bookingPolicy', info)),
});

export const restaurantManagementResolvers: Resolvers = {
  Mutation: {
    createRestaurant: (root, { input }: { input: CreateRestaurantInput }, context, info) => createRestaurant(root, { input: withFeatures(input) }, context, info),
    updateRestaurant: (root, { input }: { input: UpdateRestaurantInput }, context, info) => updateRestaurant(root, { input: withFeatures(input) }, context, info),
    createLocation: places.create,
    updateLocation: places.update,
    setBookingPolicy: setPolicy,
    deleteBookingPolicy: deletePolicy,
    createDiningTable: tables.create,
    updateDiningTable: tables.update,
    deleteDiningTable: tables.remove,
    createTableCombination: combinations.create,
    updateTableCombination: combinations.update,
    deleteTableCombination: combinations.remove,
    createSpecialDay: days.create,
    updateSpecialDay: days.update,
    deleteSpecialDay: days.remove,
    createAvailabilityRule: rules.create,
    updateAvailabilityRule: rules.update,
    deleteAvailabilityRule: rules.remove,
    createDiningService: services.create,
    updateDiningService: services.update,
    deleteDiningService: services.remove,
  },
};
