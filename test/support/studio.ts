import type { Insertable, InsertObject } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Company } from '../../src/gateway/principal.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A company in a database of its own, and rows for it: each call writes one and answers its number. */
export interface Studio {
  readonly company: Company;
  readonly db: TestDatabase['database']['db'];
  customer(row?: Partial<InsertObject<Tables, 'customers'>>): Promise<number>;
  event(row?: Partial<Insertable<Tables['events']>>): Promise<number>;
  /** At `startsAt`, an hour long, in the company's zone. */
  date(event: number, startsAt: string, row?: Partial<Insertable<Tables['event_dates']>>): Promise<number>;
  pricingOption(event: number, row?: Partial<Insertable<Tables['pricing_options']>>): Promise<number>;
  facilitator(event: number, name: string): Promise<number>;
  /** A purchase by `buyer`, without bookings yet. */
  transaction(buyer: number, purchasedAt: string): Promise<number>;
  /** Paid by card, in a purchase of its own unless told. */
  booking(date: number, buyer: number, row?: Partial<Omit<Insertable<Tables['bookings']>, 'purchased_at'>> & { purchased_at?: string }): Promise<number>;
  waiting(date: number, customer: number, joinedAt: string): Promise<number>;
}

export interface StudioDatabase {
  readonly test: TestDatabase;
  /** A further company; numbers of rows begin at `firstNumber`. */
  studio(slug: string, options?: { timeZone?: string; firstNumber?: number }): Promise<Studio>;
}

export async function createStudioDatabase(): Promise<StudioDatabase> {
  const test = await createTestDatabase();
  return { test, studio: (slug, options) => createStudio(test, slug, options) };
}

/** A company in a database that is there. */
export async function createStudio(
  { database: { db } }: Pick<TestDatabase, 'database'>,
  slug: string,
  { timeZone = 'Europe/London', firstNumber = 1 }: { timeZone?: string; firstNumber?: number } = {},
): Promise<Studio> {
  const { id } = await db
    .insertInto('companies')
    .values({ slug, name: slug, time_zone: timeZone, currency: 'GBP' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const company: Company = { id, slug, name: slug, timeZone, currency: 'GBP' };
  let last = firstNumber - 1;
  const keys = () => ({ company_id: id, number: ++last });

  const studio: Studio = {
    company,
    db,
    async customer(row = {}) {
      const key = keys();
      await db
        .insertInto('customers')
        .values({ ...key, first_name: 'Noor', last_name: `Bakker ${key.number}`, email: `c${key.number}@example.org`, ...row })
        .execute();
      return key.number;
    },
    async event(row = {}) {
      const key = keys();
      await db
        .insertInto('events')
        .values({
          ...key,
          name: `Event ${key.number}`,
          format: 'PHYSICAL',
          booking_types: ['INDIVIDUAL'],
          payment_methods: ['CARD', 'PASS'],
          ...row,
        })
        .execute();
      return key.number;
    },
    async date(event, startsAt, row = {}) {
      const key = keys();
      await db
        .insertInto('event_dates')
        .values({ ...key, event_number: event, starts_at: startsAt, duration_minutes: 60, time_zone: timeZone, ...row })
        .execute();
      return key.number;
    },
    async pricingOption(event, row = {}) {
      const key = keys();
      await db
        .insertInto('pricing_options')
        .values({ ...key, event_number: event, position: key.number, name: `Option ${key.number}`, price: 1800, currency: 'GBP', ...row })
        .execute();
      return key.number;
    },
    async facilitator(event, name) {
      const key = keys();
      await db.insertInto('facilitators').values({ ...key, name, time_zone: timeZone }).execute();
      await db
        .insertInto('event_facilitators')
        .values({ company_id: id, event_number: event, facilitator_number: key.number, position: key.number })
        .execute();
      return key.number;
    },
    async transaction(buyer, purchasedAt) {
      const key = keys();
      await db.insertInto('transactions').values({ ...key, buyer_number: buyer, purchased_at: new Date(purchasedAt) }).execute();
      return key.number;
    },
    async booking(date, buyer, { purchased_at = '2026-08-02T18:41:00Z', ...row } = {}) {
      const transaction = row.transaction_number ?? (await studio.transaction(buyer, purchased_at));
      const key = keys();
      await db
        .insertInto('bookings')
        .values({
          ...key,
          transaction_number: transaction,
          purchased_at: new Date(purchased_at),
          event_date_number: date,
          buyer_number: buyer,
          attendee_number: buyer,
          payment_method: 'CARD',
          currency: 'GBP',
          gross_amount: 3600,
          net_amount: 3240,
          ...row,
        })
        .execute();
      return key.number;
    },
    async waiting(date, customer, joinedAt) {
      const key = keys();
      await db
        .insertInto('waiting_list_entries')
        .values({ ...key, event_date_number: date, customer_number: customer, joined_at: new Date(joinedAt) })
        .execute();
      return key.number;
    },
  };
  return studio;
}
