import { describe, expect, it } from 'vitest';
import { eachWithRestaurant, type ManagementFixture } from '../support/restaurantManagement.js';
import { at, bookedAt, configOf, dinner, expectRefusals, refusalOf, slotsAt, type Refusals } from '../support/restaurantSettings.js';
import { waitingSessions } from '../support/tableLock.js';

let fixture: ManagementFixture;
let restaurant: number;
let location: number;
let table: number;

eachWithRestaurant([{}], (fresh) => ({ fixture, restaurant, location, tables: [table] } = fresh));

const own = () => fixture.studio.company.id;
const config = () => configOf(fixture, `rst_${restaurant}`);
const starts = async (): Promise<string[]> => (await slotsAt(fixture, location)).map(([start]) => start);

const conflict = (field: string) => [expect.objectContaining({ code: 'CONFLICT', field, details: { reservations: 1 } })];

/** Names and zones that no restaurant or location can have. */
const wrong: Refusals = [
  [{ name: ' ' }, 'BAD_USER_INPUT', 'name'],
  [{ name: 'x'.repeat(101) }, 'BAD_USER_INPUT', 'name'],
  [{ name: 'a\nb' }, 'BAD_USER_INPUT', 'name'],
  [{ timeZone: 'europe/london' }, 'BAD_USER_INPUT', 'timeZone'],
  // JavaScript knows these, and the database does not, or takes the name for the winter's offset.
  [{ timeZone: 'SystemV/AST4' }, 'BAD_USER_INPUT', 'timeZone'],
  [{ timeZone: 'PST' }, 'BAD_USER_INPUT', 'timeZone'],
  ...['CET', 'EET', 'MET', 'WET'].map((timeZone) => [{ timeZone }, 'BAD_USER_INPUT', 'timeZone'] as const),
];

/** Nor can one be without them. */
const missing: Refusals = [
  [{}, 'BAD_USER_INPUT', 'input'],
  [{ name: null }, 'BAD_USER_INPUT', 'name'],
  [{ timeZone: null }, 'BAD_USER_INPUT', 'timeZone'],
];

describe('a restaurant', () => {
  const fields = 'id name timeZone features { waitlist webhooks reservationChanges } bookingPolicy { minPartySize maxPartySize defaultDurationMinutes durations { maxPartySize } minLeadTimeMinutes maxAdvanceBookingDays slotIntervalMinutes } locations { id }';
  interface Restaurant {
    id: string;
    features: Record<string, boolean>;
  }
  let made = 0;
  const create = async (input: object = {}) =>
    (await fixture.done<{ restaurant: Restaurant }>('createRestaurant', { name: `Osteria ${(made += 1)}`, timeZone: 'Europe/Lisbon', ...input }, `restaurant { ${fields} }`)).restaurant;
  const update = async (input: object) => (await fixture.done<{ restaurant: Restaurant }>('updateRestaurant', { id: `rst_${restaurant}`, ...input }, `restaurant { ${fields} }`)).restaurant;

  it('is made with a policy and features to begin with, and is listed at once', async () => {
    const list = () => fixture.gateway.graphql('{ restaurants(first: 100) { nodes { id } } }', { token: fixture.key });
    await list();
    const before = (await list()).data as { restaurants: { nodes: { id: string }[] } };
    const one = await create({ name: ' Faro ' });
    expect(one).toEqual({
      id: expect.stringMatching(/^rst_50\d\d$/), name: 'Faro', timeZone: 'Europe/Lisbon', locations: [],
      features: { waitlist: false, webhooks: false, reservationChanges: true },
      bookingPolicy: { minPartySize: 1, maxPartySize: 12, defaultDurationMinutes: 120, durations: [], minLeadTimeMinutes: 30, maxAdvanceBookingDays: 90, slotIntervalMinutes: 30 },
    });
    expect((await list()).data).toEqual({ restaurants: { nodes: [...before.restaurants.nodes, { id: one.id }] } });
    expect((await create({ features: { webhooks: true, reservationChanges: false } })).features).toEqual({ waitlist: false, webhooks: true, reservationChanges: false });
  });

  it('that is new takes reservations once it has a location with a table and a service', async () => {
    const { id } = await create();
    const { location: place } = await fixture.done<{ location: { id: string } }>('createLocation', { restaurantId: id, name: 'Harbour', city: 'Porto', timeZone: 'Europe/Lisbon' }, 'location { id }');
    await fixture.done('createDiningTable', { locationId: place.id, name: 'One', minSeats: 1, maxSeats: 4 }, '__typename');
    await fixture.done('createDiningService', { locationId: place.id, name: 'Dinner', daysOfWeek: [1, 2, 3, 4, 5, 6, 7], opens: '18:00', closes: '22:00', lastSeating: '20:30', slotIntervalMinutes: 30 }, '__typename');
    // Portugal is an hour ahead of UTC in September.
    expect((await slotsAt(fixture, Number(place.id.slice(4))))[0]).toEqual(['17:00', '19:00']);
    expect(await fixture.book(Number(place.id.slice(4)), at('17:00'))).toMatchObject({ status: 201, json: { reservation: { endTime: at('19:00'), status: 'confirmed' } } });
    expect(await configOf(fixture, id)).toMatchObject({ restaurant: { timezone: 'Europe/Lisbon' }, locations: [{ id: place.id, name: 'Harbour', city: 'Porto', timezone: 'Europe/Lisbon' }], reservation: { maxPartySize: 12 } });
  });

  it('changes in what is given alone, and shows it at once', async () => {
    const before = await config();
    expect(before.features).toEqual({ waitlist: false, webhooks: false, reservationChanges: true });
    expect(await update({ features: { waitlist: true } })).toMatchObject({ name: before.restaurant.name, features: { waitlist: true, webhooks: false, reservationChanges: true } });
    expect(await config()).toEqual({ ...before, features: { ...before.features, waitlist: true } });
    await update({ name: 'Trattoria', timeZone: 'America/New_York', features: { webhooks: true, waitlist: false } });
    // Its location keeps its zone.
    expect(await config()).toEqual({ ...before, restaurant: { id: `rst_${restaurant}`, name: 'Trattoria', timezone: 'America/New_York' }, features: { waitlist: false, webhooks: true, reservationChanges: true } });
    expect(await starts()).toEqual(dinner);
  });

  it('that allows no changes of reservations refuses them from then on', async () => {
    const id = await bookedAt(fixture, location, '18:00');
    const change = (specialRequests: string) => fixture.gateway.rest(`/reservations/${id}`, { method: 'PATCH', token: fixture.key, body: { specialRequests } });
    expect((await change('Window')).status).toBe(200);
    await update({ features: { reservationChanges: false } });
    expect((await change('Garden')).status).toBe(400);
    await update({ features: { reservationChanges: true } });
    expect((await change('Garden')).status).toBe(200);
  });

  it('is refused what does not fit, and nothing changes', async () => {
    const { id } = await create({ name: 'Taken' });
    await expectRefusals(fixture, 'createRestaurant', { name: 'Other', timeZone: 'Europe/Lisbon' }, [...wrong, [{ name: 'tAKEN' }, 'BAD_USER_INPUT', 'name'], [{ features: null }, 'BAD_USER_INPUT', 'features'], [{ features: { waitlist: null } }, 'BAD_USER_INPUT', 'features.waitlist']]);
    await expectRefusals(fixture, 'updateRestaurant', { id: `rst_${restaurant}` }, [
      ...wrong,
      ...missing,
      [{ name: 'tAKEN' }, 'BAD_USER_INPUT', 'name'],
      [{ features: {} }, 'BAD_USER_INPUT', 'input'],
      [{ features: null }, 'BAD_USER_INPUT', 'features'],
      [{ features: { webhooks: null } }, 'BAD_USER_INPUT', 'features.webhooks'],
    ]);
    await fixture.done('updateRestaurant', { id, name: 'TAKEN' }, '__typename');
    const { errors } = await fixture.ask('mutation { createRestaurant(input: { name: "Other", timeZone: "Mars/Base" }) { __typename } }');
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('Write a zone as Europe/London.')]);
  });

  it('gets its name for itself, whoever asks at the same time', async () => {
    const input = '{ name: "Contested", timeZone: "Europe/Lisbon" }';
    const answers = await Promise.all([1, 2, 3].map(() => refusalOf(fixture, 'createRestaurant', input)));
    expect(answers.filter((errors) => errors === undefined)).toHaveLength(1);
    expect(answers.filter((errors) => errors !== undefined)).toEqual([1, 2].map(() => [expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'name' })]));
  });
});

describe('a location', () => {
  const fields = 'id name city timeZone active restaurant { id } bookingPolicy { maxPartySize }';
  const create = async (input: object = {}) =>
    (await fixture.done<{ location: { id: string } }>('createLocation', { restaurantId: `rst_${restaurant}`, name: 'Harbour', timeZone: 'Europe/London', ...input }, `location { ${fields} }`)).location;
  const update = async (input: object) => (await fixture.done<{ location: unknown }>('updateLocation', { id: `loc_${location}`, ...input }, `location { ${fields} }`)).location;

  it('is made with what is given, follows the restaurant’s policy, and is listed at once', async () => {
    const before = (await config()).locations;
    const made = await create();
    expect(made).toEqual({ id: expect.stringMatching(/^loc_50\d\d$/), name: 'Harbour', city: '', timeZone: 'Europe/London', active: true, restaurant: { id: `rst_${restaurant}` }, bookingPolicy: { maxPartySize: 12 } });
    expect((await config()).locations).toEqual([...before, { id: made.id, name: 'Harbour', city: '', timezone: 'Europe/London' }]);
    expect(await create({ name: 'Garden', city: ' Bath ', active: false })).toMatchObject({ city: 'Bath', active: false });
    expect((await config()).locations).toHaveLength(2);
  });

  it('changes in what is given alone', async () => {
    const [before] = (await config()).locations;
    expect(await update({ city: 'Porto' })).toMatchObject({ name: before?.name, city: 'Porto', timeZone: 'Etc/UTC', active: true });
    expect((await config()).locations).toEqual([{ ...before, city: 'Porto' }]);
    expect(await update({ name: 'Harbour', city: '' })).toMatchObject({ name: 'Harbour', city: '' });
  });

  it('that is closed is offered no more, and takes no reservations, until it is opened again', async () => {
    expect(await starts()).toEqual(dinner);
    await update({ active: false });
    expect(await starts()).toEqual([]);
    expect((await fixture.book(location, at('18:00'))).json).toMatchObject({ error: { code: 'closed' } });
    expect((await config()).locations).toEqual([]);
    await update({ active: true });
    expect(await starts()).toEqual(dinner);
  });

  it('on other clocks serves by them, and shows what is over by them too', async () => {
    const id = await bookedAt(fixture, location, '18:00');
    for (const status of ['seated', 'completed']) expect((await fixture.gateway.rest(`/reservations/${id}`, { method: 'PATCH', token: fixture.key, body: { status } })).status).toBe(200);
    const shown = async () => (await fixture.gateway.graphql(`{ reservation(ref: "${id}") { startsAt startsAtLocal timeZone } }`, { token: fixture.key })).data;
    await shown();
    expect(await shown()).toMatchObject({ reservation: { startsAtLocal: '2026-09-02T18:00:00' } });
    expect(await starts()).toEqual(dinner);
    await update({ timeZone: 'Europe/London' });
    expect(await shown()).toEqual({ reservation: { startsAt: '2026-09-02T18:00:00.000Z', startsAtLocal: '2026-09-02T19:00:00', timeZone: 'Europe/London' } });
    expect(await starts()).toEqual(['17:00', '17:30', '18:00', '18:30', '19:00', '19:30']);
  });

  it('is neither closed nor put on other clocks while guests are expected', async () => {
    const id = await bookedAt(fixture, location, '18:00');
    expect(await refusalOf(fixture, 'updateLocation', `{ id: "loc_${location}", active: false }`)).toEqual(conflict('active'));
    expect(await refusalOf(fixture, 'updateLocation', `{ id: "loc_${location}", timeZone: "Europe/London" }`)).toEqual(conflict('timeZone'));
    expect(await fixture.refused('updateLocation', { id: `loc_${location}`, active: false, name: 'Harbour' })).toEqual(['CONFLICT', 'active']);
    // What is given as it is changes nothing of that.
    await update({ name: 'Harbour', timeZone: 'Etc/UTC', active: true });
    await fixture.done('updateDiningTable', { id: `t-${table}`, bookable: false }, '__typename');
    expect(await fixture.refused('updateLocation', { id: `loc_${location}`, active: false })).toEqual(['CONFLICT', 'active']);
    await fixture.gateway.rest(`/reservations/${id}`, { method: 'DELETE', token: fixture.key });
    await update({ active: false, timeZone: 'Europe/London' });
    await update({ active: true });
  });

  it('may be closed while guests are expected elsewhere, or were here', async () => {
    const other = await fixture.rows.location(restaurant);
    await fixture.rows.table(other);
    await fixture.rows.service(other);
    expect((await fixture.book(other, at('18:00'))).status).toBe(201);
    expect((await fixture.book(location, at('18:00'))).status).toBe(201);
    const over = { ends_at: new Date('2026-09-01T11:00:00Z'), starts_at: new Date('2026-09-01T09:00:00Z') };
    await fixture.gateway.database.db.updateTable('reservations').set(over).where('company_id', '=', own()).where('location_number', '=', location).execute();
    await update({ active: false });
    expect(await fixture.refused('updateLocation', { id: `loc_${other}`, active: false })).toEqual(['CONFLICT', 'active']);
  });

  it('is not closed under a reservation that is being made', async () => {
    const { db } = fixture.gateway.database;
    const id = await bookedAt(fixture, location, '18:00');
    await db.updateTable('reservations').set({ status: 'CANCELLED' }).where('company_id', '=', own()).where('internal_id', '=', id).execute();
    const { closing } = await db.transaction().execute(async (reserving) => {
      // As a reservation does, before it looks for tables.
      await reserving.selectFrom('locations').select('number').where('company_id', '=', own()).where('number', '=', location).forShare().execute();
      const answer = refusalOf(fixture, 'updateLocation', `{ id: "loc_${location}", active: false }`);
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(1);
      await reserving.updateTable('reservations').set({ status: 'CONFIRMED' }).where('company_id', '=', own()).where('internal_id', '=', id).execute();
      return { closing: answer };
    });
    expect(await closing).toEqual(conflict('active'));
  });

  it('that is being closed takes nobody: a reservation waits and is refused', async () => {
    const { db } = fixture.gateway.database;
    // The service day is known already: a new one would wait for the location's row anyhow.
    const id = await bookedAt(fixture, location, '20:30');
    await fixture.gateway.rest(`/reservations/${id}`, { method: 'DELETE', token: fixture.key });
    const { booking } = await db.transaction().execute(async (closing) => {
      await closing.selectFrom('locations').select('number').where('company_id', '=', own()).where('number', '=', location).forUpdate().execute();
      const answer = fixture.book(location, at('18:00'));
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(1);
      await closing.updateTable('locations').set({ is_active: false }).where('company_id', '=', own()).where('number', '=', location).execute();
      return { booking: answer };
    });
    expect((await booking).json).toMatchObject({ error: { code: 'closed' } });
  });

  it('is refused what does not fit, and nothing changes', async () => {
    await create();
    const whole = { restaurantId: `rst_${restaurant}`, name: 'Other', timeZone: 'Europe/London' };
    const more: Refusals = [[{ name: 'hARBOUR' }, 'BAD_USER_INPUT', 'name'], [{ city: 'x'.repeat(101) }, 'BAD_USER_INPUT', 'city'], [{ city: 'a\0' }, 'BAD_USER_INPUT', 'city'], [{ city: null }, 'BAD_USER_INPUT', 'city'], [{ active: null }, 'BAD_USER_INPUT', 'active']];
    await expectRefusals(fixture, 'createLocation', whole, [...wrong, ...more]);
    await expectRefusals(fixture, 'updateLocation', { id: `loc_${location}` }, [...wrong, ...more, ...missing]);
    // Another restaurant may have one of that name.
    await create({ restaurantId: `rst_${await fixture.rows.restaurant()}` });
  });
});
