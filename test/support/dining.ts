import { expect } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import { insertReservation, type ReservationRow } from './reservations.js';
import { restaurantRows, type RestaurantRows } from './restaurants.js';
import { startStudioGateway, type StudioGateway } from './studioGateway.js';
import type { GraphqlAnswer, RestAnswer } from './gateway.js';

/** A Friday on which the locations of a test take parties. */
export const friday = '2026-09-04';
/** Noon of the Tuesday before in Lisbon, which is an hour ahead of UTC then. */
export const tuesday = Date.parse('2026-09-01T11:00:00Z');

export type Query = Readonly<Record<string, string | number | boolean>>;

/** A slot as REST shows it. */
export interface RestSlot {
  readonly start: string;
  readonly end: string;
  readonly available: boolean;
  readonly capacity: number;
  readonly tableIds: readonly string[];
  readonly serviceName: string;
  readonly reason?: string;
}

/** A restaurant whose parties stay ninety minutes, come an hour from now at the earliest and 45 days ahead at most. */
export interface Dining {
  readonly here: StudioGateway;
  readonly rows: RestaurantRows;
  readonly restaurant: number;
  /** The location of the key `bound`. */
  readonly boundLocation: number;
  /** Of the rival. */
  readonly theirs: { readonly restaurant: number; readonly location: number };
  /** Every scope, at one location, every scope but `availability:read`, that one alone, and the rival's. */
  readonly keys: Readonly<Record<'all' | 'bound' | 'config' | 'only' | 'theirs', string>>;
  /** A location with dinner from 18:00, last seating 19:00, and one table for four. */
  place(options?: PlaceOptions): Promise<number>;
  /** Numbers of its tables. */
  tablesOf(location: number): Promise<number[]>;
  reserve(location: number, tables: readonly number[], row: Omit<ReservationRow, 'location_number' | 'customer_number'>): Promise<number>;
  /** The path of a search for two on `friday` unless told; `location` is a number or an id. */
  pathOf(location: number | string | null, query?: Query, restaurant?: string): string;
  /** With the key `all` unless told, as the others. */
  get(path: string, key?: string): Promise<RestAnswer>;
  post(body: unknown, key?: string, restaurant?: string): Promise<RestAnswer>;
  ask(query: string, key?: string): Promise<GraphqlAnswer>;
  slots(location: number, query?: Query): Promise<readonly RestSlot[]>;
  /** What a call answered, and the statements it took once its key was known. */
  counted<T>(call: () => Promise<T>): Promise<{ answer: T; statements: number }>;
}

export interface PlaceOptions {
  readonly service?: Parameters<RestaurantRows['service']>[1];
  readonly location?: Parameters<RestaurantRows['location']>[1];
  readonly tables?: readonly Parameters<RestaurantRows['table']>[1][];
}

/** @param clock Epoch milliseconds. */
export async function startDining(clock: () => number): Promise<Dining> {
  const here = await startStudioGateway({ clock, timeZone: 'Europe/Lisbon' });
  const { gateway, studio, rival } = here;
  const rows = restaurantRows(studio, 101);
  const guest = await rows.guest({ email: 'ilse@example.org' });
  const restaurant = await rows.restaurant({ name: 'Osteria Faro' }, { default_duration_minutes: 90, min_lead_time_minutes: 60, max_advance_booking_days: 45 });
  let lastReservation = 50_000;

  const place: Dining['place'] = async ({ service, location: row, tables = [{}] } = {}) => {
    const location = await rows.location(restaurant, row);
    await rows.service(location, { last_seating: '19:00', ...service });
    for (const table of tables) await rows.table(location, table);
    return location;
  };

  const boundLocation = await place();
  const rivals = restaurantRows(rival, 900_001);
  const theirRestaurant = await rivals.restaurant();
  const theirs = { restaurant: theirRestaurant, location: await rivals.location(theirRestaurant) };

  const scopes = [...restaurantScopes];
  const key = (prefix: string, own: Parameters<typeof insertKey>[3]) => insertKey(gateway.database, studio.company, prefix, { scopes, ...own });
  const keys = {
    all: await key('allscope', {}),
    bound: await key('bound001', { location_number: boundLocation }),
    config: await key('config01', { scopes: scopes.filter((scope) => scope !== 'availability:read') }),
    only: await key('only0001', { scopes: ['availability:read'] }),
    theirs: await insertKey(gateway.database, rival.company, 'theirs01', { scopes }),
  };
  await studio.db.updateTable('api_keys').set({ points_per_minute: 1_000_000 }).execute();

  const dining: Dining = {
    here,
    rows,
    restaurant,
    boundLocation,
    theirs,
    keys,
    place,
    async tablesOf(location) {
      const found = await studio.db.selectFrom('dining_tables').select('number').where('location_number', '=', location).orderBy('number').execute();
      return found.map(({ number }) => number);
    },
    reserve: (location, tables, row) => insertReservation(studio, ++lastReservation, tables, { location_number: location, customer_number: guest, ...row }),
    pathOf(location, query = {}, of = `rst_${restaurant}`) {
      const given = { ...(location === null ? {} : { locationId: typeof location === 'number' ? `loc_${location}` : location }), date: friday, partySize: 2, ...query };
      return `/restaurants/${of}/availability?${new URLSearchParams(Object.entries(given).map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
    },
    get: (path, token = keys.all) => gateway.rest(path, { token }),
    post: (body, token = keys.all, of = `rst_${restaurant}`) => gateway.rest(`/restaurants/${of}/availability/search`, { method: 'POST', token, body }),
    ask: (query, token = keys.all) => gateway.graphql(query, { token }),
    async slots(location, query) {
      const { status, json } = await dining.get(dining.pathOf(location, query));
      expect([status, json]).toEqual([200, { slots: expect.any(Array) }]);
      return (json as { slots: RestSlot[] }).slots;
    },
    async counted(call) {
      await dining.get('/restaurants/nobody/config');
      const before = gateway.database.statementsSent();
      const answer = await call();
      return { answer, statements: gateway.database.statementsSent() - before };
    },
  };
  return dining;
}

/** A refusal in the restaurant's dialect. */
export function failed(code: string, details?: object) {
  return { error: { code, message: expect.any(String) as string, ...(details === undefined ? {} : { details }) } };
}

/** The refusal of one parameter or field. */
export function invalid(path: string) {
  return failed('validation_failed', { fields: [{ path, message: expect.any(String) as string }] });
}
