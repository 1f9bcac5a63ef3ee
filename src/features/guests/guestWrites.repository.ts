import { sql, type Selectable, type Transaction } from 'kysely';
import { userId } from '../../access/tokens.js';
import { nextNumber } from '../../database/numbers.js';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import { idOf } from '../shared/ids.js';
import { anonymousGuest } from './anonymousGuest.js';

/** A customer as a restaurant's staff may change them. */
export interface KnownGuest {
  readonly number: number;
  readonly names: GuestNames;
  /** Null: no restaurant knows them yet. */
  readonly profile: GuestProfile | null;
}

export interface GuestNames {
  readonly first_name: string;
  readonly last_name: string;
}

export type GuestProfile = Pick<Selectable<Tables['restaurant_profiles']>, (typeof profileColumns)[number]>;

const profileColumns = ['phone', 'language', 'consent_marketing', 'consent_source', 'consent_recorded_at', 'anonymized_at', 'retention_until'] as const;

/** What changes guests, within one transaction of one company. */
export function createGuestWrites({ company, now }: Pick<FeatureScope, 'company' | 'now'>, transaction: Transaction<Tables>) {
  const company_id = company.id;
  const at = new Date(now);

  /** Locked, so that nothing that is decided upon changes meanwhile. Whoever reserves for the customer waits. */
  const lock = (column: 'number' | 'email', value: number | string) =>
    transaction
      .selectFrom('customers')
      .select(['number', 'first_name', 'last_name'])
      .where('company_id', '=', company_id)
      .where(column === 'number' ? sql<boolean>`number = ${value}` : sql<boolean>`lower(email) = lower(${value})`)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();

  const profileOf = (customerNumber: number): Promise<GuestProfile | undefined> =>
    transaction.selectFrom('restaurant_profiles').select(profileColumns).where('company_id', '=', company_id).where('customer_number', '=', customerNumber).executeTakeFirst();

  async function known(row: Awaited<ReturnType<typeof lock>>): Promise<KnownGuest | null> {
    if (row === undefined) return null;
    const { number, ...names } = row;
    return { number, names, profile: (await profileOf(number)) ?? null };
  }

  return {
    find: async (customerNumber: number): Promise<KnownGuest | null> => known(await lock('number', customerNumber)),

    findByEmail: async (email: string): Promise<KnownGuest | null> => known(await lock('email', email)),

    async hasRestaurant(restaurantNumber: number): Promise<boolean> {
      const row = await transaction
        .selectFrom('restaurants')
        .select('number')
        .where('company_id', '=', company_id)
        .where('number', '=', restaurantNumber)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** The new customer's number; null when somebody else made one with the e-mail meanwhile. */
    async makeCustomer(names: GuestNames, email: string): Promise<number | null> {
      const number = await nextNumber(transaction, company_id, 'customer');
      const made = await transaction
        .insertInto('customers')
        .values({ company_id, number, ...names, email: email.toLowerCase(), created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('number')
        .executeTakeFirst();
      return made?.number ?? null;
    },

    async makeProfile(customerNumber: number, profile: GuestProfile): Promise<void> {
      await transaction.insertInto('restaurant_profiles').values({ company_id, customer_number: customerNumber, ...profile, created_at: at, updated_at: at }).execute();
    },

    async change(customerNumber: number, names: GuestNames, profile: GuestProfile): Promise<void> {
      await transaction.updateTable('customers').set(names).where('company_id', '=', company_id).where('number', '=', customerNumber).execute();
      await transaction
        .updateTable('restaurant_profiles')
        .set({ ...profile, updated_at: at })
        .where('company_id', '=', company_id)
        .where('customer_number', '=', customerNumber)
        .execute();
    },

    /**
     * Removes who the customer is from their record, their login, their profile, and from reservations made for them;
     * also from remembered calls, which hold what was asked for, and from the log of calls, which has the login's name.
     * @returns The number of each login that ended.
     */
    async anonymize(customerNumber: number): Promise<number[]> {
      const { firstName, lastName, email } = anonymousGuest(customerNumber);
      const nobody = { first_name: firstName, last_name: lastName, email };
      const remembered = transaction.selectFrom('reservations').select('internal_id').where('company_id', '=', company_id).where('customer_number', '=', customerNumber);
      await transaction.updateTable('customers').set({ ...nobody, mobile: null }).where('company_id', '=', company_id).where('number', '=', customerNumber).execute();
      // Kept, so that a call that comes again within its day is refused and makes nothing a second time.
      await transaction
        .updateTable('idempotency_keys')
        .set({ input: '', status: null, body: null })
        .where('company_id', '=', company_id)
        .where((where) => where.or([where('result_id', '=', idOf('customer', customerNumber)), where('result_id', 'in', remembered)]))
        .execute();
      await transaction
        .updateTable('reservations')
        .set({ ...nobody, phone: null, special_requests: null, cancel_reason: null })
        .where('company_id', '=', company_id)
        .where('customer_number', '=', customerNumber)
        .execute();
      const users = await transaction
        .updateTable('users')
        .set({ ...nobody, password_hash: '', deleted_at: at })
        .where('company_id', '=', company_id)
        .where('kind', '=', 'customer')
        .where('customer_number', '=', customerNumber)
        .returning('number')
        .execute();
      await transaction
        .updateTable('restaurant_profiles')
        .set({ ...noProfile, anonymized_at: at, updated_at: at })
        .where('company_id', '=', company_id)
        .where('customer_number', '=', customerNumber)
        .execute();
      const logins = users.map(({ number }) => number);
      if (logins.length > 0) {
        await transaction
          .updateTable('audit_entries')
          .set({ principal_name: `${firstName} ${lastName}` })
          .where('company_id', '=', company_id)
          // Said in the statement, so that a plan for any values may use the index of customers' calls.
          .where('principal_kind', '=', sql.lit('customer'))
          .where('principal_id', 'in', logins.map(userId))
          .execute();
      }
      return logins;
    },
  };
}

/** Of a guest of whom nothing is known. */
export const noProfile: GuestProfile = {
  phone: null,
  language: null,
  consent_marketing: false,
  consent_source: null,
  consent_recorded_at: null,
  anonymized_at: null,
  retention_until: null,
};
