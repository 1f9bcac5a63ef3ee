import { beforeEach, describe, expect, it } from 'vitest';
import { waitingSessions } from '../support/tableLock.js';
import { eachWithRestaurant, type ManagementFixture } from '../support/restaurantManagement.js';
import { at, tomorrow } from '../support/restaurantSettings.js';

let fixture: ManagementFixture;
let restaurant: number;
let location: number;
/** For two and for four. */
let tables: [number, number];

eachWithRestaurant([{ name: 'One', seats_max: 2 }, { name: 'Two', seats_min: 2 }], (fresh) => ({ fixture, restaurant, location, tables } = fresh));

/** What a key is offered at the location for tomorrow, by the start; two read it, so that the second finds it cached. */
async function offered(partySize = 2): Promise<Record<string, string[]>> {
  const read = () => fixture.read(`/restaurants/rst_${restaurant}/availability?locationId=loc_${location}&date=${tomorrow}&partySize=${partySize}`);
  await read();
  const { slots } = (await read()) as { slots: { start: string; tableIds: string[] }[] };
  return Object.fromEntries(slots.map(({ start, tableIds }) => [start, tableIds]));
}

describe('a dining table', () => {
  const fields = 'id name minSeats maxSeats priority bookable';
  interface Table {
    id: string;
  }
  const create = async (input: object): Promise<Table> => (await fixture.done<{ table: Table }>('createDiningTable', { locationId: `loc_${location}`, ...input }, `table { ${fields} }`)).table;
  const update = async (input: object): Promise<Table> => (await fixture.done<{ table: Table }>('updateDiningTable', input, `table { ${fields} }`)).table;
  const listed = async () => {
    const { data } = await fixture.ask(`{ location(id: "loc_${location}") { tables { ${fields} } } }`);
    return (data as { location: { tables: Table[] } }).location.tables;
  };

  it('is made with what is given, and parties are offered it at once', async () => {
    expect(await offered(6)).toEqual({});
    const table = await create({ name: ' Window ', minSeats: 5, maxSeats: 6 });
    expect(table).toEqual({ id: expect.stringMatching(/^t-50\d\d$/), name: 'Window', minSeats: 5, maxSeats: 6, priority: 0, bookable: true });
    expect(await listed()).toContainEqual(table);
    expect((await offered(6))[at('18:00')]).toEqual([table.id]);
    expect(await create({ name: 'Bar', minSeats: 1, maxSeats: 1, priority: 7, bookable: false })).toMatchObject({ priority: 7, bookable: false });
  });

  it('changes in what is given alone', async () => {
    const before = await listed();
    const changed = await update({ id: `t-${tables[0]}`, maxSeats: 3 });
    expect(changed).toEqual({ ...before[0], maxSeats: 3 });
    expect(await update({ id: `t-${tables[0]}`, name: 'one' })).toEqual({ ...changed, name: 'one' });
    expect(await listed()).toEqual([{ ...changed, name: 'one' }, before[1]]);
  });

  it('that is closed is offered no more, and keeps its reservations', async () => {
    expect((await offered())[at('19:00')]).toEqual([`t-${tables[0]}`]);
    const { status, json } = await fixture.book(location, at('18:00'));
    expect([status, json]).toEqual([201, expect.objectContaining({ reservation: expect.objectContaining({ tableIds: [`t-${tables[0]}`] }) })]);
    await update({ id: `t-${tables[0]}`, bookable: false });
    expect((await offered())[at('20:30')]).toEqual([`t-${tables[1]}`]);
    const { reservation } = json as { reservation: { id: string } };
    expect(await fixture.read(`/reservations/${reservation.id}`)).toMatchObject({ reservation: { tableIds: [`t-${tables[0]}`], status: 'confirmed' } });
    await update({ id: `t-${tables[0]}`, bookable: true });
    expect((await offered())[at('20:30')]).toEqual([`t-${tables[0]}`]);
  });

  it('that is deleted is there no more, and its name may be used again', async () => {
    await offered();
    expect(await fixture.done('deleteDiningTable', { id: `t-${tables[0]}` }, 'deletedId')).toEqual({ deletedId: `t-${tables[0]}` });
    expect((await listed()).map(({ id }) => id)).toEqual([`t-${tables[1]}`]);
    expect((await offered())[at('18:00')]).toEqual([`t-${tables[1]}`]);
    for (const [mutation, rest] of [['updateDiningTable', { name: 'Three' }], ['deleteDiningTable', {}]] as const) {
      expect(await fixture.refused(mutation, { id: `t-${tables[0]}`, ...rest })).toEqual(['NOT_FOUND', 'id']);
    }
    await create({ name: 'One', minSeats: 1, maxSeats: 2 });
  });

  it('is not deleted while a combination is made of it', async () => {
    const combination = await fixture.rows.combination(location, tables);
    const document = `mutation { deleteDiningTable(input: { id: "t-${tables[0]}" }) { deletedId } }`;
    const { errors } = await fixture.ask(document);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'CONFLICT', field: 'id', details: { combinationIds: [`combination_${combination}`] } })]);
    expect(await fixture.refused('deleteDiningTable', { id: `t-${tables[1]}` })).toEqual(['CONFLICT', 'id']);
  });

  it('is not deleted while a reservation holds it, until that is cancelled or over', async () => {
    const { json } = await fixture.book(location, at('18:00'));
    const { reservation } = json as { reservation: { id: string } };
    const { errors } = await fixture.ask(`mutation { deleteDiningTable(input: { id: "t-${tables[0]}" }) { deletedId } }`);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'CONFLICT', field: 'id', details: { reservations: 1 } })]);
    expect(await fixture.refused('deleteDiningTable', { id: `t-${tables[0]}` })).toEqual(['CONFLICT', 'id']);
    const cancelled = await fixture.gateway.rest(`/reservations/${reservation.id}`, { method: 'DELETE', token: fixture.key });
    expect(cancelled.status).toBe(200);
    await fixture.done('deleteDiningTable', { id: `t-${tables[0]}` }, 'deletedId');

    await fixture.book(location, at('18:00'));
    await fixture.gateway.database.db.updateTable('reservation_tables').set({ during: '[2026-08-01T18:00Z,2026-08-01T20:00Z)' }).where('table_number', '=', tables[1]).execute();
    await fixture.done('deleteDiningTable', { id: `t-${tables[1]}` }, 'deletedId');
  });

  it.each<[what: string, input: object, field: string]>([
    ['fewer seats at most than at least', { minSeats: 5, maxSeats: 4 }, 'maxSeats'],
    ['no seats', { minSeats: 0 }, 'minSeats'],
    ['too many seats', { maxSeats: 101 }, 'maxSeats'],
    ['too high a priority', { priority: 1001 }, 'priority'],
    ['an empty name', { name: ' ' }, 'name'],
    ['too long a name', { name: 'x'.repeat(101) }, 'name'],
    ['a name with a NUL', { name: 'a\0' }, 'name'],
    ['half a character as a name', { name: '\ud800' }, 'name'],
    ['another table’s name', { name: 'TWO' }, 'name'],
    ['null for bookable', { bookable: null }, 'bookable'],
  ])('is refused %s, and nothing changes', async (_what, input, field) => {
    // What the gateway refuses of the variables it names by its whole path.
    const named = ([code, name]: [unknown, unknown]) => [code, String(name).replace(/^input\./, '')];
    const whole = { locationId: `loc_${location}`, name: 'Three', minSeats: 1, maxSeats: 4, ...input };
    expect(named(await fixture.refused('createDiningTable', whole))).toEqual(['BAD_USER_INPUT', field]);
    expect(named(await fixture.refused('updateDiningTable', { id: `t-${tables[0]}`, ...input }))).toEqual(['BAD_USER_INPUT', field]);
  });

  it('is refused a change of nothing, or that does not fit what stays as it is', async () => {
    const id = `t-${tables[0]}`;
    expect(await fixture.refused('updateDiningTable', { id })).toEqual(['BAD_USER_INPUT', 'input']);
    expect(await fixture.refused('updateDiningTable', { id, name: null })).toEqual(['BAD_USER_INPUT', 'name']);
    expect(await fixture.refused('updateDiningTable', { id, minSeats: 5 })).toEqual(['BAD_USER_INPUT', 'minSeats']);
    expect(await fixture.refused('updateDiningTable', { id: `t-${tables[1]}`, maxSeats: 1 })).toEqual(['BAD_USER_INPUT', 'maxSeats']);
  });

  it('is not deleted under a reservation that is being made', async () => {
    const { db } = fixture.gateway.database;
    // As a reservation does, before it looks for tables.
    await db.transaction().execute(async (reserving) => {
      await reserving.selectFrom('locations').select('number').where('company_id', '=', fixture.studio.company.id).where('number', '=', location).forShare().execute();
      const deleting = fixture.ask(`mutation { deleteDiningTable(input: { id: "t-${tables[0]}" }) { deletedId } }`);
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(1);
      const { number } = await insertReservation();
      await reserving.insertInto('reservation_tables').values({ company_id: fixture.studio.company.id, reservation_number: number, table_number: tables[0], location_number: location, during: `[${at('18:00')},${at('20:00')})`, holds: true }).execute();
      return { deleting };
    }).then(async ({ deleting }) => expect((await deleting).errors?.map(({ extensions }) => extensions['code'])).toEqual(['CONFLICT']));
  });

  /** Without a table. */
  async function insertReservation(): Promise<{ number: number }> {
    const guest = await fixture.rows.guest();
    const number = guest + 7000;
    const { db } = fixture.gateway.database;
    const times = { starts_at: new Date(at('18:00')), ends_at: new Date(at('20:00')), duration_minutes: 120, service_day: tomorrow, service_name: 'Dinner' };
    const whose = { customer_number: guest, first_name: 'Ilse', last_name: 'Okafor', email: 'ilse@example.org', party_size: 2 };
    await db.insertInto('reservations').values({ company_id: fixture.studio.company.id, number, internal_id: `res_${number}`, public_reference: `rr_${number}`, location_number: location, status: 'CONFIRMED', source: 'API', ...whose, ...times }).execute();
    return { number };
  }

  it('that is being deleted is given to nobody: a reservation waits and takes another', async () => {
    const { db } = fixture.gateway.database;
    // The service day is known already: a new one would wait for the location's row anyhow.
    expect((await fixture.book(location, at('20:30'))).json).toMatchObject({ reservation: { tableIds: [`t-${tables[0]}`] } });
    const booking = await db.transaction().execute(async (deleting) => {
      await deleting.selectFrom('locations').select('number').where('company_id', '=', fixture.studio.company.id).where('number', '=', location).forUpdate().execute();
      const answer = fixture.book(location, at('18:00'));
      await expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(1);
      await deleting.updateTable('dining_tables').set({ deleted_at: new Date(fixture.now) }).where('company_id', '=', fixture.studio.company.id).where('number', '=', tables[0]).execute();
      return { answer };
    });
    expect((await booking.answer).json).toMatchObject({ reservation: { tableIds: [`t-${tables[1]}`] } });
  });

  it('can be closed however much is reserved: who comes later waits until it is', async () => {
    const { db } = fixture.gateway.database;
    const waiting = async (sessions: number) => expect.poll(() => waitingSessions(fixture.gateway.connectionString)).toBe(sessions);
    expect((await fixture.book(location, at('20:30'))).status).toBe(201);
    const { first, closing, later } = await db.transaction().execute(async (holding) => {
      await holding.selectFrom('service_days').selectAll().where('location_number', '=', location).forUpdate().execute();
      const first = fixture.book(location, at('18:00'));
      await waiting(1);
      const closing = fixture.ask(`mutation { updateDiningTable(input: { id: "t-${tables[0]}", bookable: false }) { table { bookable } } }`);
      await waiting(2);
      const later = fixture.book(location, '2026-09-05T18:00:00.000Z');
      await waiting(3);
      return { first, closing, later };
    });
    expect((await first).json).toMatchObject({ reservation: { tableIds: [`t-${tables[0]}`] } });
    expect((await closing).data).toEqual({ updateDiningTable: { table: { bookable: false } } });
    expect((await later).json).toMatchObject({ reservation: { tableIds: [`t-${tables[1]}`] } });
  });
});

describe('managing restaurants', () => {
  let others: { combination: number; day: number; rule: number; service: number };
  beforeEach(async () => {
    others = {
      combination: await fixture.rows.combination(location, []),
      day: await fixture.rows.specialDay(location, tomorrow),
      rule: await fixture.rows.rule(location),
      service: await fixture.rows.service(location, { opens: '09:00', closes: '10:00', last_seating: '09:30' }),
    };
  });

  const lunch = { name: 'Lunch', opens: '12:00', closes: '14:00', lastSeating: '13:00', slotIntervalMinutes: 60 };
  const mutations = (): [mutation: string, input: Record<string, unknown>][] => [
    ['createTableCombination', { locationId: `loc_${location}`, name: 'Both', tableIds: tables.map((number) => `t-${number}`), minSeats: 1, maxSeats: 4 }],
    ['updateTableCombination', { id: `combination_${others.combination}`, name: 'Both' }],
    ['deleteTableCombination', { id: `combination_${others.combination}` }],
    ['createSpecialDay', { locationId: `loc_${location}`, date: '2026-09-04', name: 'Fair', closed: true }],
    ['updateSpecialDay', { id: `special_${others.day}`, name: 'Fair' }],
    ['deleteSpecialDay', { id: `special_${others.day}` }],
    ['createAvailabilityRule', { locationId: `loc_${location}`, name: 'Kitchen', daysOfWeek: [1] }],
    ['updateAvailabilityRule', { id: `rule_${others.rule}`, name: 'Kitchen' }],
    ['deleteAvailabilityRule', { id: `rule_${others.rule}` }],
    ['createDiningService', { locationId: `loc_${location}`, ...lunch, daysOfWeek: [1] }],
    ['updateDiningService', { id: `rsvc_${others.service}`, name: 'Lunch' }],
    ['deleteDiningService', { id: `rsvc_${others.service}` }],
    ['createDiningTable', { locationId: `loc_${location}`, name: 'Three', minSeats: 1, maxSeats: 4 }],
    ['updateDiningTable', { id: `t-${tables[0]}`, name: 'Three' }],
    ['deleteDiningTable', { id: `t-${tables[0]}` }],
  ];

  it('is for administrators alone: reception, clients and keys are refused', async () => {
    const client = await fixture.gateway.rest('/token', { method: 'POST', token: null, body: { client_id: 'm2m_studio', client_secret: 'ab12'.repeat(16) } });
    const { access_token: token } = client.json as { access_token: string };
    for (const [mutation, input] of mutations()) {
      for (const caller of [fixture.staff.reception, token, fixture.key]) expect([mutation, ...(await fixture.refused(mutation, input, caller))]).toEqual([mutation, 'FORBIDDEN', undefined]);
    }
  });

  it('is of one’s own company: another’s ids are unknown', async () => {
    for (const [mutation, input] of mutations()) {
      const name = 'locationId' in input ? 'locationId' : 'id';
      const own = String(input[name]);
      expect([mutation, ...(await fixture.refused(mutation, input, fixture.staff.rival))]).toEqual([mutation, 'NOT_FOUND', name]);
      const prefix = own.replace(/\d+$/, '');
      for (const id of [`${prefix}2000000000`, `${prefix}0`, `${prefix}x`, own.replace(prefix, 'cust_'), '']) expect([mutation, id, ...(await fixture.refused(mutation, { ...input, [name]: id }))]).toEqual([mutation, id, 'NOT_FOUND', name]);
    }
  });

  it('of a location that is deleted is refused', async () => {
    await fixture.gateway.database.db.updateTable('locations').set({ deleted_at: new Date(0) }).where('number', '=', location).execute();
    for (const [mutation, input] of mutations()) expect([mutation, (await fixture.refused(mutation, input))[0]]).toEqual([mutation, 'NOT_FOUND']);
  });
});
