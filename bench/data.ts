import { sql } from 'kysely';
import { hashSecret } from '../src/access/secrets.js';
import { studioScopes } from '../src/access/scopes.js';
import type { Database } from '../src/database/connect.js';
import { benchKey, restaurantStatements } from './restaurantData.js';

/** The gateway's client: everything on, but with limits that no load generator here reaches. */
export const benchClient = { id: 'm2m_bench', secret: 'be9c'.repeat(16) } as const;

/**
 * One company with 4,000 events of 4 dates each, 5 bookings on every date, and 20,000 customers of whom the newest
 * 500 book most. Starts are all different, and no date begins within a day, so that no answer depends on the moment
 * it is asked for.
 */
const statements = [
  `insert into companies (slug, name, time_zone, currency) values ('bench', 'Bench Studios', 'Europe/London', 'GBP')`,

  `insert into customers (company_id, number, first_name, last_name, email, mobile, created_at)
   select c.id, g, 'First' || g % 211, 'Last' || g % 1009, 'customer' || g || '@example.com', '07700900' || g % 1000,
     now() - (20000 - g) * interval '40 minutes' - interval '1 hour'
   from companies c, generate_series(1, 20000) g`,

  `insert into facilitators (company_id, number, name, time_zone)
   select c.id, g, 'Teacher ' || g, 'Europe/London' from companies c, generate_series(1, 50) g`,

  `insert into events (company_id, number, name, description, format, max_attendees, booking_types, payment_methods, categories, location, archived)
   select c.id, g, 'Class ' || g, 'What happens in class ' || g, 'PHYSICAL', 20, '{INDIVIDUAL}', '{CARD,PASS}', '{Yoga}', 'Studio 1', false
   from companies c, generate_series(1, 4000) g`,

  `insert into event_facilitators (company_id, event_number, facilitator_number, position)
   select c.id, g, g % 50 + 1, 0 from companies c, generate_series(1, 4000) g`,

  `insert into pricing_options (company_id, number, event_number, position, name, price, currency, credits)
   select c.id, g, g, 0, 'Drop-in', 1200, 'GBP', 1 from companies c, generate_series(1, 4000) g`,

  // 7919 has no divisor in common with 16,000: every date gets a minute of its own. One in four is past.
  `insert into event_dates (company_id, number, event_number, starts_at, duration_minutes, time_zone)
   select c.id, g, (g - 1) % 4000 + 1, case when g <= 4000
     then now() - interval '1 day' - (g * 7919 % 16000) * interval '3 minutes'
     else now() + interval '1 day' + (g * 7919 % 16000) * interval '5 minutes' end, 60, 'Europe/London'
   from companies c, generate_series(1, 16000) g`,

  `create temporary table sales as
   select g as number, (g - 1) % 16000 + 1 as date_number, now() - (80000 - g) * interval '1 minute' - interval '1 hour' as at,
     case when g % 8 = 0 then 19500 + (hashint4(g) & 2147483647) % 500 else (hashint4(g) & 2147483647) % 20000 end + 1 as attendee,
     case when g % 4 = 0 then (hashint4(g + 1000000) & 2147483647) % 20000 + 1 end as other_buyer
   from generate_series(1, 80000) g`,

  `insert into transactions (company_id, number, buyer_number, purchased_at)
   select c.id, number, coalesce(other_buyer, attendee), at from companies c, sales`,

  `insert into bookings (company_id, number, transaction_number, purchased_at, event_date_number, buyer_number, attendee_number,
     pricing_option_number, spaces, payment_method, currency, gross_amount, net_amount, is_cancelled)
   select c.id, number, number, at, date_number, coalesce(other_buyer, attendee), attendee,
     (date_number - 1) % 4000 + 1, 1 + number % 2, 'CARD', 'GBP', 1200 * (1 + number % 2), 1150 * (1 + number % 2), number % 20 = 0
   from companies c, sales`,
];

/** Of the benchmark's company. */
export interface BenchData {
  readonly companyId: number;
  /** `YYYY-MM-DD`: the first day that the restaurant's reservations are on, and the last one. */
  readonly firstDay: string;
  readonly lastDay: string;
}

const boundless = { points_per_minute: 1_000_000, concurrent: 10_000, points_per_day: 1_000_000_000 };

/** Fills a migrated, empty database. */
export async function loadBenchData({ db }: Database): Promise<BenchData> {
  const data = await db.transaction().execute(async (trx) => {
    for (const statement of [...statements, ...restaurantStatements]) await sql.raw(statement).execute(trx);
    const company = await trx.selectFrom('companies').select('id').executeTakeFirstOrThrow();
    await trx
      .insertInto('api_clients')
      .values({
        id: benchClient.id,
        company_id: company.id,
        name: 'Benchmark',
        secret_hash: hashSecret(benchClient.secret),
        scopes: [...studioScopes],
        expires_at: null,
        ...boundless,
        last_token_at: null,
        deleted_at: null,
      })
      .execute();
    await trx
      .insertInto('api_keys')
      .values({ prefix: benchKey.prefix, company_id: company.id, name: 'Benchmark', secret_hash: hashSecret(benchKey.text), scopes: [...benchKey.scopes], ...boundless })
      .execute();
    const days = await trx
      .selectFrom('reservations')
      .select((eb) => [eb.fn.min('service_day').as('firstDay'), eb.fn.max('service_day').as('lastDay')])
      .executeTakeFirstOrThrow();
    return { companyId: company.id, ...days };
  });
  await sql`vacuum analyze`.execute(db);
  return data;
}
