import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../src/database/demo/load.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A Thursday in the week before the clocks go back in Europe: dates on both sides of the change. */
const now = new Date('2026-10-22T15:30:00Z');

let test: TestDatabase;
const query = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(test.database.db)).rows;
const howMany = async (text: string) => Number((await query<{ value: unknown }>(`select count(*) as value ${text}`))[0]?.value);

/** The day of loading, in the company's zone, and the moment that it began. */
const today = `(timestamptz '${now.toISOString()}' at time zone c.time_zone)::date`;
const dayBegan = `(${today}::timestamp at time zone c.time_zone)`;

beforeAll(async () => {
  test = await createTestDatabase();
  await loadDemo(test.database.db, { now, progress: () => undefined });
});
afterAll(() => test.drop());

describe('the first location of the first restaurant', () => {
  const first = `join companies c on c.id = l.company_id where l.number = case c.slug when 'demo' then 1 else 900001 end`;

  it('is open every day, and has no special day in the next 14', async () => {
    const weekdays = await query<{ slug: string; days: number[] }>(`select c.slug, array_agg(distinct weekday order by weekday) as days
      from locations l join dining_services s on (s.company_id, s.location_number) = (l.company_id, l.number) cross join unnest(s.weekdays) weekday ${first}
      and s.valid_from is null and s.valid_until is null group by c.slug order by c.slug`);
    expect(weekdays).toEqual([{ slug: 'demo', days: [1, 2, 3, 4, 5, 6, 7] }, { slug: 'rival', days: [1, 2, 3, 4, 5, 6, 7] }]);
    expect(await howMany(`from locations l join special_days d on (d.company_id, d.location_number) = (l.company_id, l.number) ${first} and d.day between ${today} and ${today} + 14`)).toBe(0);
    expect(await howMany(`from locations l join special_days d on (d.company_id, d.location_number) = (l.company_id, l.number) ${first} and d.day > ${today} + 14`)).toBe(4);
  });

  it('takes parties of 1 to 6 for the next 30 days, at more than four starts a day', async () => {
    const policies = await query<{ min: number; max: number; days: number; restaurant: string }>(`select p.min_party_size as min, p.max_party_size as max, p.max_advance_booking_days as days, r.name as restaurant
      from locations l join restaurants r on (r.company_id, r.number) = (l.company_id, l.restaurant_number)
      join booking_policies p on (p.company_id, p.restaurant_number) = (r.company_id, r.number) and p.location_number is null ${first}`);
    expect(policies).toHaveLength(2);
    for (const { min, max, days } of policies) expect(min <= 1 && max >= 6 && days >= 30).toBe(true);
    const parties = await query<{ size: number }>(`select distinct size from locations l join dining_tables t on (t.company_id, t.location_number) = (l.company_id, l.number) and t.is_bookable
      cross join generate_series(t.seats_min, t.seats_max) size ${first} order by size`);
    expect(parties.slice(0, 6).map(({ size }) => size)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await howMany(`from locations l join dining_services s on (s.company_id, s.location_number) = (l.company_id, l.number) ${first}
      and s.weekdays = '{1,2,3,4,5,6,7}' and s.last_seating - s.opens >= s.slot_interval_minutes * 5 * interval '1 minute'`)).toBe(4);
  });
});

describe('locations', () => {
  it('are two or more of a company, some in another zone, inactive, open past midnight or with a policy of their own', async () => {
    expect(await query(`select c.slug, count(*)::int as locations, count(*) filter (where not is_active)::int as inactive, count(distinct l.time_zone)::int as zones
      from locations l join companies c on c.id = l.company_id group by c.slug order by c.slug`)).toEqual([
      { slug: 'demo', locations: 5, inactive: 1, zones: 2 },
      { slug: 'rival', locations: 4, inactive: 1, zones: 2 },
    ]);
    expect(await howMany('from dining_services where closes <= opens')).toBeGreaterThan(3);
    expect(await howMany('from booking_policies where location_number is not null')).toBe(2);
    expect(await howMany("from dining_tables t join companies c on c.id = t.company_id where c.slug = 'demo'")).toBeGreaterThan(40);
  });

  it('combine tables that are theirs and seat no more than the chairs that are there', async () => {
    expect(await howMany(`from table_combinations b where b.seats_max > (select sum(t.seats_max) from table_combination_members m
      join dining_tables t on (t.company_id, t.number) = (m.company_id, m.table_number) where (m.company_id, m.combination_number) = (b.company_id, b.number))`)).toBe(0);
  });
});

describe('reservations', () => {
  it('are in every status and source; what is to come is still open, what is over is not', async () => {
    const statuses = await query<{ status: string }>('select distinct status from reservations order by 1');
    expect(statuses.map(({ status }) => status)).toEqual(['CANCELLED', 'COMPLETED', 'CONFIRMED', 'NO_SHOW', 'PENDING', 'SEATED']);
    expect(await howMany('from (select distinct source from reservations) s')).toBe(4);
    expect(await howMany(`from reservations r join companies c on c.id = r.company_id where r.status in ('PENDING', 'CONFIRMED') and r.starts_at < ${dayBegan}`)).toBe(0);
    expect(await howMany(`from reservations r join companies c on c.id = r.company_id where r.status in ('SEATED', 'COMPLETED', 'NO_SHOW') and r.ends_at > ${dayBegan}`)).toBe(0);
    expect(await howMany("from reservations r join companies c on c.id = r.company_id where c.slug = 'demo' and r.starts_at > timestamptz '2026-10-23'")).toBeGreaterThan(400);
  });

  it('never share a table with another, whatever became of it', async () => {
    expect(await howMany(`from reservation_tables a join reservation_tables b on (a.company_id, a.table_number) = (b.company_id, b.table_number)
      and a.reservation_number < b.reservation_number and a.during && b.during`)).toBe(0);
    expect(await howMany("from reservation_tables t join reservations r on (r.company_id, r.number) = (t.company_id, t.reservation_number) where t.holds <> (r.status in ('PENDING', 'CONFIRMED', 'SEATED'))")).toBe(0);
    expect(await howMany(`from reservation_tables t join reservations r on (r.company_id, r.number) = (t.company_id, t.reservation_number) where not t.during @> tstzrange(r.starts_at, r.ends_at)`)).toBe(0);
  });

  it('fit their tables, or the combination of them, and the location’s policy', async () => {
    expect(await howMany(`from reservations r
      join lateral (select array_agg(table_number order by table_number) as tables from reservation_tables t where (t.company_id, t.reservation_number) = (r.company_id, r.number)) h on true
      where not exists (select from dining_tables t where t.company_id = r.company_id and t.location_number = r.location_number and array[t.number] = h.tables
          and r.party_size between t.seats_min and t.seats_max and t.is_bookable)
        and not exists (select from table_combinations b where b.company_id = r.company_id and b.location_number = r.location_number and r.party_size between b.seats_min and b.seats_max
          and h.tables = (select array_agg(m.table_number order by m.table_number) from table_combination_members m where (m.company_id, m.combination_number) = (b.company_id, b.number)))`)).toBe(0);
    expect(await howMany('from (select from reservation_tables group by company_id, reservation_number having count(*) > 1) combined')).toBeGreaterThan(10);
    expect(await howMany(`from reservations r join locations l on (l.company_id, l.number) = (r.company_id, r.location_number) join lateral (
        select * from booking_policies p where (p.company_id, p.restaurant_number) = (l.company_id, l.restaurant_number) and coalesce(p.location_number, l.number) = l.number
        order by p.location_number nulls last limit 1) p on true where r.party_size not between p.min_party_size and p.max_party_size`)).toBe(0);
  });

  it('begin on the grid of a service of their service day, which a start past midnight belongs to', async () => {
    const hours = `select s.company_id, s.location_number, s.number, s.name, d.day, s.opens, s.last_seating, s.slot_interval_minutes from dining_services s
        cross join generate_series(date '2026-05-01', date '2026-12-31', interval '1 day') d(day)
        where extract(isodow from d.day) = any(s.weekdays) and d.day >= coalesce(s.valid_from, d.day) and d.day <= coalesce(s.valid_until, d.day)
          and not exists (select from special_days x where (x.company_id, x.location_number, x.day) = (s.company_id, s.location_number, d.day::date))
      union all select x.company_id, x.location_number, null, s.name, x.day, s.opens, s.last_seating, s.slot_interval_minutes
        from special_days x join special_day_services s on (s.company_id, s.special_day_number) = (x.company_id, x.number)`;
    const offGrid = await query(`with hours as materialized (${hours}) select r.number from reservations r join locations l on (l.company_id, l.number) = (r.company_id, r.location_number)
      where not exists (select from hours h
        cross join lateral (select (h.day::date + h.opens) at time zone l.time_zone as opens,
          (h.day::date + h.last_seating + case when h.last_seating < h.opens then interval '1 day' else interval '0' end) at time zone l.time_zone as last) t
        where (h.company_id, h.location_number, h.day::date, h.name) = (r.company_id, r.location_number, r.service_day, r.service_name) and h.number is not distinct from r.service_number
          and r.starts_at between t.opens and t.last and mod(extract(epoch from r.starts_at - t.opens)::int, h.slot_interval_minutes * 60) = 0)`);
    expect(offGrid).toEqual([]);
    expect(await howMany('from reservations r join locations l on (l.company_id, l.number) = (r.company_id, r.location_number) where (r.starts_at at time zone l.time_zone)::date > r.service_day')).toBeGreaterThan(10);
    expect(await howMany('from reservations where service_number is null')).toBeGreaterThan(3);
  });

  it('tell their history from the making to the present status, in order and before today', async () => {
    expect(await howMany(`from reservations r where not exists (select from reservation_history h where (h.company_id, h.reservation_number) = (r.company_id, r.number)
      and h.position = 0 and h.from_status is null and h.at = r.created_at)`)).toBe(0);
    expect(await howMany(`from reservations r where (select (h.to_status, h.at) from reservation_history h where (h.company_id, h.reservation_number) = (r.company_id, r.number)
      order by h.position desc limit 1) <> (r.status, r.updated_at)`)).toBe(0);
    expect(await howMany(`from (select from_status, at, lag(to_status) over w as before, lag(at) over w as earlier from reservation_history window w as (partition by company_id, reservation_number order by position)) h
      where from_status is distinct from before or at < earlier`)).toBe(0);
    expect(await howMany(`from reservation_history h join companies c on c.id = h.company_id where h.at >= ${dayBegan}`)).toBe(0);
  });

  it('go by ids that nobody can guess', async () => {
    expect(await howMany("from reservations where internal_id !~ '^res_[0-9a-f]{16}$' or public_reference !~ '^rr_[0-9a-f]{16}$'")).toBe(0);
  });
});

describe('guests', () => {
  it('are all who reserved and some who did not, with and without consent', async () => {
    expect(await howMany('from reservations r where not exists (select from restaurant_profiles p where (p.company_id, p.customer_number) = (r.company_id, r.customer_number))')).toBe(0);
    expect(await howMany('from restaurant_profiles p where not exists (select from reservations r where (p.company_id, p.customer_number) = (r.company_id, r.customer_number))')).toBeGreaterThan(20);
    expect(await howMany('from customers k where not exists (select from restaurant_profiles p where (p.company_id, p.customer_number) = (k.company_id, k.number))')).toBeGreaterThan(500);
    expect(await howMany('from (select distinct consent_source from restaurant_profiles where consent_marketing) s')).toBeGreaterThanOrEqual(4);
    expect(await howMany(`from restaurant_profiles p join companies c on c.id = p.company_id where p.updated_at < p.created_at or p.updated_at >= ${dayBegan} or p.consent_recorded_at > p.updated_at`)).toBe(0);
  });

  it('that are forgotten are so everywhere, and have nothing to come', async () => {
    expect(await howMany('from restaurant_profiles where anonymized_at is not null')).toBeGreaterThanOrEqual(8);
    expect(await howMany(`from restaurant_profiles p join customers k on (k.company_id, k.number) = (p.company_id, p.customer_number)
      left join reservations r on (r.company_id, r.customer_number) = (k.company_id, k.number)
      where p.anonymized_at is not null and (k.last_name <> 'Guest' or k.mobile is not null or p.phone is not null or p.consent_marketing
        or r.email <> k.email or r.phone is not null or r.special_requests is not null or r.status in ('PENDING', 'CONFIRMED', 'SEATED'))`)).toBe(0);
  });
});
