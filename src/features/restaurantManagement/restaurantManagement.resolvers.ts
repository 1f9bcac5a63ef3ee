import type { Context } from '../../graphql/context.js';
import type { Resolvers } from '../../graphql/resolvers.generated.js';
import type { Row } from '../shared/fields.js';
import { lookAheadAt, type ResolveInfo } from '../shared/selection.js';
import { availabilityRules } from './availabilityRules.noun.js';
import { diningServices } from './diningServices.noun.js';
import { diningTables } from './diningTables.noun.js';
import type { ManagedNoun } from './managedNoun.js';
import { specialDays } from './specialDays.noun.js';
import { tableCombinations } from './tableCombinations.noun.js';

type Write<Input, Payload> = (root: unknown, args: { readonly input: Input }, context: Context, info: ResolveInfo) => Promise<Payload>;

/** Mutations of one noun; `field` is the payload's. */
function mutationsOf<Field extends string>(noun: ManagedNoun, field: Field) {
  const payload = (row: Row) => ({ [field]: row }) as Record<Field, Row>;
  const create: Write<{ readonly locationId: string }, Record<Field, Row>> = async (_root, { input }, { features }, info) =>
    payload(await features.restaurantManagement.create(noun, input, lookAheadAt(field, info)));
  const update: Write<{ readonly id: string }, Record<Field, Row>> = async (_root, { input }, { features }, info) =>
    payload(await features.restaurantManagement.update(noun, input, lookAheadAt(field, info)));
  const remove: Write<{ readonly id: string }, { deletedId: string }> = async (_root, { input }, { features }) => ({
    deletedId: await features.restaurantManagement.remove(noun, input),
  });
  return { create, update, remove };
}

const tables = mutationsOf(diningTables, 'table');
const combinations = mutationsOf(tableCombinations, 'combination');
const days = mutationsOf(specialDays, 'specialDay');
const rules = mutationsOf(availabilityRules, 'availabilityRule');
const services = mutationsOf(diningServices, 'service');

export const restaurantManagementResolvers: Resolvers = {
  Mutation: {
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
