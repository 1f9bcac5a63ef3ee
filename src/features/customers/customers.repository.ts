import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import type { ReadRelation } from '../shared/relation.js';
import { customerFields } from './customers.fields.js';

export interface CustomerProfile {
  firstName: string;
  lastName: string;
  email: string;
  /** Undefined: left as it is. Null: removed. */
  mobile?: string | null;
}

export type CustomersRepository = ReturnType<typeof createCustomersRepository>;

const root = expressionBuilder<Rows>();
const customer = expressionBuilder<Rows, 'customer'>();

/** The company's customers that are not deleted. */
const customers = root
  .selectFrom('customers as customer')
  .where('customer.company_id', '=', companyId)
  .where('customer.deleted_at', 'is', null);

/** Those whom the restaurants know: nobody else is shown to a restaurant's API key. */
const guests = customers.where((where) =>
  where.exists(
    where
      .selectFrom('restaurant_profiles as guest')
      .select(sql.lit(1).as('one'))
      .whereRef('guest.company_id', '=', 'customer.company_id')
      .whereRef('guest.customer_number', '=', 'customer.number'),
  ),
);

const createdAt: SortKey = { by: customer.ref('customer.created_at'), kind: 'instant' };
const number: SortKey = { by: customer.ref('customer.number'), kind: 'number' };

/** Every query on customers, bound to one company. */
export function createCustomersRepository(scope: FeatureScope) {
  const build = scope.onlyGuests === true ? ofGuests : ofEverybody;
  const shown = (lookAhead: LookAhead) => (scope.onlyGuests === true ? { ...lookAhead, field: guestsField(lookAhead.field) } : lookAhead);
  return {
    /** Newest first. */
    list: (lookAhead: LookAhead): Promise<ConnectionJson> => read(scope, shown(lookAhead), build.list),

    /** @param transaction Reads what it has changed. */
    find(customerNumber: number, lookAhead: LookAhead, transaction?: Transaction<Tables>): Promise<Row | null> {
      const reading = transaction === undefined ? scope : { ...scope, db: transaction };
      return read(reading, shown(lookAhead), build.one, [customerNumber]);
    },

    readRelation(lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> {
      return read(scope, shown(lookAhead), build.relation, numbers);
    },

    /**
     * Whether there is such a customer.
     * @throws The database's unique violation (23505, `customers_email`) when another customer has the e-mail.
     */
    async updateProfile(transaction: Transaction<Tables>, customerNumber: number, profile: CustomerProfile): Promise<boolean> {
      const result = await transaction
        // Guests are told apart by when they were last changed, and this changes one.
        .with('changed_guest', (db) =>
          db
            .updateTable('restaurant_profiles')
            .set({ updated_at: new Date(scope.now) })
            .where('company_id', '=', scope.company.id)
            .where('customer_number', '=', customerNumber),
        )
        .updateTable('customers')
        .set({
          first_name: profile.firstName,
          last_name: profile.lastName,
          email: profile.email,
          ...(profile.mobile === undefined ? {} : { mobile: profile.mobile }),
        })
        .where('company_id', '=', scope.company.id)
        .where('number', '=', customerNumber)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

const ofEverybody = buildersOf(customers);
const ofGuests = buildersOf(guests);

function buildersOf(shown: typeof customers) {
  return {
    list(field: SelectedField) {
      const plan = planConnection(field);
      return connectionExpression(plan, {
        nodes: (selection) => pageOf(shown.select(columnsOf(customerFields, selection)), plan, [createdAt, number], 'desc'),
        totalCount: () => shown.select((eb) => eb.fn.countAll().as('total')),
      });
    },

    one: ({ selection }: SelectedField) => jsonObjectFrom(shown.where('customer.number', '=', rowNumber).select(columnsOf(customerFields, selection))),

    relation(field: SelectedField) {
      const value = customerFields[field.name as keyof typeof customerFields](field);
      return jsonArrayFrom(
        shown.where(sql<boolean>`${customer.ref('customer.number')} = any(${rowNumbers})`).select(['customer.number', value.as('value')]),
      );
    },
  };
}

const guestsFields = new WeakMap<SelectedField, SelectedField>();

/** The same field, which has a plan of its own: one and the same document may be asked by anybody. */
function guestsField(field: SelectedField): SelectedField {
  const known = guestsFields.get(field) ?? { ...field };
  guestsFields.set(field, known);
  return known;
}
