import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from '../support/counts.js';
import { genericPlan, type PlanNode } from '../support/genericPlan.js';
import { createGraph, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

/** How PostgreSQL finds the appointments of a company that has many of them, beside another that has as many. */

const appointments = count(10_000, 50_000);
let database: StudioDatabase;
let client: Client;
let graph: Graph;
let studio: Studio;

beforeAll(async () => {
  database = await createStudioDatabase();
  graph = createGraph(database.test.database);
  studio = await database.studio('studio');
  for (const { company, db } of [studio, await database.studio('rival')]) {
    await sql`insert into customers (company_id, number, first_name, last_name, email)
      select ${company.id}, i, 'Noor', 'Bakker', 'c' || i || '@example.org' from generate_series(1, 1000) i`.execute(db);
    await sql`insert into facilitators (company_id, number, name, time_zone) select ${company.id}, i, 'Mo', 'Europe/London' from generate_series(1, 40) i`.execute(db);
    await sql`insert into services (company_id, number, name) select ${company.id}, i, 'Service ' || i from generate_series(1, 20) i`.execute(db);
    await sql`insert into service_options (company_id, number, service_number, position, name, duration_minutes, price, currency)
      select ${company.id}, i, i, 1, 'Option', 45, 3800, 'GBP' from generate_series(1, 20) i`.execute(db);
    await sql`insert into appointments (company_id, number, customer_number, facilitator_number, service_number, service_option_number, status, starts_at, duration_minutes,
        time_zone, payment_status, payment_method, currency, amount, created_at)
      select ${company.id}, i, 1 + (i * 7919) % 1000, 1 + (i * 31) % 40, 1 + i % 20, 1 + i % 20,
        case when i % 50 = 0 then 'NO_SHOW' when i % 10 = 0 then 'CANCELLED' when i % 5 = 1 then 'SCHEDULED' else 'COMPLETED' end,
        timestamptz '2024-01-01 09:00Z' + ((i * 7) % 10000) * interval '30 minutes', 45, 'Europe/London', 'PAID', 'CARD', 'GBP', 3800, timestamptz '2023-12-01' + i * interval '30 minutes'
      from generate_series(1, ${appointments}::integer) i`.execute(db);
  }
  await sql`vacuum analyze`.execute(studio.db);
  client = new Client({ connectionString: database.test.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.test.drop();
});

/** What is done to the appointments: how each of their tables is read, and whether anything is sorted on the way. */
async function stepsOf(document: string, variables: Record<string, unknown>): Promise<string[]> {
  const { reads, errors } = await graph.ask(studio.company, document, { variables });
  expect([reads.length, errors]).toEqual([1, []]);
  const steps: string[] = [];
  const walk = (node: PlanNode): void => {
    if (node['Node Type'].includes('Sort')) steps.push('sorted');
    if (node['Relation Name'] === 'appointments') steps.push(node['Index Name'] ?? node['Node Type']);
    if (node['Node Type'] === 'Bitmap Index Scan') steps.push(node['Index Name'] ?? '');
    (node.Plans ?? []).forEach(walk);
  };
  walk(await genericPlan(client, reads[0] ?? ''));
  return steps;
}

const fields = 'id customer { firstName } service { name } optionName facilitator { name } startsAtLocal createdAtLocal';
const list = `query ($first: Int, $after: String, $page: Int, $facilitator: ID, $customer: ID, $status: AppointmentStatus, $from: LocalDate, $until: LocalDate) {
  appointments(first: $first, after: $after, page: $page, facilitatorId: $facilitator, customerId: $customer, status: $status, startDate: $from, endDate: $until) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
const mine = `query ($first: Int, $after: String) { customer(id: "cust_7") { appointments(first: $first, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }`;

const startKeys = Buffer.from('["2024-03-01T10:00:00",77]').toString('base64url');

test.each([
  ['the list', {}, 'appointments_by_start'],
  ['a page by its number', { page: 50 }, 'appointments_by_start'],
  ['a page by its cursor', { first: 100, after: startKeys }, 'appointments_by_start'],
  ['days', { from: '2024-03-01', until: '2024-03-31' }, 'appointments_by_start'],
  ['days, after a cursor', { from: '2024-03-01', until: '2024-03-31', after: startKeys }, 'appointments_by_start'],
  ['a status', { status: 'CANCELLED' }, 'appointments_by_status'],
  ['a status on days, after a cursor', { status: 'NO_SHOW', from: '2024-03-01', until: '2024-03-31', after: startKeys }, 'appointments_by_status'],
  ['a facilitator', { facilitator: 'fac_7' }, 'appointments_of_facilitator'],
  ['a facilitator on days, after a cursor', { facilitator: 'fac_7', from: '2024-03-01', until: '2024-03-31', after: startKeys }, 'appointments_of_facilitator'],
])('%s is read from an index in its order, as far as the page goes', async (_what, variables, index) => {
  expect(await stepsOf(list, variables)).toEqual([index]);
});

test('a customer’s are found by an index, in the order of their making without sorting', async () => {
  const steps = await stepsOf(list, { customer: 'cust_7' });
  expect(steps).toContain('appointments_of_customer');
  expect(steps).not.toContain('Seq Scan');
  expect(await stepsOf(mine, { first: 5 })).toEqual(['appointments_of_customer']);
  expect(await stepsOf(mine, { first: 5, after: startKeys })).toEqual(['appointments_of_customer']);
  expect(await stepsOf(`{ customers(first: 50) { nodes { appointments(first: 2) { nodes { ${fields} } } } } }`, {})).toContain('appointments_of_customer');
});

test('what keeps a facilitator or a room busy is found by when it ends, so that years of the past are not read', async () => {
  const steps = await stepsOf('{ facilitator(id: "fac_7") { availability(serviceId: "svc_7") { startsAt } } }', {});
  expect(steps).toEqual(expect.arrayContaining(['appointments_of_facilitator_by_end', 'appointments_in_room_by_end']));
  expect(steps).not.toContain('Seq Scan');
});
