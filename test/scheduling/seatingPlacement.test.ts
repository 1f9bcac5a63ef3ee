import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dayNumber } from '../../src/scheduling/days.js';
import type { HeldReservation, Location } from '../../src/scheduling/seating/location.js';
import type { AvailableSlot } from '../../src/scheduling/seating/slot.js';
import { decideStart, findSlots } from '../../src/scheduling/seating/slots.js';
import { count } from '../support/counts.js';
import { changesToTry, nameOf, type ClockChange } from './clockChanges.js';
import { dayOf, locationNear } from './seatingLocations.js';

vi.setConfig({ testTimeout: 300_000 });

const minuteMs = 60_000;

/** A reservation that was made, and of which service. */
interface Placed {
  readonly reservation: HeldReservation;
  readonly slot: AvailableSlot;
}

/** Each step makes a reservation, cancels one, or changes one. */
const step = fc.record({
  kind: fc.constantFrom('make', 'make', 'make', 'make', 'cancel', 'change' as const),
  partySize: fc.integer({ min: 1, max: 6 }),
  durationMinutes: fc.constantFrom(undefined, 15, 60, 150),
  intervalMinutes: fc.constantFrom(undefined, undefined, 5, 25),
  /** Which of the slots that are offered, and which reservation. */
  pick: fc.nat(10_000),
  /** Whether the next reservations are wanted as near to this one as can be. */
  isRush: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('reservations made one after another never share a table nor break a limit', () => {
  test.each(changesToTry().map((change) => [nameOf(change), change] as const))('%s', (_name, change) => {
    fc.assert(
      fc.property(locationNear(change), fc.array(step, { minLength: 10, maxLength: 60 }), (drawn, steps) => {
        const location = { ...drawn, policy: { ...drawn.policy, minLeadTimeMinutes: 0, maxAdvanceBookingDays: 45 }, reservations: [] };
        const placed = placeAll(location, steps, change);
        expect(tablesHeldTwice(placed)).toEqual([]);
        expect(slotsOverLimit(location, placed, change)).toEqual([]);
      }),
      { numRuns: count(3, 8) },
    );
  });
});

function placeAll(empty: Location, steps: readonly Step[], change: ClockChange): Placed[] {
  const day = dayOf(change);
  const days = { first: dayNumber(day.subtract({ days: 1 }).toString()), last: dayNumber(day.add({ days: 1 }).toString()) };
  const now = change.at - 30 * 86_400_000;
  let placed: Placed[] = [];
  let rush: number | null = null;
  for (const [index, { kind, pick, isRush, ...request }] of steps.entries()) {
    const known = placed[pick % Math.max(1, placed.length)]?.reservation;
    if (kind === 'cancel') {
      placed = placed.filter(({ reservation }) => reservation !== known);
      continue;
    }
    const location = { ...empty, reservations: placed.map(({ reservation }) => reservation) };
    const changed = kind === 'change' ? known : undefined;
    const asked = { ...request, ignoredReservation: changed?.number };
    const offered = findSlots(location, asked, days, now).slots.filter(({ available }) => available);
    const wanted: number | undefined = rush === null ? offered[pick % Math.max(1, offered.length)]?.start : nearest(rush, offered);
    if (wanted === undefined) continue;
    const slot = decideStart(location, { ...asked, intervalMinutes: asked.intervalMinutes ?? 'any' }, wanted, now);
    if (!slot.available) throw new Error('A slot that was offered cannot be booked.');
    const { start, tableNumbers, heldFrom, heldUntil } = slot;
    const reservation = { number: changed?.number ?? index + 1, start, partySize: request.partySize, tables: tableNumbers, heldFrom, heldUntil };
    placed = [...placed.filter((one) => one.reservation !== changed), { reservation, slot }];
    rush = isRush ? start : null;
  }
  return placed;
}

function nearest(to: number, offered: readonly { start: number }[]): number | undefined {
  return [...offered].sort((one, other) => Math.abs(one.start - to) - Math.abs(other.start - to))[0]?.start;
}

/** Every minute of every table, marked by who holds it. */
function tablesHeldTwice(placed: readonly Placed[]): string[] {
  const holders = new Map<string, number>();
  const twice: string[] = [];
  for (const { reservation: { number, tables, heldFrom, heldUntil } } of placed) {
    for (const table of tables) {
      for (let minute = heldFrom; minute < heldUntil; minute += minuteMs) {
        const key = `table ${table} at ${new Date(minute).toISOString()}`;
        if (holders.has(key)) twice.push(`${key} by ${holders.get(key)} and ${number}`);
        holders.set(key, number);
      }
    }
  }
  return twice;
}

/** Goes through the minutes of each service and counts who arrives, slot by slot. */
function slotsOverLimit({ services, specialDays, rules, timeZone }: Location, placed: readonly Placed[], change: ClockChange): string[] {
  const over: string[] = [];
  for (let days = -2; days <= 2; days++) {
    const day = dayOf(change).add({ days });
    const special = specialDays.find((one) => one.day === day.toString())?.services.map((hours) => ({ ...hours, number: null }));
    for (const { number, name, opens, slotIntervalMinutes } of special ?? services) {
      const limits = rules.filter((rule) => (rule.service === null || rule.service === number) && rule.weekdays.includes(day.dayOfWeek));
      const ours = placed.filter(({ slot }) => slot.serviceDay === day.toString() && slot.service === number && slot.serviceName === name);
      const opening = day.toPlainDateTime(opens).toZonedDateTime(timeZone).epochMilliseconds;
      let covers = 0;
      let parties = 0;
      for (let passed = 0; passed < 26 * 60; passed++) {
        if (passed % slotIntervalMinutes === 0) [covers, parties] = [0, 0];
        for (const { reservation } of ours.filter(({ slot }) => slot.start === opening + passed * minuteMs)) {
          covers += reservation.partySize;
          parties += 1;
        }
        const isOver = limits.some((rule) => covers > (rule.maxCoversPerSlot ?? Infinity) || parties > (rule.maxReservationsPerSlot ?? Infinity));
        if (isOver) over.push(`${name} on ${day.toString()}, minute ${passed}: ${covers} guests of ${parties} parties`);
      }
    }
  }
  return over;
}
