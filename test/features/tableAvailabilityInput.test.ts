import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failed, friday, invalid, startDining, tuesday, type Dining } from '../support/dining.js';

let dining: Dining;

beforeAll(async () => {
  dining = await startDining(() => tuesday);
});
afterAll(() => dining.here.close());

describe('who asks', () => {
  test('needs availability:read and nothing else', async () => {
    expect((await dining.get(dining.pathOf(dining.boundLocation), dining.keys.only)).status).toBe(200);
    for (const answer of [await dining.get(dining.pathOf(dining.boundLocation, { partySize: 0 }), dining.keys.config), await dining.post({}, dining.keys.config), await dining.here.rest(dining.pathOf(dining.boundLocation))]) {
      expect([answer.status, answer.json]).toEqual([403, failed('scope_missing', { missingScope: 'availability:read' })]);
    }
    const { data, errors } = await dining.ask(`{ location(id: "loc_${dining.boundLocation}") { id availability(date: "${friday}", partySize: 2) { startsAt } } }`, dining.keys.config);
    expect([data, errors]).toMatchObject([{ location: { id: `loc_${dining.boundLocation}`, availability: null } }, [{ message: 'Missing required scope: availability:read', extensions: { missingScope: 'availability:read' } }]]);
  });

  test('may leave the location out with a key that is bound to one, and sees no other', async () => {
    const other = await dining.place();
    const expected = (await dining.get(dining.pathOf(dining.boundLocation))).text;
    expect([(await dining.get(dining.pathOf(null), dining.keys.bound)).text, (await dining.post({ date: friday, partySize: 2 }, dining.keys.bound)).text]).toEqual([expected, expected]);
    expect((await dining.get(dining.pathOf(other), dining.keys.bound)).status).toBe(404);
    for (const answer of [await dining.get(dining.pathOf(null)), await dining.post({ date: friday, partySize: 2 }), await dining.get(dining.pathOf(null, {}, 'rst_77777'))]) {
      expect([answer.status, answer.json]).toEqual([400, invalid('locationId')]);
    }
  });

  test('finds nothing of another company or another restaurant', async () => {
    const other = await dining.rows.restaurant();
    const elsewhere = await dining.rows.location(other);
    const removed = await dining.rows.location(dining.restaurant, { deleted_at: new Date() });
    const paths = [
      dining.pathOf(dining.theirs.location, {}, `rst_${dining.theirs.restaurant}`),
      dining.pathOf(dining.theirs.location),
      dining.pathOf(elsewhere),
      dining.pathOf(removed),
      dining.pathOf(dining.boundLocation, {}, `rst_${other}`),
      dining.pathOf(dining.boundLocation, {}, `rst_${dining.theirs.restaurant}`),
      ...['rst_0', `loc_${dining.restaurant}`, '%00', 'rst_4294967297'].map((id) => dining.pathOf(dining.boundLocation, {}, id)),
      ...['loc_0', `t-${dining.boundLocation}`, 'x', 'loc_4294967297'].map((id) => dining.pathOf(id)),
    ];
    for (const path of paths) {
      const { status, json } = await dining.get(path);
      expect([path, status, json]).toEqual([path, 404, failed('not_found')]);
    }
    expect((await dining.get(dining.pathOf(dining.boundLocation), dining.keys.theirs)).status).toBe(404);
    expect((await dining.post({ locationId: `loc_${dining.theirs.location}`, date: friday, partySize: 2 })).status).toBe(404);
    expect((await dining.ask(`{ location(id: "loc_${dining.theirs.location}") { availability(date: "${friday}", partySize: 2) { startsAt } } }`)).data).toEqual({ location: null });
  });
});

describe('what cannot be asked is 400, naming it, before anything is looked for', () => {
  const tooLong = '9'.repeat(40);
  const bad: readonly (readonly [string, readonly unknown[]])[] = [
    ['date', ['', '2026-09-31', '2026-9-4', '2026-09-04T18:00:00Z', '0000-01-01', '10000-01-01', 'tomorrow', 'a\0b']],
    ['partySize', ['', '0', '31', '-1', '2.5', '1e1', 'two', tooLong]],
    ['durationMinutes', ['14', '481', '-60', 'x', '90.0', tooLong]],
    ['intervalMinutes', ['4', '121', '', 'x', tooLong]],
    ['includeUnavailable', ['yes', '2', '']],
    ['locationId', ['a\0b']],
  ];
  test.each(bad)('%s in the query', async (name, values) => {
    for (const value of values as readonly string[]) {
      const { status, json } = await dining.get(dining.pathOf(dining.boundLocation, { [name]: value }, 'rst_77777'));
      expect([value, status, json]).toEqual([value, 400, invalid(name)]);
    }
    const { status, json } = await dining.get(`${dining.pathOf(dining.boundLocation)}&${name}=1&${name}=2`);
    expect([status, json]).toEqual([400, invalid(name)]);
  });

  const badInBody: readonly (readonly [string, readonly unknown[]])[] = [
    ['date', [null, 20260904, '2026-09-31', '2026-09-04T18:00:00Z', '', ['2026-09-04'], {}]],
    ['partySize', [null, 0, 31, -1, 2.5, '2', true, 1e20, [2]]],
    ['durationMinutes', [14, 481, '90', 1e20, {}, false]],
    ['intervalMinutes', [4, 121, 5.5, '15']],
    ['includeUnavailable', ['true', 1, []]],
    ['locationId', [7, {}, '', ' ', 'x'.repeat(101), 'a\0b', 'a\nb', '\ud800']],
    ['when', ['now', null]],
  ];
  test.each(badInBody)('%s in the body', async (name, values) => {
    for (const value of values) {
      const { status, json } = await dining.post({ locationId: `loc_${dining.boundLocation}`, date: friday, partySize: 2, [name]: value }, dining.keys.all, 'rst_77777');
      expect([value, status, json]).toEqual([value, 400, invalid(name)]);
    }
  });

  test('what is required', async () => {
    const complete = { locationId: `loc_${dining.boundLocation}`, date: friday, partySize: 2 };
    for (const name of Object.keys(complete)) {
      const rest = Object.fromEntries(Object.entries(complete).filter(([one]) => one !== name));
      const query = new URLSearchParams(Object.entries(rest).map(([one, value]): [string, string] => [one, String(value)])).toString();
      const answers = [await dining.get(`/restaurants/rst_77777/availability?${query}`), await dining.post(rest)];
      expect(answers.map(({ status, json }) => [status, json])).toEqual([[400, invalid(name)], [400, invalid(name)]]);
    }
    for (const body of [undefined, [], 'x', null, 7, [complete]]) expect([body, (await dining.post(body)).status]).toEqual([body, 400]);
  });

  test('in the graph', async () => {
    const field = async (extra: string) => {
      const { errors } = await dining.ask(`{ location(id: "loc_${dining.boundLocation}") { availability(date: "${friday}", ${extra}) { startsAt } } }`);
      return errors?.map(({ extensions }) => [extensions['code'], extensions['field']]);
    };
    expect([await field('partySize: 0'), await field('partySize: 31'), await field('partySize: 2, durationMinutes: 14'), await field('partySize: 2, intervalMinutes: 121')]).toEqual(
      ['partySize', 'partySize', 'durationMinutes', 'intervalMinutes'].map((name) => [['BAD_USER_INPUT', name]]),
    );
  });

  test('but any day of the calendar can be asked for', async () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Niue', 'Europe/Lisbon'];
    for (const time_zone of zones) {
      const location = await dining.place({ location: { time_zone }, service: { opens: '00:00', closes: '00:00', last_seating: '23:30' } });
      for (const date of ['0001-01-01', '0001-01-02', '1900-01-01', '9999-12-30', '9999-12-31']) {
        const { status } = await dining.get(dining.pathOf(location, { date, includeUnavailable: true, durationMinutes: 480 }));
        const graph = await dining.ask(`{ location(id: "loc_${location}") { availability(date: "${date}", until: "${date}", partySize: 2, includeUnavailable: true) { startsAt endsAt startsAtLocal serviceDay } } }`);
        expect([time_zone, date, status, graph.errors]).toEqual([time_zone, date, 200, undefined]);
      }
    }
  });
});

