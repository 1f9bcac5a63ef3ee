import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStudioGateway, type StudioGateway } from '../support/studioGateway.js';
import { videoRows, type VideoRows } from '../support/videos.js';

const noon = Date.parse('2026-09-01T12:00:00Z');
let now = noon;
let here: StudioGateway;
let rows: VideoRows;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  rows = videoRows(here.studio);
});
afterAll(() => here.close());

const stored = (number: number) =>
  here.studio.db.selectFrom('videos').selectAll().where('company_id', '=', here.studio.company.id).where('number', '=', number).executeTakeFirstOrThrow();

const put = (number: number, body: unknown) => here.rest(`/video/video_${number}`, { method: 'PUT', body });

const mutation = `mutation ($input: UpdateVideoInput!) { updateVideo(input: $input) { video {
  id name description price { amount } credits hasExpiry expiryDays ready updatedAt library { name } } } }`;

const mutate = (number: number, input: Record<string, unknown>) => here.graphql(mutation, { variables: { input: { id: `video_${number}`, ...input } } });

/** What each surface calls a field. */
const restNames = { price: 'base100_price', hasExpiry: 'has_expiry', expiryDays: 'expiry_days' } as Readonly<Record<string, string>>;

const inRestNames = (input: object) => Object.fromEntries(Object.entries(input).map(([name, value]) => [restNames[name] ?? name, value]));

describe('a change', () => {
  const before = { name: 'Trimming', description: 'Old', price: 750, credits: 1, has_expiry: true, expiry_days: 14, is_ready: false, updated_at: new Date('2026-05-30T14:00:00Z') };

  test.each<[Record<string, unknown>, object]>([
    [{ name: '  Trimming a Bowl ' }, { name: 'Trimming a Bowl' }],
    [{ description: ' Two\nlines, “Zoë’s” \u2028 </script> 👩‍👩‍👧 ' }, { description: ' Two\nlines, “Zoë’s” \u2028 </script> 👩‍👩‍👧 ' }],
    [{ description: '' }, { description: '' }],
    [{ price: 0 }, { price: 0 }],
    [{ price: 2_147_483_647 }, { price: 2_147_483_647 }],
    [{ credits: 0 }, { credits: 0 }],
    [{ ready: true }, { is_ready: true }],
    [{ hasExpiry: false }, { has_expiry: false, expiry_days: null }],
    [{ hasExpiry: false, expiryDays: null }, { has_expiry: false, expiry_days: null }],
    [{ hasExpiry: true }, {}],
    [{ hasExpiry: true, expiryDays: 30 }, { expiry_days: 30 }],
    [{ expiryDays: 1 }, { expiry_days: 1 }],
    [
      { name: 'n'.repeat(200), description: 'd'.repeat(5000), price: 1, credits: 2, hasExpiry: false, ready: true },
      { name: 'n'.repeat(200), description: 'd'.repeat(5000), price: 1, credits: 2, has_expiry: false, expiry_days: null, is_ready: true },
    ],
  ])('stores what is given and the moment, on either surface (%#)', async (input, expected) => {
    const [byRest, byGraph] = [await rows.video(before), await rows.video(before)];
    const answer = await put(byRest, inRestNames(input));
    expect([answer.status, answer.json]).toEqual([200, { message: 'Video updated successfully' }]);
    const { data, errors } = await mutate(byGraph, input);
    expect([errors, data]).toMatchObject([undefined, { updateVideo: { video: { id: `video_${byGraph}`, updatedAt: new Date(now).toISOString(), library: null } } }]);
    for (const number of [byRest, byGraph]) expect(await stored(number)).toMatchObject({ ...before, updated_at: new Date(now), ...expected });
  });

  test.each<[Record<string, unknown>, object]>([
    [{ expiryDays: 7 }, { has_expiry: true, expiry_days: 7 }],
    [{ hasExpiry: true, expiryDays: 7 }, { has_expiry: true, expiry_days: 7 }],
    [{ expiryDays: null }, { has_expiry: false, expiry_days: null }],
    [{ hasExpiry: false }, { has_expiry: false, expiry_days: null }],
  ])('of %j to a video that never expires', async (input, expected) => {
    const [byRest, byGraph] = [await rows.video(), await rows.video()];
    expect((await put(byRest, inRestNames(input))).status).toBe(200);
    expect((await mutate(byGraph, input)).errors).toBeUndefined();
    for (const number of [byRest, byGraph]) expect(await stored(number)).toMatchObject(expected);
  });

  test('is seen at once wherever it was remembered: list, page, single and purchases, on both surfaces', async () => {
    const [video, customer] = [await rows.video({ name: 'Version 0' }), await here.studio.customer()];
    await rows.purchase(video, customer);
    const paths = ['/videos', '/videos?page=0', `/video/video_${video}`, `/customer/cust_${customer}/videos`];
    const documents = ['{ videos { nodes { name } } }', `{ video(id: "video_${video}") { name } }`, `{ customer(id: "cust_${customer}") { videos { nodes { video { name } } } } }`];
    const seen = async () => [
      ...(await Promise.all(paths.map(async (path) => (await here.rest(path)).text))),
      ...(await Promise.all(documents.map(async (document) => JSON.stringify((await here.graphql(document)).data)))),
    ];
    for (const [version, change] of [
      [1, () => put(video, { name: 'Version 1' })],
      [2, () => mutate(video, { name: 'Version 2' })],
    ] as const) {
      await seen();
      const { statements } = await here.counted(seen);
      expect(statements).toBe(0);
      await change();
      for (const text of await seen()) expect(text).toContain(`Version ${version}`);
    }
  });

  test('of a deleted video is stored, and shown by its id alone', async () => {
    const video = await rows.video({ deleted_at: new Date(), name: 'Gone' });
    expect((await put(video, { name: 'Gone for good' })).status).toBe(200);
    expect((await here.rest(`/video/video_${video}`)).json).toMatchObject({ data: { name: 'Gone for good' } });
    expect((await here.rest('/videos')).text).not.toContain('Gone');
  });
});

describe('a refused change', () => {
  const refusals: [string, unknown][] = [
    ['name', ''], ['name', ' \u2003'], ['name', 'n'.repeat(201)], ['name', 'a\u0000b'], ['name', 'a\nb'], ['name', '\ud800'], ['name', null],
    ['description', 'd'.repeat(5001)], ['description', 'a\u0000b'], ['description', 'a\udc00'], ['description', null],
    ['price', -1], ['price', null],
    ['credits', -1], ['credits', null],
    ['hasExpiry', null],
    ['expiryDays', 0], ['expiryDays', -1], ['expiryDays', null],
    ['ready', null],
  ];

  test.each(refusals)('names %s, on either surface (%#)', async (name, value) => {
    const video = await rows.video({ has_expiry: true, expiry_days: 14 });
    const before = await stored(video);
    const rest = await put(video, { [restNames[name] ?? name]: value });
    expect([rest.status, rest.json]).toEqual([400, { error: expect.stringMatching(`^${restNames[name] ?? name}: `) }]);
    const { data, errors } = await mutate(video, { [name]: value });
    // NUL is refused in any variable before the operation begins, by its whole path.
    expect([data?.['updateVideo'] ?? null, errors]).toMatchObject([null, [{ extensions: { code: 'BAD_USER_INPUT', field: expect.stringMatching(`^(input\\.)?${name}$`) } }]]);
    expect(await stored(video)).toEqual(before);
  });

  // Values that no variable of the graph's types can have, or that the compiler of the caller would not let through.
  test.each<[string, unknown]>([
    ['name', 5], ['name', ['a']], ['name', {}], ['name', true],
    ['base100_price', '750'], ['base100_price', 7.5], ['base100_price', 2_147_483_648], ['base100_price', 1e300], ['base100_price', true], ['base100_price', []],
    ['credits', 1.5], ['credits', '1'], ['credits', 4_294_967_297],
    ['has_expiry', 'true'], ['has_expiry', 1], ['expiry_days', '14'], ['expiry_days', 2_147_483_648], ['ready', 'yes'], ['ready', 0],
    ['id', 'video_1'], ['type', 'video'], ['library', null], ['updated_at', '2026-05-30T14:00:00'], ['hasExpiry', true], ['price', 5], ['deleted', true],
    ['__proto__', 1], ['constructor', 1], ['a.b', 1], ['\u0000', 1], ['x'.repeat(3000), 1],
  ])('names a key by its name on REST (%#)', async (key, value) => {
    const video = await rows.video({ has_expiry: true, expiry_days: 14 });
    const before = await stored(video);
    // `JSON.stringify` would take `__proto__` for the prototype in a literal.
    const { status, json } = await put(video, Object.fromEntries([['name', 'Changed'], [key, value]]));
    expect([status, json]).toEqual([400, { error: expect.any(String) }]);
    expect((json as { error: string }).error.startsWith(`${key.slice(0, 100)}: `)).toBe(true);
    expect(await stored(video)).toEqual(before);
  });

  test.each<[unknown]>([[{}], [[]], [[{ name: 'A' }]], ['name'], [5], [null], [undefined]])('names the body for %j on REST', async (body) => {
    const video = await rows.video();
    const before = await stored(video);
    const { status, json } = await put(video, body);
    expect([status, json]).toEqual([400, { error: expect.stringMatching(/^body: /) }]);
    expect(await stored(video)).toEqual(before);
  });

  test('of nothing is said so in the graph, and a value of another type names the variable', async () => {
    const video = await rows.video();
    expect((await mutate(video, {})).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input' } }]);
    for (const input of [{ name: 5 }, { price: 1.5 }, { price: 2_147_483_648 }, { ready: 'yes' }, { unknown: 1 }]) {
      const { status, errors } = await mutate(video, input);
      expect(status).toBeLessThan(500);
      expect(errors).toMatchObject([{ message: expect.stringContaining('"$input"'), extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('keeps days and expiry together', async () => {
    const [expiring, lasting] = [await rows.video({ has_expiry: true, expiry_days: 14 }), await rows.video()];
    for (const [video, input] of [
      [lasting, { hasExpiry: true }],
      [lasting, { hasExpiry: true, expiryDays: null }],
      [lasting, { hasExpiry: false, expiryDays: 14 }],
      [expiring, { expiryDays: null }],
      [expiring, { hasExpiry: true, expiryDays: null }],
      [expiring, { hasExpiry: false, expiryDays: 14 }],
    ] as const) {
      const before = await stored(video);
      const rest = await put(video, inRestNames(input));
      expect([rest.status, rest.json]).toEqual([400, { error: expect.stringMatching('^expiry_days: ') }]);
      expect((await mutate(video, input)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'expiryDays' } }]);
      expect(await stored(video)).toEqual(before);
    }
  });

  test('is 404 for a video that is unknown, another company’s or named wrongly, but 400 comes first', async () => {
    const theirRows = videoRows(here.rival, 900_001);
    const theirs = await theirRows.video({ name: 'Theirs alone' });
    const ours = await rows.video();
    for (const id of [`video_${theirs}`, 'video_77777777', `media_${ours}`, 'video_', 'video_4294967297']) {
      const rest = await here.rest(`/video/${id}`, { method: 'PUT', body: { name: 'Stolen' } });
      expect([id, rest.status, rest.json]).toEqual([id, 404, { error: expect.any(String) }]);
      const { data, errors } = await here.graphql(mutation, { variables: { input: { id, name: 'Stolen' } } });
      expect([data, errors]).toMatchObject([{ updateVideo: null }, [{ extensions: { code: 'NOT_FOUND' } }]]);
      const first = await here.rest(`/video/${id}`, { method: 'PUT', body: { has_expiry: true, expiry_days: null } });
      expect([first.status, first.json]).toEqual([400, { error: expect.stringMatching('^expiry_days: ') }]);
    }
    const names = await here.rival.db.selectFrom('videos').select('name').where('company_id', '=', here.rival.company.id).execute();
    expect(names).toEqual([{ name: 'Theirs alone' }]);
  });
});

test('changes at once leave days exactly when the video expires, and none fails otherwise than by its own fault', async () => {
  const video = await rows.video({ has_expiry: true, expiry_days: 14 });
  const bodies = [{ has_expiry: true }, { has_expiry: false }, { expiry_days: null }, { expiry_days: 7 }, { name: 'Renamed' }];
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => put(video, bodies[index % bodies.length])));
  for (const { status, json } of answers) {
    expect([status, json]).toEqual(status === 200 ? [200, { message: 'Video updated successfully' }] : [400, { error: expect.stringMatching('^expiry_days: ') }]);
  }
  const { has_expiry, expiry_days, name } = await stored(video);
  expect([has_expiry, name]).toEqual([expiry_days !== null, 'Renamed']);
});
