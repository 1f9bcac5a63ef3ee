import fastify from 'fastify';
import { readSettings, ready } from './ready.js';
import { connect, nextEvents } from './sql.js';

/**
 * The limit: what a careful person writes by hand for one workload. One statement makes the JSON text, which is sent
 * as it is; nobody is identified, nothing is limited, cached or recorded.
 */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const statements = {
  events: `
    select '{"data":' || json_agg(event) || '}' as body from (
      select 'evt_' || e.number as id, e.name, (select json_agg(date) from (
        select 'date_' || d.number as id, ${instant('d.starts_at')} as "startsAt", json_build_object('attendees', json_build_object('nodes',
          (select json_agg(attendee) from (
            select 'booking_' || b.number as id, (select to_json(person) from (
              select 'cust_' || c.number as id, c.first_name as "firstName", c.last_name as "lastName", c.email
              from customers c where c.company_id = $1 and c.number = b.attendee_number) person) as customer
            from bookings b where b.company_id = $1 and b.event_date_number = d.number
            order by b.number limit 5) attendee))) as register
        from event_dates d where d.company_id = $1 and d.event_number = e.number and d.is_active
        order by d.starts_at, d.number limit 4) date) as dates
      from (${nextEvents(10)}) e order by e.starts_at, e.date_number) event`,
  customers: `
    select json_build_object('data', json_agg(json_build_object('id', 'cust_' || c.number, 'firstName', c.first_name,
      'lastName', c.last_name, 'bookings', b.bookings) order by c.created_at desc, c.number desc))::text as body
    from (select number, first_name, last_name, created_at from customers where company_id = $1 and deleted_at is null
      order by created_at desc, number desc limit 50) c
    cross join lateral (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'booking_' || number, 'spaces', spaces,
        'date', json_build_object('startsAt', ${instant('starts_at')})) order by place) filter (where place <= 5), '[]'),
        'totalCount', count(*)) as bookings
      from (select b.number, b.spaces, d.starts_at, row_number() over (order by d.starts_at, b.number) as place
        from (select number, spaces, event_date_number from bookings where company_id = $1 and buyer_number = c.number
          union all
          select number, spaces, event_date_number from bookings where company_id = $1 and attendee_number = c.number
            and buyer_number <> c.number) b
        join event_dates d on d.company_id = $1 and d.number = b.event_date_number
        where d.starts_at >= now()) b) b`,
};

const { databaseUrl, companyId } = readSettings();
const sql = connect(databaseUrl);
const app = fastify();
for (const name of ['events', 'customers'] as const) {
  app.get(`/bench/${name}`, async (_request, reply) => {
    const [row] = await sql.rows<{ body: string }>(name, statements[name], [companyId]);
    return reply.type('application/json; charset=utf-8').send(row?.body);
  });
}
ready(await app.listen({ port: 0 }), () => sql.sent());
