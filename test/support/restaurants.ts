import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

type Row<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;
type Policy = Row<'booking_policies'> & { durations?: readonly (readonly [maxPartySize: number, minutes: number])[] };

/** Rows of restaurants, for a company of a test: each call writes one and answers its number. */
export interface RestaurantRows {
  /** With the documented sample's policy unless told otherwise; null: none. */
  restaurant(row?: Row<'restaurants'>, policy?: Policy | null): Promise<number>;
  /** In the company's zone. */
  location(restaurant: number, row?: Row<'locations'>): Promise<number>;
  /** For 1 to 4 guests. */
  table(location: number, row?: Row<'dining_tables'>): Promise<number>;
  combination(location: number, tables: readonly number[], row?: Row<'table_combinations'>): Promise<number>;
  /** Dinner, every day from 18:00 to 22:00, last seating at 20:30, each half hour. */
  service(location: number, row?: Row<'dining_services'>): Promise<number>;
  /** Closed unless it has services. */
  specialDay(location: number, day: string, services?: readonly Row<'special_day_services'>[], row?: Row<'special_days'>): Promise<number>;
  rule(location: number, row?: Row<'availability_rules'>): Promise<number>;
  policy(restaurant: number, location: number | null, row?: Policy): Promise<number>;
  /** A customer with a restaurant profile. */
  guest(row?: Row<'customers'>, profile?: Row<'restaurant_profiles'>): Promise<number>;
}

export function restaurantRows(studio: Studio, firstNumber = 1): RestaurantRows {
  const { db, company } = studio;
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });
  const dinner = { name: 'Dinner', opens: '18:00', closes: '22:00', last_seating: '20:30', slot_interval_minutes: 30 };

  const rows: RestaurantRows = {
    async restaurant(row = {}, policy = {}) {
      const key = keys();
      await db.insertInto('restaurants').values({ ...key, name: `Restaurant ${key.number}`, time_zone: company.timeZone, ...row }).execute();
      const number = row.number ?? key.number;
      if (policy !== null) await rows.policy(number, null, policy);
      return number;
    },
    async location(restaurant, row = {}) {
      const key = keys();
      await db
        .insertInto('locations')
        .values({ ...key, restaurant_number: restaurant, name: `Location ${key.number}`, time_zone: company.timeZone, ...row })
        .execute();
      return row.number ?? key.number;
    },
    async table(location, row = {}) {
      const key = keys();
      await db.insertInto('dining_tables').values({ ...key, location_number: location, name: `Table ${key.number}`, seats_min: 1, seats_max: 4, ...row }).execute();
      return row.number ?? key.number;
    },
    async combination(location, tables, row = {}) {
      const key = keys();
      await db
        .insertInto('table_combinations')
        .values({ ...key, location_number: location, name: `Combination ${key.number}`, seats_min: 5, seats_max: 8, ...row })
        .execute();
      const combination_number = row.number ?? key.number;
      for (const table_number of tables) {
        await db.insertInto('table_combination_members').values({ company_id: company.id, location_number: location, combination_number, table_number }).execute();
      }
      return combination_number;
    },
    async service(location, row = {}) {
      const key = keys();
      await db.insertInto('dining_services').values({ ...key, location_number: location, weekdays: [1, 2, 3, 4, 5, 6, 7], ...dinner, ...row }).execute();
      return row.number ?? key.number;
    },
    async specialDay(location, day, services = [], row = {}) {
      const key = keys();
      const special_day_number = row.number ?? key.number;
      await db
        .insertInto('special_days')
        .values({ ...key, location_number: location, day, name: `Special day ${key.number}`, is_closed: services.length === 0, ...row })
        .execute();
      for (const [position, service] of services.entries()) {
        await db.insertInto('special_day_services').values({ company_id: company.id, special_day_number, position, ...dinner, ...service }).execute();
      }
      return special_day_number;
    },
    async rule(location, row = {}) {
      const key = keys();
      await db
        .insertInto('availability_rules')
        .values({ ...key, location_number: location, name: `Rule ${key.number}`, weekdays: [1, 2, 3, 4, 5, 6, 7], ...row })
        .execute();
      return row.number ?? key.number;
    },
    async policy(restaurant, location, { durations = [], ...row } = {}) {
      const key = keys();
      await db
        .insertInto('booking_policies')
        .values({
          ...key,
          restaurant_number: restaurant,
          location_number: location,
          min_party_size: 1,
          max_party_size: 12,
          default_duration_minutes: 120,
          min_lead_time_minutes: 30,
          max_advance_booking_days: 90,
          slot_interval_minutes: 30,
          ...row,
        })
        .execute();
      for (const [max_party_size, duration_minutes] of durations) {
        await db.insertInto('party_durations').values({ company_id: company.id, policy_number: row.number ?? key.number, max_party_size, duration_minutes }).execute();
      }
      return row.number ?? key.number;
    },
    async guest(row = {}, profile = {}) {
      const customer_number = await studio.customer(row);
      await db.insertInto('restaurant_profiles').values({ company_id: company.id, customer_number, ...profile }).execute();
      return customer_number;
    },
  };
  return rows;
}
