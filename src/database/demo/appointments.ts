import { Temporal } from 'temporal-polyfill';
import type { Insertable } from 'kysely';
import type { Tables } from '../tables.js';
import { type Agenda, createAgenda } from './agenda.js';
import { remarksFor } from './appointmentRemarks.js';
import { insertRows } from './insertRows.js';
import { byTime, momentSince, showcaseOf } from './occasions.js';
import { payOnce, type PurchasePayment } from './payment.js';
import { chooseCustomer } from './purchases.js';
import type { Random } from './random.js';
import { groupBy } from './seats.js';
import { creditsFor } from './timetable.js';
import { instantOf } from './wallClock.js';
import { type DemoCustomer, type DemoSchedule, type DemoService, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const minute = 60_000;

/** Days around today that have appointments. Today has none, so that none is both planned and over. */
const earliest = -300;
const latest = 45;

/** What happens between two people, before anybody has asked for it. */
interface Slot {
  readonly schedule: DemoSchedule;
  readonly service: DemoService;
  readonly option: DemoWorld['serviceOptions'][number];
  readonly timeZone: string;
  readonly startsAt: Date;
}

interface Appointment extends Slot {
  readonly customer: DemoCustomer;
  /** When it was made. */
  readonly at: Date;
}

/**
 * Appointments inside the schedules, buffers included; nobody is in two places, nor is a room. A fifth is to come.
 */
export const appointmentsStep: DemoStep = {
  noun: 'appointments',
  tables: ['appointments'],
  async load(world) {
    const random = randomFor(world, 'appointments');
    const seek = createSeeker(world, random);
    const shown = showcaseOf(world).flatMap((customer) => {
      const slot = seek(1, latest);
      return slot === null ? [] : [{ ...slot, customer, at: momentSince(world, customer, random) }];
    });
    const consulted = new Set(shown.filter(({ option }) => option.price === 0).map(({ customer }) => customer));
    const others = Array.from({ length: world.company.counts.appointments - shown.length }, (_, index) => {
      const slot = index % 5 === 0 ? seek(1, latest) : seek(earliest, -1);
      if (slot === null) return [];
      const before = Math.floor(random.next() ** 2 * 30 * 86_400) * 1000 + 3_600_000;
      const at = new Date(Math.min(slot.startsAt.getTime(), world.dayBegan) - before);
      let customer = chooseCustomer(world.customers, at, random);
      // What is free is given once.
      for (let tries = 0; slot.option.price === 0 && consulted.has(customer) && tries < 20; tries += 1) customer = chooseCustomer(world.customers, at, random);
      if (slot.option.price === 0) consulted.add(customer);
      return [{ ...slot, customer, at }];
    }).flat();
    const rows = [...shown, ...others].sort(byTime).map((appointment) => rowOf(world, appointment, random));
    await insertRows(world.db, 'appointments', rows);
    return rows.length;
  },
};

/** Finds free time within so many days from today, null when there seems to be none, and takes it. */
function createSeeker(world: DemoWorld, random: Random): (from: number, until: number) => Slot | null {
  const people = createAgenda<number>();
  const rooms = createAgenda<number>();
  blockClasses(world, people, rooms);
  const zoneOf = new Map(world.facilitators.map((facilitator) => [facilitator.number, facilitator.time_zone]));
  const serviceOf = new Map(world.services.map((service) => [service.number, service]));
  const optionsOf = groupBy(world.serviceOptions, (option) => option.service_number);

  const tryOnce = (from: number, until: number): Slot | null => {
    const schedule = random.pick(world.schedules);
    const option = random.pick(schedule.service_numbers.flatMap((service) => optionsOf.get(service) ?? []));
    const service = serviceOf.get(option.service_number);
    const date = world.today.add({ days: random.whole(from, until) });
    const lateness = random.next();
    const timeZone = zoneOf.get(schedule.facilitator_number);
    // What is free is asked for less often.
    if (option.price === 0 && random.chance(0.6)) return null;
    if (service === undefined || timeZone === undefined || !isOpen(schedule, date)) return null;

    const opensAt = instantOf(date, schedule.opens, timeZone).getTime();
    const closesAt = instantOf(schedule.closes > schedule.opens ? date : date.add({ days: 1 }), schedule.closes, timeZone).getTime();
    const takes = (option.duration_minutes + service.buffer_minutes) * minute;
    const steps = Math.floor((closesAt - opensAt - takes) / (15 * minute));
    const start = opensAt + Math.floor(lateness * (steps + 1)) * 15 * minute;
    const end = start + takes;
    const room = schedule.room_number ?? null;
    if (steps < 0 || (from < 0 && end > world.dayBegan)) return null;
    if (!people.isFree(schedule.facilitator_number, start, end) || (room !== null && !rooms.isFree(room, start, end))) return null;
    people.block(schedule.facilitator_number, start, end);
    if (room !== null) rooms.block(room, start, end);
    return { schedule, service, option, timeZone, startsAt: new Date(start) };
  };

  return (from, until) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const slot = tryOnce(from, until);
      if (slot !== null) return slot;
    }
    return null;
  };
}

function isOpen(schedule: DemoSchedule, date: Temporal.PlainDate): boolean {
  const text = date.toString();
  return text >= schedule.first_day && text <= (schedule.last_day ?? text) && schedule.weekdays.includes(date.dayOfWeek);
}

/** Whoever teaches a class takes no appointment then, and its room is not free. */
function blockClasses(world: DemoWorld, people: Agenda<number>, rooms: Agenda<number>): void {
  const roomOf = new Map(world.events.map((event) => [event.number, event.room_number ?? null]));
  const teachersOf = groupBy(world.teachers, (teacher) => teacher.event_number);
  for (const date of world.eventDates) {
    const from = date.starts_at.getTime();
    const until = from + date.duration_minutes * minute;
    for (const { facilitator_number: facilitator } of teachersOf.get(date.event_number) ?? []) people.block(facilitator, from, until);
    const room = roomOf.get(date.event_number) ?? null;
    if (room !== null) rooms.block(room, from, until);
  }
}

function rowOf(world: DemoWorld, appointment: Appointment, random: Random): Insertable<Tables['appointments']> {
  const { schedule, service, option, timeZone, startsAt, customer, at } = appointment;
  const isOver = startsAt.getTime() < world.dayBegan;
  const status = statusOf(isOver, random);
  return {
    company_id: world.companyId,
    number: takeNumber(world, 'appointment'),
    customer_number: customer.number,
    facilitator_number: schedule.facilitator_number,
    service_number: service.number,
    service_option_number: option.number,
    room_number: schedule.room_number,
    status,
    starts_at: startsAt,
    duration_minutes: option.duration_minutes,
    buffer_minutes: service.buffer_minutes,
    time_zone: timeZone,
    notes: random.chance(0.35) ? random.pick(remarksFor(service.name)) : '',
    created_at: at,
    ...paymentOf(world, option.price, status, random),
  };
}

function statusOf(isOver: boolean, random: Random): 'SCHEDULED' | 'COMPLETED' | 'NO_SHOW' | 'CANCELLED' {
  const chance = random.next();
  if (chance < 0.11) return 'CANCELLED';
  if (!isOver) return 'SCHEDULED';
  return chance < 0.17 ? 'NO_SHOW' : 'COMPLETED';
}

/** A card is charged when the appointment is made, and may fail; cash is paid on the day. */
function paymentOf(world: DemoWorld, price: number, status: string, random: Random): PurchasePayment & { payment_status: 'PAID' | 'PENDING' | 'FAILED' } {
  const chance = random.next();
  const outcome = random.next();
  const method = price === 0 || chance < 0.02 ? 'FREE' : chance < 0.2 ? 'PASS' : chance < 0.75 ? 'CARD' : 'CASH';
  const paid = payOnce(method, price, creditsFor(price), world.company.currency);
  if (method === 'CASH') return { ...paid, payment_status: status === 'COMPLETED' ? 'PAID' : 'PENDING' };
  if (method !== 'CARD' || outcome < 0.9) return { ...paid, payment_status: 'PAID' };
  return { ...paid, payment_status: outcome < 0.95 ? 'PENDING' : 'FAILED' };
}
