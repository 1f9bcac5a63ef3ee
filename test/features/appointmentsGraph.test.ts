import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentRows, bookFour, type AppointmentRows } from '../support/appointments.js';
import { startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let here: StudioGateway;
let rows: AppointmentRows;

beforeAll(async () => {
  here = await startStudioGateway();
  rows = appointmentRows(here.studio);
});
afterAll(() => here.close());

const booked = () => bookFour(here.studio, rows);
const at = (instant: string): Date => new Date(instant);
const idOf = (number: number): string => `appt_${number}`;

describe('Query.appointments', () => {
  const fields = `id status customer { id firstName lastName email } service { id name } optionName facilitator { id name }
    startsAt endsAt startsAtLocal timeZone durationMinutes notes payment { method amount { amount currency } creditsUsed status } createdAt createdAtLocal`;

  test('answers every field, here, by id and with the customer', async () => {
    const { customer, service, facilitator, card, pass, cash } = await booked();
    const expected = {
      id: pass,
      status: 'SCHEDULED',
      customer: { id: customer.id, firstName: 'Noor', lastName: 'Bakker', email: `c${customer.id.slice(5)}@example.org` },
      service: { id: service.id, name: service.name },
      optionName: '45 minutes',
      facilitator: { id: facilitator.id, name: facilitator.name },
      startsAt: '2026-07-28T23:30:00.000Z',
      endsAt: '2026-07-29T00:15:00.000Z',
      startsAtLocal: '2026-07-28T23:30:00',
      timeZone: 'Atlantic/Azores',
      durationMinutes: 45,
      notes: '',
      payment: { method: 'PASS', amount: null, creditsUsed: 2, status: 'PAID' },
      createdAt: '2026-03-28T23:59:59.000Z',
      createdAtLocal: '2026-03-28T23:59:59',
    };
    const list = await here.counted(() => here.graphql(`{ appointments(customerId: "${customer.id}") { nodes { ${fields} } edges { node { id } } totalCount } }`));
    expect([list.statements, list.answer.errors]).toEqual([1, undefined]);
    expect(list.answer.data).toMatchObject({ appointments: { nodes: [{ id: card, payment: { amount: { amount: 3800, currency: 'GBP' }, creditsUsed: null } }, expected, { id: cash }], edges: [{ node: { id: card } }, {}, {}], totalCount: 3 } });
    const one = await here.counted(() => here.graphql(`{ appointment(id: "${pass}") { ${fields} } }`));
    expect([one.statements, one.answer.data]).toEqual([1, { appointment: expected }]);
    const below = await here.counted(() => here.graphql(`{ customer(id: "${customer.id}") { appointments(first: 1, page: null) { nodes { id } } all: appointments { nodes { ${fields} } totalCount } } }`));
    expect([below.statements, below.answer.data]).toMatchObject([1, { customer: { appointments: { nodes: [{ id: card }] }, all: { nodes: [{ id: card }, expected, {}, {}], totalCount: 4 } } }]);
    const theirs = idOf(await appointmentRows(here.rival, 900_001).appointment());
    expect((await here.graphql(`{ appointment(id: "${theirs}") { id } }`)).data).toEqual({ appointment: null });
  });

  test('walks each appointment once by cursor, also those that start together, whatever the filter', async () => {
    const [facilitator_number, customer_number] = [await rows.facilitator('Ada'), await here.studio.customer()];
    const common = { facilitator_number, customer_number };
    const made: string[] = [];
    for (const microseconds of ['000001', '000002', '000002', '999999', '999999', '999999']) {
      made.push(idOf(await rows.appointment({ ...common, starts_at: `2026-06-01T10:00:00.${microseconds}Z` as never, status: 'COMPLETED', created_at: at('2026-05-01T10:00:00Z') })));
    }
    await rows.appointment({ ...common, status: 'CANCELLED' });
    const document = `query ($first: Int, $after: String, $facilitator: ID, $customer: ID, $status: AppointmentStatus, $from: LocalDate, $until: LocalDate) {
      appointments(first: $first, after: $after, facilitatorId: $facilitator, customerId: $customer, status: $status, startDate: $from, endDate: $until) {
        nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
    const filters = [
      { facilitator: `fac_${facilitator_number}` },
      { customer: `cust_${customer_number}` },
      { customer: `cust_${customer_number}`, facilitator: `fac_${facilitator_number}`, status: 'COMPLETED' },
      { from: '2026-06-01', until: '2026-06-01' },
    ];
    for (const filter of filters) {
      for (const first of [1, 2, 6]) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const variables: Record<string, unknown> = { ...filter, first, after };
          const { answer, statements } = await here.counted(() => here.graphql(document, { variables }));
          const { nodes, totalCount, pageInfo }: Page['appointments'] = (answer.data as unknown as Page).appointments;
          expect([statements, totalCount, pageInfo.hasPreviousPage]).toEqual([1, 6, after !== null]);
          seen.push(...nodes.map(({ id }) => id));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual(made.toReversed());
      }
    }
  });

  test('is limited for each customer of a list, still in one statement', async () => {
    const [one, other] = [await booked(), await booked()];
    const document = '{ customers(first: 50) { nodes { id appointments(first: 2) { nodes { id facilitator { name } } totalCount } } } }';
    const { answer, statements } = await here.counted(() => here.graphql(document));
    expect(statements).toBe(1);
    const { nodes } = (answer.data as unknown as { customers: { nodes: { id: string }[] } }).customers;
    for (const { customer, card, pass } of [one, other]) {
      expect(nodes).toContainEqual({ id: customer.id, appointments: { nodes: [{ id: card, facilitator: { name: 'Mo Achterberg' } }, { id: pass, facilitator: { name: 'Mo Achterberg' } }], totalCount: 4 } });
    }
  });

  test('takes null for an argument that is not given', async () => {
    const them = await booked();
    const { data } = await here.graphql(`{ appointments(customerId: "${them.customer.id}", facilitatorId: null, startDate: null, endDate: null, status: null) { totalCount } }`);
    expect(data).toEqual({ appointments: { totalCount: 3 } });
  });

  test('refuses what cannot be had, naming the argument', async () => {
    const cursor = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    const cursors = [cursor('2026-06-01T10:00:00'), cursor('2026-06-01T10:00:00Z', 1), cursor('2026-06-31T10:00:00', 1), cursor('infinity', 1), cursor('2026-06-01T10:00:00', '1'), cursor('2026-06-01T10:00:00', 3e9), cursor(1, 1), 'WzFd', '', '\u0000'];
    const bad = [['first: 101', 'first'], ['first: 0', 'first'], ['page: -1', 'page'], ['first: 1, page: 1', 'first'], ...cursors.map((after) => [`after: ${JSON.stringify(after)}`, 'after'])];
    for (const [list, field] of bad) {
      const { data, errors } = await here.graphql(`{ appointments(${list}) { nodes { id } } }`);
      expect([list, data, errors]).toMatchObject([list, { appointments: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
    for (const value of ['startDate: "2026-02-30"', 'endDate: "0000-01-01"', 'startDate: 20260901', 'endDate: "2026-09-01\\u0000"', 'status: CONFIRMED', 'status: "NO_SHOW"', 'facilitatorId: []', 'customerId: 1.5']) {
      const { status, errors } = await here.graphql(`{ appointments(${value}) { totalCount } }`);
      expect([value, status, errors?.length]).toEqual([value, 400, 1]);
    }
    for (const id of ['', 'appt_', 'cust_1', '\u{10ffff}', 'x'.repeat(10_000), "'; drop table appointments; --"]) {
      const { data, errors } = await here.graphql('query ($id: ID!) { appointment(id: $id) { id } appointments(customerId: $id, facilitatorId: $id) { totalCount nodes { id } } }', { variables: { id } });
      expect([data, errors]).toEqual([{ appointment: null, appointments: { totalCount: 0, nodes: [] } }, undefined]);
    }
  });
});

interface Page {
  appointments: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null } };
}
