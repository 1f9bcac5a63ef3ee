import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGraph, type Asked, type Graph } from '../support/graph.js';
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

/** A buyer, a friend, and a date on each side of `noon`. */
async function people() {
  const [buyer, friend] = [await studio.customer(), await studio.customer()];
  const event = await studio.event({ name: 'Evening Pottery' });
  const past = await studio.date(event, '2026-08-20T17:30:00Z');
  const soon = await studio.date(event, '2026-09-14T17:30:00Z', { duration_minutes: 90 });
  const later = await studio.date(event, '2026-10-30T17:30:00Z');
  return { buyer, friend, event, past, soon, later };
}

describe('a booking', () => {
  test('is read with all its parts in one statement, by its buyer and by its attendee', async () => {
    const { buyer, friend, event, soon } = await people();
    const option = await studio.pricingOption(event, { name: 'Standard' });
    const transaction = await studio.transaction(buyer, '2026-08-02T18:41:00.123456Z');
    const booking = await studio.booking(soon, buyer, {
      attendee_number: friend,
      transaction_number: transaction,
      spaces: 2,
      pricing_option_number: option,
      is_refunded: true,
    });
    for (const reader of [buyer, friend]) {
      const { data, statements } = await graph.ask(
        studio.company,
        `query ($id: ID!, $booking: ID!) { customer(id: $id) { booking(id: $booking) {
          id cancelled refunded spaces buyer { id firstName lastName email } attendee { id }
          event { id name } date { id startsAtLocal durationMinutes register { totalAttendees } event { name } }
          pricingOption { id name } payment { method gross { amount currency } net { amount currency } creditsUsed }
          transaction { id purchasedAt purchasedAtLocal bookings { id } }
        } } }`,
        { variables: { id: `cust_${reader}`, booking: `booking_${booking}` } },
      );
      expect(statements).toBe(1);
      expect(data).toEqual({
        customer: {
          booking: {
            id: `booking_${booking}`,
            cancelled: false,
            refunded: true,
            spaces: 2,
            buyer: { id: `cust_${buyer}`, firstName: 'Noor', lastName: `Bakker ${buyer}`, email: `c${buyer}@example.org` },
            attendee: { id: `cust_${friend}` },
            event: { id: `evt_${event}`, name: 'Evening Pottery' },
            date: {
              id: `date_${soon}`,
              startsAtLocal: '2026-09-14T18:30:00',
              durationMinutes: 90,
              register: { totalAttendees: 2 },
              event: { name: 'Evening Pottery' },
            },
            pricingOption: { id: `po-${option}`, name: 'Standard' },
            payment: { method: 'CARD', gross: { amount: 3600, currency: 'GBP' }, net: { amount: 3240, currency: 'GBP' }, creditsUsed: null },
            transaction: {
              id: `txn_${transaction}`,
              purchasedAt: '2026-08-02T18:41:00.123Z',
              purchasedAtLocal: '2026-08-02T19:41:00',
              bookings: [{ id: `booking_${booking}` }],
            },
          },
        },
      });
    }
  });

  test('paid with a pass has credits and no money', async () => {
    const { buyer, soon } = await people();
    const booking = await studio.booking(soon, buyer, { payment_method: 'PASS', credits_used: 3, currency: null, gross_amount: null, net_amount: null });
    const { data } = await graph.ask(
      studio.company,
      `{ customer(id: "cust_${buyer}") { booking(id: "booking_${booking}") { payment { method gross { amount } net { amount } creditsUsed } } } }`,
    );
    expect(data).toEqual({ customer: { booking: { payment: { method: 'PASS', gross: null, net: null, creditsUsed: 3 } } } });
  });

  test('is unknown to a customer who neither bought nor attends it', async () => {
    const [one, other] = [await people(), await people()];
    const booking = await studio.booking(one.soon, one.buyer);
    for (const id of [`booking_${booking}`, 'booking_0', 'evt_1', '', 'booking_99999999999']) {
      const { data, errors } = await graph.ask(studio.company, 'query ($id: ID!, $b: ID!) { customer(id: $id) { booking(id: $b) { id } } }', {
        variables: { id: `cust_${other.buyer}`, b: id },
      });
      expect([data, errors]).toEqual([{ customer: { booking: null } }, []]);
    }
  });
});

describe('the bookings of a customer', () => {
  test('come in both orders, each once, page by page, with a limit for each customer', async () => {
    const { buyer, friend, past, soon, later } = await people();
    const forOneself = await studio.booking(later, buyer, { purchased_at: '2026-08-01T10:00:00Z' });
    const forFriend = await studio.booking(soon, buyer, { purchased_at: '2026-08-02T10:00:00Z', attendee_number: friend });
    const byFriend = await studio.booking(past, friend, { purchased_at: '2026-08-03T10:00:00Z', attendee_number: buyer });
    const cancelled = await studio.booking(soon, buyer, { purchased_at: '2026-08-03T10:00:00Z', is_cancelled: true });

    const orders = {
      NEWEST: [cancelled, byFriend, forFriend, forOneself],
      SOONEST: [byFriend, forFriend, cancelled, forOneself],
    };
    for (const [orderBy, expected] of Object.entries(orders)) {
      for (const first of [1, 3, 4]) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const asked: Asked<BookingsPage> = await graph.ask<BookingsPage>(
            studio.company,
            `query ($id: ID!, $first: Int, $after: String, $orderBy: BookingOrder) { customer(id: $id) {
              bookings(first: $first, after: $after, orderBy: $orderBy) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } } }`,
            { variables: { id: `cust_${buyer}`, first, after, orderBy } },
          );
          const page: BookingsPage['customer']['bookings'] = asked.data.customer.bookings;
          expect([asked.statements, page.totalCount]).toEqual([1, 4]);
          seen.push(...page.nodes.map((node) => node.id));
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual(expected.map((number) => `booking_${number}`));
      }
    }

    const { data } = await graph.ask(
      studio.company,
      `{ newest: customer(id: "cust_${buyer}") { bookings(first: 1) { nodes { id } } two: bookings(first: 2, orderBy: SOONEST) { nodes { id } } }
         friend: customer(id: "cust_${friend}") { bookings(first: 1) { nodes { id } totalCount } } }`,
    );
    expect(data).toEqual({
      newest: { bookings: { nodes: [{ id: `booking_${cancelled}` }] }, two: { nodes: [{ id: `booking_${byFriend}` }, { id: `booking_${forFriend}` }] } },
      friend: { bookings: { nodes: [{ id: `booking_${byFriend}` }], totalCount: 2 } },
    });
  });

  test('with futureOnly are those whose date has not begun, until the first of them does', async () => {
    const { buyer, past, soon, later } = await people();
    await studio.booking(past, buyer);
    const next = await studio.booking(soon, buyer);
    const last = await studio.booking(later, buyer);
    const ask = (now: string) =>
      graph.ask(
        studio.company,
        `{ customer(id: "cust_${buyer}") { bookings(first: 1, futureOnly: true) { nodes { id } totalCount } } }`,
        { now },
      );
    const before = await ask('2026-09-14T17:29:59.999Z');
    expect(before.data).toEqual({ customer: { bookings: { nodes: [{ id: `booking_${last}` }], totalCount: 2 } } });
    expect(new Date(before.validUntil).toISOString()).toBe('2026-09-14T17:30:00.000Z');
    const atStart = await ask('2026-09-14T17:30:00.000Z');
    expect(atStart.data).toEqual({ customer: { bookings: { nodes: [{ id: `booking_${last}` }], totalCount: 1 } } });
    expect(next).toBeLessThan(last);
    const after = await ask('2027-01-01T00:00:00.000Z');
    expect(after.data).toEqual({ customer: { bookings: { nodes: [], totalCount: 0 } } });
    expect(after.validUntil).toBe(Infinity);
  });

  test('are found by day of purchase on the company’s own calendar, on the days when its clocks change too', async () => {
    const { buyer, soon } = await people();
    const purchases = ['2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59.999Z', '2026-03-29T23:00:00Z', '2026-10-24T22:59:59Z', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59Z', '2026-10-26T00:00:00Z'];
    for (const purchased_at of purchases) await studio.booking(soon, buyer, { purchased_at });
    const on = async (from: string | null, until: string | null) => {
      const { data } = await graph.ask<{ customer: { bookings: { nodes: { transaction: { purchasedAt: string } }[]; totalCount: number } } }>(
        studio.company,
        `query ($from: LocalDate, $until: LocalDate) { customer(id: "cust_${buyer}") {
          bookings(purchasedFrom: $from, purchasedUntil: $until) { nodes { transaction { purchasedAt } } totalCount } } }`,
        { variables: { from, until } },
      );
      const { nodes, totalCount } = data.customer.bookings;
      expect(nodes).toHaveLength(totalCount);
      return nodes.map(({ transaction }) => transaction.purchasedAt).reverse();
    };
    expect(await on('2026-03-29', '2026-03-29')).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z']);
    expect(await on('2026-10-25', '2026-10-25')).toEqual(['2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.000Z']);
    expect(await on(null, '2026-03-28')).toEqual(['2026-03-28T23:59:59.999Z']);
    expect(await on('0001-01-01', '9999-12-31')).toHaveLength(8);
  });

  test('of a day whose midnight the clocks show twice begin with the first', async () => {
    const azores = await database.studio('azores', { timeZone: 'Atlantic/Azores' });
    const [buyer, date] = [await azores.customer(), await azores.date(await azores.event(), '2026-12-01T10:00:00Z')];
    for (const purchased_at of ['2026-10-24T23:59:59Z', '2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z', '2026-10-26T00:59:59Z', '2026-10-26T01:00:00Z']) await azores.booking(date, buyer, { purchased_at });
    const on = async (day: string) =>
      (await graph.ask(azores.company, `{ customer(id: "cust_${buyer}") { bookings(purchasedFrom: "${day}", purchasedUntil: "${day}") { totalCount } } }`)).data;
    expect(await on('2026-10-24')).toEqual({ customer: { bookings: { totalCount: 1 } } });
    expect(await on('2026-10-25')).toEqual({ customer: { bookings: { totalCount: 3 } } });
    expect(await on('2026-10-26')).toEqual({ customer: { bookings: { totalCount: 1 } } });
  });
});

interface BookingsPage {
  customer: { bookings: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
}

describe('the purchases of a customer', () => {
  test('show the bookings that are the customer’s, newest purchase first', async () => {
    const { buyer, friend, past, soon } = await people();
    const stranger = await studio.customer();
    const first = await studio.transaction(buyer, '2026-08-01T10:00:00Z');
    const own = await studio.booking(past, buyer, { transaction_number: first, purchased_at: '2026-08-01T10:00:00Z' });
    const friends = await studio.booking(soon, buyer, { transaction_number: first, purchased_at: '2026-08-01T10:00:00Z', attendee_number: friend });
    const strangers = await studio.booking(soon, buyer, { transaction_number: first, purchased_at: '2026-08-01T10:00:00Z', attendee_number: stranger });
    const second = await studio.transaction(buyer, '2026-08-02T10:00:00Z');
    const later = await studio.booking(past, buyer, { transaction_number: second, purchased_at: '2026-08-02T10:00:00Z' });
    const ask = (number: number, list = '') =>
      graph.ask(studio.company, `{ customer(id: "cust_${number}") { transactions${list} { nodes { id bookings { id } } totalCount } } }`);

    const bought = await ask(buyer);
    expect(bought.statements).toBe(1);
    expect(bought.data).toEqual({
      customer: {
        transactions: {
          totalCount: 2,
          nodes: [
            { id: `txn_${second}`, bookings: [{ id: `booking_${later}` }] },
            { id: `txn_${first}`, bookings: [own, friends, strangers].map((number) => ({ id: `booking_${number}` })) },
          ],
        },
      },
    });
    expect((await ask(friend)).data).toEqual({
      customer: { transactions: { totalCount: 1, nodes: [{ id: `txn_${first}`, bookings: [{ id: `booking_${friends}` }] }] } },
    });
    const future = await ask(buyer, '(futureOnly: true)');
    expect(future.data).toEqual({
      customer: {
        transactions: { totalCount: 1, nodes: [{ id: `txn_${first}`, bookings: [friends, strangers].map((number) => ({ id: `booking_${number}` })) }] },
      },
    });
    expect(new Date(future.validUntil).toISOString()).toBe('2026-09-14T17:30:00.000Z');
    expect((await ask(buyer, '(page: 1, pageSize: 1)')).data).toMatchObject({ customer: { transactions: { totalCount: 2, nodes: [{ id: `txn_${first}` }] } } });
  });

  test('asked for with a bad day or page are refused naming it', async () => {
    const { buyer } = await people();
    for (const [argument, field] of [['first: 101', 'first'], ['page: -1', 'page'], ['pageSize: 0', 'pageSize']] as const) {
      const { errors, statements } = await graph.ask(studio.company, `{ customer(id: "cust_${buyer}") { transactions(${argument}) { totalCount } } }`);
      expect([errors, statements]).toMatchObject([[{ code: 'BAD_USER_INPUT', field }], 0]);
    }
  });
});
