import fastify from 'fastify';
import type { Location } from '../../src/scheduling/seating/location.js';
import { readSettings, ready } from './ready.js';
import { heldTables, seatingStatement } from './seatingStatement.js';
import { connect } from './sql.js';

/**
 * The limit of a search for tables: the gateway's own pure function on what one statement reads. Nobody is identified,
 * nothing is checked, limited, cached or recorded.
 */
const { databaseUrl, companyId, dist } = readSettings();
const { findSlots }: typeof import('../../src/scheduling/seating/slots.js') = await import(new URL('scheduling/seating/slots.js', dist).href);
const ms = (instant: string) => `extract(epoch from ${instant}) * 1000`;
const statement = seatingStatement(`
  select coalesce(json_agg(t), '[]') from (
    select r.number, ${ms('r.starts_at')} as start, r.party_size as "partySize", array_agg(h.table_number) as tables,
      ${ms('min(lower(h.during))')} as "heldFrom", ${ms('max(upper(h.during))')} as "heldUntil"
    ${heldTables} group by r.company_id, r.number) t`);
const sql = connect(databaseUrl);
const app = fastify();
app.get<{ Querystring: Record<'location' | 'date' | 'until' | 'partySize', string> }>('/bench/availability', async ({ query }) => {
  const { location, date, until, partySize } = query;
  const [row] = await sql.rows<{ seating: Location }>('seating', statement, [companyId, Number(location), date, until]);
  if (row === undefined) throw new Error('There is no seating.');
  const days = { first: Date.parse(date) / 86_400_000, last: Date.parse(until) / 86_400_000 };
  const data = [];
  for (const slot of findSlots(row.seating, { partySize: Number(partySize) }, days, Date.now()).slots) {
    if (!slot.available) continue;
    const { start, end, available, capacity, tableNumbers, serviceName } = slot;
    const tableIds = tableNumbers.map((number) => `t-${number}`);
    data.push({ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString(), available, capacity, tableIds, serviceName });
  }
  return { data };
});
ready(await app.listen({ port: 0 }), () => sql.sent());
