import type { Insertable } from 'kysely';
import type { Tables } from '../tables.js';
import { insertRows } from './insertRows.js';
import { byTime, momentSince, showcaseOf } from './occasions.js';
import { chooseCustomer } from './purchases.js';
import type { Random } from './random.js';
import { historyOf } from './reservationHistory.js';
import { createSeater, type Seating } from './seating.js';
import { type DemoCustomer, type DemoReservation, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const minute = 60_000;

/** Days around today on which somebody dines. */
const earliest = -150;
const latest = 45;

interface Reserved extends Seating {
  readonly customer: DemoCustomer;
  /** When it was made. */
  readonly at: Date;
}

const wishes = [
  'A quiet table, please.', 'Nut allergy.', 'We bring a pram.', 'Birthday: could there be a candle?', 'One of us uses a wheelchair.', 'Two vegans.',
  'By the window if you can.', 'We have a train at nine.', 'Gluten-free for one.', 'High chair for a two-year-old.',
] as const;

/** Reservations that never share a table; nothing that is over is still to happen, and the other way round. */
export const reservationsStep: DemoStep = {
  noun: 'reservations',
  tables: ['reservations', 'reservation_tables', 'reservation_history'],
  async load(world) {
    const random = randomFor(world, 'reservations');
    const seat = createSeater(world, random);
    const shown = showcaseOf(world).flatMap((customer) => {
      const seating = seat(1, latest);
      return seating === null ? [] : [{ ...seating, customer, at: momentSince(world, customer, random) }];
    });
    const others = Array.from({ length: world.company.counts.reservations - shown.length }, (_, index) => {
      const seating = index % 5 < 2 ? seat(0, index % 5 === 0 ? 14 : latest) : seat(earliest, -1);
      if (seating === null) return [];
      const before = Math.floor(random.next() ** 2 * 21 * 86_400) * 1000 + 3_600_000;
      const at = new Date(Math.min(seating.startsAt, world.dayBegan) - before);
      return [{ ...seating, customer: chooseCustomer(world.customers, at, random), at }];
    }).flat();

    const tables: Insertable<Tables['reservation_tables']>[] = [];
    const history: Insertable<Tables['reservation_history']>[] = [];
    for (const reserved of [...shown, ...others].sort(byTime)) {
      const row = rowOf(world, reserved, random);
      const steps = historyOf(world, row, random);
      row.updated_at = steps.at(-1)?.at ?? row.updated_at;
      world.reservations.push(row);
      history.push(...steps);
      tables.push(...tablesOf(row, reserved));
    }
    if (world.company.firstNumber === 1) nameOne(world.reservations);
    await insertRows(world.db, 'reservations', world.reservations);
    await insertRows(world.db, 'reservation_tables', tables);
    await insertRows(world.db, 'reservation_history', history);
    return world.reservations.length;
  },
};

/** The last to come goes by a reference that examples in the API's documents can name on every day. */
function nameOne(reservations: readonly DemoReservation[]): void {
  const confirmed = reservations.filter(({ status }) => status === 'CONFIRMED');
  const last = confirmed.toSorted((left, right) => right.starts_at.getTime() - left.starts_at.getTime())[0];
  if (last !== undefined) last.public_reference = 'rr_5eed5eed5eed5eed';
}

function rowOf(world: DemoWorld, reserved: Reserved, random: Random): DemoReservation {
  const { customer, location, at } = reserved;
  const status = statusOf(world, reserved, random);
  const source = sourceOf(random);
  return {
    company_id: world.companyId,
    number: takeNumber(world, 'reservation'),
    internal_id: `res_${hexadecimal(random)}`,
    public_reference: `rr_${hexadecimal(random)}`,
    location_number: location.row.number,
    customer_number: customer.number,
    first_name: customer.first_name,
    last_name: customer.last_name,
    email: customer.email,
    phone: random.chance(0.7) ? (customer.mobile ?? null) : null,
    party_size: reserved.partySize,
    starts_at: new Date(reserved.startsAt),
    ends_at: new Date(reserved.startsAt + reserved.durationMinutes * minute),
    duration_minutes: reserved.durationMinutes,
    service_number: reserved.service,
    service_name: reserved.serviceName,
    service_day: reserved.day,
    status,
    special_requests: random.chance(0.2) ? random.pick(wishes) : null,
    source,
    cancel_reason: status === 'CANCELLED' && random.chance(0.5) ? random.pick(['Illness', 'Plans have changed', 'Reserved elsewhere', 'Train strike']) : null,
    created_at: at,
    updated_at: at,
  };
}

/** Whoever came last yesterday has not been seen out: nobody closed the book. */
function statusOf(world: DemoWorld, { startsAt, heldUntil, asksFirst }: Seating, random: Random): DemoReservation['status'] {
  const chance = random.next();
  if (chance < 0.1) return 'CANCELLED';
  if (startsAt >= world.dayBegan) return asksFirst && chance < 0.6 ? 'PENDING' : 'CONFIRMED';
  if (heldUntil > world.dayBegan - 4 * 60 * minute) return 'SEATED';
  return chance < 0.16 ? 'NO_SHOW' : 'COMPLETED';
}

function sourceOf(random: Random): DemoReservation['source'] {
  const chance = random.next();
  return chance < 0.55 ? 'WEBSITE' : chance < 0.75 ? 'PHONE' : chance < 0.9 ? 'API' : 'WALK_IN';
}

/** 64 bits. */
function hexadecimal(random: Random): string {
  return Array.from({ length: 4 }, () => random.whole(0, 0xffff).toString(16).padStart(4, '0')).join('');
}

function tablesOf(row: DemoReservation, { tables, heldFrom, heldUntil }: Seating): Insertable<Tables['reservation_tables']>[] {
  const { company_id, location_number, number: reservation_number } = row;
  const during = `[${new Date(heldFrom).toISOString()},${new Date(heldUntil).toISOString()})`;
  const holds = ['PENDING', 'CONFIRMED', 'SEATED'].includes(row.status);
  return tables.map((table_number) => ({ company_id, reservation_number, table_number, location_number, during, holds }));
}
