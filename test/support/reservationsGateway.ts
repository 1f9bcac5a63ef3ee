import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import type { GraphqlAnswer, RestAnswer } from './gateway.js';
import { restaurantRows, type RestaurantRows } from './restaurants.js';
import { startStudioGateway, type StudioGateway } from './studioGateway.js';

/** A restaurant of one location, by their ids and numbers: dinner each half hour from 18:00 to 20:30, in the zone of London. */
export interface Place {
  readonly restaurant: string;
  readonly location: string;
  readonly locationNumber: number;
  readonly service: number;
  /** For two guests, for four, for six; the first two go together for five and six. */
  readonly tables: readonly [number, number, number];
}

export interface PlaceOptions {
  readonly restaurant?: Parameters<RestaurantRows['restaurant']>[0];
  readonly policy?: Parameters<RestaurantRows['restaurant']>[1];
  readonly location?: Parameters<RestaurantRows['location']>[1];
  readonly service?: Parameters<RestaurantRows['service']>[1];
  readonly rule?: Parameters<RestaurantRows['rule']>[1];
}

/** A gateway whose clock stands still until a test moves it, two companies, and keys to them. */
export interface ReservationsFixture extends StudioGateway {
  /** Epoch milliseconds. */
  now: number;
  readonly rows: RestaurantRows;
  readonly keys: Readonly<Record<'all' | 'second' | 'theirs', string>>;
  /** A new restaurant with nothing reserved. */
  place(options?: PlaceOptions): Promise<Place>;
  get(path: string, key?: string): Promise<RestAnswer>;
  send(method: string, path: string, body?: unknown, options?: SendOptions): Promise<RestAnswer>;
  /** A reservation for Ilse Okafor, who comes with one more at 19:00 on 2 September unless told. */
  book(place: Place, body?: Record<string, unknown>, options?: SendOptions): Promise<RestAnswer>;
  ask(query: string, variables?: Record<string, unknown>, key?: string): Promise<GraphqlAnswer>;
  /** Every row that a reservation could have written or changed. */
  written(): Promise<unknown>;
}

export interface SendOptions {
  readonly key?: string;
  readonly idempotencyKey?: string;
}

export const ilse = { firstName: 'Ilse', lastName: 'Okafor', email: 'ilse@example.org' };

export async function startReservationsFixture(): Promise<ReservationsFixture> {
  const clock = { now: Date.parse('2026-09-01T12:00:00Z') };
  const studio = await startStudioGateway({ clock: () => clock.now, timeZone: 'Etc/UTC' });
  const { gateway } = studio;
  const { db } = gateway.database;
  const rows = restaurantRows(studio.studio);
  const scopes = [...restaurantScopes];
  const keys = {
    all: await insertKey(gateway.database, studio.studio.company, 'allscope', { scopes }),
    second: await insertKey(gateway.database, studio.studio.company, 'second01', { scopes }),
    theirs: await insertKey(gateway.database, studio.rival.company, 'theirs01', { scopes }),
  };
  await db.updateTable('api_keys').set({ points_per_minute: 1_000_000 }).execute();
  // Numbers that the tests' rows have taken.
  for (const { company } of [studio.studio, studio.rival]) {
    await db.insertInto('number_sequences').values(['customer', 'reservation'].map((kind) => ({ company_id: company.id, kind, last_number: 5000 }))).execute();
  }

  const fixture: ReservationsFixture = {
    ...studio,
    get now() {
      return clock.now;
    },
    set now(moment) {
      clock.now = moment;
    },
    rows,
    keys,
    async place(options = {}) {
      const restaurant = await rows.restaurant(options.restaurant, options.policy);
      const location = await rows.location(restaurant, options.location);
      const tables = [await rows.table(location, { seats_max: 2 }), await rows.table(location, { seats_min: 2 }), await rows.table(location, { seats_min: 4, seats_max: 6 })] as const;
      await rows.combination(location, tables.slice(0, 2), { seats_min: 5, seats_max: 6 });
      const service = await rows.service(location, options.service);
      if (options.rule !== undefined) await rows.rule(location, options.rule);
      return { restaurant: `rst_${restaurant}`, location: `loc_${location}`, locationNumber: location, service, tables };
    },
    get: (path, key = keys.all) => gateway.rest(path, { token: key }),
    send: (method, path, body, { key = keys.all, idempotencyKey } = {}) =>
      gateway.rest(path, { method, token: key, ...(body === undefined ? {} : { body }), ...(idempotencyKey === undefined ? {} : { headers: { 'idempotency-key': idempotencyKey } }) }),
    book(place, body = {}, options = {}) {
      const whole = { locationId: place.location, startTime: '2026-09-02T19:00:00.000Z', partySize: 2, guest: ilse, ...body };
      return fixture.send('POST', `/restaurants/${place.restaurant}/reservations`, whole, options);
    },
    ask: (query, variables = {}, key = keys.all) => gateway.graphql(query, { token: key, variables }),
    async written() {
      const all = [];
      for (const table of ['reservations', 'reservation_tables', 'reservation_history', 'idempotency_keys', 'customers', 'restaurant_profiles', 'service_days', 'number_sequences'] as const) {
        all.push(await db.selectFrom(table).selectAll().orderBy('company_id').execute());
      }
      return all;
    },
  };
  return fixture;
}

export interface ReservationJson {
  readonly id: string;
  readonly publicReference: string;
  readonly status: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly partySize: number;
  readonly tableIds: readonly string[];
  readonly locationId: string;
  readonly specialRequests: string | null;
  readonly guest: object;
  readonly updatedAt: string;
}

export function reservationIn({ status, text, json }: Pick<RestAnswer, 'status' | 'text' | 'json'>): ReservationJson {
  if (status >= 300) throw new Error(`No reservation: ${status} ${text}`);
  return (json as { reservation: ReservationJson }).reservation;
}

/** What the graph answered to `createReservation`. */
export function payloadOf({ data, errors }: GraphqlAnswer): { replayed: boolean; reservation: { id: string; publicReference?: string } } {
  const payload = data?.['createReservation'];
  if (payload === undefined || payload === null) throw new Error(`No reservation: ${JSON.stringify(errors)}`);
  return payload as ReturnType<typeof payloadOf>;
}
