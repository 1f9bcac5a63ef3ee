import { randomBytes, randomUUID } from 'node:crypto';
import fastify from 'fastify';
import type { SeatingJson } from '../../src/features/availability/seating.fields.js';
import type { Party } from '../contest.js';
import { readSettings, ready } from './ready.js';
import { heldTables, seatingStatement } from './seatingStatement.js';
import { connect, type SendStatement } from './sql.js';

/**
 * The limit of a reservation: the statements that the gateway sends for one, in its order and in one transaction, and
 * nothing else. Nobody is identified, nothing is checked, limited or recorded, and the first table that is free is taken,
 * which of the benchmark's equal tables is the right one.
 */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const seconds = (column: string) => `date_part('epoch', ${column})`;

const text = {
  location: `
    with line as materialized (select pg_advisory_xact_lock_shared($1::integer, $2::integer) as passed)
    select l.number, l.time_zone, r.reservation_changes_enabled
    from line, locations l join restaurants r on r.company_id = l.company_id and r.number = l.restaurant_number
    where l.company_id = $1 and l.number = $2 and l.deleted_at is null and r.deleted_at is null for share of l`,

  days: `
    insert into service_days (company_id, location_number, day) values ($1, $2, $3), ($1, $2, $4)
    on conflict (company_id, location_number, day) do update set day = excluded.day where false`,

  seating: seatingStatement(`
    select json_build_object('numbers', json_agg(r.number), 'starts', json_agg(${seconds('r.starts_at')}), 'partySizes', json_agg(r.party_size),
      'tables', json_agg(h.table_number), 'heldFrom', json_agg(${seconds('lower(h.during)')}), 'heldUntil', json_agg(${seconds('upper(h.during)')}))
    ${heldTables}`),

  guest: `
    select c.number, p.anonymized_at from customers c
    left join restaurant_profiles p on p.company_id = c.company_id and p.customer_number = c.number
    where c.company_id = $1 and lower(c.email) = lower($2) and c.deleted_at is null for key share of c`,

  reservation: `
    with sequence as (
      insert into number_sequences (company_id, kind, last_number) values ($1, 'reservation', 1)
      on conflict (company_id, kind) do update set last_number = number_sequences.last_number + 1 returning last_number as number
    ), made as (
      insert into reservations (company_id, number, internal_id, public_reference, location_number, customer_number, first_name, last_name, email,
        party_size, starts_at, ends_at, duration_minutes, service_number, service_name, service_day, status, source)
      values ($1, (select number from sequence), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 90, $12, 'Dinner', $13, 'CONFIRMED', 'API')
    ), seated as (
      insert into reservation_tables (company_id, reservation_number, table_number, location_number, during, holds)
      values ($1, (select number from sequence), $14, $4, tstzrange($10, $11), true)
    )
    insert into reservation_history (company_id, reservation_number, position, at, to_status, actor_kind, actor_id)
    values ($1, (select number from sequence), 0, now(), 'CONFIRMED', 'KEY', 'rrk_live_bench001') returning reservation_number as number`,

  shown: `
    select to_json(t) as reservation from (
      select internal_id as id, public_reference as "publicReference", status, ${instant('starts_at')} as "startTime", ${instant('ends_at')} as "endTime",
        party_size as "partySize", array(select 't-' || table_number from reservation_tables h
          where h.company_id = r.company_id and h.reservation_number = r.number order by table_number) as "tableIds",
        'loc_' || location_number as "locationId", special_requests as "specialRequests",
        json_build_object('firstName', first_name, 'lastName', last_name, 'email', email, 'phone', phone) as guest,
        ${instant('created_at')} as "createdAt", ${instant('updated_at')} as "updatedAt"
      from reservations r where company_id = $1 and number = $2) t`,

  notice: `select pg_notify('frontdesk_changes', $1)`,
};

const [dayMs, stayMs] = [86_400_000, 90 * 60_000];
const { databaseUrl, companyId } = readSettings();
const sql = connect(databaseUrl);
const app = fastify();
app.post<{ Body: Party }>('/bench/reservations', async ({ body }, reply) => {
  const reservation = await sql.transaction(async (rows) => reserve(rows, body)).catch((error: unknown) => {
    if (error === noTable) return null;
    throw error;
  });
  return reservation === null ? reply.code(409).send({ error: { code: 'no_tables_available' } }) : reply.code(201).send({ reservation });
});
ready(await app.listen({ port: 0 }), () => sql.sent());

const noTable = new Error('No table is free.');

async function reserve(rows: SendStatement, { locationId, startTime, partySize, guest }: Party): Promise<object> {
  const location = Number(locationId.replace('loc_', ''));
  const start = Date.parse(startTime);
  const day = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);
  const today = Math.floor(start / dayMs);

  await rows('location', text.location, [companyId, location]);
  await rows('days', text.days, [companyId, location, day(today - 1), day(today)]);
  const [row] = await rows<{ seating: SeatingJson }>('seating', text.seating, [companyId, location, day(today - 1), day(today + 1)]);
  const { tables: held, heldFrom, heldUntil } = row?.seating?.reservations ?? {};
  const isTaken = (table: number) =>
    held?.some((one, index) => one === table && (heldFrom?.[index] ?? 0) * 1000 < start + stayMs && start < (heldUntil?.[index] ?? 0) * 1000);
  const table = row?.seating?.tables.find(({ number }) => isTaken(number) !== true);
  if (table === undefined) throw noTable;

  const [customer] = await rows<{ number: number }>('guest', text.guest, [companyId, guest.email]);
  const [made] = await rows<{ number: number }>('reservation', text.reservation, [
    companyId, `res_${randomBytes(12).toString('hex')}`, `rr_${randomBytes(12).toString('hex')}`, location, customer?.number,
    guest.firstName, guest.lastName, guest.email, partySize, new Date(start), new Date(start + stayMs), location * 10, day(today), table.number,
  ]);
  const [shown] = await rows<{ reservation: object }>('shown', text.shown, [companyId, made?.number]);
  await rows('notice', text.notice, [JSON.stringify({ id: randomUUID(), companyId, resources: ['reservations', 'customers'] })]);
  return shown?.reservation ?? {};
}
