import { describe, expect, it } from 'vitest';
import { eachWithRestaurant, type ManagementFixture } from '../support/restaurantManagement.js';
import { at, dinner, tomorrow } from '../support/restaurantSettings.js';

let fixture: ManagementFixture;
let restaurant: number;
let location: number;
/** For two and for four. */
let tables: [number, number];
let service: number;

eachWithRestaurant([{ seats_max: 2 }, { seats_min: 2 }], (fresh) => ({ fixture, restaurant, location, tables, service } = fresh));

const here = () => ({ locationId: `loc_${location}` });

/** Starts, and what is offered at each, that a key finds for tomorrow; the second reading may be a remembered one. */
async function offered(partySize = 2): Promise<Record<string, string[]>> {
  const read = () => fixture.read(`/restaurants/rst_${restaurant}/availability?locationId=loc_${location}&date=${tomorrow}&partySize=${partySize}`);
  await read();
  const { slots } = (await read()) as { slots: { start: string; tableIds: string[] }[] };
  return Object.fromEntries(slots.map(({ start, tableIds }) => [start.slice(11, 16), tableIds]));
}

const starts = async (): Promise<string[]> => Object.keys(await offered());
const config = async () => (await fixture.read(`/restaurants/rst_${restaurant}/opening-hours?locationId=loc_${location}`)) as Record<string, unknown>;
const named = ([code, name]: [unknown, unknown]) => [code, String(name).replace(/^input\./, '')];

describe('a combination of tables', () => {
  const fields = 'id name minSeats maxSeats priority bookable tables { id }';
  const create = async (input: object = {}) =>
    (await fixture.done<{ combination: { id: string } }>('createTableCombination', { ...here(), name: 'Both', tableIds: tables.map((number) => `t-${number}`), minSeats: 5, maxSeats: 6, ...input }, `combination { ${fields} }`)).combination;

  it('is offered from when it is made until it is changed, closed or deleted', async () => {
    const third = await fixture.rows.table(location, { seats_max: 2 });
    expect(await offered(6)).toEqual({});
    const made = await create();
    expect(made).toEqual({ id: expect.stringMatching(/^combination_5\d{3}$/), name: 'Both', minSeats: 5, maxSeats: 6, priority: 0, bookable: true, tables: tables.map((number) => ({ id: `t-${number}` })) });
    expect((await offered(6))['18:00']).toEqual(tables.map((number) => `t-${number}`));
    await fixture.done('updateTableCombination', { id: made.id, name: 'Pair' }, '__typename');
    await fixture.done('updateTableCombination', { id: made.id, name: 'Both' }, '__typename');
    expect((await offered(6))['18:00']).toEqual(tables.map((number) => `t-${number}`));
    const { combination } = await fixture.done<{ combination: unknown }>('updateTableCombination', { id: made.id, tableIds: [`t-${third}`, `t-${tables[1]}`] }, `combination { ${fields} }`);
    expect(combination).toEqual({ ...made, tables: [{ id: `t-${tables[1]}` }, { id: `t-${third}` }] });
    expect((await offered(6))['18:00']).toEqual([`t-${tables[1]}`, `t-${third}`]);
    await fixture.done('updateTableCombination', { id: made.id, bookable: false }, '__typename');
    expect(await offered(6)).toEqual({});
    await fixture.done('updateTableCombination', { id: made.id, bookable: true }, '__typename');
    expect(await fixture.done('deleteTableCombination', { id: made.id }, 'deletedId')).toEqual({ deletedId: made.id });
    expect(await offered(6)).toEqual({});
    await fixture.done('deleteDiningTable', { id: `t-${third}` }, 'deletedId');
  });

  it('is refused what does not fit, and nothing changes', async () => {
    const made = await create();
    await create({ name: 'Other' });
    const elsewhere = await fixture.rows.table(await fixture.rows.location(restaurant));
    const theirs = await fixture.theirs.table(await fixture.theirs.location(await fixture.theirs.restaurant()));
    const cases: [input: object, field: string][] = [
      ...[elsewhere, theirs, 2_000_000_000].map((number): [object, string] => [{ tableIds: [`t-${tables[0]}`, `t-${number}`] }, 'tableIds']),
      [{ tableIds: [`t-${tables[0]}`, 'x'] }, 'tableIds'],
      [{ tableIds: [`t-${tables[0]}`, `t-${tables[0]}`] }, 'tableIds'],
      [{ tableIds: [`t-${tables[0]}`] }, 'tableIds'],
      [{ tableIds: [] }, 'tableIds'],
      [{ minSeats: 7, maxSeats: 6 }, 'maxSeats'],
      [{ name: 'oTHER' }, 'name'],
    ];
    for (const [input, field] of cases) {
      const whole = { ...here(), name: 'Third', tableIds: tables.map((number) => `t-${number}`), minSeats: 5, maxSeats: 6, ...input };
      expect([input, ...(await fixture.refused('createTableCombination', whole))]).toEqual([input, 'BAD_USER_INPUT', field]);
      expect([input, ...(await fixture.refused('updateTableCombination', { id: made.id, ...input }))]).toEqual([input, 'BAD_USER_INPUT', field]);
    }
  });
});

const lunch = { name: 'Lunch', opens: '12:00', closes: '14:00', lastSeating: '13:00', slotIntervalMinutes: 60 };

describe('a special day', () => {
  const fields = 'id date name closed services { name opens closes lastSeating slotIntervalMinutes requiresConfirmation }';
  const create = async (input: object) => (await fixture.done<{ specialDay: { id: string } }>('createSpecialDay', { ...here(), date: tomorrow, name: 'Fair', ...input }, `specialDay { ${fields} }`)).specialDay;

  it('stands in place of the weekday from when it is made until it is deleted', async () => {
    expect(await starts()).toEqual(dinner);
    const made = await create({ closed: true });
    expect(made).toEqual({ id: expect.stringMatching(/^special_5\d{3}$/), date: tomorrow, name: 'Fair', closed: true, services: [] });
    expect(await starts()).toEqual([]);
    expect((await fixture.book(location, at('18:00'))).status).toBe(422);
    expect((await config())['specialDays']).toEqual([expect.objectContaining({ date: tomorrow, closed: true, name: 'Fair' })]);
    const { specialDay } = await fixture.done<{ specialDay: unknown }>('updateSpecialDay', { id: made.id, closed: false, services: [lunch] }, `specialDay { ${fields} }`);
    expect(specialDay).toEqual({ ...made, closed: false, services: [{ ...lunch, requiresConfirmation: false }] });
    expect(await starts()).toEqual(['12:00', '13:00']);
    await fixture.done('updateSpecialDay', { id: made.id, name: 'Market' }, '__typename');
    expect(await starts()).toEqual(['12:00', '13:00']);
    await fixture.done('updateSpecialDay', { id: made.id, date: '2026-09-03' }, '__typename');
    expect(await starts()).toEqual(dinner);
    await fixture.done('deleteSpecialDay', { id: made.id }, '__typename');
    expect((await config())['specialDays']).toEqual([]);
  });

  it('is refused what does not fit, and nothing changes', async () => {
    const made = await create({ closed: true });
    await create({ date: '2026-09-04', closed: false, services: [lunch] });
    const cases: [input: object, field: string][] = [
      [{ date: '2026-09-04' }, 'date'],
      [{ closed: true, services: [lunch] }, 'closed'],
      [{ closed: false, services: [] }, 'services'],
      [{ closed: false, services: [lunch, { ...lunch, name: 'Late lunch', opens: '13:30', closes: '15:00', lastSeating: '14:00' }] }, 'services[1].opens'],
      [{ closed: false, services: [{ ...lunch, lastSeating: '14:30' }] }, 'services[0].lastSeating'],
      [{ closed: false, services: [{ ...lunch, slotIntervalMinutes: 4 }] }, 'services[0].slotIntervalMinutes'],
      [{ closed: false, services: [{ ...lunch, name: '' }] }, 'services[0].name'],
      [{ closed: false, services: [{ ...lunch, requiresConfirmation: null }] }, 'services[0].requiresConfirmation'],
    ];
    for (const [input, field] of cases) {
      expect([input, ...named(await fixture.refused('createSpecialDay', { ...here(), date: '2026-09-05', name: 'Other', closed: true, ...input }))]).toEqual([input, 'BAD_USER_INPUT', field]);
      expect([input, ...named(await fixture.refused('updateSpecialDay', { id: made.id, ...input }))]).toEqual([input, 'BAD_USER_INPUT', field]);
    }
    const wrong = { ...here(), date: '2026-09-05', name: 'Other', closed: false, services: [{ ...lunch, opens: '24:00' }] };
    const { errors } = await fixture.ask('mutation ($input: CreateSpecialDayInput!) { createSpecialDay(input: $input) { __typename } }', { input: wrong });
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('input.services[0].opens'), extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) })]);
  });
});

describe('an availability rule', () => {
  const fields = 'id name service { id } daysOfWeek bufferBeforeMinutes bufferAfterMinutes maxCoversPerSlot maxReservationsPerSlot active';
  const create = async (input: object = {}) =>
    (await fixture.done<{ availabilityRule: { id: string } }>('createAvailabilityRule', { ...here(), name: 'Kitchen', daysOfWeek: [7, 3, 3], ...input }, `availabilityRule { ${fields} }`)).availabilityRule;

  it('holds for searches and bookings from when it is made until it is changed or deleted', async () => {
    expect((await fixture.book(location, at('18:00'))).status).toBe(201);
    expect(await starts()).toEqual(dinner);
    const made = await create({ serviceId: `rsvc_${service}`, maxReservationsPerSlot: 1 });
    expect(made).toEqual({
      id: expect.stringMatching(/^rule_5\d{3}$/), name: 'Kitchen', service: { id: `rsvc_${service}` }, daysOfWeek: [3, 7],
      bufferBeforeMinutes: 0, bufferAfterMinutes: 0, maxCoversPerSlot: null, maxReservationsPerSlot: 1, active: true,
    });
    expect(await starts()).toEqual(dinner.slice(1));
    expect(await fixture.book(location, at('18:00'))).toMatchObject({ status: 409, json: { error: { code: 'slot_limit_reached' } } });
    const { availabilityRule } = await fixture.done<{ availabilityRule: unknown }>('updateAvailabilityRule', { id: made.id, serviceId: null, maxReservationsPerSlot: null, bufferAfterMinutes: 30 }, `availabilityRule { ${fields} }`);
    expect(availabilityRule).toEqual({ ...made, service: null, maxReservationsPerSlot: null, bufferAfterMinutes: 30 });
    expect(await starts()).toEqual(dinner);
    await fixture.done('updateAvailabilityRule', { id: made.id, maxCoversPerSlot: 3 }, '__typename');
    expect(await starts()).toEqual(dinner.slice(1));
    await fixture.done('updateAvailabilityRule', { id: made.id, active: false }, '__typename');
    expect(await starts()).toEqual(dinner);
    await fixture.done('updateAvailabilityRule', { id: made.id, active: true }, '__typename');
    await fixture.done('deleteAvailabilityRule', { id: made.id }, '__typename');
    expect(await starts()).toEqual(dinner);
  });

  it('is refused what does not fit, and nothing changes', async () => {
    const made = await create();
    await create({ name: 'Bar' });
    const elsewhere = await fixture.rows.service(await fixture.rows.location(restaurant));
    const cases: [input: object, code: string, field: string][] = [
      [{ serviceId: `rsvc_${elsewhere}` }, 'NOT_FOUND', 'serviceId'],
      [{ serviceId: 'x' }, 'NOT_FOUND', 'serviceId'],
      [{ daysOfWeek: [0] }, 'BAD_USER_INPUT', 'daysOfWeek'],
      [{ daysOfWeek: [8] }, 'BAD_USER_INPUT', 'daysOfWeek'],
      [{ daysOfWeek: [] }, 'BAD_USER_INPUT', 'daysOfWeek'],
      [{ bufferBeforeMinutes: -1 }, 'BAD_USER_INPUT', 'bufferBeforeMinutes'],
      [{ bufferAfterMinutes: 241 }, 'BAD_USER_INPUT', 'bufferAfterMinutes'],
      [{ maxCoversPerSlot: 0 }, 'BAD_USER_INPUT', 'maxCoversPerSlot'],
      [{ maxReservationsPerSlot: 0 }, 'BAD_USER_INPUT', 'maxReservationsPerSlot'],
      [{ name: 'bar' }, 'BAD_USER_INPUT', 'name'],
      [{ active: null }, 'BAD_USER_INPUT', 'active'],
    ];
    for (const [input, ...refusal] of cases) {
      expect([input, ...(await fixture.refused('createAvailabilityRule', { ...here(), name: 'Other', daysOfWeek: [1], ...input }))]).toEqual([input, ...refusal]);
      expect([input, ...(await fixture.refused('updateAvailabilityRule', { id: made.id, ...input }))]).toEqual([input, ...refusal]);
    }
  });
});

describe('a service', () => {
  const fields = 'id name daysOfWeek opens closes lastSeating slotIntervalMinutes requiresConfirmation validFrom validUntil';
  const create = async (input: object = {}) =>
    (await fixture.done<{ service: { id: string } }>('createDiningService', { ...here(), ...lunch, daysOfWeek: [3], ...input }, `service { ${fields} }`)).service;

  it('is served from when it is made until it is deleted, and its reservations stay', async () => {
    const made = await create({ validFrom: tomorrow });
    expect(made).toEqual({ ...lunch, id: expect.stringMatching(/^rsvc_5\d{3}$/), daysOfWeek: [3], requiresConfirmation: false, validFrom: tomorrow, validUntil: null });
    expect(await starts()).toEqual(['12:00', '13:00', ...dinner]);
    const { json } = await fixture.book(location, at('12:00'));
    const { reservation } = json as { reservation: { id: string } };
    const { service: changed } = await fixture.done<{ service: unknown }>('updateDiningService', { id: made.id, lastSeating: '12:00', validFrom: null }, `service { ${fields} }`);
    expect(changed).toEqual({ ...made, lastSeating: '12:00', validFrom: null });
    expect(await starts()).toEqual(['12:00', ...dinner]);
    await fixture.done('deleteDiningService', { id: made.id }, '__typename');
    expect(await starts()).toEqual(dinner);
    expect((await fixture.book(location, at('12:00'))).json).toMatchObject({ error: { code: 'closed' } });
    expect(await fixture.read(`/reservations/${reservation.id}`)).toMatchObject({ reservation: { status: 'confirmed', startTime: at('12:00') } });
    expect(await fixture.refused('updateDiningService', { id: made.id, name: 'Brunch' })).toEqual(['NOT_FOUND', 'id']);
    await create();
  });

  it('is not deleted while a rule is made for it', async () => {
    const rule = await fixture.rows.rule(location, { service_number: service });
    const { errors } = await fixture.ask(`mutation { deleteDiningService(input: { id: "rsvc_${service}" }) { deletedId } }`);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'CONFLICT', field: 'id', details: { availabilityRuleIds: [`rule_${rule}`] } })]);
    expect(await fixture.refused('deleteDiningService', { id: `rsvc_${service}` })).toEqual(['CONFLICT', 'id']);
  });

  it('is refused what does not fit, and nothing changes', async () => {
    const made = await create();
    const late = { opens: '17:00', closes: '18:30', lastSeating: '17:30' };
    const cases: [input: object, field: string][] = [
      [late, 'opens'],
      [{ opens: '23:00', closes: '18:01', lastSeating: '23:00' }, 'opens'],
      [{ lastSeating: '14:01' }, 'lastSeating'],
      [{ daysOfWeek: [] }, 'daysOfWeek'],
      [{ daysOfWeek: [9] }, 'daysOfWeek'],
      [{ slotIntervalMinutes: 121 }, 'slotIntervalMinutes'],
      [{ validFrom: '2026-09-10', validUntil: '2026-09-09' }, 'validUntil'],
      [{ name: '' }, 'name'],
    ];
    for (const [input, field] of cases) {
      const whole = { ...here(), ...lunch, opens: '09:00', closes: '10:00', lastSeating: '09:30', daysOfWeek: [3], ...('lastSeating' in input ? { opens: '11:00', closes: '12:00' } : {}), ...input };
      expect([input, ...(await fixture.refused('createDiningService', whole))]).toEqual([input, 'BAD_USER_INPUT', field]);
      expect([input, ...(await fixture.refused('updateDiningService', { id: made.id, ...input }))]).toEqual([input, 'BAD_USER_INPUT', field]);
    }
    const { errors } = await fixture.ask(`mutation { updateDiningService(input: { id: "${made.id}", closes: "7pm" }) { __typename } }`);
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('Write a time of day as 18:30.')]);
  });

  it('may have the hours of another on other days, or in another season', async () => {
    await fixture.done('updateDiningService', { id: `rsvc_${service}`, daysOfWeek: [1, 2], validUntil: '2026-12-31' }, '__typename');
    const dinner = { ...here(), name: 'Dinner', opens: '18:00', closes: '22:00', lastSeating: '20:30', slotIntervalMinutes: 30 };
    await fixture.done('createDiningService', { ...dinner, daysOfWeek: [3] }, '__typename');
    await fixture.done('createDiningService', { ...dinner, daysOfWeek: [1], validFrom: '2027-01-01' }, '__typename');
    expect(await fixture.refused('createDiningService', { ...dinner, daysOfWeek: [1], validFrom: '2026-12-31', validUntil: '2026-12-31' })).toEqual(['BAD_USER_INPUT', 'opens']);
    // Past midnight it would be in the way of the next day's.
    expect(await fixture.refused('createDiningService', { ...dinner, opens: '22:30', closes: '18:30', lastSeating: '23:00', daysOfWeek: [7] })).toEqual(['BAD_USER_INPUT', 'opens']);
  });
});
