import { restaurantScopes } from '../src/access/scopes.js';

/** The gateway's caller at the restaurant: every scope, and limits that no load generator here reaches. */
export const benchKey = { prefix: 'bench001', text: `rrk_live_bench001_${'be9c'.repeat(16)}`, scopes: [...restaurantScopes] } as const;

/** Of every location. */
export const benchTimeZone = 'Europe/London';

/** The restaurant's number, and that of the location whose tables are searched. */
export const busyPlace = { restaurant: 1, location: 1 } as const;

/**
 * Locations of which each is contested once, from the second on, each with tables for two to four. Whoever
 * starts at one of the two times has left before the other.
 */
export const contestedLocations = { first: 2, last: 61, tables: 10, starts: ['18:00', '20:00'] } as const;

/** A location's tables are numbered from the next number on. */
export const tableBase = (location: number) => location * 100;

const { first, last, tables } = contestedLocations;
/** From the day after tomorrow on: nothing of it is too soon. */
const firstDay = `(now() at time zone '${benchTimeZone}')::date + 2`;
const days = 31;

/**
 * One location of 60 tables and 30 combinations with 3,000 reservations on 31 days, and empty ones to be contested. On
 * each day 97 parties come: 40 early in the evening, 30 at noon, and late in the evening 27 at two tables together.
 * Whoever has a table has left it, and the time after it is over, before the next one comes.
 */
export const restaurantStatements = [
  `insert into restaurants (company_id, number, name, time_zone) select id, 1, 'Bench Dining', '${benchTimeZone}' from companies`,

  `insert into locations (company_id, number, restaurant_number, name, time_zone)
   select c.id, g, 1, 'Room ' || g, '${benchTimeZone}' from companies c, generate_series(1, ${last}) g`,

  `insert into booking_policies (company_id, number, restaurant_number, min_party_size, max_party_size, default_duration_minutes,
     min_lead_time_minutes, max_advance_booking_days, slot_interval_minutes)
   select id, 1, 1, 1, 12, 120, 60, 365, 15 from companies`,

  `insert into party_durations (company_id, policy_number, max_party_size, duration_minutes)
   select c.id, 1, size, minutes from companies c, (values (2, 90), (4, 105)) as d (size, minutes)`,

  // 20 tables for two, 30 for four, 10 for six; each two neighbours go together.
  `insert into dining_tables (company_id, number, location_number, name, seats_min, seats_max)
   select c.id, ${tableBase(1)} + g, 1, 'Table ' || g, case when g <= 20 then 1 when g <= 50 then 2 else 4 end,
     case when g <= 20 then 2 when g <= 50 then 4 else 6 end
   from companies c, generate_series(1, 60) g`,

  `insert into table_combinations (company_id, number, location_number, name, seats_min, seats_max)
   select c.id, g, 1, 'Tables ' || 2 * g - 1 || ' and ' || 2 * g, case when g <= 10 then 3 when g <= 25 then 5 else 7 end,
     case when g <= 10 then 4 when g <= 25 then 8 else 12 end
   from companies c, generate_series(1, 30) g`,

  `insert into table_combination_members (company_id, location_number, combination_number, table_number)
   select c.id, 1, (g + 1) / 2, ${tableBase(1)} + g from companies c, generate_series(1, 60) g`,

  `insert into dining_services (company_id, number, location_number, weekdays, name, opens, closes, last_seating, slot_interval_minutes)
   select c.id, s.number, 1, '{1,2,3,4,5,6,7}', s.name, s.opens, s.closes, s.last_seating, 15
   from companies c, (values (1, 'Lunch', time '12:00', time '15:00', time '14:30'), (2, 'Dinner', '17:30', '23:00', '22:00'))
     as s (number, name, opens, closes, last_seating)`,

  `insert into availability_rules (company_id, number, location_number, name, service_number, weekdays, buffer_after_minutes, max_covers_per_slot)
   select c.id, r.number, 1, r.name, r.service, '{1,2,3,4,5,6,7}', r.buffer, r.covers
   from companies c, (values (1, 'Time to clear', null::integer, 15, null::integer), (2, 'What the kitchen can do', 2, 0, 50))
     as r (number, name, service, buffer, covers)`,

  `insert into restaurant_profiles (company_id, customer_number) select c.id, g from companies c, generate_series(1, 3000) g`,

  `create temporary table seatings as
   select g as number, ${firstDay} + (g - 1) % ${days} as day, service, tables, size, stay, time + quarter * interval '15 minutes' as time
   from generate_series(1, 3000) g
   cross join lateral (select (g - 1) / ${days} as place, (g - 1) / ${days} % 4 as quarter) p
   cross join lateral (
     select 2 as service, time '17:30' as time, array[60 - place] as tables, 75 + quarter * 15 as stay where place < 40
     union all select 1, '12:00', array[100 - place], 75 + quarter * 15 where place between 40 and 69
     union all select 2, '20:30', array[2 * (100 - place) - 1, 2 * (100 - place)], 120 where place >= 70) s
   cross join lateral (select case when tables[1] <= 20 then 2 when tables[1] <= 50 then 4 else 6 end * cardinality(tables) as size) t`,

  `insert into reservations (company_id, number, internal_id, public_reference, location_number, customer_number, first_name, last_name, email,
     party_size, starts_at, ends_at, duration_minutes, service_number, service_name, service_day, status, source)
   select c.id, number, 'res_' || number, 'rr_' || number, 1, number, 'First' || number % 211, 'Last' || number % 1009,
     'customer' || number || '@example.com', size, start, start + stay * interval '1 minute', stay, service,
     case service when 1 then 'Lunch' else 'Dinner' end, day, 'CONFIRMED', 'WEBSITE'
   from companies c, seatings cross join lateral (select (day + time) at time zone '${benchTimeZone}' as start) s`,

  `insert into reservation_tables (company_id, reservation_number, table_number, location_number, during, holds)
   select r.company_id, r.number, ${tableBase(1)} + held, 1, tstzrange(r.starts_at, r.ends_at + interval '15 minutes'), true
   from reservations r join seatings s using (number), unnest(s.tables) held`,

  `insert into dining_tables (company_id, number, location_number, name, seats_min, seats_max)
   select c.id, l * 100 + t, l, 'Table ' || t, 2, 4 from companies c, generate_series(${first}, ${last}) l, generate_series(1, ${tables}) t`,

  `insert into dining_services (company_id, number, location_number, weekdays, name, opens, closes, last_seating, slot_interval_minutes)
   select c.id, l * 10, l, '{1,2,3,4,5,6,7}', 'Dinner', '18:00', '22:30', '20:30', 15 from companies c, generate_series(${first}, ${last}) l`,

  `insert into number_sequences (company_id, kind, last_number)
   select c.id, s.kind, s.last_number from companies c, (values ('customer', 20000), ('reservation', 3000)) as s (kind, last_number)`,
];
