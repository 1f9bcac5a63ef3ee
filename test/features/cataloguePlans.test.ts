import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { genericPlan, type PlanNode } from '../support/genericPlan.js';
import { createGraph, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

/** How PostgreSQL finds the vouchers, plans and mandates of a company that has many of them, beside another that has as many. */

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
      select ${company.id}, i, 'Noor', 'Bakker', 'c' || i || '@example.org' from generate_series(1, 500) i`.execute(db);
    await sql`insert into vouchers (company_id, number, type, name, code, initial_value, remaining_value, is_active, created_at)
      select ${company.id}, i, 'CREDIT', 'Voucher ' || (i * 7919) % 2000, 'C' || i, 100, 50, i % 3 > 0, now() from generate_series(1, 5000) i`.execute(db);
    await sql`insert into subscription_plans (company_id, number, name, state, term_days, initial_price, recurring_price)
      select ${company.id}, i, 'Plan ' || (i * 7919) % 2000, 'ACTIVE', 30, 1, 1 from generate_series(1, 3000) i`.execute(db);
    await sql`insert into subscription_mandates (company_id, number, plan_number, customer_number, state, grace_days, earliest_cancellation_at, renewal_at, created_at)
      select ${company.id}, i, 1 + i % 3000, 1 + i % 500, case when i % 7 = 0 then 'CANCELLED' else 'ACTIVE' end, 3, now(), now(), timestamptz '2024-01-01' + i * interval '1 hour'
      from generate_series(1, 10000) i`.execute(db);
  }
  await sql`vacuum analyze`.execute(studio.db);
  client = new Client({ connectionString: database.test.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.test.drop();
});

/** How each table is read, and whether anything is sorted on the way. */
async function stepsOf(document: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  const { reads, errors } = await graph.ask(studio.company, document, { variables });
  expect([reads.length, errors]).toEqual([1, []]);
  const steps: string[] = [];
  const walk = (node: PlanNode): void => {
    if (node['Node Type'].includes('Sort')) steps.push('sorted');
    if (node['Relation Name'] !== undefined) steps.push(node['Index Name'] ?? node['Node Type']);
    (node.Plans ?? []).forEach(walk);
  };
  walk(await genericPlan(client, reads[0] ?? ''));
  return steps;
}

const voucher = 'id name ... on CreditVoucher { code remainingValue { amount } } ... on DiscountVoucher { discountValue }';

test.each([
  ['vouchers', voucher, 'vouchers_by_name'],
  ['subscriptionPlans', 'id name state', 'subscription_plans_by_name'],
])('a page of %s is read off their index by name, after a cursor too', async (list, fields, index) => {
  const document = `query ($after: String) { ${list}(first: 30, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
  const { data } = await graph.ask<Record<string, { pageInfo: { endCursor: string } }>>(studio.company, document);
  expect(await stepsOf(document)).toEqual([index]);
  expect(await stepsOf(document, { after: data[list]?.pageInfo.endCursor })).toEqual([index]);
});

test('one voucher is found by its key', async () => {
  expect(await stepsOf(`query ($id: ID!) { voucher(id: $id) { ${voucher} } }`, { id: 'voucher_1' })).toEqual(['vouchers_pkey']);
});

test('a customer’s mandates are read newest first off their index', async () => {
  const document = '{ customer(id: "cust_1") { subscriptionMandates(first: 5) { nodes { id plan { name } } } } }';
  expect(new Set(await stepsOf(document))).toEqual(new Set(['customers_pkey', 'subscription_mandates_of_customer', 'subscription_plans_pkey']));
});
