import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGraph, noon, type Asked, type Graph } from '../support/graph.js';
import { createStudioDatabase, type Studio, type StudioDatabase } from '../support/studio.js';

let database: StudioDatabase;
let graph: Graph;
let studio: Studio;
let rival: Studio;

beforeAll(async () => {
  database = await createStudioDatabase();
  graph = createGraph(database.test.database);
  studio = await database.studio('studio');
  rival = await database.studio('rival', { firstNumber: 900_001 });
});
afterAll(() => database.test.drop());

interface Page {
  events: {
    nodes: { id: string; name: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number;
  };
}

const walk = `query ($first: Int, $after: String) {
  events(first: $first, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } totalCount }
}`;

describe('events by their next date', () => {
  let agenda: Studio;

  beforeAll(async () => {
    agenda = await database.studio('agenda', { firstNumber: 1 });
    const dates = {
      'two to come': ['2026-09-01T11:00:00Z', '2026-09-03T10:00:00Z', '2026-09-20T10:00:00Z'],
      'first to come': ['2026-09-01T12:00:00.000001Z'],
      'has just begun': ['2026-09-01T12:00:00Z'],
      'same start': ['2026-09-03T10:00:00Z'],
      'long ago': ['2026-01-01T10:00:00Z', '2026-02-01T10:00:00Z'],
      'lately': ['2026-08-31T10:00:00Z', '2025-01-01T10:00:00Z'],
    };
    for (const [name, starts] of Object.entries(dates)) {
      const event = await agenda.event({ name });
      for (const start of starts) await agenda.date(event, start);
    }
    const archived = await agenda.event({ name: 'archived', archived: true });
    await agenda.date(archived, '2026-09-02T10:00:00Z');
    await agenda.event({ name: 'without dates' });
    const inactive = await agenda.event({ name: 'called off' });
    await agenda.date(inactive, '2026-09-02T10:00:00Z', { is_active: false });
  });

  const inOrder = ['first to come', 'two to come', 'same start', 'has just begun', 'lately', 'long ago'];

  test.each([1, 2, 3, 4, 5, 6, 100])('every event once, soonest first and then latest first, in pages of %i', async (first) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page++) {
      const { data, errors, statements }: Asked<Page> = await graph.ask<Page>(agenda.company, walk, {
        variables: { first, after },
        // The clock moves on while a caller pages: dates begin, and the pages still fit together.
        now: new Date(Date.parse(noon) + page * 86_400_000).toISOString(),
      });
      expect(errors).toEqual([]);
      expect(statements).toBe(1);
      expect(data.events.totalCount).toBe(6);
      seen.push(...data.events.nodes.map((node) => node.name));
      if (!data.events.pageInfo.hasNextPage) break;
      after = data.events.pageInfo.endCursor;
    }
    expect(seen).toEqual(inOrder);
  });

  test.each([1, 2, 4, 100])('numbered pages of %i hold the same', async (pageSize) => {
    const seen: string[] = [];
    for (let page = 0; page * pageSize < 6; page++) {
      const { data } = await graph.ask<Page>(
        agenda.company,
        'query ($page: Int, $pageSize: Int) { events(page: $page, pageSize: $pageSize) { nodes { name } totalCount } }',
        { variables: { page, pageSize } },
      );
      seen.push(...data.events.nodes.map((node) => node.name));
    }
    expect(seen).toEqual(inOrder);
  });

  test('a page past the end is empty and counts right', async () => {
    for (const page of [9, 2_147_483_647]) {
      const { data } = await graph.ask(agenda.company, `{ events(page: ${page}, pageSize: 50) { nodes { name } totalCount } }`);
      expect(data).toEqual({ events: { nodes: [], totalCount: 6 } });
    }
  });

  test('the answer holds until the next date begins, and for ever on a later page', async () => {
    const first = await graph.ask<Page>(agenda.company, walk, { variables: { first: 2 }, now: '2026-09-01T13:00:00Z' });
    expect(new Date(first.validUntil).toISOString()).toBe('2026-09-03T10:00:00.000Z');
    const later = await graph.ask(agenda.company, walk, { variables: { first: 2, after: first.data.events.pageInfo.endCursor } });
    expect(later.validUntil).toBe(Infinity);
  });

  test('a time filter keeps events with a date in the window and trims their dates to it', async () => {
    const { data } = await graph.ask(
      agenda.company,
      `{ events(timeFilter: FUTURE, startDate: "2026-09-02T00:00:00Z") { totalCount nodes { name dates { startsAt } } } }`,
    );
    expect(data).toEqual({
      events: {
        totalCount: 2,
        nodes: [
          { name: 'two to come', dates: [{ startsAt: '2026-09-03T10:00:00.000Z' }, { startsAt: '2026-09-20T10:00:00.000Z' }] },
          { name: 'same start', dates: [{ startsAt: '2026-09-03T10:00:00.000Z' }] },
        ],
      },
    });
  });

  test('a past window lists the latest first', async () => {
    const { data } = await graph.ask(
      agenda.company,
      `{ events(timeFilter: PAST, startDate: "2026-01-15T00:00:00Z", endDate: "2026-08-31T10:00:00Z") { nodes { name dates { startsAt } } } }`,
    );
    expect(data).toEqual({
      events: {
        nodes: [
          { name: 'lately', dates: [{ startsAt: '2026-08-31T10:00:00.000Z' }] },
          { name: 'long ago', dates: [{ startsAt: '2026-02-01T10:00:00.000Z' }] },
        ],
      },
    });
  });

  test.each([
    ['timeFilter: FUTURE', 'startDate'],
    ['timeFilter: PAST, startDate: "2026-01-15T00:00:00Z"', 'endDate'],
    ['timeFilter: PAST, endDate: "2026-01-15T00:00:00Z"', 'startDate'],
    ['startDate: "2026-01-15T00:00:00Z"', 'startDate'],
    ['endDate: "2026-01-15T00:00:00Z"', 'endDate'],
    ['first: 0', 'first'],
    ['first: 101', 'first'],
    ['pageSize: -1', 'pageSize'],
    ['page: -1', 'page'],
    ['page: 1, after: "x"', 'page'],
    ['first: 1, page: 1', 'first'],
    ['after: ""', 'after'],
    ['after: "bm90IGpzb24"', 'after'],
    [`after: "${Buffer.from('[1,0,"2026-02-31T00:00:00",1]').toString('base64url')}"`, 'after'],
    [`after: "${Buffer.from('[1e300,0,"2026-02-01T00:00:00",1]').toString('base64url')}"`, 'after'],
    [`after: "${Buffer.from('[1,2,"2026-02-01T00:00:00",1]').toString('base64url')}"`, 'after'],
  ])('%s is refused naming %s, without a statement', async (list, field) => {
    const { data, errors, statements } = await graph.ask(agenda.company, `{ events(${list}) { nodes { id } } }`);
    expect(data).toEqual({ events: null });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
    expect(statements).toBe(0);
  });

  test('a refused value in a variable is refused again when the plan is known', async () => {
    for (const [first, isRefused] of [[5, false], [500, true], [5, false], [0, true]] as const) {
      const { errors } = await graph.ask(agenda.company, walk, { variables: { first } });
      expect(errors.length > 0).toBe(isRefused);
    }
  });
});

describe('an event', () => {
  test('is read with all its parts in one statement', async () => {
    const event = await studio.event({
      name: 'Evening Pottery',
      description: 'Clay',
      format: 'VIRTUAL',
      archived: true,
      max_attendees: 8,
      waiting_list_enabled: true,
      booking_types: ['INDIVIDUAL', 'GROUP'],
      categories: ['Clay', 'Evening'],
      location: 'Room 2',
    });
    const mo = await studio.facilitator(event, 'Mo');
    const ada = await studio.facilitator(event, 'Ada');
    const option = await studio.pricingOption(event, { name: 'Standard', price: 3600, credits: 2 });
    const date = await studio.date(event, '2026-09-14T17:30:00Z', { duration_minutes: 90 });
    const { data, statements } = await graph.ask(
      studio.company,
      `query ($id: ID!) { event(id: $id) {
        id name description format archived
        bookingConfiguration { maxAttendees waitingListEnabled bookingTypes paymentMethods }
        properties { categories location terms }
        facilitators { id name }
        pricingOptions { id name price { amount currency } credits stock }
        dates { id startsAt endsAt startsAtLocal timeZone durationMinutes event { id __typename } }
      } }`,
      { variables: { id: `evt_${event}` } },
    );
    expect(statements).toBe(1);
    expect(data).toEqual({
      event: {
        id: `evt_${event}`,
        name: 'Evening Pottery',
        description: 'Clay',
        format: 'VIRTUAL',
        archived: true,
        bookingConfiguration: { maxAttendees: 8, waitingListEnabled: true, bookingTypes: ['INDIVIDUAL', 'GROUP'], paymentMethods: ['CARD', 'PASS'] },
        properties: { categories: ['Clay', 'Evening'], location: 'Room 2', terms: null },
        facilitators: [{ id: `fac_${mo}`, name: 'Mo' }, { id: `fac_${ada}`, name: 'Ada' }],
        pricingOptions: [{ id: `po-${option}`, name: 'Standard', price: { amount: 3600, currency: 'GBP' }, credits: 2, stock: null }],
        dates: [
          {
            id: `date_${date}`,
            startsAt: '2026-09-14T17:30:00.000Z',
            endsAt: '2026-09-14T19:00:00.000Z',
            startsAtLocal: '2026-09-14T18:30:00',
            timeZone: 'Europe/London',
            durationMinutes: 90,
            event: { id: `evt_${event}`, __typename: 'Event' },
          },
        ],
      },
    });
  });

  test('shows local times on both sides of each change of the clocks', async () => {
    const event = await studio.event();
    for (const start of ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
      await studio.date(event, start, { duration_minutes: 60 });
    }
    const { data } = await graph.ask(studio.company, `{ event(id: "evt_${event}") { dates { startsAt endsAt startsAtLocal } } }`);
    expect(data).toEqual({
      event: {
        dates: [
          { startsAt: '2026-03-29T00:30:00.000Z', endsAt: '2026-03-29T01:30:00.000Z', startsAtLocal: '2026-03-29T00:30:00' },
          { startsAt: '2026-03-29T01:30:00.000Z', endsAt: '2026-03-29T02:30:00.000Z', startsAtLocal: '2026-03-29T02:30:00' },
          { startsAt: '2026-10-25T00:30:00.000Z', endsAt: '2026-10-25T01:30:00.000Z', startsAtLocal: '2026-10-25T01:30:00' },
          { startsAt: '2026-10-25T01:30:00.000Z', endsAt: '2026-10-25T02:30:00.000Z', startsAtLocal: '2026-10-25T01:30:00' },
        ],
      },
    });
  });

  test('gives the same field under several aliases with arguments of their own', async () => {
    const event = await studio.event({ name: 'Aliased' });
    for (const day of [1, 2, 3, 4]) await studio.date(event, `2026-09-0${day}T10:00:00Z`);
    const { data, statements } = await graph.ask(
      studio.company,
      `query ($n: Int, $skip: Boolean!) {
        event(id: "evt_${event}") {
          title: name, name: dates(first: 1) { startsAt }
          two: dates(first: $n) { startsAt }
          ...Rest
          skipped: dates(first: 4) @skip(if: $skip) { startsAt }
        }
      }
      fragment Rest on Event { rest: dates(from: "2026-09-03T00:00:00Z", until: "2026-09-03T23:00:00Z") { startsAt } again: name }`,
      { variables: { n: 2, skip: true } },
    );
    const at = (day: number) => ({ startsAt: `2026-09-0${day}T10:00:00.000Z` });
    expect(data).toEqual({ event: { title: 'Aliased', name: [at(1)], two: [at(1), at(2)], rest: [at(3)], again: 'Aliased' } });
    expect(statements).toBe(1);
  });

  test('is unknown by an id of another company, another kind, or no possible number', async () => {
    const theirs = await rival.event({ name: 'Theirs' });
    const ours = await studio.event();
    const date = await rival.date(theirs, '2026-09-14T17:30:00Z');
    for (const id of [`evt_${theirs}`, `cust_${ours}`, `${ours}`, `evt_0${ours}`, 'evt_2147483648', 'evt_99999999999999999999', 'evt_', 'evt_1\u0000']) {
      const { data, errors } = await graph.ask(studio.company, 'query ($id: ID!) { event(id: $id) { name } }', { variables: { id } });
      expect({ data, errors }).toEqual({ data: { event: null }, errors: [] });
    }
    const { data } = await graph.ask(studio.company, `{ eventDate(id: "date_${date}") { id } }`);
    expect(data).toEqual({ eventDate: null });
  });
});
