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

/** A buyer, a friend, and a date to come. */
async function people() {
  const [buyer, friend] = [await studio.customer(), await studio.customer()];
  const event = await studio.event({ name: 'Evening Pottery' });
  const soon = await studio.date(event, '2026-09-14T17:30:00Z', { duration_minutes: 90 });
  return { buyer, friend, event, soon };
}

describe('a register', () => {
  test('counts spaces of bookings that are not cancelled against the smaller of stock and limit', async () => {
    const register = async (max_attendees: number | null, stocks: (number | null)[]) => {
      const event = await studio.event({ max_attendees });
      for (const stock of stocks) await studio.pricingOption(event, { stock });
      const date = await studio.date(event, '2026-09-14T17:30:00Z');
      const buyer = await studio.customer();
      await studio.booking(date, buyer, { spaces: 3 });
      await studio.booking(date, buyer, { spaces: 5, is_cancelled: true });
      await studio.booking(date, buyer);
      const { data } = await graph.ask<{ eventDate: { register: unknown } }>(
        studio.company,
        `{ eventDate(id: "date_${date}") { register { capacity totalAttendees availableSpaces } } }`,
      );
      return data.eventDate.register;
    };
    expect(await register(null, [])).toEqual({ capacity: null, totalAttendees: 4, availableSpaces: null });
    expect(await register(10, [])).toEqual({ capacity: 10, totalAttendees: 4, availableSpaces: 6 });
    expect(await register(10, [4, 4])).toEqual({ capacity: 8, totalAttendees: 4, availableSpaces: 4 });
    expect(await register(6, [4, 4])).toEqual({ capacity: 6, totalAttendees: 4, availableSpaces: 2 });
    expect(await register(6, [4, null])).toEqual({ capacity: 6, totalAttendees: 4, availableSpaces: 2 });
    expect(await register(null, [4, null])).toEqual({ capacity: null, totalAttendees: 4, availableSpaces: null });
    expect(await register(2, [9])).toEqual({ capacity: 2, totalAttendees: 4, availableSpaces: 0 });
  });

  test('lists attendees by booking and the waiting list by joining, page by page, in one statement', async () => {
    const { buyer, friend, event, soon } = await people();
    const bookings = [
      await studio.booking(soon, buyer, { attended: true }),
      await studio.booking(soon, buyer, { attendee_number: friend, is_cancelled: true }),
      await studio.booking(soon, buyer, { attended: false }),
    ];
    const waiting = [await studio.customer(), await studio.customer()];
    const entries = [await studio.waiting(soon, waiting[0] as number, '2026-08-02T10:00:00Z'), await studio.waiting(soon, waiting[1] as number, '2026-08-01T10:00:00Z')];
    const { data, statements } = await graph.ask<{ eventDate: { register: { attendees: { pageInfo: { endCursor: string } }; waitingList: { pageInfo: { endCursor: string } } } } }>(
      studio.company,
      `{ eventDate(id: "date_${soon}", eventId: "evt_${event}") { register { event { name }
        attendees(first: 2) { nodes { id role attended cancelled spaces paymentMethod pricingOption { id } customer { id } } totalCount pageInfo { hasNextPage endCursor } }
        waitingList(first: 1) { nodes { id joinedAt customer { id } } totalCount pageInfo { hasNextPage endCursor } } } } }`,
    );
    expect(statements).toBe(1);
    expect(data).toMatchObject({
      eventDate: {
        register: {
          event: { name: 'Evening Pottery' },
          attendees: {
            totalCount: 3,
            pageInfo: { hasNextPage: true },
            nodes: [
              { id: `booking_${bookings[0]}`, role: 'BOOKER', attended: true, cancelled: false, spaces: 1, paymentMethod: 'CARD', pricingOption: null, customer: { id: `cust_${buyer}` } },
              { id: `booking_${bookings[1]}`, role: 'GUEST', attended: null, cancelled: true, customer: { id: `cust_${friend}` } },
            ],
          },
          waitingList: {
            totalCount: 2,
            pageInfo: { hasNextPage: true },
            nodes: [{ id: `wait_${entries[1]}`, joinedAt: '2026-08-01T10:00:00.000Z', customer: { id: `cust_${waiting[1]}` } }],
          },
        },
      },
    });
    const { attendees, waitingList } = data.eventDate.register;
    const rest = await graph.ask(
      studio.company,
      `query ($a: String, $w: String) { eventDate(id: "date_${soon}") { register { attendees(after: $a) { nodes { id } } waitingList(after: $w) { nodes { id } } } } }`,
      { variables: { a: attendees.pageInfo.endCursor, w: waitingList.pageInfo.endCursor } },
    );
    expect(rest.data).toEqual({
      eventDate: { register: { attendees: { nodes: [{ id: `booking_${bookings[2]}` }] }, waitingList: { nodes: [{ id: `wait_${entries[0]}` }] } } },
    });
  });

  test('is not found under another event', async () => {
    const [one, other] = [await people(), await people()];
    for (const eventId of [`evt_${other.event}`, 'evt_x', '']) {
      const { data } = await graph.ask(studio.company, 'query ($d: ID!, $e: ID) { eventDate(id: $d, eventId: $e) { id } }', {
        variables: { d: `date_${one.soon}`, e: eventId },
      });
      expect(data).toEqual({ eventDate: null });
    }
  });

  test('needs its own scope alone, and names its event all the same', async () => {
    const { event, soon } = await people();
    const { data, errors } = await graph.ask(
      studio.company,
      `{ eventDate(id: "date_${soon}") { id register { event { id } totalAttendees } event { id } } }`,
      { scopes: ['events-register:read'] },
    );
    expect(data).toEqual({ eventDate: { id: `date_${soon}`, register: { event: { id: `evt_${event}` }, totalAttendees: 0 }, event: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
