import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentRows, type AppointmentRows } from '../support/appointments.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

let now = Date.parse('2026-09-01T12:00:00Z');
let here: StudioGateway;
let rows: AppointmentRows;
let catalogue: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  rows = appointmentRows(here.studio);
  catalogue = await fill();
  // Reading who calls takes a statement, once.
  await here.rest('/customers?pageSize=1');
});
afterAll(() => here.close());

/** A service with all there can be, and one with the least. */
async function fill() {
  const wheel = await rows.service({ name: 'Wheel Tuition', description: 'One to one', buffer_minutes: 15, categories: ['Clay', 'Wheel'], location: 'Room 2' });
  const later = await rows.serviceOption(wheel, { position: 2, name: '90 minutes', duration_minutes: 90, price: 7000 });
  const first = await rows.serviceOption(wheel, { position: 1, name: '45 minutes', duration_minutes: 45, price: 3800 });
  const twin = await rows.serviceOption(wheel, { position: 2, name: 'Ninety again', duration_minutes: 90, price: 0, currency: 'EUR' });
  const bare = await rows.service({ name: 'Glaze Advice' });
  const theirs = await appointmentRows(here.rival, 900_001).service({ name: 'Theirs alone' });
  return {
    theirs: `svc_${theirs}`,
    wheel: {
      id: `svc_${wheel}`,
      type: 'service',
      name: 'Wheel Tuition',
      description: 'One to one',
      buffer_minutes: 15,
      categories: ['Clay', 'Wheel'],
      location: 'Room 2',
      options: [
        { id: `opt_${first}`, name: '45 minutes', duration_minutes: 45, base100_price: 3800, currency: 'GBP' },
        { id: `opt_${later}`, name: '90 minutes', duration_minutes: 90, base100_price: 7000, currency: 'GBP' },
        { id: `opt_${twin}`, name: 'Ninety again', duration_minutes: 90, base100_price: 0, currency: 'EUR' },
      ],
    },
    bare: { id: `svc_${bare}`, type: 'service', name: 'Glaze Advice', description: '', buffer_minutes: 0, categories: [], location: null, options: [] },
  };
}

/** Adds services to the catalogue for as long as `look` takes; what was remembered of it ends by its age. */
async function withMore(names: readonly string[], look: (ids: readonly string[]) => Promise<void>): Promise<void> {
  const ids: number[] = [];
  for (const name of names) ids.push(await rows.service({ name }));
  now += 301_000;
  await look(ids.map((number) => `svc_${number}`));
  await here.studio.db.deleteFrom('services').where('company_id', '=', here.studio.company.id).where('number', 'in', ids).execute();
  now += 301_000;
}

interface Page {
  appointmentServices: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

const page = `query ($first: Int, $after: String) { appointmentServices(first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`;

async function walk(first: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = { first, after };
    const { answer, statements } = await here.counted(() => here.graphql(page, { variables }));
    const { nodes, pageInfo }: Page['appointmentServices'] = (answer.data as unknown as Page).appointmentServices;
    expect(statements).toBe(1);
    seen.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

describe('GET /appointments/services', () => {
  test('answers the whole catalogue by name with every documented field, in one statement', async () => {
    const { answer, statements } = await here.counted(() => here.rest('/appointments/services'));
    expect([answer.status, statements]).toEqual([200, 1]);
    expect(answer.text).toBe(JSON.stringify({ data: [catalogue.bare, catalogue.wheel] }));
    const again = await here.counted(() => here.rest('/appointments/services'));
    expect([again.statements, again.answer.text === answer.text, again.answer.headers.get('age')]).toEqual([0, true, '0']);
  });

  test('is paged when a page is asked for', async () => {
    const get = async (query: string) => (await here.rest(`/appointments/services?${query}`)).json;
    expect(await get('page=0')).toEqual({ data: [catalogue.bare, catalogue.wheel], total: 2, page: 0, pageSize: 30 });
    expect(await get('page=1&pageSize=1')).toEqual({ data: [catalogue.wheel], total: 2, page: 1, pageSize: 1 });
    expect(await get('page=7')).toEqual({ data: [], total: 2, page: 7, pageSize: 30 });
    expect(await get('pageSize=101')).toMatchObject({ total: 2, page: 0, pageSize: 100 });
    for (const [name, value] of [['page', '-1'], ['page', '99999999999'], ['pageSize', '0'], ['pageSize', '1.5']] as const) {
      const refused = await here.rest(`/appointments/services?${name}=${value}`);
      expect([refused.status, refused.json]).toEqual([400, { error: expect.stringMatching(`^${name}: `) }]);
    }
  });

  test('is whole when it takes more than one statement', async () => {
    const many = 1001;
    const { id } = here.studio.company;
    await sql`insert into services (company_id, number, name) select ${id}, 10000 + i, 'Same name' from generate_series(1, ${many}) i`.execute(here.studio.db);
    now += 301_000;
    const { answer, statements } = await here.counted(() => here.rest('/appointments/services'));
    const { data } = answer.json as { data: { id: string }[] };
    expect([statements, data.map((row) => row.id)]).toEqual([2, [catalogue.bare.id, ...Array.from({ length: many }, (_, index) => `svc_${10_001 + index}`), catalogue.wheel.id]]);
    await sql`delete from services where company_id = ${id} and number > 10000`.execute(here.studio.db);
    now += 301_000;
  });
});

describe('GET /appointments/services/{id}', () => {
  test('answers one service as the list does', async () => {
    for (const service of [catalogue.wheel, catalogue.bare]) {
      const { answer, statements } = await here.counted(() => here.rest(`/appointments/services/${service.id}`));
      expect([answer.status, statements, answer.text]).toEqual([200, 1, JSON.stringify({ data: service })]);
    }
  });

  test('is 404 for a service that is unknown, another company’s, or named wrongly', async () => {
    for (const id of [catalogue.theirs, 'svc_77777777', 'opt_1', 'svc_1x', 'svc_01', 'svc_4294967297', '1', '%00', '%ED%A0%80']) {
      const { status, json } = await here.rest(`/appointments/services/${id}`);
      expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
    }
    const own = await here.gateway.rest(`/appointments/services/${catalogue.theirs}`, { token: await here.token(['appointments:read'], 'rival') });
    expect([own.status, own.json]).toMatchObject([200, { data: { name: 'Theirs alone' } }]);
  });
});

test('services need appointments:read and nothing else', async () => {
  for (const path of ['/appointments/services', `/appointments/services/${catalogue.wheel.id}`]) {
    expect((await here.rest(path, { scopes: ['appointments:read'] })).status).toBe(200);
    const refused = await here.rest(`${path}?page=-1`, { scopes: allBut('appointments:read') });
    expect([refused.status, refused.json]).toEqual([403, { error: 'Missing required scope: appointments:read' }]);
  }
  const document = `{ viewer { kind } appointmentServices { totalCount } appointmentService(id: "${catalogue.wheel.id}") { id } }`;
  const refused = await here.graphql(document, { scopes: allBut('appointments:read') });
  expect(refused.data).toEqual({ viewer: { kind: 'CLIENT' }, appointmentServices: null, appointmentService: null });
  expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', missingScope: 'appointments:read' } }, { path: ['appointmentService'] }]);
});

describe('Query.appointmentServices', () => {
  test('answers every field, here and by id', async () => {
    const fields = 'id name description bufferMinutes categories location options { id name durationMinutes price { amount currency } }';
    const { id, description, categories, location, options } = catalogue.wheel;
    const wheel = {
      id, name: 'Wheel Tuition', description, bufferMinutes: 15, categories, location,
      options: options.map((option) => ({ id: option.id, name: option.name, durationMinutes: option.duration_minutes, price: { amount: option.base100_price, currency: option.currency } })),
    };
    const bare = { id: catalogue.bare.id, name: 'Glaze Advice', description: '', bufferMinutes: 0, categories: [], location: null, options: [] };
    const { data, errors } = await here.graphql(`{ appointmentServices { nodes { ${fields} } edges { node { name } } totalCount } one: appointmentService(id: "${id}") { ${fields} } none: appointmentService(id: "${catalogue.theirs}") { id } }`);
    expect([data, errors]).toEqual([{ appointmentServices: { nodes: [bare, wheel], edges: [{ node: { name: 'Glaze Advice' } }, { node: { name: 'Wheel Tuition' } }], totalCount: 2 }, one: wheel, none: null }, undefined]);
  });

  test('walks names of any characters by cursor, each service once', async () => {
    const names = ['Same', 'Same', 'same', '', 'Ünïcode', '👩‍👩‍👧‍👦 \u{10ffff}', '"quoted" \\ \'); drop table services; --', 'line\u2028\n\t\u0001', 'x'.repeat(2000)];
    await withMore(names, async (ids) => {
      const all = await walk(100);
      expect(all.toSorted()).toEqual([...ids, catalogue.bare.id, catalogue.wheel.id].toSorted());
      expect(all.filter((id) => id === ids[0] || id === ids[1])).toEqual([ids[0], ids[1]]);
      for (const first of [1, 2, 5]) expect(await walk(first)).toEqual(all);
    });
  });

  test('refuses a page that cannot be had, naming the argument', async () => {
    const cursor = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    const cursors = [cursor('Same'), cursor('Same', 1, 2), cursor(1, 1), cursor('Same', '1'), cursor('Same', -1), cursor('Same', 3e9), cursor('a\0b', 1), cursor('\ud800', 1), 'WzFd', '', '\u0000'];
    const bad = [['first: 101', 'first'], ['first: 0', 'first'], ['page: -1', 'page'], ['first: 1, page: 1', 'first'], ...cursors.map((after) => [`after: ${JSON.stringify(after)}`, 'after'])];
    for (const [list, field] of bad) {
      const { data, errors } = await here.graphql(`{ appointmentServices(${list}) { nodes { id } } }`);
      expect([list, data, errors]).toMatchObject([list, { appointmentServices: null }, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    }
  });
});
