import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { unknown, type ManagedField, type ManagedNoun } from './managedNoun.js';
import { createRestaurantManagementRepository } from './restaurantManagement.repository.js';

/**
 * What staff make, change and remove of the company's restaurants. A refusal leaves everything as it was. Availability
 * and bookings follow a change at once: the location is locked as `lockLocations` says, and no answer that was
 * made from it is remembered.
 */
export interface RestaurantManagementService {
  /**
   * @param shown What to answer of the new row; null: nothing.
   * @throws BAD_USER_INPUT naming the field; NOT_FOUND for an unknown location.
   */
  create<Values extends object>(noun: ManagedNoun<Values>, input: { readonly locationId: string }, shown: LookAhead | null): Promise<Row>;
  /** @throws BAD_USER_INPUT naming the field, also when nothing is given; NOT_FOUND. */
  update<Values extends object>(noun: ManagedNoun<Values>, input: { readonly id: string }, shown: LookAhead | null): Promise<Row>;
  /**
   * The id that was removed.
   * @throws NOT_FOUND; CONFLICT while something needs the row.
   */
  remove<Values extends object>(noun: ManagedNoun<Values>, input: { readonly id: string }): Promise<string>;
}

type Values = Readonly<Record<string, unknown>>;

/** What cached answers that show any of it depend on; slots do too. */
export const changedResources = ['restaurants'];

export function createRestaurantManagementService(scope: FeatureScope): RestaurantManagementService {
  const repository = createRestaurantManagementRepository(scope);
  const companyId = scope.company.id;
  const { now } = scope;

  const shownRow = async (transaction: Transaction<Tables>, noun: ManagedNoun, number: number, shown: LookAhead | null): Promise<Row> =>
    shown === null ? {} : repository.show(transaction, noun, number, shown);

  /** Runs a change of a row that is there and whose location is locked. */
  function change<Result>(noun: ManagedNoun, id: string, make: (transaction: Transaction<Tables>, number: number, locationNumber: number) => Promise<Result>): Promise<Result> {
    return scope.write(changedResources, async (transaction) => {
      const number = numberOf(noun.id, id);
      const locationNumber = number === null ? undefined : await repository.locationOf(transaction, noun, number);
      if (number === null || locationNumber === undefined) throw unknown('id', noun.name);
      const locked = await repository.lockLocations(transaction, [locationNumber]);
      if (locked.length === 0) throw unknown('id', noun.name);
      return make(transaction, number, locationNumber);
    });
  }

  return {
    create(noun, { locationId, ...input }, shown) {
      const values = readValues(noun, input, Object.keys(noun.fields));
      return scope.write(changedResources, async (transaction) => {
        const locationNumber = numberOf('location', locationId);
        if (locationNumber === null || (await repository.lockLocations(transaction, [locationNumber])).length === 0) throw unknown('locationId', 'location');
        const given = new Set(Object.keys(values));
        await noun.check({ transaction, companyId, locationNumber, number: null, now, values: values as never, given });
        const number = await repository.insert(transaction, noun, locationNumber, columnsOf(noun, values));
        await noun.parts?.replace({ transaction, companyId, locationNumber, number, now }, values as never);
        return shownRow(transaction, noun, number, shown);
      });
    },

    update(noun, { id, ...input }, shown) {
      const names = Object.keys(input).filter((name) => (input as Values)[name] !== undefined);
      if (names.length === 0) throw badInput('input', 'must have something to change');
      const changes = readValues(noun, input, names);
      return change(noun, id, async (transaction, number, locationNumber) => {
        const row = { transaction, companyId, locationNumber, number, now };
        const present = await repository.find(transaction, noun, number, columnNamesOf(noun));
        // It may have been removed while the location was waited for.
        if (present === undefined) throw unknown('id', noun.name);
        const values = { ...valuesOf(noun, present), ...(await noun.parts?.find(row)), ...changes };
        await noun.check({ ...row, values: values as never, given: new Set(names) });
        await repository.update(transaction, noun, number, columnsOf(noun, changes));
        if (names.some((name) => fieldsOf(noun)[name]?.column === null)) await noun.parts?.replace(row, values as never);
        return shownRow(transaction, noun, number, shown);
      });
    },

    remove: (noun, { id }) =>
      change(noun, id, async (transaction, number, locationNumber) => {
        if ((await repository.find(transaction, noun, number, [])) === undefined) throw unknown('id', noun.name);
        await noun.checkRemoval?.({ transaction, companyId, locationNumber, number, now });
        await repository.remove(transaction, noun, number);
        return id;
      }),
  };
}

const fieldsOf = (noun: ManagedNoun) => noun.fields as Readonly<Record<string, ManagedField<unknown>>>;

/** @throws badInput naming the field. */
function readValues(noun: ManagedNoun, input: object, names: readonly string[]): Values {
  const fields = fieldsOf(noun);
  return Object.fromEntries(
    names.map((name) => {
      const value = (input as Values)[name] ?? null;
      const field = fields[name] as ManagedField<unknown>;
      if (value !== null) return [name, field.read(name, value)];
      if (field.isNullable) return [name, null];
      throw badInput(name, 'must not be null');
    }),
  );
}

function columnNamesOf(noun: ManagedNoun): string[] {
  return Object.values(fieldsOf(noun)).flatMap(({ column }) => (column === null ? [] : [column]));
}

function columnsOf(noun: ManagedNoun, values: Values): Values {
  return Object.fromEntries(
    Object.entries(fieldsOf(noun)).flatMap(([name, { column }]) => (column === null || values[name] === undefined ? [] : [[column, values[name]]])),
  );
}

function valuesOf(noun: ManagedNoun, columns: Values): Values {
  return Object.fromEntries(Object.entries(fieldsOf(noun)).flatMap(([name, { column }]) => (column === null ? [] : [[name, columns[column]]])));
}
