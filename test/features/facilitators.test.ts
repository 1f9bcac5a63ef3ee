import { print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { studioScopes } from '../../src/access/scopes.js';
import { createOperationStore } from '../../src/graphql/operations.js';
import { GetFacilitatorAvailabilityDocument } from '../../src/rest/operations.generated.js';
import { agendaRows, type AgendaRows } from '../support/agenda.js';
import { appointmentRows, type AppointmentRows } from '../support/appointments.js';
import { schema } from '../support/schemaWalk.js';
import { allBut, startStudioGateway, type StudioGateway } from '../support/studioGateway.js';

/** Monday, the second of March, two minutes before one. */
const monday = Date.parse('2026-03-02T12:58:00Z');
let now = monday;
let here: StudioGateway;
let rows: AgendaRows & Pick<AppointmentRows, 'service' | 'serviceOption' | 'appointment'>;
let rivals: typeof rows;

beforeAll(async () => {
  here = await startStudioGateway({ clock: () => now });
  rows = { ...appointmentRows(here.studio), ...agendaRows(here.studio, 5001) };
  rivals = { ...appointmentRows(here.rival, 900_001), ...agendaRows(here.rival, 905_001) };
  // Reading who calls takes a statement, once.
  await here.rest('/customers?pageSize=1');
});
afterAll(() => here.close());
beforeEach(() => {
  now = monday;
});

interface Asked {
  facilitator: number;
  service: number;
  option?: number;
}

/** A service with one option of an hour, and a facilitator who gives it. */
async function hourly(schedule: Parameters<AgendaRows['schedule']>[2] = {}, buffer_minutes = 0): Promise<Asked & { option: number }> {
  const service = await rows.service({ name: 'Wheel Tuition', buffer_minutes });
  const option = await rows.serviceOption(service, { name: 'An hour', duration_minutes: 60 });
  const facilitator = await rows.facilitator({ name: 'Mo Achterberg' });
  await rows.schedule(facilitator, [service], schedule);
  return { facilitator, service, option };
}

const pathOf = ({ facilitator, service, option }: Asked, query = '') =>
  `/appointments/availability/fac_${facilitator}?service_id=svc_${service}${option === undefined ? '' : `&option_id=opt_${option}`}${query}`;

const document = `query ($id: ID!, $service: ID!, $option: ID, $from: LocalDate, $until: LocalDate) {
  facilitator(id: $id) { id name timeZone availability(serviceId: $service, optionId: $option, startDate: $from, endDate: $until) {
    startsAt startsAtLocal timeZone durationMinutes service { id name } option { id name durationMinutes price { amount currency } }
  } }
}`;

interface Slot {
  startsAt: string;
  startsAtLocal: string;
  option: { id: string };
}

async function graph({ facilitator, service, option }: Asked, from: string | null = null, until: string | null = null) {
  const variables = { id: `fac_${facilitator}`, service: `svc_${service}`, option: option === undefined ? null : `opt_${option}`, from, until };
  return here.graphql(document, { variables });
}

/** When slots begin on the wall clock from one day to another, the same on both surfaces. */
async function times(asked: Asked, from: string, until = from): Promise<string[]> {
  const { json } = await here.rest(pathOf(asked, `&start_date=${from}&end_date=${until}`));
  const rest = (json as { data: { slots: { datetime: string }[] } }).data.slots.map(({ datetime }) => datetime);
  const { data } = await graph(asked, from, until);
  const { availability } = (data as unknown as { facilitator: { availability: Slot[] } }).facilitator;
  expect(availability.map(({ startsAtLocal }) => startsAtLocal)).toEqual(rest);
  return rest.map((text) => (from === until ? text.slice(11, 16) : text.slice(5, 16)));
}

describe('a facilitator’s availability', () => {
  test('has every documented field, by start and then by option, in one statement', async () => {
    const { facilitator, service, option } = await hourly({ opens: '10:00', closes: '11:15' });
    const half = await rows.serviceOption(service, { name: 'Half an hour', duration_minutes: 30, price: 2000 });
    const path = pathOf({ facilitator, service }, '&start_date=2026-04-01&end_date=2026-04-01');
    const { answer, statements } = await here.counted(() => here.rest(path));
    expect([answer.status, statements]).toEqual([200, 1]);
    const slot = (time: string, duration_minutes: number, number: number) => ({ datetime: `2026-04-01T${time}:00`, tz: 'Europe/London', duration_minutes, service_id: `svc_${service}`, option_id: `opt_${number}` });
    expect(answer.text).toBe(
      JSON.stringify({
        data: {
          facilitator: { id: `fac_${facilitator}`, type: 'facilitator', name: 'Mo Achterberg' },
          tz: 'Europe/London',
          slots: [slot('10:00', 60, option), slot('10:00', 30, half), slot('10:15', 60, option), slot('10:15', 30, half), slot('10:30', 30, half), slot('10:45', 30, half)],
        },
      }),
    );
    const again = await here.counted(() => here.rest(path));
    expect([again.statements, again.answer.text === answer.text, again.answer.headers.get('age')]).toEqual([0, true, '0']);
    const one = await here.rest(pathOf({ facilitator, service, option: half }, '&start_date=2026-04-01&end_date=2026-04-01'));
    expect((one.json as { data: { slots: unknown[] } }).data.slots).toEqual([slot('10:00', 30, half), slot('10:15', 30, half), slot('10:30', 30, half), slot('10:45', 30, half)]);
  });

  test('is the same in the graph, in one statement and for one point', async () => {
    const asked = await hourly({ opens: '10:00', closes: '11:00' });
    const { answer, statements } = await here.counted(() => graph(asked, '2026-04-01', '2026-04-01'));
    expect(answer.errors).toBeUndefined();
    expect([statements, answer.extensions.cost.requested, answer.extensions.cost.actual]).toEqual([1, 1, 1]);
    expect(answer.data).toEqual({
      facilitator: {
        id: `fac_${asked.facilitator}`,
        name: 'Mo Achterberg',
        timeZone: 'Europe/London',
        availability: [
          {
            startsAt: '2026-04-01T09:00:00.000Z',
            startsAtLocal: '2026-04-01T10:00:00',
            timeZone: 'Europe/London',
            durationMinutes: 60,
            service: { id: `svc_${asked.service}`, name: 'Wheel Tuition' },
            option: { id: `opt_${asked.option}`, name: 'An hour', durationMinutes: 60, price: { amount: 3800, currency: 'GBP' } },
          },
        ],
      },
    });
  });

  test('follows the schedules for the service: their days, weekdays and hours, also past midnight', async () => {
    const asked = await hourly({ first_day: '2026-04-06', last_day: '2026-04-14', weekdays: [1, 3], opens: '11:00', closes: '12:15' });
    const other = await rows.service();
    await rows.serviceOption(other, { duration_minutes: 60 });
    await rows.schedule(asked.facilitator, [other], { opens: '17:00', closes: '18:00' });
    await rows.schedule(asked.facilitator, [asked.service], { first_day: '2026-04-10', last_day: '2026-04-10', opens: '22:45', closes: '00:30' });
    expect(await times(asked, '2026-04-01', '2026-04-20')).toEqual([
      '04-06T11:00', '04-06T11:15', '04-08T11:00', '04-08T11:15', '04-10T22:45', '04-10T23:00', '04-10T23:15', '04-10T23:30', '04-13T11:00', '04-13T11:15',
    ]);
    expect(await times({ facilitator: asked.facilitator, service: other }, '2026-04-06')).toEqual(['17:00']);
    const nightly = await hourly({ weekdays: [5], opens: '23:00', closes: '01:15' });
    expect(await times(nightly, '2026-04-10')).toEqual(['23:00', '23:15', '23:30', '23:45']);
    expect(await times(nightly, '2026-04-11')).toEqual(['00:00', '00:15']);
  });

  test.each([
    ['before they go forward', '2026-03-28', ['01:00', '01:15', '01:30', '01:45', '02:00', '02:15', '02:30', '02:45', '03:00']],
    ['when they go forward', '2026-03-29', ['02:00', '02:15', '02:30', '02:45', '03:00']],
    ['when they go back', '2026-10-25', ['01:00', '01:15', '01:30', '01:45', '01:00', '01:15', '01:30', '01:45', '02:00', '02:15', '02:30', '02:45', '03:00']],
  ])('opens and closes by the wall clock %s, and lasts as long as it lasts', async (_when, day, expected) => {
    expect(await times(await hourly({ opens: '01:00', closes: '04:00' }), day)).toEqual(expected);
  });

  test('is on the facilitator’s wall clock, whatever the company’s zone', async () => {
    const service = await rows.service();
    await rows.serviceOption(service, { duration_minutes: 60 });
    const facilitator = await rows.facilitator({ time_zone: 'Australia/Lord_Howe' });
    await rows.schedule(facilitator, [service], { opens: '01:00', closes: '03:00' });
    // Half an hour is passed over at two.
    expect(await times({ facilitator, service }, '2026-10-04')).toEqual(['01:00', '01:15', '01:30']);
    const { data } = await graph({ facilitator, service }, '2026-10-04', '2026-10-04');
    const { timeZone, availability } = (data as unknown as { facilitator: { timeZone: string; availability: Slot[] } }).facilitator;
    expect([timeZone, availability.map(({ startsAt }) => startsAt.slice(0, 16))]).toEqual(['Australia/Lord_Howe', ['2026-10-03T14:30', '2026-10-03T14:45', '2026-10-03T15:00']]);
  });
});

describe('what is taken is not offered', () => {
  /** Nine to twelve: 09:00 to 11:00 are starts. */
  const day = '2026-04-01';
  const at = (time: string) => new Date(`${day}T${time}:00+01:00`);
  const everything = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00'];

  test('an appointment with what is kept free after it, and then the new one with its own; a cancelled one takes nothing', async () => {
    const free = await hourly({}, 15);
    await rows.appointment({ facilitator_number: free.facilitator, starts_at: at('09:00'), duration_minutes: 60, status: 'CANCELLED' });
    expect(await times(free, day)).toEqual(everything);
    const busy = await hourly({}, 15);
    await rows.appointment({ facilitator_number: busy.facilitator, starts_at: at('10:30'), duration_minutes: 20, buffer_minutes: 10, status: 'NO_SHOW' });
    // 09:15 ends at 10:15 and is clear of the next one; the time kept free may reach beyond closing.
    expect(await times(busy, day)).toEqual(['09:00', '09:15', '11:00']);
    const later = await hourly({}, 16);
    await rows.appointment({ facilitator_number: later.facilitator, starts_at: at('10:30'), duration_minutes: 20, buffer_minutes: 11, status: 'COMPLETED' });
    expect(await times(later, day)).toEqual(['09:00']);
  });

  test('events that the facilitator leads, as long as they and the date are on', async () => {
    const asked = await hourly();
    const event = await rows.led(asked.facilitator);
    await here.studio.date(event, at('09:30').toISOString(), { duration_minutes: 45 });
    await here.studio.date(event, at('11:00').toISOString(), { is_active: false });
    await here.studio.date(await rows.led(asked.facilitator, { archived: true }), at('10:30').toISOString());
    await here.studio.date(await here.studio.event(), at('10:30').toISOString());
    expect(await times(asked, day)).toEqual(['10:15', '10:30', '10:45', '11:00']);
  });

  test('what began long before the day is still in the way', async () => {
    const asked = await hourly();
    const event = await rows.led(asked.facilitator);
    await here.studio.date(event, '2026-01-10T09:00:00Z', { duration_minutes: 81 * 1440 });
    expect(await times(asked, '2026-03-31', day)).toEqual(['04-01T10:00', '04-01T10:15', '04-01T10:30', '04-01T10:45', '04-01T11:00']);
  });

  test('the room of the schedule: by events, and by appointments of others', async () => {
    const [room, elsewhere] = [await rows.room(), await rows.room()];
    const asked = await hourly({ room_number: room });
    const other = await rows.facilitator();
    await here.studio.date(await here.studio.event({ room_number: room }), at('09:30').toISOString(), { duration_minutes: 15 });
    await here.studio.date(await here.studio.event({ room_number: room, archived: true }), at('10:00').toISOString());
    await here.studio.date(await here.studio.event({ room_number: elsewhere }), at('10:00').toISOString());
    await rows.appointment({ facilitator_number: other, room_number: room, starts_at: at('11:15'), duration_minutes: 30, buffer_minutes: 15 });
    await rows.appointment({ facilitator_number: other, room_number: room, starts_at: at('09:45'), duration_minutes: 60, status: 'CANCELLED' });
    await rows.appointment({ facilitator_number: other, room_number: elsewhere, starts_at: at('10:00'), duration_minutes: 60 });
    expect(await times(asked, day)).toEqual(['09:45', '10:00', '10:15']);
    // Another room, or none, at the same hours is open all the same.
    const free = await hourly({ room_number: elsewhere, closes: '10:00' });
    expect(await times(free, day)).toEqual(['09:00']);
  });

  test('the facilitator, wherever they are', async () => {
    const [room, elsewhere] = [await rows.room(), await rows.room()];
    const asked = await hourly({ room_number: room });
    await rows.appointment({ facilitator_number: asked.facilitator, room_number: elsewhere, starts_at: at('09:30'), duration_minutes: 30 });
    await rows.appointment({ facilitator_number: asked.facilitator, room_number: room, starts_at: at('11:45'), duration_minutes: 30 });
    expect(await times(asked, day)).toEqual(['10:00', '10:15', '10:30', '10:45']);
  });

  test('one of two schedules is enough, and a start of both is offered once', async () => {
    const room = await rows.room();
    const asked = await hourly({ room_number: room });
    await rows.schedule(asked.facilitator, [asked.service], { opens: '09:10', closes: '10:40' });
    await rows.schedule(asked.facilitator, [asked.service], { opens: '10:30', closes: '11:45' });
    await here.studio.date(await here.studio.event({ room_number: room }), at('10:30').toISOString(), { duration_minutes: 60 });
    expect(await times(asked, day)).toEqual(['09:00', '09:10', '09:15', '09:25', '09:30', '09:40', '10:30', '10:45']);
  });
});

describe('the days asked for', () => {
  test('are today and six more on the facilitator’s calendar, and end with it', async () => {
    const service = await rows.service();
    await rows.serviceOption(service, { duration_minutes: 60 });
    // Two minutes to midnight there, and so still the second of March.
    const facilitator = await rows.facilitator({ time_zone: 'Pacific/Guadalcanal' });
    await rows.schedule(facilitator, [service]);
    const path = pathOf({ facilitator, service });
    const days = async () => {
      const { json, headers } = await here.rest(path);
      const { slots } = (json as { data: { slots: { datetime: string }[] } }).data;
      const shown = [...new Set(slots.map(({ datetime }) => datetime.slice(0, 10)))];
      return [shown[0], shown.at(-1), shown.length, headers.get('age') === null];
    };
    expect(await days()).toEqual(['2026-03-03', '2026-03-08', 6, true]);
    now += 119_000;
    expect(await days()).toEqual(['2026-03-03', '2026-03-08', 6, false]);
    now += 1000;
    expect(await days()).toEqual(['2026-03-03', '2026-03-09', 7, true]);
  });

  test('reach six days beyond the first unless told, and at most 31', async () => {
    const asked = await hourly({ closes: '10:00' });
    const between = async (query: string) => {
      const { json } = await here.rest(pathOf(asked, query));
      const { slots } = (json as { data: { slots: { datetime: string }[] } }).data;
      return [slots[0]?.datetime.slice(0, 10), slots.at(-1)?.datetime.slice(0, 10), slots.length];
    };
    expect(await between('&start_date=2026-04-01')).toEqual(['2026-04-01', '2026-04-07', 7]);
    expect(await between('&start_date=2026-04-01&end_date=2026-05-01')).toEqual(['2026-04-01', '2026-05-01', 31]);
    expect(await between('&end_date=2026-04-01')).toEqual(['2026-03-03', '2026-04-01', 30]);
    expect(await between('&start_date=9999-12-31&end_date=9999-12-31')).toEqual(['9999-12-31', '9999-12-31', 1]);
    expect((await here.rest(pathOf(asked, '&start_date=9999-12-31'))).status).toBe(200);
  });

  test('have no slots in the past, however far', async () => {
    const asked = await hourly();
    expect(await times(asked, '2026-03-01')).toEqual([]);
    expect(await times(asked, '0001-01-01', '0001-01-31')).toEqual([]);
    expect(await times(asked, '2026-02-20', '2026-03-03')).toEqual(['03-03T09:00', '03-03T09:15', '03-03T09:30', '03-03T09:45', '03-03T10:00', '03-03T10:15', '03-03T10:30', '03-03T10:45', '03-03T11:00']);
  });

  test('lose a slot when it has begun, remembered or not', async () => {
    const asked = await hourly({ opens: '12:00', closes: '14:30' });
    const path = pathOf(asked, '&start_date=2026-03-02&end_date=2026-03-02');
    const first = async () => {
      const { json, headers } = await here.rest(path);
      return [(json as { data: { slots: { datetime: string }[] } }).data.slots[0]?.datetime.slice(11, 16), headers.get('age') === null];
    };
    expect(await first()).toEqual(['13:00', true]);
    now = Date.parse('2026-03-02T13:00:00Z');
    expect(await first()).toEqual(['13:00', false]);
    now += 1;
    expect(await first()).toEqual(['13:15', true]);
    expect(await first()).toEqual(['13:15', false]);
  });
});

describe('a request that cannot be answered', () => {
  test.each([
    ['', 'service_id: is required'],
    ['?service_id=', 'service_id: is not a service of this company'],
    ['?service_id=svc_77777', 'service_id: is not a service of this company'],
    ['?service_id=77777', 'service_id: is not a service of this company'],
    ['?service_id=SERVICE&service_id=SERVICE', 'service_id: must be given once'],
    ['?service_id=%00', 'service_id: has a character that is not text'],
    ['?service_id=SERVICE&option_id=opt_77777', 'option_id: is not an option of the service'],
    ['?service_id=SERVICE&option_id=', 'option_id: is not an option of the service'],
    ['?service_id=SERVICE&option_id=ANOTHER', 'option_id: is not an option of the service'],
    ['?service_id=SERVICE&start_date=tomorrow', 'start_date: must be an ISO date such as 2026-09-14'],
    ['?service_id=SERVICE&start_date=2026-02-30', 'start_date: must be an ISO date such as 2026-09-14'],
    ['?service_id=SERVICE&end_date=', 'end_date: must be an ISO date such as 2026-09-14'],
    ['?service_id=SERVICE&start_date=2026-04-02&end_date=2026-04-01', 'end_date: must not be before the first day'],
    ['?service_id=SERVICE&end_date=2026-03-01', 'end_date: must not be before the first day'],
    ['?service_id=SERVICE&start_date=2026-04-01&end_date=2026-05-02', 'end_date: must leave at most 31 days, the first and the last included'],
    ['?service_id=SERVICE&end_date=9999-12-31', 'end_date: must leave at most 31 days, the first and the last included'],
  ])('%s is a 400: %s', async (query, error) => {
    const asked = await hourly();
    const another = await hourly();
    const written = query.replaceAll('SERVICE', `svc_${asked.service}`).replace('ANOTHER', `opt_${another.option}`);
    const { status, json } = await here.rest(`/appointments/availability/fac_${asked.facilitator}${written}`);
    expect([status, json]).toEqual([400, { error }]);
  });

  test.each([
    ['service: "svc_77777"', 'serviceId', 'is not a service of this company'],
    ['service: "SERVICE", option: "opt_77777"', 'optionId', 'is not an option of the service'],
    ['service: "SERVICE", from: "2026-04-02", until: "2026-04-01"', 'endDate', 'must not be before the first day'],
    ['service: "SERVICE", from: "2026-04-01", until: "2026-05-02"', 'endDate', 'must leave at most 31 days, the first and the last included'],
  ])('with %s is a bad %s in the graph', async (given, field, message) => {
    const { facilitator, service } = await hourly();
    const args = given.replace('SERVICE', `svc_${service}`).replace('service:', 'serviceId:').replace('option:', 'optionId:').replace('from:', 'startDate:').replace('until:', 'endDate:');
    const { errors } = await here.graphql(`{ facilitator(id: "fac_${facilitator}") { name availability(${args}) { startsAt } } }`);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  test('is a 404 when nobody is asked for, unless it is a 400 first', async () => {
    const { service } = await hourly();
    const theirService = await rivals.service();
    const theirs = await rivals.facilitator();
    const ids = [`fac_${theirs}`, 'fac_77777', 'fac_0', 'fac_', '1', 'cust_1', 'fac_4294967297'];
    for (const id of ids) {
      for (const asked of [service, theirService]) {
        const { status, json } = await here.rest(`/appointments/availability/${id}?service_id=svc_${asked}`);
        expect([id, status, json]).toEqual([id, 404, { error: expect.any(String) }]);
      }
      expect((await here.rest(`/appointments/availability/${id}`)).json).toEqual({ error: 'service_id: is required' });
      expect((await here.rest(`/appointments/availability/${id}?service_id=svc_${service}&start_date=2026-04-02&end_date=2026-04-01`)).status).toBe(400);
    }
    const { data, errors } = await here.graphql(`{ facilitator(id: "fac_${theirs}") { name availability(serviceId: "svc_${service}") { startsAt } } }`);
    expect([data, errors]).toEqual([{ facilitator: null }, undefined]);
  });

  test('says of another company’s service and option what it says of those that there are not', async () => {
    const { facilitator, service } = await hourly();
    const theirs = await rivals.service();
    const option = await rivals.serviceOption(theirs);
    const answers = await Promise.all([
      here.rest(pathOf({ facilitator, service: theirs })),
      here.rest(pathOf({ facilitator, service: theirs, option })),
      here.rest(pathOf({ facilitator, service, option })),
    ]);
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [400, { error: 'service_id: is not a service of this company' }],
      [400, { error: 'service_id: is not a service of this company' }],
      [400, { error: 'option_id: is not an option of the service' }],
    ]);
  });

  test('is refused without its scope, before anything is read, and in the graph leaves the neighbours alone', async () => {
    const asked = await hourly();
    const scopes = allBut('appointments:read');
    await here.rest('/customers?pageSize=1', { scopes });
    const { answer, statements } = await here.counted(() => here.rest('/appointments/availability/nobody', { scopes }));
    expect([answer.status, answer.json, statements]).toEqual([403, { error: 'Missing required scope: appointments:read' }, 0]);
    expect((await here.rest(pathOf(asked), { scopes: ['appointments:read'] })).status).toBe(200);
    const event = await rows.led(asked.facilitator);
    const { data, errors } = await here.graphql(`{ event(id: "evt_${event}") { facilitators { name timeZone availability(serviceId: "svc_${asked.service}") { startsAt } } } facilitator(id: "fac_${asked.facilitator}") { name } }`, { scopes });
    expect(data).toEqual({ event: { facilitators: [{ name: 'Mo Achterberg', timeZone: 'Europe/London', availability: null }] }, facilitator: null });
    expect(errors?.map(({ message }) => message)).toEqual(['Missing required scope: appointments:read', 'Missing required scope: appointments:read']);
  });
});

describe('a facilitator inside something else', () => {
  test('is asked for availability with all the others at once', async () => {
    const one = await hourly({ opens: '10:00', closes: '11:00' });
    const other = await rows.facilitator();
    await rows.schedule(other, [one.service], { opens: '15:00', closes: '16:15' });
    const events = [await rows.led(one.facilitator), await rows.led(other), await rows.led(other)];
    for (const event of events) await here.studio.date(event, '2026-05-01T09:00:00Z');
    await rows.appointment({ facilitator_number: other, starts_at: new Date('2026-05-02T09:00:00Z') });
    const availability = `availability(serviceId: "svc_${one.service}", startDate: "2026-04-01", endDate: "2026-04-01")`;
    const query = `{
      events(first: 100, timeFilter: FUTURE, startDate: "2026-05-01T09:00:00Z", endDate: "2026-05-01T09:00:00Z") { nodes { id facilitators { slots: ${availability} { startsAtLocal } } } }
      appointments(facilitatorId: "fac_${other}") { nodes { facilitator { timeZone ${availability} { startsAtLocal option { id } } } } }
    }`;
    const { answer, statements } = await here.counted(() => here.graphql(query));
    expect([answer.errors, statements]).toEqual([undefined, 4]);
    const slots = (...shown: string[]) => [{ slots: shown.map((time) => ({ startsAtLocal: `2026-04-01T${time}:00` })) }];
    expect((answer.data as unknown as { events: { nodes: { id: string }[] } }).events.nodes.sort((a, b) => Number(a.id.slice(4)) - Number(b.id.slice(4)))).toEqual([
      { id: `evt_${events[0]}`, facilitators: slots('10:00') },
      { id: `evt_${events[1]}`, facilitators: slots('15:00', '15:15') },
      { id: `evt_${events[2]}`, facilitators: slots('15:00', '15:15') },
    ]);
    const option = { id: `opt_${one.option}` };
    expect(answer.data?.['appointments']).toEqual({
      nodes: [{ facilitator: { timeZone: 'Europe/London', availability: [{ startsAtLocal: '2026-04-01T15:00:00', option }, { startsAtLocal: '2026-04-01T15:15:00', option }] } }],
    });
  });

  test('has an availability of its own for each set of arguments', async () => {
    const { facilitator, service, option } = await hourly({ opens: '10:00', closes: '11:00' });
    const short = await rows.serviceOption(service, { duration_minutes: 50 });
    const event = await rows.led(facilitator);
    const slots = (more: string) => `availability(serviceId: "svc_${service}", startDate: "2026-04-01", endDate: "2026-04-01"${more}) { option { id } }`;
    const { data } = await here.graphql(`{ event(id: "evt_${event}") { facilitators { all: ${slots('')} long: ${slots(`, optionId: "opt_${option}"`)} none: ${slots(', optionId: null')} } } }`);
    const both = [{ option: { id: `opt_${option}` } }, { option: { id: `opt_${short}` } }];
    expect(data).toEqual({ event: { facilitators: [{ all: both, long: both.slice(0, 1), none: both }] } });
  });
});

test('an answer is void when an appointment, an event or a service is changed', () => {
  const operations = createOperationStore(schema, { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true });
  const operation = operations.prepare(print(GetFacilitatorAvailabilityDocument));
  expect(operation).toMatchObject({ resources: ['appointmentServices', 'appointments', 'events'], caching: 'shared' });
  expect(studioScopes).toContain('appointments:read');
});
