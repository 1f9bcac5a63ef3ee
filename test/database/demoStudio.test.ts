import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../src/database/demo/load.js';
import { subjects } from '../../src/database/demo/timetable.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A Thursday in the week before the clocks go back in Europe: dates on both sides of the change. */
const now = new Date('2026-10-22T15:30:00Z');
const at = `timestamptz '${now.toISOString()}'`;
const demo = `(select id from companies where slug = 'demo')`;

let test: TestDatabase;
const query = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(test.database.db)).rows;
const howMany = async (text: string) => Number((await query<{ value: unknown }>(`select count(*) as value ${text}`))[0]?.value);

beforeAll(async () => {
  test = await createTestDatabase();
  await loadDemo(test.database.db, { now, progress: () => undefined });
});
afterAll(() => test.drop());

describe('prices', () => {
  it('follow the subject of the class: a drop-in yoga class costs what yoga does', async () => {
    const dropIns = await query<{ name: string; price: number }>(`select e.name, o.price from pricing_options o
      join events e on (e.company_id, e.number) = (o.company_id, o.event_number) where o.name = 'Drop-in'`);
    expect(dropIns.length).toBeGreaterThan(60);
    for (const { name, price } of dropIns) {
      const subject = subjects.find(({ title }) => name.includes(title));
      expect({ name, price }).toEqual({ name, price: subject?.price });
      if (subject?.category === 'Yoga') expect(price).toBeLessThanOrEqual(1600);
    }
    expect(dropIns).toContainEqual({ name: 'Sourdough', price: 6500 });
  });

  it('ask for more credits where they ask for more money, and for less money by the credit in a pass', async () => {
    expect(await howMany('from pricing_options where credits is not null and (price > credits * 1600 or credits > 1 and price < credits * 700)')).toBe(0);
    expect(await howMany('from passes where credits > 1 and price >= credits * 1400')).toBe(0);
  });

  it('of what was bought are those of the catalogue, but for cycles of a plan', async () => {
    const wrong = await query(`
      select 'pass' as kind, u.number from pass_purchases u join passes p on (p.company_id, p.number) = (u.company_id, u.pass_number)
      where u.credits_total <> p.credits or u.amount > 0 and u.amount <> p.price and not exists (select from subscription_plans l
        where l.company_id = u.company_id and l.pass_number = u.pass_number and u.amount in (l.initial_price, l.recurring_price))
      union all select 'video', u.number from video_purchases u join videos v on (v.company_id, v.number) = (u.company_id, u.video_number)
      where coalesce(nullif(u.amount, 0), v.price) <> v.price or coalesce(u.credits_used, v.credits) <> v.credits or (v.price = 0) > (u.payment_method = 'FREE')
      union all select 'appointment', a.number from appointments a
      join service_options o on (o.company_id, o.number) = (a.company_id, a.service_option_number)
      where coalesce(nullif(a.amount, 0), o.price) <> o.price or o.service_number <> a.service_number or o.duration_minutes <> a.duration_minutes
        or (o.price = 0) > (a.payment_method = 'FREE') or a.credits_used > 1 and a.credits_used * 700 > o.price`);
    expect(wrong).toEqual([]);
  });

  it('are in the company’s currency, and nothing that was free or paid with a pass is refunded', async () => {
    for (const table of ['pass_purchases', 'video_purchases', 'appointments']) {
      expect(await howMany(`from ${table} t join companies c on c.id = t.company_id where t.currency <> c.currency or (t.payment_method = 'FREE') <> (coalesce(t.amount, -1) = 0)`)).toBe(0);
    }
    for (const table of ['pass_purchases', 'video_purchases']) {
      expect(await howMany(`from ${table} where is_refunded and payment_method in ('FREE', 'PASS')`)).toBe(0);
    }
  });
});

describe('what customers have', () => {
  const dated: Record<string, string> = {
    pass_purchases: 'created_at', video_purchases: 'created_at', subscription_mandates: 'created_at', notes: 'created_at',
    questionnaire_answers: 'answered_at', appointments: 'created_at',
  };

  it.each(Object.entries(dated))('%s are numbered in order, after their customer joined and before today', async (table, column) => {
    expect(await howMany(`from ${table} t join customers c on (c.company_id, c.number) = (t.company_id, t.customer_number)
      join companies o on o.id = t.company_id
      where t.${column} < c.created_at or t.${column} >= date_trunc('day', ${at} at time zone o.time_zone) at time zone o.time_zone`)).toBe(0);
    expect(await howMany(`from (select ${column} < lag(${column}) over (partition by company_id order by number) as is_back from ${table}) t where is_back`)).toBe(0);
  });

  // Months differ in length, so that one that began a day later may end earlier in the day.
  it('passes end when their validity has passed since they began, and those that wait for a booking have no end', async () => {
    const validity = "(case p.validity_unit when 'DAYS' then make_interval(days => p.validity_period) else make_interval(months => p.validity_period) end)";
    const wrong = await query(`
      select u.number from pass_purchases u join passes p on (p.company_id, p.number) = (u.company_id, u.pass_number) join companies c on c.id = u.company_id
      cross join lateral (select ((u.created_at at time zone c.time_zone) + ${validity}) at time zone c.time_zone as earliest) e
      where case p.start_mode
        when 'ON_PURCHASE' then u.expires_at is null or abs(extract(epoch from u.expires_at - e.earliest)) > 3600
        else (u.expires_at is null) <> (u.credits_remaining = u.credits_total) or u.expires_at < e.earliest - interval '1 day' end`);
    expect(wrong).toEqual([]);
  });

  it('passes were on sale then, to that customer, as often as they may be bought', async () => {
    expect(await howMany(`from pass_purchases u join passes p on (p.company_id, p.number) = (u.company_id, u.pass_number)
      where u.created_at < p.created_at or u.created_at >= p.deleted_at
        or p.subscriptions_only and not exists (select from subscription_mandates m join subscription_plans l on (l.company_id, l.number) = (m.company_id, m.plan_number)
          where m.company_id = u.company_id and m.customer_number = u.customer_number and l.pass_number = p.number and m.created_at <= u.created_at)`)).toBe(0);
    expect(await query(`select u.customer_number from pass_purchases u join passes p on (p.company_id, p.number) = (u.company_id, u.pass_number)
      group by u.company_id, u.customer_number, p.number, p.purchase_limit having count(*) > p.purchase_limit`)).toEqual([]);
  });

  it('videos could be watched when they were bought, and for as long as they say', async () => {
    expect(await howMany(`from video_purchases u join videos v on (v.company_id, v.number) = (u.company_id, u.video_number) join companies c on c.id = u.company_id
      where not v.is_ready or u.created_at >= v.deleted_at or v.has_expiry <> (u.expires_at is not null) or abs(extract(epoch from u.expires_at -
        ((u.created_at at time zone c.time_zone) + make_interval(days => v.expiry_days)) at time zone c.time_zone)) > 3600`)).toBe(0);
  });

  it('mandates are charged in time, once a customer and plan; a suspended one failed longer ago than its grace', async () => {
    expect(await howMany(`from subscription_mandates m join subscription_plans p on (p.company_id, p.number) = (m.company_id, m.plan_number)
      where p.state = 'PENDING_SETUP' or m.earliest_cancellation_at <= m.created_at or m.created_at >= p.deleted_at
        or (m.state in ('ACTIVE', 'PAUSED')) <> (m.renewal_at > ${at}) or p.state in ('PAUSED', 'SUSPENDED') and m.state = 'ACTIVE'
        or m.state = 'SUSPENDED' and m.renewal_at + make_interval(days => m.grace_days) > ${at}
        or m.state in ('ACTIVE', 'PAUSED') and m.renewal_at > ${at} + make_interval(days => p.term_days + 1)`)).toBe(0);
    expect(await query(`select customer_number from subscription_mandates where state <> 'CANCELLED' group by company_id, plan_number, customer_number having count(*) > 1`)).toEqual([]);
  });

  it('notes are whole, changed after they were made, and written while the desk is open, but for those who joined online', async () => {
    expect(await howMany(`from notes where content ~ '[{}]' or content = '' or updated_at < created_at or updated_at > ${at}`)).toBe(0);
    expect(await howMany(`from notes n join companies c on c.id = n.company_id
      where (extract(hour from n.created_at at time zone c.time_zone) between 7 and 21) = (n.content like 'Joined online%')`)).toBe(0);
    expect(await howMany('from (select distinct content from notes) n')).toBeGreaterThan(400);
  });

  it('one form is answered once, all questions at the same moment', async () => {
    expect(await query(`select customer_number from questionnaire_answers group by company_id, questionnaire_number, customer_number
      having count(distinct answered_at) > 1 or count(*) <> count(distinct question)`)).toEqual([]);
    const kinds = await query<{ kinds: number }>('select count(distinct jsonb_typeof(answer))::int as kinds from questionnaire_answers group by company_id, question');
    expect(kinds.every((question) => question.kinds === 1)).toBe(true);
  });
});

describe('appointments', () => {
  /** From the start until the buffer is over. */
  const busy = `select company_id, number, facilitator_number, room_number, starts_at,
    starts_at + make_interval(mins => duration_minutes + buffer_minutes) as free_at from appointments`;

  it('lie inside a schedule of their facilitator, for one of its services, in its room and zone', async () => {
    const outside = await query(`
      select a.number from appointments a join (${busy}) b using (company_id, number) join facilitators f on (f.company_id, f.number) = (a.company_id, a.facilitator_number)
      where a.time_zone <> f.time_zone or not exists (
        select from facilitator_schedules s
        join facilitator_schedule_services l on l.company_id = s.company_id and l.schedule_number = s.number and l.service_number = a.service_number
        cross join lateral (select (a.starts_at at time zone a.time_zone)::date - back as day from generate_series(0, 1) as back) d
        where s.company_id = a.company_id and s.facilitator_number = a.facilitator_number and s.room_number is not distinct from a.room_number
          and d.day between s.first_day and coalesce(s.last_day, d.day) and extract(isodow from d.day) = any (s.weekdays)
          and a.starts_at at time zone a.time_zone >= d.day + s.opens
          and b.free_at at time zone a.time_zone <= d.day + s.closes + case when s.closes <= s.opens then interval '1 day' else interval '0' end)`);
    expect(outside).toEqual([]);
  });

  it.each([['facilitator_number'], ['room_number']])('of one %s do not overlap, buffers included', async (column) => {
    expect(await query(`select a.number, b.number as other from (${busy}) a join (${busy}) b
      on a.company_id = b.company_id and a.${column} = b.${column} and a.number < b.number and a.starts_at < b.free_at and b.starts_at < a.free_at`)).toEqual([]);
  });

  it('are not while their facilitator teaches, or while a class is in their room', async () => {
    const dates = `select d.company_id, d.event_number, d.starts_at, d.starts_at + make_interval(mins => d.duration_minutes) as ends_at from event_dates d`;
    expect(await query(`select a.number from (${busy}) a join (${dates}) d on d.company_id = a.company_id and d.starts_at < a.free_at and a.starts_at < d.ends_at
      where exists (select from event_facilitators f where f.company_id = d.company_id and f.event_number = d.event_number and f.facilitator_number = a.facilitator_number)
        or exists (select from events e where e.company_id = d.company_id and e.number = d.event_number and e.room_number = a.room_number)`)).toEqual([]);
  });

  it('are over when they were, and to come otherwise; only a customer who came has paid in cash', async () => {
    expect(await howMany(`from (${busy}) b join appointments a using (company_id, number)
      where case when a.starts_at > ${at} then a.status not in ('SCHEDULED', 'CANCELLED') else a.status = 'SCHEDULED' or b.free_at > ${at} end
        or a.created_at >= a.starts_at or a.payment_method = 'CASH' and (a.payment_status = 'PAID') <> (a.status = 'COMPLETED')`)).toBe(0);
  });

  it('give nobody a second free consultation', async () => {
    expect(await query(`select a.customer_number from appointments a join service_options o on (o.company_id, o.number) = (a.company_id, a.service_option_number)
      where o.price = 0 group by a.company_id, a.customer_number having count(*) > 1`)).toEqual([]);
  });

  it('come from most facilitators, whose schedules do not overlap and one of whose goes past midnight', async () => {
    expect(await howMany(`from (select distinct facilitator_number from facilitator_schedules where company_id = ${demo}) f`)).toBe(36);
    expect(await query(`select a.number from facilitator_schedules a join facilitator_schedules b on a.company_id = b.company_id
      and a.facilitator_number = b.facilitator_number and a.number < b.number and a.weekdays && b.weekdays and a.opens < b.closes and b.opens < a.closes
      and a.first_day <= coalesce(b.last_day, 'infinity') and b.first_day <= coalesce(a.last_day, 'infinity')`)).toEqual([]);
    expect(await howMany(`from appointments where company_id = ${demo} and (starts_at at time zone time_zone)::date
      < ((starts_at + make_interval(mins => duration_minutes)) at time zone time_zone)::date`)).toBeGreaterThan(0);
  });

  it('and classes are the only ones in a room at a time', async () => {
    const held = `select e.company_id, e.room_number, d.number, d.starts_at, d.starts_at + make_interval(mins => d.duration_minutes) as ends_at
      from events e join event_dates d on (d.company_id, d.event_number) = (e.company_id, e.number)`;
    expect(await query(`select a.number from (${held}) a join (${held}) b on a.company_id = b.company_id and a.room_number = b.room_number
      and a.number < b.number and a.starts_at < b.ends_at and b.starts_at < a.ends_at`)).toEqual([]);
    expect(await howMany('from events e join rooms r on (r.company_id, r.number) = (e.company_id, e.room_number) where r.name <> e.location')).toBe(0);
    expect(await howMany(`from events where company_id = ${demo} and room_number is not null`)).toBeGreaterThan(30);
    expect(await howMany(`from events where company_id = ${demo} and room_number is null and format = 'PHYSICAL'`)).toBeGreaterThan(0);
  });
});

describe('variety', () => {
  const methods = (...wanted: string[]) => wanted.map((method) => `payment_method = '${method}'`);
  /** Each must hold for some row of `demo`. */
  const somewhere: Record<string, readonly string[]> = {
    passes: [
      "start_mode = 'ON_PURCHASE'", "start_mode = 'ON_FIRST_BOOKING'", "validity_unit = 'DAYS'", "validity_unit = 'MONTHS'", 'subscriptions_only',
      'purchase_limit is null', 'purchase_limit is not null', 'deleted_at is not null', "description = ''", "name like '%’%'", "name ~ '[^\\x01-\\x7f’]'",
    ],
    pass_purchases: [
      ...methods('CARD', 'CASH', 'FREE', 'PASS'), 'expires_at is null', `expires_at < ${at}`, `expires_at > ${at}`, 'is_cancelled and is_refunded',
      'is_cancelled and not is_refunded', 'is_refunded and not is_cancelled', 'credits_remaining = 0', 'credits_remaining = credits_total',
      'credits_remaining between 1 and credits_total - 1',
      `expires_at > ${at} and (company_id, pass_number) in (select company_id, number from passes where deleted_at is not null)`,
    ],
    videos: ['library_number is null', 'library_number is not null', 'not has_expiry', 'has_expiry', 'not is_ready', 'deleted_at is not null', 'price = 0', 'price > 0 and credits = 0', "description = ''"],
    video_purchases: [...methods('CARD', 'CASH', 'FREE', 'PASS'), 'expires_at is null', `expires_at < ${at}`, `expires_at > ${at}`, 'is_cancelled', 'is_refunded', 'is_refunded and not is_cancelled'],
    subscription_plans: [
      ...['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED'].map((state) => `state = '${state}'`), 'pass_number is null', 'pass_number is not null',
      'not renews_on_expire', 'deleted_at is not null', 'initial_price <> recurring_price', 'initial_price = 0',
    ],
    subscription_mandates: [...['ACTIVE', 'PAUSED', 'SUSPENDED', 'CANCELLED'].map((state) => `state = '${state}'`), 'grace_days = 0', 'grace_days > 0'],
    vouchers: [
      ...['DISCOUNT', 'CREDIT', 'GIFT_CARD'].flatMap((type) => [`type = '${type}' and is_active`, `type = '${type}' and not is_active`]),
      ...['PERCENTAGE', 'FIXED'].flatMap((type) => [`discount_type = '${type}' and is_legacy`, `discount_type = '${type}' and not is_legacy`]),
      'discount_value <> floor(discount_value)', 'discount_value = 100', 'is_legacy and not is_active', 'is_legacy and expires_at is not null',
      "type = 'CREDIT' and expires_at is null", 'remaining_value = 0', 'remaining_value = initial_value', `is_active and expires_at < ${at}`, 'min_purchase = 0',
    ],
    notes: ['updated_at > created_at', 'updated_at = created_at', "content like '%\n%'", "content like '%<b>%'", 'length(content) > 500', "created_by = 'Front Desk'", "created_by <> 'Front Desk'"],
    questionnaire_answers: [
      ...['string', 'number', 'boolean', 'array'].map((type) => `jsonb_typeof(answer) = '${type}'`), "answer = '[]'", "answer = 'false'", "answer = 'true'",
      "answer = '0'", "jsonb_typeof(answer) = 'number' and answer::numeric % 1 <> 0", "answer @? '$[1]' and jsonb_typeof(answer) = 'array'", "answer = '\"\"'",
    ],
    services: ['location is null', 'location is not null', 'buffer_minutes = 0', 'buffer_minutes > 0', "categories = '{}'", 'cardinality(categories) > 1', "description = ''"],
    service_options: ['price = 0', 'position = 0', 'position = 2'],
    facilitator_schedules: [
      'room_number is null', 'room_number is not null', 'last_day is null', `last_day < ${at}::date`, `last_day > ${at}::date`, `first_day > ${at}::date`,
      'closes <= opens', 'cardinality(weekdays) = 1',
    ],
    appointments: [
      ...['SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED'].map((status) => `status = '${status}'`), ...methods('CARD', 'CASH', 'FREE', 'PASS'),
      ...['PAID', 'PENDING', 'FAILED'].map((status) => `payment_status = '${status}'`), "notes = ''", "notes <> ''", 'room_number is null', 'room_number is not null',
      'time_zone <> (select time_zone from companies where id = company_id)', `status = 'CANCELLED' and starts_at > ${at}`, `status = 'CANCELLED' and starts_at < ${at}`,
    ],
  };
  const cases = Object.entries(somewhere).flatMap(([table, conditions]) => conditions.map((condition) => [table, condition] as const));

  it.each(cases)('%s: %s', async (table, condition) => {
    expect(await howMany(`from ${table} where company_id = ${demo} and (${condition})`)).toBeGreaterThan(0);
  });

  it.each([...Object.keys(somewhere), 'media_libraries', 'questionnaires', 'rooms'])('rival has %s too, fewer', async (table) => {
    const counts = await query<{ rows: number }>(`select count(*)::int as rows from ${table} group by company_id order by company_id`);
    expect(counts).toHaveLength(2);
    expect(counts[1]?.rows).toBeLessThanOrEqual(counts[0]?.rows ?? 0);
  });

  it('rival has active, deleted and inactive items of each kind that it sells', async () => {
    const rival = `(select id from companies where slug = 'rival')`;
    for (const [table, condition] of [['passes', 'deleted_at is null'], ['passes', 'deleted_at is not null'], ['videos', 'library_number is null'], ['videos', 'not is_ready'],
      ['vouchers', 'is_legacy'], ['vouchers', "type = 'GIFT_CARD'"], ['vouchers', "type = 'CREDIT'"], ['vouchers', 'not is_active'], ['service_options', 'price = 0']] as const) {
      expect({ table, condition, some: (await howMany(`from ${table} where company_id = ${rival} and ${condition}`)) > 0 }).toEqual({ table, condition, some: true });
    }
  });
});
