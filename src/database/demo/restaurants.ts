import type { Insertable } from 'kysely';
import type { Tables } from '../tables.js';
import { insertRows } from './insertRows.js';
import { type HoursOnOffer, type LocationOnOffer, type PolicyOnOffer, restaurantsOnOffer } from './restaurantCatalogue.js';
import { catalogueOf, type DemoLocation, type DemoStep, type DemoWorld, takeNumber } from './world.js';

/** Restaurants with their locations and everything that says when guests can sit where. */
export const restaurantsStep: DemoStep = {
  noun: 'restaurant locations',
  tables: [
    'restaurants', 'locations', 'dining_tables', 'table_combinations', 'table_combination_members', 'dining_services', 'special_days',
    'special_day_services', 'availability_rules', 'booking_policies', 'party_durations',
  ],
  async load(world) {
    const { db, company, companyId: company_id } = world;
    const rows: NewRows = { restaurants: [], policies: [], durations: [] };
    for (const { name, features, policy, locations } of catalogueOf(world, restaurantsOnOffer)) {
      const number = takeNumber(world, 'restaurant');
      rows.restaurants.push({
        company_id,
        number,
        name,
        time_zone: company.timeZone,
        waitlist_enabled: features.waitlist,
        webhooks_enabled: features.webhooks,
        reservation_changes_enabled: features.reservationChanges,
        created_at: foundedAt(world),
      });
      addPolicy(world, rows, policy, number, null);
      for (const offered of locations) addLocation(world, rows, offered, number, offered.policy ?? policy);
    }
    await insertRows(db, 'restaurants', rows.restaurants);
    await insertRows(db, 'locations', world.locations.map(({ row }) => row));
    await insertRows(db, 'dining_tables', world.locations.flatMap(({ tables }) => tables));
    await insertRows(db, 'table_combinations', world.locations.flatMap(({ combinations }) => combinations.map(({ tables: _tables, ...row }) => row)));
    await insertRows(db, 'table_combination_members', membersOf(world));
    await insertRows(db, 'dining_services', world.locations.flatMap(({ services }) => services));
    await insertRows(db, 'special_days', world.locations.flatMap(({ specialDays }) => specialDays.map(({ services: _services, ...row }) => row)));
    await insertRows(db, 'special_day_services', world.locations.flatMap(({ specialDays }) => specialDays.flatMap(({ services }) => services)));
    await insertRows(db, 'availability_rules', world.locations.flatMap(({ rules }) => rules));
    await insertRows(db, 'booking_policies', rows.policies);
    await insertRows(db, 'party_durations', rows.durations);
    return world.locations.length;
  },
};

interface NewRows {
  readonly restaurants: Insertable<Tables['restaurants']>[];
  readonly policies: Insertable<Tables['booking_policies']>[];
  readonly durations: Insertable<Tables['party_durations']>[];
}

function addPolicy(world: DemoWorld, rows: NewRows, policy: PolicyOnOffer, restaurant: number, location: number | null): void {
  const { companyId: company_id } = world;
  const number = takeNumber(world, 'booking_policy');
  rows.policies.push({
    company_id,
    number,
    restaurant_number: restaurant,
    location_number: location,
    min_party_size: policy.parties[0],
    max_party_size: policy.parties[1],
    default_duration_minutes: policy.minutes,
    min_lead_time_minutes: policy.leadMinutes,
    max_advance_booking_days: policy.daysAhead,
    slot_interval_minutes: policy.interval,
  });
  for (const [max_party_size, duration_minutes] of policy.durations) rows.durations.push({ company_id, policy_number: number, max_party_size, duration_minutes });
}

function addLocation(world: DemoWorld, rows: NewRows, offered: LocationOnOffer, restaurant: number, policy: PolicyOnOffer): void {
  const { companyId: company_id, company } = world;
  const number = takeNumber(world, 'location');
  const isActive = offered.isActive ?? true;
  const location_number = number;
  const row = {
    company_id,
    number,
    restaurant_number: restaurant,
    name: offered.name,
    city: company.cities[offered.city] ?? '',
    time_zone: (offered.otherZone === undefined ? undefined : company.otherTimeZones[offered.otherZone]) ?? company.timeZone,
    is_active: isActive,
    created_at: foundedAt(world),
  };
  if (offered.policy !== undefined) addPolicy(world, rows, offered.policy, restaurant, number);

  const tables = offered.tables.flatMap(({ count, seats, called, priority = 0, isBookable = true }) =>
    Array.from({ length: count }, (_, index) => ({
      company_id,
      number: takeNumber(world, 'dining_table'),
      location_number,
      name: count === 1 ? called : `${called} ${index + 1}`,
      seats_min: seats[0],
      seats_max: seats[1],
      priority,
      is_bookable: isBookable,
    })),
  );
  const combinations = (offered.combinations ?? []).map(([name, members, seats_min, seats_max, priority]) => ({
    company_id,
    number: takeNumber(world, 'table_combination'),
    location_number,
    name,
    seats_min,
    seats_max,
    priority,
    is_bookable: true,
    tables: members.flatMap((index) => tables[index]?.number ?? []),
  }));
  const services = offered.services.map(({ weekdays, from, until, ...hours }) => ({
    company_id,
    number: takeNumber(world, 'dining_service'),
    location_number,
    weekdays: [...weekdays],
    ...hoursOf(hours),
    valid_from: dayFromToday(world, from),
    valid_until: dayFromToday(world, until),
  }));
  const specialDays = offered.specialDays.map(({ on, name, services: served }) => {
    const special_day_number = takeNumber(world, 'special_day');
    return {
      company_id,
      number: special_day_number,
      location_number,
      day: world.today.add({ days: on }).toString(),
      name,
      is_closed: served.length === 0,
      services: served.map((hours, position) => ({ company_id, special_day_number, position, ...hoursOf(hours) })),
    };
  });
  const rules = offered.rules.map(({ name, service, weekdays = [1, 2, 3, 4, 5, 6, 7], buffers = [0, 0], covers = null, reservations = null, isActive: isInForce = true }) => ({
    company_id,
    number: takeNumber(world, 'availability_rule'),
    location_number,
    name,
    service_number: services.find((one) => one.name === service)?.number ?? null,
    weekdays: [...weekdays],
    buffer_before_minutes: buffers[0],
    buffer_after_minutes: buffers[1],
    max_covers_per_slot: covers,
    max_reservations_per_slot: reservations,
    is_active: isInForce,
  }));
  world.locations.push({ row, popularity: offered.popularity, policy, tables, combinations, services, specialDays, rules } satisfies DemoLocation);
}

/** Before the first guest came. */
function foundedAt({ dayBegan }: DemoWorld): Date {
  return new Date(dayBegan - 1100 * 86_400_000);
}

function hoursOf({ name, hours: [opens, closes, last_seating], interval, asks = false }: HoursOnOffer) {
  return { name, opens, closes, last_seating, slot_interval_minutes: interval, requires_confirmation: asks };
}

function membersOf({ companyId: company_id, locations }: DemoWorld) {
  return locations.flatMap(({ row, combinations }) =>
    combinations.flatMap(({ number, tables }) =>
      tables.map((table_number) => ({ company_id, location_number: row.number, combination_number: number, table_number })),
    ),
  );
}

function dayFromToday(world: DemoWorld, days: number | undefined): string | null {
  return days === undefined ? null : world.today.add({ days }).toString();
}
