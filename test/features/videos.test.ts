import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../support/gateway.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';
import { videoRows, type VideoRows } from '../support/videos.js';

const noon = Date.parse('2026-09-01T12:00:00Z');
let now = noon;
let here: StudioGateway;
let rows: VideoRows;
let theirRows: VideoRows;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  rows = videoRows(here.studio);
  theirRows = videoRows(here.rival, 900_001);
});
afterAll(() => here.close());

const stored = (number: number) =>
  here.studio.db.selectFrom('videos').selectAll().where('company_id', '=', here.studio.company.id).where('number', '=', number).executeTakeFirstOrThrow();

const fields = 'id library { id name } name description price { amount currency } credits hasExpiry expiryDays ready deleted updatedAt updatedAtLocal';

describe('the catalogue', () => {
  /** In a company of its own within the test: a list is whole. */
  async function catalogue() {
    await here.studio.db.deleteFrom('videos').where('company_id', '=', here.studio.company.id).execute();
    const library = await rows.library('Home Practice');
    const trimming = await rows.video({
      name: 'Trimming a Bowl', description: 'A short lesson', library_number: library, price: 750, credits: 1, has_expiry: true, expiry_days: 14, updated_at: new Date('2026-05-30T13:00:00.999Z'),
    });
    const twin = await rows.video({ name: 'Glazing at Home', price: 0, credits: 0, is_ready: false, updated_at: new Date('2026-01-30T14:00:00Z') });
    const glazing = await rows.video({ name: 'Glazing at Home', price: 1250, updated_at: new Date('2026-01-30T14:00:00Z') });
    const deleted = await rows.video({ name: 'An Old One', deleted_at: new Date('2026-02-01T00:00:00Z'), updated_at: new Date('2026-01-31T14:00:00Z') });
    const trimmingRow = {
      id: `video_${trimming}`, type: 'video', library: { id: `lib_${library}`, type: 'media_library', name: 'Home Practice' }, name: 'Trimming a Bowl', description: 'A short lesson',
      base100_price: 750, credits: 1, has_expiry: true, expiry_days: 14, ready: true, updated_at: '2026-05-30T14:00:00',
    };
    const glazingRow = {
      id: `video_${glazing}`, type: 'video', library: null, name: 'Glazing at Home', description: '',
      base100_price: 1250, credits: 1, has_expiry: false, expiry_days: null, ready: true, updated_at: '2026-01-30T14:00:00',
    };
    return { library, trimming, glazing, twin, deleted, rows: [{ ...glazingRow, id: `video_${twin}`, base100_price: 0, credits: 0, ready: false }, glazingRow, trimmingRow] as const };
  }

  test('is answered whole on REST, by name and then by number, with every documented field', async () => {
    const { rows: expected } = await catalogue();
    now += 600_000;
    const { answer, statements } = await here.counted(() => here.rest('/videos'));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: expected }));
  });

  test('is answered by the page when one is asked for', async () => {
    const { rows: expected } = await catalogue();
    now += 600_000;
    expect((await here.rest('/videos?page=0&pageSize=2')).json).toEqual({ data: expected.slice(0, 2), total: 3, page: 0, pageSize: 2 });
    expect((await here.rest('/videos?page=1&pageSize=2')).json).toEqual({ data: expected.slice(2), total: 3, page: 1, pageSize: 2 });
    expect((await here.rest('/videos?page=9')).json).toEqual({ data: [], total: 3, page: 9, pageSize: 30 });
    expect((await here.rest('/videos?pageSize=1000')).json).toEqual({ data: expected, total: 3, page: 0, pageSize: 100 });
    for (const [name, value] of [['page', '-1'], ['page', 'x'], ['pageSize', '0'], ['pageSize', '2.5']] as const) {
      const refused = await here.rest(`/videos?${name}=${value}`);
      expect([refused.status, refused.json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
    }
  });

  test('shows one by its id, deleted ones too', async () => {
    const { trimming, deleted, rows: expected } = await catalogue();
    const { answer, statements } = await here.counted(() => here.rest(`/video/video_${trimming}`));
    expect([answer.status, statements, answer.text]).toEqual([200, 1, JSON.stringify({ data: expected[2] })]);
    const gone = await here.rest(`/video/video_${deleted}`);
    expect([gone.status, gone.json]).toMatchObject([200, { data: { id: `video_${deleted}`, name: 'An Old One' } }]);
    const { data } = await here.graphql(`{ video(id: "video_${deleted}") { deleted } }`);
    expect(data).toEqual({ video: { deleted: true } });
  });

  test('is a connection in the graph, with every field and one statement a page', async () => {
    const { library, trimming, glazing, twin } = await catalogue();
    now += 600_000;
    const document = `query ($first: Int, $after: String) { videos(first: $first, after: $after) { nodes { ${fields} } totalCount pageInfo { hasNextPage endCursor } } }`;
    const seen: { id: string }[] = [];
    let after: string | null = null;
    do {
      const asked: { answer: GraphqlAnswer; statements: number } = await here.counted(() => here.graphql(document, { variables: { first: 1, after } }));
      const { nodes, totalCount, pageInfo } = (asked.answer.data as unknown as { videos: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } } }).videos;
      expect([asked.statements, totalCount]).toEqual([1, 3]);
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.map(({ id }) => id)).toEqual([twin, glazing, trimming].map((number) => `video_${number}`));
    const one = { library: null, name: 'Glazing at Home', description: '', credits: 1, hasExpiry: false, expiryDays: null, ready: true, deleted: false, updatedAt: '2026-01-30T14:00:00.000Z', updatedAtLocal: '2026-01-30T14:00:00' };
    expect(seen[1]).toEqual({ id: `video_${glazing}`, ...one, price: { amount: 1250, currency: 'GBP' } });
    expect(seen[2]).toEqual({
      id: `video_${trimming}`, library: { id: `lib_${library}`, name: 'Home Practice' }, name: 'Trimming a Bowl', description: 'A short lesson', price: { amount: 750, currency: 'GBP' },
      credits: 1, hasExpiry: true, expiryDays: 14, ready: true, deleted: false, updatedAt: '2026-05-30T13:00:00.999Z', updatedAtLocal: '2026-05-30T14:00:00',
    });
  });

  test('of more than a thousand comes whole and in order', async () => {
    const { company, db } = here.rival;
    // Many share a name, and names are such as cursors must carry unharmed.
    await sql`insert into videos (company_id, number, name, price, credits, deleted_at)
      select ${company.id}, 910000 + n, (array['B "quoted" \\ ', 'a', '', 'Ä \u2028 ', '[1]'])[1 + n % 5] || n / 700, 100, 1, case when n % 50 = 0 then now() end
      from generate_series(1, 1250) as n`.execute(db);
    now += 600_000;
    const { text } = await here.gateway.rest('/videos', { token: await here.token(['media:read'], 'rival') });
    const expected = await db.selectFrom('videos').select(['number', 'name']).where('company_id', '=', company.id).where('deleted_at', 'is', null).orderBy('name').orderBy('number').execute();
    expect(expected).toHaveLength(1225);
    expect((JSON.parse(text) as { data: { id: string; name: string }[] }).data.map(({ id, name }) => [id, name])).toEqual(expected.map(({ number, name }) => [`video_${number}`, name]));
    await db.deleteFrom('videos').where('company_id', '=', company.id).execute();
  });

  test('has no video that is unknown, another company’s, or named wrongly', async () => {
    const ours = await rows.video();
    const theirs = await theirRows.video({ name: 'Theirs alone' });
    for (const id of [`video_${theirs}`, 'video_77777777', `media_${ours}`, `${ours}`, 'video_', 'video_01', 'video_4294967297', '%00', '%ED%A0%80']) {
      const { status, json } = await here.rest(`/video/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
      const { data, errors } = await here.graphql('query ($id: ID!) { video(id: $id) { name } }', { variables: { id } });
      expect([data, errors]).toEqual([{ video: null }, undefined]);
    }
    now += 600_000;
    expect((await here.rest('/videos')).text).not.toContain('Theirs');
    const own = await here.gateway.rest(`/video/video_${theirs}`, { token: await here.token(['media:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: { name: 'Theirs alone' } }]);
  });
});

const purchases = `query ($id: ID!, $first: Int, $after: String) { customer(id: $id) { videos(first: $first, after: $after) {
  nodes { id video { id name } createdAt expiresAt cancelled refunded expired payment { method amount { amount currency } creditsUsed } } totalCount pageInfo { hasNextPage endCursor } } } }`;

interface Purchases {
  nodes: { id: string; expired: boolean; video: { name: string } }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const purchasesIn = ({ data }: GraphqlAnswer): Purchases => (data as { customer: { videos: Purchases } }).customer.videos;

describe('what a customer bought', () => {
  /** A purchase of each kind, the oldest first. */
  async function bought() {
    const customer = await here.studio.customer();
    const [video, deleted] = [await rows.video({ name: 'Glazing at Home' }), await rows.video({ name: 'Taken Off', deleted_at: new Date() })];
    const created_at = (day: string) => ({ created_at: new Date(`2026-05-${day}T08:15:00.123456Z`) });
    const numbers = [
      await rows.purchase(video, customer, { ...created_at('01'), payment_method: 'FREE', amount: 0, is_cancelled: true }),
      await rows.purchase(video, customer, { ...created_at('02'), payment_method: 'PASS', currency: null, amount: null, credits_used: 2, is_refunded: true, expires_at: new Date('2026-06-02T08:15:00Z') }),
      await rows.purchase(deleted, customer, { ...created_at('03'), payment_method: 'CASH', amount: 900, expires_at: new Date('2036-06-02T08:15:00Z') }),
      await rows.purchase(video, customer, created_at('04')),
    ] as const;
    return { customer, id: `cust_${customer}`, video, deleted, numbers };
  }

  test('is answered with every documented field, newest first, in one statement', async () => {
    const { id, video, deleted, numbers } = await bought();
    const media = { id: `media_${video}`, type: 'media', name: 'Glazing at Home' };
    const never = { is_cancelled: false, is_refunded: false, is_expired: false };
    const { answer, statements } = await here.counted(() => here.rest(`/customer/${id}/videos`));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(
      JSON.stringify({
        data: [
          { id: `media_${numbers[3]}`, type: 'video_purchase', media, created: '2026-05-04T08:15:00.123Z', expires_on: null, ...never, payment: { method: 'CARD', currency: 'GBP', base100_price: 1250 } },
          {
            id: `media_${numbers[2]}`, type: 'video_purchase', media: { id: `media_${deleted}`, type: 'media', name: 'Taken Off' }, created: '2026-05-03T08:15:00.123Z', expires_on: '2036-06-02T08:15:00.000Z', ...never,
            payment: { method: 'CASH', currency: 'GBP', base100_price: 900 },
          },
          {
            id: `media_${numbers[1]}`, type: 'video_purchase', media, created: '2026-05-02T08:15:00.123Z', expires_on: '2026-06-02T08:15:00.000Z', is_cancelled: false, is_refunded: true, is_expired: true,
            payment: { method: 'PASS', currency: 'CR', credits_used: 2 },
          },
          { id: `media_${numbers[0]}`, type: 'video_purchase', media, created: '2026-05-01T08:15:00.123Z', expires_on: null, is_cancelled: true, is_refunded: false, is_expired: false, payment: { method: 'FREE', currency: 'GBP', base100_price: 0 } },
        ],
        total: 4,
        page: 0,
        pageSize: 30,
      }),
    );
    expect((await here.rest(`/customer/${id}/videos?page=1&pageSize=3`)).json).toMatchObject({ data: [{ id: `media_${numbers[0]}` }], total: 4, page: 1, pageSize: 3 });
    expect((await here.rest(`/customer/${id}/videos?page=5&pageSize=101`)).json).toEqual({ data: [], total: 4, page: 5, pageSize: 100 });
    expect((await here.rest(`/customer/${id}/videos?pageSize=0`)).json).toEqual({ error: expect.stringMatching('^pageSize: ') });
  });

  test('is a connection of the customer in the graph, which names videos as the catalogue does', async () => {
    const { id, video, numbers } = await bought();
    const whole = purchasesIn(await here.graphql(purchases, { variables: { id } }));
    expect(whole.nodes.slice(0, 1)).toEqual([
      {
        id: `media_${numbers[3]}`, video: { id: `video_${video}`, name: 'Glazing at Home' }, createdAt: '2026-05-04T08:15:00.123Z', expiresAt: null, cancelled: false, refunded: false, expired: false,
        payment: { method: 'CARD', amount: { amount: 1250, currency: 'GBP' }, creditsUsed: null },
      },
    ]);
    expect(whole.nodes[2]).toMatchObject({ refunded: true, expired: true, payment: { method: 'PASS', amount: null, creditsUsed: 2 } });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const asked: { answer: GraphqlAnswer; statements: number } = await here.counted(() => here.graphql(purchases, { variables: { id, first: 3, after } }));
      const { nodes, totalCount, pageInfo }: Purchases = purchasesIn(asked.answer);
      expect([asked.statements, totalCount]).toEqual([1, 4]);
      seen.push(...nodes.map((node) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(numbers.toReversed().map((number) => `media_${number}`));
  });

  test('is remembered no longer than until the next of it expires', async () => {
    const customer = await here.studio.customer();
    const id = `cust_${customer}`;
    const video = await rows.video();
    const soon = now + 60_000;
    const later = await rows.purchase(video, customer, { created_at: new Date('2026-05-02T00:00:00Z'), expires_at: new Date(soon + 60_000) });
    const first = await rows.purchase(video, customer, { created_at: new Date('2026-05-01T00:00:00Z'), expires_at: new Date(soon) });
    const document = '{ customer(id: "CUSTOMER") { videos { nodes { id expired } } } }'.replace('CUSTOMER', id);
    const ask = async () => {
      const rest = await here.rest(`/customer/${id}/videos`);
      const graph = await here.graphql(document);
      const listed = (rest.json as { data: { id: string; is_expired: boolean }[] }).data.map((one) => ({ id: one.id, expired: one.is_expired }));
      expect((graph.data as { customer: { videos: { nodes: unknown[] } } }).customer.videos.nodes).toEqual(listed);
      return { age: rest.headers.get('age'), expired: listed.filter((one) => one.expired).map((one) => one.id) };
    };
    expect(await ask()).toEqual({ age: null, expired: [] });
    now = soon - 1;
    expect(await ask()).toEqual({ age: '59', expired: [] });
    now = soon;
    expect(await ask()).toEqual({ age: null, expired: [`media_${first}`] });
    now = soon + 59_999;
    expect(await ask()).toEqual({ age: '59', expired: [`media_${first}`] });
    now = soon + 60_000;
    expect(await ask()).toEqual({ age: null, expired: [`media_${later}`, `media_${first}`] });
    now += 200_000;
    expect(await ask()).toEqual({ age: '200', expired: [`media_${later}`, `media_${first}`] });
  });

  test('is nobody else’s: 404 for a customer who is unknown, deleted, another company’s, or named wrongly', async () => {
    const theirs = await here.rival.customer();
    const theirPurchase = await theirRows.purchase(await theirRows.video({ name: 'Theirs alone' }), theirs);
    const deleted = await here.studio.customer({ deleted_at: new Date() });
    for (const id of [`cust_${theirs}`, `cust_${deleted}`, 'cust_77777777', 'video_1', 'cust_x']) {
      const { status, json } = await here.rest(`/customer/${id}/videos`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
      expect((await here.graphql(purchases, { variables: { id } })).data).toEqual({ customer: null });
    }
    const own = await here.gateway.rest(`/customer/cust_${theirs}/videos`, { token: await here.token(['videos:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: [{ id: `media_${theirPurchase}`, media: { name: 'Theirs alone' } }], total: 1 }]);
  });
});

describe('scopes', () => {
  const refusal = (scope: string) => [403, { error: `Missing required scope: ${scope}` }];

  test('media:read opens the catalogue alone, videos:read a customer’s purchases alone', async () => {
    const customer = await here.studio.customer();
    const video = await rows.video();
    await rows.purchase(video, customer);
    const catalogue = ['/videos', '/videos?page=0', `/video/video_${video}`];
    const own = `/customer/cust_${customer}/videos`;
    const document = `{ videos { totalCount } video(id: "video_${video}") { id } customer(id: "cust_${customer}") { id videos { totalCount } } }`;

    for (const path of catalogue) {
      expect((await here.rest(path, { scopes: ['media:read'] })).status).toBe(200);
      for (const scopes of [['videos:read'], allBut('media:read')]) {
        const { status, json } = await here.rest(path, { scopes });
        expect([status, json]).toEqual(refusal('media:read'));
      }
    }
    expect((await here.rest(own, { scopes: ['videos:read'] })).status).toBe(200);
    for (const scopes of [['media:read'], allBut('videos:read')]) {
      const { status, json } = await here.rest(own, { scopes });
      expect([status, json]).toEqual(refusal('videos:read'));
    }

    const purchasesOnly = await here.graphql(document, { scopes: ['videos:read'] });
    expect(purchasesOnly.data).toEqual({ videos: null, video: null, customer: { id: `cust_${customer}`, videos: { totalCount: 1 } } });
    expect(purchasesOnly.errors?.map(({ path, message }) => [path?.join('.'), message])).toEqual([
      ['videos', 'Missing required scope: media:read'],
      ['video', 'Missing required scope: media:read'],
    ]);
    // Not even the customer: no scope on customers is held.
    const catalogueOnly = await here.graphql(document, { scopes: ['media:read'] });
    expect(catalogueOnly.data).toMatchObject({ videos: { totalCount: expect.any(Number) }, video: { id: `video_${video}` }, customer: null });
    expect(catalogueOnly.errors?.map(({ path }) => path)).toEqual([['customer']]);
    const withProfile = await here.graphql(document, { scopes: ['media:read', 'profile:read'] });
    expect(withProfile.data).toMatchObject({ video: { id: `video_${video}` }, customer: { id: `cust_${customer}`, videos: null } });
    expect(withProfile.errors).toMatchObject([{ path: ['customer', 'videos'], extensions: { code: 'FORBIDDEN', missingScope: 'videos:read' } }]);
  });

  test('media:write changes a video without opening it, media:read opens it without changing it', async () => {
    const video = await rows.video({ name: 'Before' });
    const path = `/video/video_${video}`;
    const mutation = `mutation { updateVideo(input: { id: "video_${video}", name: "After" }) { video { name } } }`;
    for (const scopes of [['media:read'], ['videos:read'], allBut('media:write')]) {
      const { status, json } = await here.rest(path, { scopes, method: 'PUT', body: { unknown: 1 } });
      expect([status, json]).toEqual(refusal('media:write'));
      const { data, errors } = await here.graphql(mutation, { scopes });
      expect([data, errors]).toMatchObject([{ updateVideo: null }, [{ message: 'Missing required scope: media:write' }]]);
    }
    expect((await stored(video)).name).toBe('Before');
    expect((await here.rest(path, { scopes: ['media:write'], method: 'PUT', body: { name: 'Written' } })).status).toBe(200);
    expect((await here.graphql(mutation, { scopes: ['media:write'] })).data).toEqual({ updateVideo: { video: { name: 'After' } } });
    expect((await here.rest(path, { scopes: ['media:write'] })).status).toBe(403);
  });
});
