import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGraph, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let graph: Graph;
let studio: Studio;

beforeAll(async () => {
  database = await createStudioDatabase();
  graph = createGraph(database.test.database);
  studio = await database.studio('studio');
});
afterAll(() => database.test.drop());

describe('a read', () => {
  test('fetches the columns asked for, under any alias, and nothing else', async () => {
    const number = await studio.customer();
    const { data, reads } = await graph.ask(
      studio.company,
      `{ customer(id: "cust_${number}") { __typename ...Names family: lastName } } fragment Names on Customer { id lastName ... on Customer { lastName } }`,
    );
    expect(reads).toEqual([
      'select (select to_json(obj) from (select \'cust_\' || "customer"."number" as "id", "customer"."last_name" as "lastName" ' +
        'from "customers" as "customer" where "customer"."company_id" = $1 and "customer"."deleted_at" is null ' +
        'and "customer"."number" = $2::integer) as obj) as "data"',
    ]);
    expect(data).toEqual({
      customer: { __typename: 'Customer', id: `cust_${number}`, lastName: `Bakker ${number}`, family: `Bakker ${number}` },
    });
  });

  test('nests relations into the same statement, each with its own limit', async () => {
    const { reads } = await graph.ask(
      studio.company,
      '{ event(id: "evt_1") { dates(first: 4) { register { attendees(first: 5) { nodes { customer { email } } } } } } }',
    );
    expect(reads).toEqual([
      'select (select to_json(obj) from (select (select coalesce(json_agg(agg), \'[]\') from (select ' +
        '(select to_json(obj) from (select (select to_json(obj) from (select (select coalesce(json_agg(agg), \'[]\') from (select ' +
        '(select to_json(obj) from (select "person"."email" as "email" from "customers" as "person" ' +
        'where "person"."company_id" = "booking"."company_id" and "person"."number" = "booking"."attendee_number") as obj) as "customer" ' +
        'from "bookings" as "booking" where "booking"."company_id" = "date"."company_id" and "booking"."event_date_number" = "date"."number" ' +
        'order by "booking"."number" asc limit 5) as agg) as "nodes") as obj) as "attendees(first: 5)") as obj) as "register" ' +
        'from "event_dates" as "date" where "date"."company_id" = "event"."company_id" and "date"."event_number" = "event"."number" ' +
        'and "date"."is_active" = true order by "date"."starts_at", "date"."number" limit 4) as agg) as "dates(first: 4)" ' +
        'from "events" as "event" where "event"."company_id" = $1 and "event"."number" = $2::integer) as obj) as "data"',
    ]);
  });

  test('looks one row further, counts and makes cursors only when asked', async () => {
    const plain = await graph.ask(studio.company, '{ customers(first: 7) { nodes { id } } }');
    expect(plain.reads[0]).toContain('limit 7)');
    expect(plain.reads[0]).not.toMatch(/count|json_build_array/);
    const full = await graph.ask(studio.company, '{ customers(first: 7) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }');
    expect(full.reads[0]).toContain('limit 8)');
    expect(full.reads[0]).toContain('count(*)');
    expect(full.reads[0]).toContain('json_build_array');
  });

  test('is the same statement for other values, and another one for another shape', async () => {
    const document = 'query ($first: Int, $after: String, $id: ID!, $with: Boolean!) { customers(first: $first, after: $after) { nodes { id email @include(if: $with) } pageInfo { endCursor } } customer(id: $id) { id } }';
    for (const day of [1, 2, 3]) await studio.customer({ created_at: new Date(`2026-08-0${day}T10:00:00Z`) });
    const ask = async (variables: Record<string, unknown>) => (await graph.ask<{ customers: { pageInfo: { endCursor: string } } }>(studio.company, document, { variables }));
    const first = await ask({ first: 1, id: 'cust_1', with: true });
    const { endCursor } = first.data.customers.pageInfo;
    const again = await ask({ first: 1, id: 'cust_2', with: true, after: null });
    expect(again.reads).toEqual(first.reads);
    const without = await ask({ first: 1, id: 'cust_1', with: false });
    expect(without.reads[0]).not.toContain('"email"');
    const next = await ask({ first: 1, after: endCursor, id: 'cust_1', with: true });
    expect(next.reads[0]).not.toBe(first.reads[0]);
    expect(next.data.customers).not.toEqual(first.data.customers);
  });

  test('never writes a caller’s text into the statement', async () => {
    const hostile = `cust_1'); drop table customers; --`;
    const { reads, errors } = await graph.ask(
      studio.company,
      `query ($id: ID!) { customer(id: "cust_1") { booking(id: $id) { id } other: booking(id: "booking_1\\"') or true; --") { id } } }`,
      { variables: { id: hostile } },
    );
    expect(errors).toEqual([]);
    expect(reads[0]).toContain('"booking(id: $id)"');
    const { data } = await graph.ask(studio.company, '{ customers(first: 1) { nodes { __typename } } }');
    expect(data).toEqual({ customers: { nodes: [{ __typename: 'Customer' }] } });
  });

  test('keeps fields apart whose arguments are longer than a name may be', async () => {
    const event = await studio.event();
    await studio.date(event, '2026-09-14T17:30:00Z');
    await studio.date(event, '2026-09-15T17:30:00Z');
    const { data } = await graph.ask(
      studio.company,
      `{ event(id: "evt_${event}") {
        one: dates(first: 100, from: "2026-09-14T00:00:00.000Z", until: "2026-09-14T23:00:00.000Z") { startsAt }
        two: dates(first: 100, from: "2026-09-14T00:00:00.000Z", until: "2026-09-15T23:00:00.000Z") { startsAt }
      } }`,
    );
    expect(data).toMatchObject({ event: { one: [{}], two: [{}, {}] } });
    expect((data as { event: { one: unknown[] } }).event.one).toHaveLength(1);
  });
});

describe('objects that came by another way', () => {
  test('get what is asked of them from one statement for all', async () => {
    const [one, other] = [await studio.customer(), await studio.customer()];
    const event = await studio.event();
    const date = await studio.date(event, '2026-09-14T17:30:00Z');
    const booking = await studio.booking(date, one);
    const rival = await database.studio('rival', { firstNumber: 900_001 });
    const theirs = await rival.customer();
    const others = createGraph(database.test.database, [
      {
        Query: {
          customers: () => ({
            nodes: [one, other, theirs].map((number) => ({ id: `cust_${number}` })),
            totalCount: 3,
            hasNextPage: false,
            hasPreviousPage: false,
          }),
          event: () => ({ id: `evt_${event}` }),
          eventDate: () => ({ id: `date_${date}` }),
        },
      },
    ]);
    const customers = await others.ask(
      studio.company,
      '{ customers { nodes { id bookings(first: 1) { nodes { id } totalCount } } } }',
    );
    expect(customers.statements).toBe(1);
    expect(customers.data).toEqual({
      customers: {
        nodes: [
          { id: `cust_${one}`, bookings: { nodes: [{ id: `booking_${booking}` }], totalCount: 1 } },
          { id: `cust_${other}`, bookings: { nodes: [], totalCount: 0 } },
          { id: `cust_${theirs}`, bookings: null },
        ],
      },
    });
    const rest = await others.ask(studio.company, '{ event(id: "x") { dates { id } } eventDate(id: "x") { event { id } register { totalAttendees } } }');
    expect(rest.data).toEqual({
      event: { dates: [{ id: `date_${date}` }] },
      eventDate: { event: { id: `evt_${event}` }, register: { totalAttendees: 1 } },
    });
  });
});
