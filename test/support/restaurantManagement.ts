import { afterAll, beforeAll, beforeEach } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import type { Tables } from '../../src/database/tables.js';
import { insertKey, insertStaff, password } from '../access/support.js';
import type { GraphqlAnswer } from './gateway.js';
import { restaurantRows, type RestaurantRows } from './restaurants.js';
import { startStudioGateway, type StudioGateway } from './studioGateway.js';

/** Refusals by code and the field at fault. */
export type Refused = [code: unknown, field: unknown];

/** A gateway on which staff manage restaurants of two companies; its clock moves a minute with each request. */
export interface ManagementFixture extends StudioGateway {
  readonly now: number;
  readonly rows: RestaurantRows;
  readonly theirs: RestaurantRows;
  readonly key: string;
  /** Bearers of the company's administrator and reception, and of the other company's administrator. */
  readonly staff: Readonly<Record<'admin' | 'reception' | 'rival', string>>;
  ask(document: string, variables?: Record<string, unknown>, token?: string): Promise<GraphqlAnswer>;
  /** What a mutation answered, which must not be refused. */
  done<Payload>(mutation: string, input: object, selection: string): Promise<Payload>;
  /** How a mutation was refused; fails when it changed anything. */
  refused(mutation: string, input: object, token?: string): Promise<Refused>;
  /** What the key reads. */
  read(path: string): Promise<unknown>;
  /** A reservation of a party of two at a location, as the REST family makes it: its status and answer. */
  book(location: number, startTime: string, partySize?: number): Promise<{ status: number; json: unknown }>;
  /** Every row that staff can manage. */
  written(): Promise<unknown>;
}

const managed = ['restaurants', 'locations', 'dining_tables', 'table_combinations', 'table_combination_members', 'dining_services', 'special_days', 'special_day_services', 'availability_rules', 'booking_policies', 'party_durations', 'number_sequences'] as const satisfies readonly (keyof Tables)[];

const numbered = ['customer', 'reservation', 'restaurant', 'location', 'dining_table', 'table_combination', 'special_day', 'availability_rule', 'booking_policy', 'dining_service'];

export async function startManagementFixture(): Promise<ManagementFixture> {
  const clock = { now: Date.parse('2026-09-01T12:00:00Z') };
  const tick = () => (clock.now += 60_000);
  const studio = await startStudioGateway({ clock: () => clock.now, timeZone: 'Etc/UTC' });
  const { gateway } = studio;
  const { db } = gateway.database;
  const [own, rival] = [studio.studio.company, studio.rival.company];
  await insertStaff(gateway.database, own, 1, 'admin@example.org', new Date(0));
  await insertStaff(gateway.database, own, 2, 'reception@example.org', new Date(0));
  await insertStaff(gateway.database, rival, 1, 'admin@example.org', new Date(0));
  await db.updateTable('users').set({ role: 'reception' }).where('email', '=', 'reception@example.org').execute();
  // Numbers that the tests' rows have taken.
  for (const { id } of [own, rival]) await db.insertInto('number_sequences').values(numbered.map((kind) => ({ company_id: id, kind, last_number: 5000 }))).execute();
  const login = async (company: string, email: string) => {
    const { json } = await gateway.rest('/login', { method: 'POST', token: null, body: { company, email, password } });
    return (json as { bearer: string }).bearer;
  };
  const staff = { admin: await login(own.slug, 'admin@example.org'), reception: await login(own.slug, 'reception@example.org'), rival: await login(rival.slug, 'admin@example.org') };
  const key = await insertKey(gateway.database, own, 'manage01', { scopes: [...restaurantScopes] });
  const documentOf = (mutation: string, selection: string) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    return `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
  };

  const fixture: ManagementFixture = {
    ...studio,
    get now() {
      return clock.now;
    },
    rows: restaurantRows(studio.studio),
    theirs: restaurantRows(studio.rival, 900_001),
    key,
    staff,
    ask(document, variables = {}, token = staff.admin) {
      tick();
      return gateway.graphql(document, { token, variables });
    },
    async done<Payload>(mutation: string, input: object, selection: string) {
      const { data, errors } = await fixture.ask(documentOf(mutation, selection), { input });
      if (errors !== undefined) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
      return data?.[mutation] as Payload;
    },
    async refused(mutation, input, token = staff.admin) {
      const before = JSON.stringify(await fixture.written());
      const { data, errors } = await fixture.ask(documentOf(mutation, '__typename'), { input }, token);
      if (JSON.stringify(await fixture.written()) !== before) throw new Error(`${mutation} changed something.`);
      if (errors?.length !== 1) throw new Error(`${mutation} was not refused: ${JSON.stringify({ data, errors })}`);
      return [errors[0]?.extensions['code'], errors[0]?.extensions['field']];
    },
    async read(path) {
      tick();
      return (await gateway.rest(path, { token: key })).json;
    },
    async book(location, startTime, partySize = 2) {
      tick();
      const { restaurant_number: restaurant } = await db.selectFrom('locations').select('restaurant_number').where('company_id', '=', own.id).where('number', '=', location).executeTakeFirstOrThrow();
      const guest = { firstName: 'Ilse', lastName: 'Okafor', email: 'ilse@example.org' };
      return gateway.rest(`/restaurants/rst_${restaurant}/reservations`, { method: 'POST', token: key, body: { locationId: `loc_${location}`, startTime, partySize, guest } });
    },
    async written() {
      const all = [];
      for (const table of managed) all.push((await db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort());
      return all;
    },
  };
  return fixture;
}

/** A restaurant with one location that serves dinner, by their numbers. */
export interface FreshRestaurant<Tables extends readonly number[]> {
  readonly fixture: ManagementFixture;
  readonly restaurant: number;
  readonly location: number;
  readonly tables: Tables;
  readonly service: number;
}

type TableRow = NonNullable<Parameters<RestaurantRows['table']>[1]>;

/** A fixture for the tests of a file, and for each of them a restaurant of its own with these tables. */
export function eachWithRestaurant<Rows extends readonly TableRow[]>(rows: [...Rows], take: (fresh: FreshRestaurant<{ [Row in keyof Rows]: number }>) => void): void {
  let fixture: ManagementFixture;
  beforeAll(async () => {
    fixture = await startManagementFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    const restaurant = await fixture.rows.restaurant();
    const location = await fixture.rows.location(restaurant);
    const tables: number[] = [];
    for (const row of rows) tables.push(await fixture.rows.table(location, row));
    const service = await fixture.rows.service(location);
    take({ fixture, restaurant, location, tables: tables as { [Row in keyof Rows]: number }, service });
  });
}
