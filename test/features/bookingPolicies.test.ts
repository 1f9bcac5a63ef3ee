import { beforeEach, describe, expect, it } from 'vitest';
import { restaurantScopes } from '../../src/access/scopes.js';
import { insertKey } from '../access/support.js';
import { eachWithRestaurant, type ManagementFixture } from '../support/restaurantManagement.js';
import { at, configOf, dinner, expectRefusals, refusalOf, slotsAt, type Refusals } from '../support/restaurantSettings.js';
import { waitingSessions } from '../support/tableLock.js';

let fixture: ManagementFixture;
let restaurant: number;
let location: number;

eachWithRestaurant([{}], (fresh) => ({ fixture, restaurant, location } = fresh));

const own = () => fixture.studio.company.id;
const config = () => configOf(fixture, `rst_${restaurant}`);
const slots = (partySize?: number) => slotsAt(fixture, location, partySize);
const starts = async (partySize?: number, place = location): Promise<string[]> => (await slotsAt(fixture, place, partySize)).map(([start]) => start);

describe('a booking policy', () => {
  const fields = 'minPartySize maxPartySize defaultDurationMinutes durations { maxPartySize durationMinutes } minLeadTimeMinutes maxAdvanceBookingDays slotIntervalMinutes';
  const sample = { minPartySize: 1, maxPartySize: 12, defaultDurationMinutes: 120, durations: [], minLeadTimeMinutes: 30, maxAdvanceBookingDays: 90, slotIntervalMinutes: 30 };
  const set = async (input: object) => (await fixture.done<{ bookingPolicy: unknown }>('setBookingPolicy', { restaurantId: `rst_${restaurant}`, ...input }, `bookingPolicy { ${fields} }`)).bookingPolicy;
  const here = () => ({ locationId: `loc_${location}` });
  const remove = async () => (await fixture.done<{ bookingPolicy: unknown }>('deleteBookingPolicy', here(), `bookingPolicy { ${fields} }`)).bookingPolicy;
  const ofLocation = async () => {
    const { data } = await fixture.ask(`{ location(id: "loc_${location}") { bookingPolicy { ${fields} } } }`);
    return (data as { location: { bookingPolicy: unknown } }).location.bookingPolicy;
  };
  const booked = async (partySize: number, time = '18:00') => (await fixture.book(location, at(time), partySize)).json;

  it('of a restaurant holds for searches and bookings at once', async () => {
    expect((await slots())[0]).toEqual(['18:00', '20:00']);
    expect(await set({ minPartySize: 2, maxPartySize: 3, defaultDurationMinutes: 90 })).toEqual({ ...sample, minPartySize: 2, maxPartySize: 3, defaultDurationMinutes: 90 });
    expect((await slots())[0]).toEqual(['18:00', '19:30']);
    expect((await config()).reservation).toEqual({ minPartySize: 2, maxPartySize: 3, defaultDurationMinutes: 90, minLeadTimeMinutes: 30, maxAdvanceBookingDays: 90, slotIntervalMinutes: 30 });
    expect(await booked(4)).toMatchObject({ error: { code: 'party_size_out_of_range' } });
    expect(await booked(1)).toMatchObject({ error: { code: 'party_size_out_of_range' } });
    expect(await starts(4)).toEqual([]);
    // From 22:00 on the day after.
    await set({ minLeadTimeMinutes: 36 * 60 });
    expect(await starts()).toEqual([]);
    expect(await booked(2)).toMatchObject({ error: { code: 'too_soon' } });
    await set({ minLeadTimeMinutes: 0, maxAdvanceBookingDays: 0 });
    expect(await booked(2)).toMatchObject({ error: { code: 'too_far_ahead' } });
    await set({ maxAdvanceBookingDays: 1, slotIntervalMinutes: 15 });
    expect(await booked(2)).toMatchObject({ reservation: { endTime: at('19:30') } });
  });

  it('says how long parties stay by their size', async () => {
    const durations = [{ maxPartySize: 2, durationMinutes: 60 }, { maxPartySize: 3, durationMinutes: 75 }];
    expect(await set({ durations })).toEqual({ ...sample, durations });
    expect([(await slots(2))[0], (await slots(3))[0], (await slots(4))[0]]).toEqual([['18:00', '19:00'], ['18:00', '19:15'], ['18:00', '20:00']]);
    expect(await set({ slotIntervalMinutes: 60 })).toEqual({ ...sample, durations, slotIntervalMinutes: 60 });
    expect(await set({ durations: [{ maxPartySize: 30, durationMinutes: 480 }] })).toMatchObject({ durations: [{ maxPartySize: 30, durationMinutes: 480 }] });
    expect(await set({ durations: [] })).toMatchObject({ durations: [] });
    expect((await slots(2))[0]).toEqual(['18:00', '20:00']);
  });

  it('of a location begins as the restaurant’s, counts for it alone, and is given up again', async () => {
    const other = await fixture.rows.location(restaurant);
    await fixture.rows.table(other);
    await fixture.rows.service(other);
    const durations = [{ maxPartySize: 2, durationMinutes: 60 }];
    await set({ durations, maxAdvanceBookingDays: 30 });
    expect(await set({ ...here(), maxPartySize: 2 })).toEqual({ ...sample, durations, maxAdvanceBookingDays: 30, maxPartySize: 2 });
    expect([await starts(3), await starts(3, other)]).toEqual([[], dinner]);
    await set({ durations: [], maxPartySize: 4, minPartySize: 3 });
    expect(await ofLocation()).toEqual({ ...sample, durations, maxAdvanceBookingDays: 30, maxPartySize: 2 });
    expect([(await slots(2))[0], await starts(2, other)]).toEqual([['18:00', '19:00'], []]);
    expect(await set({ ...here(), durations: [{ maxPartySize: 2, durationMinutes: 45 }] })).toMatchObject({ maxPartySize: 2, durations: [{ maxPartySize: 2, durationMinutes: 45 }] });
    expect((await slots(2))[0]).toEqual(['18:00', '18:45']);

    expect(await remove()).toEqual({ ...sample, minPartySize: 3, maxPartySize: 4, maxAdvanceBookingDays: 30 });
    expect(await ofLocation()).toEqual({ ...sample, minPartySize: 3, maxPartySize: 4, maxAdvanceBookingDays: 30 });
    expect([await starts(2), await starts(3)]).toEqual([[], dinner]);
    expect(await fixture.refused('deleteBookingPolicy', here())).toEqual(['NOT_FOUND', 'locationId']);
    expect(await set({ ...here(), minPartySize: 1 })).toEqual({ ...sample, maxPartySize: 4, maxAdvanceBookingDays: 30 });
  });

  it('of a restaurant that has none begins as a new restaurant’s; a location keeps its own until then', async () => {
    restaurant = await fixture.rows.restaurant({}, null);
    location = await fixture.rows.location(restaurant);
    expect(await set({ ...here(), maxPartySize: 4 })).toEqual({ ...sample, maxPartySize: 4 });
    expect(await refusalOf(fixture, 'deleteBookingPolicy', `{ locationId: "loc_${location}" }`)).toEqual([expect.objectContaining({ code: 'CONFLICT', field: 'locationId' })]);
    expect(await fixture.refused('deleteBookingPolicy', here())).toEqual(['CONFLICT', 'locationId']);
    expect(await set({ minLeadTimeMinutes: 5 })).toEqual({ ...sample, minLeadTimeMinutes: 5 });
    expect(await remove()).toEqual({ ...sample, minLeadTimeMinutes: 5 });
  });

  it('is refused what does not fit, and nothing changes', async () => {
    await set({ minPartySize: 2, maxPartySize: 8 });
    const many = (...rows: [maxPartySize: number, durationMinutes: number][]) => ({ durations: rows.map(([maxPartySize, durationMinutes]) => ({ maxPartySize, durationMinutes })) });
    const refusals: Refusals = [
      [{}, 'BAD_USER_INPUT', 'input'],
      ...(['minPartySize', 'maxPartySize', 'defaultDurationMinutes', 'minLeadTimeMinutes', 'maxAdvanceBookingDays', 'slotIntervalMinutes', 'durations'] as const).map((name) => [{ [name]: null }, 'BAD_USER_INPUT', name] as const),
      ...([['minPartySize', 0, 31], ['maxPartySize', 0, 31], ['defaultDurationMinutes', 14, 481], ['minLeadTimeMinutes', -1, 527_041], ['maxAdvanceBookingDays', -1, 3661], ['slotIntervalMinutes', 4, 121]] as const).flatMap(([name, ...values]) =>
        values.map((value) => [{ [name]: value }, 'BAD_USER_INPUT', name] as const),
      ),
      [{ minPartySize: 9 }, 'BAD_USER_INPUT', 'minPartySize'],
      [{ maxPartySize: 1 }, 'BAD_USER_INPUT', 'maxPartySize'],
      [{ minPartySize: 6, maxPartySize: 5 }, 'BAD_USER_INPUT', 'maxPartySize'],
      [many([0, 60]), 'BAD_USER_INPUT', 'durations[0].maxPartySize'],
      [many([31, 60]), 'BAD_USER_INPUT', 'durations[0].maxPartySize'],
      [many([2, 60], [4, 14]), 'BAD_USER_INPUT', 'durations[1].durationMinutes'],
      [many([2, 481]), 'BAD_USER_INPUT', 'durations[0].durationMinutes'],
      [many([2, 60], [2, 90]), 'BAD_USER_INPUT', 'durations[1].maxPartySize'],
      [many([4, 60], [2, 90]), 'BAD_USER_INPUT', 'durations[1].maxPartySize'],
    ];
    await expectRefusals(fixture, 'setBookingPolicy', { restaurantId: `rst_${restaurant}` }, refusals);
    await expectRefusals(fixture, 'setBookingPolicy', { restaurantId: `rst_${restaurant}`, ...here() }, refusals);
    const elsewhere = await fixture.rows.location(await fixture.rows.restaurant());
    await expectRefusals(fixture, 'setBookingPolicy', { restaurantId: `rst_${restaurant}`, minPartySize: 1 }, [[{ locationId: `loc_${elsewhere}` }, 'NOT_FOUND', 'locationId']]);
  });

  it('that is being changed is obeyed: a reservation waits for it', async () => {
    const { db } = fixture.gateway.database;
    await fixture.book(location, at('20:30'), 1);
    const { setting, booking } = await db.transaction().execute(async (holding) => {
      // The change has locked the location, and the reservation waits behind it.
      await holding.selectFrom('booking_policies').select('number').where('company_id', '=', own()).where('restaurant_number', '=', restaurant).forUpdate().execute();
      const change = set({ maxPartySize: 2 });
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(1);
      const answer = booked(4);
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(2);
      return { setting: change, booking: answer };
    });
    await setting;
    expect(await booking).toMatchObject({ error: { code: 'party_size_out_of_range' } });
  });
});

describe('what a restaurant is', () => {
  const mutations = (): [mutation: string, input: Record<string, unknown>, named?: string][] => [
    ['createRestaurant', { name: 'Other', timeZone: 'Europe/London' }],
    ['updateRestaurant', { id: `rst_${restaurant}`, name: 'Other' }, 'id'],
    ['createLocation', { restaurantId: `rst_${restaurant}`, name: 'Other', timeZone: 'Europe/London' }, 'restaurantId'],
    ['updateLocation', { id: `loc_${location}`, name: 'Other' }, 'id'],
    ['setBookingPolicy', { restaurantId: `rst_${restaurant}`, minPartySize: 2 }, 'restaurantId'],
    ['setBookingPolicy', { restaurantId: `rst_${restaurant}`, locationId: `loc_${location}`, minPartySize: 2 }, 'locationId'],
    ['deleteBookingPolicy', { locationId: `loc_${location}` }, 'locationId'],
  ];
  beforeEach(() => fixture.rows.policy(restaurant, location));

  it('is for administrators alone to say: reception, clients and keys, bound to the location too, are refused', async () => {
    const client = await fixture.gateway.rest('/token', { method: 'POST', token: null, body: { client_id: 'm2m_studio', client_secret: 'ab12'.repeat(16) } });
    const { access_token: token } = client.json as { access_token: string };
    const bound = await insertKey(fixture.gateway.database, fixture.studio.company, 'manage02', { scopes: [...restaurantScopes], location_number: location });
    for (const [mutation, input] of mutations()) {
      for (const caller of [fixture.staff.reception, token, fixture.key, bound]) expect([mutation, ...(await fixture.refused(mutation, input, caller))]).toEqual([mutation, 'FORBIDDEN', undefined]);
    }
    expect((await fixture.gateway.rest(`/restaurants/rst_${restaurant}/config`, { token: bound })).status).toBe(200);
  });

  it('is of one’s own company: another’s ids are unknown, as those of nobody', async () => {
    for (const [mutation, input, name] of mutations()) {
      if (name === undefined) continue;
      const prefix = String(input[name]).replace(/\d+$/, '');
      for (const id of [`${prefix}2000000000`, `${prefix}0`, `${prefix}x`, String(input[name]).replace(prefix, 'cust_'), '']) {
        expect([mutation, id, ...(await fixture.refused(mutation, { ...input, [name]: id }))]).toEqual([mutation, id, 'NOT_FOUND', name]);
      }
      const [code] = await fixture.refused(mutation, input, fixture.staff.rival);
      expect([mutation, code]).toEqual([mutation, 'NOT_FOUND']);
    }
  });

  it('is not to be changed of what is deleted', async () => {
    const { db } = fixture.gateway.database;
    await db.updateTable('locations').set({ deleted_at: new Date(0) }).where('company_id', '=', own()).where('number', '=', location).execute();
    for (const [mutation, input] of mutations().filter(([, { id, locationId }]) => (id ?? locationId) === `loc_${location}`)) expect([mutation, (await fixture.refused(mutation, input))[0]]).toEqual([mutation, 'NOT_FOUND']);
    await db.updateTable('restaurants').set({ deleted_at: new Date(0) }).where('company_id', '=', own()).where('number', '=', restaurant).execute();
    for (const [mutation, input, name] of mutations()) if (name !== undefined) expect([mutation, (await fixture.refused(mutation, input))[0]]).toEqual([mutation, 'NOT_FOUND']);
  });

  it('is in the audit log with who changed it', async () => {
    const { headers } = await fixture.ask(`mutation { updateLocation(input: { id: "loc_${location}", city: "Bath" }) { location { city } } }`);
    const entry = await fixture.gateway.database.db.selectFrom('audit_entries').selectAll().where('request_id', '=', headers.get('x-request-id') ?? '').executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ company_id: own(), principal_kind: 'staff', resource_type: 'updateLocation', status: 200 });
  });

  it('has no REST path: other methods than reading are refused', async () => {
    for (const [method, path] of [['POST', '/restaurants'], ['PUT', `/restaurants/rst_${restaurant}`], ['PATCH', `/restaurants/rst_${restaurant}/config`], ['POST', `/restaurants/rst_${restaurant}/locations`]] as const) {
      const { status } = await fixture.gateway.rest(path, { method, token: fixture.key, body: { name: 'Other' } });
      expect([path, [404, 405].includes(status)]).toEqual([path, true]);
    }
  });
});
