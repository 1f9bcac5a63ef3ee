import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { createBookingPolicyChanges, type BookingPolicyChanges } from './bookingPolicies.service.js';
import { columnNamesOf, columnsOf, hasParts, namesIn, readValues, valuesOf, type Values } from './managedFields.js';
import { isHolder, unknown, type ManagedNoun } from './managedNoun.js';
import { createRestaurantManagementRepository } from './restaurantManagement.repository.js';

/**
 * What staff make, change and remove of the company's restaurants. A refusal leaves everything as it was. Availability
 * and bookings follow a change at once: the location is locked as `lockLocations` says, and no answer that was
 * made from it is remembered.
 */
export interface RestaurantManagementService extends BookingPolicyChanges {
  /**
   * @param input Names what the row is to be part of, by `locationId` or `restaurantId`; only the company is not named.
   * @param shown What to answer of the new row; null: nothing.
   * @throws BAD_USER_INPUT naming the field; NOT_FOUND for an unknown location or restaurant.
   */
  create<Given extends object>(noun: ManagedNoun<Given>, input: object, shown: LookAhead | null): Promise<Row>;
  /** @throws BAD_USER_INPUT naming the field, also when nothing is given; NOT_FOUND; CONFLICT while something needs the row as it is. */
  update<Given extends object>(noun: ManagedNoun<Given>, input: { readonly id: string }, shown: LookAhead | null): Promise<Row>;
  /**
   * The id that was removed.
   * @throws NOT_FOUND; CONFLICT while something needs the row.
   */
  remove<Given extends object>(noun: ManagedNoun<Given>, input: { readonly id: string }): Promise<string>;
}

export function createRestaurantManagementService(scope: FeatureScope): RestaurantManagementService {
  const repository = createRestaurantManagementRepository(scope);
  const companyId = scope.company.id;
  const { now } = scope;

  /** Runs a change of a row that is there, when what it is part of is locked, and it itself where other rows are part of it. */
  function change<Result>(noun: ManagedNoun, id: string, make: (transaction: Transaction<Tables>, number: number, holderNumber: number) => Promise<Result>): Promise<Result> {
    return scope.write(noun.resources, async (transaction) => {
      const number = numberOf(noun.id, id);
      const holderNumber = number === null ? undefined : await repository.holderOf(transaction, noun, number);
      if (number === null || holderNumber === undefined || !(await repository.lockHolder(transaction, noun.of, holderNumber))) throw unknown('id', noun.name);
      if (isHolder(noun.id) && !(await repository.lockHolder(transaction, noun.id, number))) throw unknown('id', noun.name);
      return make(transaction, number, holderNumber);
    });
  }

  return {
    create(noun, input, shown) {
      const values = readValues(noun.fields, input);
      return scope.write(noun.resources, async (transaction) => {
        const holderNumber = await lockNamed(transaction, noun, input);
        await noun.check({ transaction, companyId, holderNumber, number: null, before: null, now, values: values as never, given: new Set(Object.keys(values)) });
        const number = await repository.insert(transaction, noun, holderNumber, columnsOf(noun.fields, values));
        await noun.parts?.replace({ transaction, companyId, holderNumber, number, now }, values as never);
        if (noun.beginning !== undefined) await repository.insert(transaction, noun.beginning.table, number, columnsOf(noun.beginning.table.fields, noun.beginning.values));
        return repository.show(transaction, noun, number, shown);
      });
    },

    update(noun, { id, ...input }, shown) {
      const names = namesIn(input);
      if (names.length === 0) throw badInput('input', 'must have something to change');
      const changes = readValues(noun.fields, input, names);
      return change(noun, id, async (transaction, number, holderNumber) => {
        const row = { transaction, companyId, holderNumber, number, now };
        const stored = await repository.find(transaction, noun, number, columnNamesOf(noun.fields));
        // It may have been removed while its location was waited for.
        if (stored === undefined) throw unknown('id', noun.name);
        const before: Values = { ...valuesOf(noun.fields, stored), ...(await noun.parts?.find(row)) };
        const values = { ...before, ...changes };
        await noun.check({ ...row, before: before as never, values: values as never, given: new Set(names) });
        await repository.update(transaction, noun, number, columnsOf(noun.fields, changes));
        if (hasParts(noun.fields, names)) await noun.parts?.replace(row, values as never);
        return repository.show(transaction, noun, number, shown);
      });
    },

    remove: (noun, { id }) =>
      change(noun, id, async (transaction, number, holderNumber) => {
        if ((await repository.find(transaction, noun, number, [])) === undefined) throw unknown('id', noun.name);
        await noun.checkRemoval?.({ transaction, companyId, holderNumber, number, now });
        await repository.remove(transaction, noun, number);
        return id;
      }),

    ...createBookingPolicyChanges(scope, repository),
  };

  /** @throws NOT_FOUND unless there is what a new row is to be part of. */
  async function lockNamed(transaction: Transaction<Tables>, { of }: ManagedNoun, input: object): Promise<number> {
    const field = `${of}Id`;
    const number = of === 'company' ? companyId : numberOf(of, (input as Values)[field]);
    if (number === null || !(await repository.lockHolder(transaction, of, number))) throw unknown(field, of);
    return number;
  }
}
