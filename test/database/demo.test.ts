import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret, verifyPassword } from '../../src/access/secrets.js';
import { demoCompanies } from '../../src/database/demo/company.js';
import { demoCredentials, hasDemo, loadDemo } from '../../src/database/demo/load.js';
import type { Tables } from '../../src/database/tables.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A Thursday in the week before the clocks go back in Europe: dates on both sides of the change. */
const now = new Date('2026-10-22T15:30:00Z');
const silent = () => undefined;

const tenantTables = [
  'customers', 'facilitators', 'events', 'event_facilitators', 'pricing_options', 'event_dates', 'transactions',
  'bookings', 'waiting_list_entries', 'passes', 'pass_purchases', 'media_libraries', 'videos', 'video_purchases',
  'subscription_plans', 'subscription_mandates', 'vouchers', 'notes', 'questionnaires', 'questionnaire_answers', 'rooms',
  'services', 'service_options', 'facilitator_schedules', 'facilitator_schedule_services', 'appointments',
  'restaurants', 'locations', 'dining_tables', 'table_combinations', 'table_combination_members', 'dining_services', 'special_days', 'special_day_services',
  'availability_rules', 'booking_policies', 'party_durations', 'restaurant_profiles', 'reservations', 'reservation_tables', 'reservation_history', 'number_sequences', 'api_clients', 'api_keys', 'users', 'companies',
] as const satisfies readonly (keyof Tables)[];

let test: TestDatabase;
const query = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(test.database.db)).rows;
const one = async (text: string) => (await query<{ value: unknown }>(text))[0]?.value;

beforeAll(async () => {
  test = await createTestDatabase();
  await loadDemo(test.database.db, { now, progress: silent });
});
afterAll(() => test.drop());

describe('how much there is', () => {
  it.each([
    ['demo', { customers: 2000, events: 80, event_dates: 800, bookings: 12_000, pass_purchases: 1500, video_purchases: 700, notes: 1200, questionnaire_answers: 2000, appointments: 1500, reservations: 1500 }],
    ['rival', { customers: 100, events: 4, event_dates: 40, bookings: 600, pass_purchases: 75, video_purchases: 35, notes: 60, questionnaire_answers: 100, appointments: 75, reservations: 75 }],
  ])('gives %s its documented numbers of rows', async (slug, expected) => {
    const counts = await Promise.all(
      Object.keys(expected).map(async (table) => [table, Number(await one(`select count(*) as value from ${table} where company_id = (${companyOf(slug)})`))]),
    );
    expect(Object.fromEntries(counts)).toEqual(expected);
  });

  it.each([['demo', 1], ['rival', 900_001]])('numbers every kind of %s from %i, and remembers the highest', async (slug, first) => {
    const kinds: Record<string, string> = {
      customer: 'customers', event: 'events', event_date: 'event_dates', transaction: 'transactions', booking: 'bookings',
      pricing_option: 'pricing_options', facilitator: 'facilitators', waiting_list_entry: 'waiting_list_entries', user: 'users',
      pass: 'passes', pass_purchase: 'pass_purchases', media_library: 'media_libraries', video: 'videos', video_purchase: 'video_purchases',
      subscription_plan: 'subscription_plans', subscription_mandate: 'subscription_mandates', note: 'notes',
      voucher: '(select * from vouchers where not is_legacy) as vouchers', legacy_voucher: '(select * from vouchers where is_legacy) as vouchers',
      questionnaire: 'questionnaires', questionnaire_answer: 'questionnaire_answers', room: 'rooms', service: 'services',
      service_option: 'service_options', facilitator_schedule: 'facilitator_schedules', appointment: 'appointments',
      restaurant: 'restaurants', location: 'locations', dining_table: 'dining_tables', table_combination: 'table_combinations', dining_service: 'dining_services',
      special_day: 'special_days', availability_rule: 'availability_rules', booking_policy: 'booking_policies', reservation: 'reservations',
    };
    const sequences = await query<{ kind: string; last_number: number }>(`select kind, last_number from number_sequences where company_id = (${companyOf(slug)})`);
    expect(sequences.map(({ kind }) => kind).sort()).toEqual(Object.keys(kinds).sort());
    for (const { kind, last_number } of sequences) {
      const [range] = await query<{ first: number; last: number }>(`select min(number) as first, max(number) as last from ${kinds[kind]} where company_id = (${companyOf(slug)})`);
      expect({ kind, ...range }).toEqual({ kind, first, last: last_number });
    }
  });
});

describe('seats', () => {
  it('never gives out more spaces than a date has', async () => {
    const overfull = await query(`
      select d.company_id, d.number from event_dates d
      join events e on e.company_id = d.company_id and e.number = d.event_number
      cross join lateral (select case when bool_and(stock is not null) then sum(stock) end as stock from pricing_options o
        where o.company_id = d.company_id and o.event_number = d.event_number) o
      cross join lateral (select coalesce(sum(spaces), 0) as taken from bookings b
        where b.company_id = d.company_id and b.event_date_number = d.number and not is_cancelled) b
      where b.taken > least(e.max_attendees, o.stock)`);
    expect(overfull).toEqual([]);
  });

  it('never sells more of an option on a date than its stock', async () => {
    const oversold = await query(`
      select b.event_date_number, o.number from bookings b
      join pricing_options o on o.company_id = b.company_id and o.number = b.pricing_option_number
      where not b.is_cancelled group by b.company_id, b.event_date_number, o.company_id, o.number, o.stock
      having sum(b.spaces) > o.stock`);
    expect(oversold).toEqual([]);
  });

  it('has a waiting list only where a date is sold out, of people who do not attend it', async () => {
    const misplaced = await query(`
      select w.number from waiting_list_entries w
      join event_dates d on d.company_id = w.company_id and d.number = w.event_date_number
      join events e on e.company_id = d.company_id and e.number = d.event_number
      where not e.waiting_list_enabled or exists (select from bookings b where b.company_id = w.company_id
        and b.event_date_number = d.number and b.attendee_number = w.customer_number and not b.is_cancelled)`);
    expect(misplaced).toEqual([]);
    for (const slug of ['demo', 'rival']) {
      expect(Number(await one(`select count(*) as value from waiting_list_entries where company_id = (${companyOf(slug)})`))).toBeGreaterThan(0);
    }
  });

  it('sells options of the date’s own event only, by methods that the event takes', async () => {
    const foreign = await query(`
      select b.number from bookings b
      join event_dates d on d.company_id = b.company_id and d.number = b.event_date_number
      join events e on e.company_id = d.company_id and e.number = d.event_number
      left join pricing_options o on o.company_id = b.company_id and o.number = b.pricing_option_number
      where o.event_number <> e.number or not b.payment_method = any (e.payment_methods)`);
    expect(foreign).toEqual([]);
  });
});

describe('money and time', () => {
  it('charges price times spaces, keeps a little less by card, nothing for a free place, and credits for a pass', async () => {
    const wrong = await query(`
      select b.number, b.payment_method, b.gross_amount, b.net_amount, b.credits_used from bookings b
      join pricing_options o on o.company_id = b.company_id and o.number = b.pricing_option_number
      where case b.payment_method
        when 'FREE' then b.gross_amount <> 0 or b.net_amount <> 0
        when 'PASS' then b.credits_used is distinct from o.credits * b.spaces
        when 'CASH' then b.gross_amount <> o.price * b.spaces or b.net_amount <> b.gross_amount
        else b.gross_amount <> o.price * b.spaces or b.net_amount >= b.gross_amount or b.net_amount < b.gross_amount * 0.9 end`);
    expect(wrong).toEqual([]);
  });

  it('lets nobody buy before joining, after the class began, or later than now', async () => {
    const impossible = await query(`
      select b.number from bookings b
      join event_dates d on d.company_id = b.company_id and d.number = b.event_date_number
      join transactions t on t.company_id = b.company_id and t.number = b.transaction_number
      join customers c on c.company_id = b.company_id and c.number = b.buyer_number
      where b.purchased_at < c.created_at or b.purchased_at >= d.starts_at or b.purchased_at > '${now.toISOString()}'
        or t.purchased_at <> b.purchased_at or t.buyer_number <> b.buyer_number
        or (b.attended is not null and (b.is_cancelled or d.starts_at > '${now.toISOString()}'))`);
    expect(impossible).toEqual([]);
  });

  it('keeps a weekly class at the same time of the wall clock across the change of the clocks', async () => {
    const [clock] = await query<{ shown: number; instants: number }>(`
      with times as (select event_number, starts_at at time zone time_zone as local, starts_at at time zone 'UTC' as utc
        from event_dates where company_id = (${companyOf('demo')}))
      select max(shown)::int as shown, max(instants)::int as instants from (
        select count(distinct local::time) as shown, count(distinct utc::time) as instants from times group by event_number) each`);
    expect(clock).toEqual({ shown: 1, instants: 2 });
  });
});

describe('variety', () => {
  /** Each must hold for some row of each company. */
  const somewhere: Record<string, readonly string[]> = {
    events: [
      "format = 'PHYSICAL'", "format = 'VIRTUAL'", 'max_attendees is null', 'max_attendees is not null', 'waiting_list_enabled',
      'archived', "'GROUP' = any (booking_types)", "'INDIVIDUAL' = any (booking_types)", 'location is null', 'terms is null', 'terms is not null',
      ...['CARD', 'PASS', 'CASH', 'FREE'].map((method) => `'${method}' = any (payment_methods)`),
    ],
    event_dates: ['not is_active', `starts_at > '${now.toISOString()}'`, `starts_at < '${now.toISOString()}'`, 'time_zone <> (select time_zone from companies where id = company_id)'],
    pricing_options: ['stock is null', 'stock is not null', 'credits is null', 'credits is not null'],
    bookings: [
      ...['CARD', 'PASS', 'CASH', 'FREE'].map((method) => `payment_method = '${method}'`), 'attended', 'not attended', 'attended is null',
      'is_cancelled', 'is_refunded', 'is_cancelled and not is_refunded', 'spaces > 1', 'buyer_number <> attendee_number',
    ],
    customers: ['archived', 'mobile is null', 'mobile is not null'],
    api_clients: ['is_suspended', 'expires_at < created_at + interval \'10 years\'', 'not is_suspended and expires_at is null'],
    api_keys: ["state = 'active'", "state = 'rotating'", "state = 'revoked'", "origins <> '{}'"],
  };
  const cases = Object.entries(somewhere).flatMap(([table, conditions]) => conditions.map((condition) => [table, condition] as const));

  it.each(cases)('%s: %s', async (table, condition) => {
    const companies = await one(`select count(distinct company_id) as value from ${table} where ${condition}`);
    expect(Number(companies)).toBe(2);
  });

  it('has events without a teacher, without a date, without an active date, and bookings whose option was not kept', async () => {
    const orphans = await query(`
      select (select count(*) from events e where not exists (select from event_facilitators f where (f.company_id, f.event_number) = (e.company_id, e.number))) > 0 as teacher,
        (select count(*) from events e where not exists (select from event_dates d where (d.company_id, d.event_number) = (e.company_id, e.number)))::int as dates,
        (select count(*) from events e where not archived and not exists (select from event_dates d where (d.company_id, d.event_number) = (e.company_id, e.number) and is_active))::int as active,
        (select count(*) from bookings where pricing_option_number is null) > 0 as option`);
    expect(orphans).toEqual([{ teacher: true, dates: 1, active: 2, option: true }]);
  });

  it('sells several things in one purchase, for several people and on several dates', async () => {
    const [most] = await query<{ people: number; dates: number }>(`
      select max(people)::int as people, max(dates)::int as dates from (select count(distinct attendee_number) as people,
        count(distinct event_date_number) as dates from bookings group by company_id, transaction_number) purchases`);
    expect(most?.people).toBeGreaterThan(1);
    expect(most?.dates).toBeGreaterThan(1);
  });

  it('uses many names, some with accents, hyphens and apostrophes, and reserved mail domains only', async () => {
    const [names] = await query<Record<string, number>>(`
      select count(distinct first_name)::int as first, count(distinct last_name)::int as last,
        count(*) filter (where first_name || last_name ~ '[^\\x01-\\x7f]')::int as accents, count(*) filter (where last_name like '%-%')::int as hyphens,
        count(*) filter (where last_name like '%''%')::int as apostrophes,
        count(*) filter (where email !~ '^[a-z0-9.-]+@([a-z]+[.])?(invalid|example|demo[.]example|example[.](com|org))$')::int as reachable
      from customers`);
    expect(names?.['first']).toBeGreaterThan(150);
    expect(names?.['last']).toBeGreaterThan(200);
    for (const trait of ['accents', 'hyphens', 'apostrophes']) expect(names?.[trait]).toBeGreaterThan(10);
    expect(names?.['reachable']).toBe(0);
  });
});

describe('determinism', () => {
  it('gives the same rows at any time of the day, and others on another day', async () => {
    const [sameDay, nextDay] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      await loadDemo(sameDay.database.db, { now: new Date('2026-10-22T00:10:00Z'), progress: silent });
      await loadDemo(nextDay.database.db, { now: new Date('2026-10-23T15:30:00Z'), progress: silent });
      const expected = await fingerprint(test);
      expect(await fingerprint(sameDay)).toEqual(expected);
      expect((await fingerprint(nextDay))['bookings']).not.toBe(expected['bookings']);
    } finally {
      await Promise.all([sameDay.drop(), nextDay.drop()]);
    }
  });

  // Newest customers must have something to show whatever the weekday, month or season.
  it.each(['2026-01-01', '2026-03-29', '2027-02-28', '2028-02-29', '2026-11-21'])('gives the newest customers bookings, past and future, and something of everything, on %s', async (day) => {
    const other = await createTestDatabase();
    try {
      const at = new Date(`${day}T23:59:00Z`);
      await loadDemo(other.database.db, { now: at, progress: silent });
      const { rows } = await sql<{ some: number; future: number; none: number }>`
        with newest as (select number from customers where company_id = (select id from companies where slug = 'demo')
          order by created_at desc, number desc limit 40),
        each as (select n.number, count(b.number) as bookings, count(b.number) filter (where d.starts_at > ${at} and not b.is_cancelled) as future from newest n
          left join bookings b on b.company_id = (select id from companies where slug = 'demo') and n.number in (b.buyer_number, b.attendee_number)
          left join event_dates d on d.company_id = b.company_id and d.number = b.event_date_number group by n.number)
        select count(*) filter (where bookings > 0)::int as some, count(*) filter (where future > 0)::int as future,
          count(*) filter (where bookings = 0)::int as none from each`.execute(other.database.db);
      expect(rows[0]?.some).toBeGreaterThanOrEqual(10);
      expect(rows[0]?.future).toBeGreaterThanOrEqual(5);
      expect(rows[0]?.none).toBeGreaterThanOrEqual(1);

      const { rows: newest } = await sql<{ bookings: boolean; everything: boolean }>`
        select exists (select from bookings b where b.company_id = c.company_id and c.number in (b.buyer_number, b.attendee_number)) as bookings,
          ${sql.join(['pass_purchases', 'video_purchases', 'notes', 'questionnaire_answers', 'appointments'].map((table) => hasSome(table)), sql` and `)}
          and ${hasSome('subscription_mandates', "state <> 'CANCELLED'")} as everything
        from customers c where company_id = (select id from companies where slug = 'demo') order by created_at desc, number desc limit 100`.execute(other.database.db);
      expect(newest.slice(0, 10).every((customer) => customer.everything)).toBe(true);
      expect(newest.filter((customer) => customer.everything && customer.bookings).length).toBeGreaterThanOrEqual(5);
      expect(newest.filter((customer) => !customer.everything).length).toBeGreaterThanOrEqual(50);
    } finally {
      await other.drop();
    }
  });
});

describe('credentials', () => {
  it('are stored as hashes, with the limits that they are documented to have', async () => {
    const clients = await query<{ id: string; secret_hash: string; points_per_minute: number | null }>('select id, secret_hash, points_per_minute from api_clients');
    for (const { id, secret, isUnlimited } of demoCredentials.clients) {
      expect(clients).toContainEqual({ id, secret_hash: hashSecret(secret), points_per_minute: isUnlimited ? 1_000_000 : null });
    }
    const keys = await query<{ prefix: string; secret_hash: string }>('select prefix, secret_hash from api_keys');
    for (const { prefix, key } of demoCredentials.keys) {
      expect(key.slice('rrk_live_'.length).startsWith(`${prefix}_`)).toBe(true);
      expect(keys).toContainEqual({ prefix, secret_hash: hashSecret(key) });
    }
  });

  it('let the staff and the customer in, and the customer is one of the company with bookings to come', async () => {
    const users = await query<{ email: string; kind: string; role: string | null; password_hash: string; customer_number: number | null }>('select email, kind, role, password_hash, customer_number from users');
    expect(users).toHaveLength(demoCredentials.users.length);
    for (const { email, kind, role, password } of demoCredentials.users) {
      const user = users.find((candidate) => candidate.email === email);
      expect(user).toMatchObject({ kind, role });
      expect(await verifyPassword(password, user?.password_hash ?? null)).toBe(true);
      expect(user?.customer_number === null).toBe(kind === 'staff');
    }
    const toCome = await one(`select count(*) as value from users u join customers c on c.company_id = u.company_id and c.number = u.customer_number and c.email = u.email
      join bookings b on b.company_id = c.company_id and b.attendee_number = c.number and not b.is_cancelled
      join event_dates d on d.company_id = b.company_id and d.number = b.event_date_number and d.starts_at > '${now.toISOString()}'`);
    expect(Number(toCome)).toBeGreaterThan(0);
  });
});

describe('loading', () => {
  it('does nothing the second time', async () => {
    expect(await hasDemo(test.database.db)).toBe(true);
    expect(await loadDemo(test.database.db, { now, progress: silent })).toEqual({ loaded: false });
    expect(Number(await one('select count(*) as value from companies'))).toBe(2);
  });

  it('loads once when two processes begin at the same moment', async () => {
    const other = await createTestDatabase();
    try {
      const both = await Promise.all([1, 2].map(() => loadDemo(other.database.db, { now, progress: silent })));
      expect(both.filter(({ loaded }) => loaded)).toHaveLength(1);
    } finally {
      await other.drop();
    }
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const other = await createTestDatabase();
    try {
      await sql`alter table waiting_list_entries add constraint no_more check (number < 0)`.execute(other.database.db);
      await expect(loadDemo(other.database.db, { now, progress: silent })).rejects.toThrow(/no_more/);
      const { rows } = await sql<{ rows: number }>`select ((select count(*) from companies) + (select count(*) from customers))::int as rows`.execute(other.database.db);
      expect(rows).toEqual([{ rows: 0 }]);
      expect(await hasDemo(other.database.db)).toBe(false);
    } finally {
      await other.drop();
    }
  });

  it('says what it loads', async () => {
    const other = await createTestDatabase();
    const lines: string[] = [];
    try {
      await loadDemo(other.database.db, { now, progress: (line) => lines.push(line), companies: demoCompanies.slice(1) });
      expect(lines).toContain('Demo data: rival, 600 bookings');
      expect(lines.at(-1)).toMatch(/^Demo data is loaded/);
    } finally {
      await other.drop();
    }
  });
});

function companyOf(slug: string): string {
  return `select id from companies where slug = '${slug}'`;
}

/** Whether the customer `c` has any. */
function hasSome(table: string, condition = 'true') {
  return sql`exists (select from ${sql.table(table)} t where t.company_id = c.company_id and t.customer_number = c.number and ${sql.raw(condition)})`;
}

/** Every row of every table, but for the salts of password hashes. */
async function fingerprint({ database }: TestDatabase): Promise<Record<string, string | undefined>> {
  const prints: Record<string, string | undefined> = {};
  for (const table of tenantTables) {
    const { rows } = await sql<{ print: string }>`select md5(string_agg(row, '|' order by row)) as print
      from (select (to_jsonb(t) - 'password_hash')::text as row from ${sql.table(table)} t) rows`.execute(database.db);
    prints[table] = rows[0]?.print;
  }
  return prints;
}
