import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dayNumber } from '../../src/scheduling/days.js';
import type { Location, Seats } from '../../src/scheduling/seating/location.js';
import type { Slot } from '../../src/scheduling/seating/slot.js';
import { decideStart, findSlots } from '../../src/scheduling/seating/slots.js';
import { count } from '../support/counts.js';
import { changesToTry, nameOf } from './clockChanges.js';
import { slotsByLooking, type ExpectedSlot } from './seatingOracle.js';
import { askedNear, type Asked } from './seatingLocations.js';

vi.setConfig({ testTimeout: 300_000 });

const changes = changesToTry().map((change) => [nameOf(change), change] as const);
const find = ({ location, search, days, now }: Asked) => findSlots(location, search, { first: dayNumber(days.first), last: dayNumber(days.last) }, now);

function shown(slot: Slot): ExpectedSlot {
  const { start, end, serviceName, serviceDay, capacity, tableNumbers } = slot;
  return { start, end, serviceName, serviceDay, reason: slot.available ? null : slot.reason, capacity, tableNumbers };
}

describe('the slots that are found are those that looking at everything finds', () => {
  test.each(changes)('%s', (_name, change) => {
    fc.assert(
      fc.property(askedNear(change), (asked) => {
        expect(find(asked).slots.map(shown)).toEqual(slotsByLooking(asked.location, asked.search, asked.days, asked.now));
      }),
      { numRuns: count(12, 25) },
    );
  });
});

describe('what is offered can be booked, and nothing else', () => {
  test.each(changes)('%s', (_name, change) => {
    fc.assert(
      fc.property(askedNear(change), fc.array(fc.integer({ min: -2880, max: 2880 }), { maxLength: 3 }), (asked, minutes) => {
        const { location, search, now } = asked;
        const { slots } = find(asked);
        for (const slot of slots) {
          expect(decideStart(location, search, slot.start, now)).toEqual(slot);
          if (slot.available) expect(decideStart(location, { ...search, intervalMinutes: 'any' }, slot.start, now).available).toBe(true);
        }
        const first = slots[0]?.start ?? change.at;
        for (const start of [...minutes.map((minute) => first + minute * 60_000), ...slots.slice(0, 3).map(({ start }) => start + 30_000)]) {
          const isFound = find({ ...asked, days: { first: dayFrom(start, -2), last: dayFrom(start, 2) } }).slots.some((slot) => slot.start === start);
          expect('serviceName' in decideStart(location, search, start, now)).toBe(isFound);
        }
      }),
      { numRuns: count(4, 8) },
    );
  });
});

describe('no party is seated where a smaller free table would do', () => {
  test.each(changes)('%s', (_name, change) => {
    fc.assert(
      fc.property(askedNear(change), (asked) => {
        const { location, search } = asked;
        for (const slot of find(asked).slots) {
          if (!slot.available) continue;
          const isFree = (table: number) =>
            !location.reservations.some(
              (other) => other.number !== search.ignoredReservation && other.tables.includes(table) && other.heldFrom < slot.heldUntil && slot.heldFrom < other.heldUntil,
            );
          const fits = (one: Seats) => one.isBookable && one.seatsMin <= search.partySize && search.partySize <= one.seatsMax;
          const free = location.tables.filter((table) => fits(table) && isFree(table.number));
          expect(slot.tableNumbers.every(isFree)).toBe(true);
          if (slot.tableNumbers.length === 1) expect(free.every(({ seatsMax }) => seatsMax >= slot.capacity)).toBe(true);
          else expect([free, smallerCombinations(location, slot.capacity, (one) => fits(one) && one.tables.every(isFree))]).toEqual([[], []]);
        }
      }),
      { numRuns: count(6, 12) },
    );
  });
});

test('an answer stays true until the moment that is said, while nothing is written', () => {
  const change = changes[0]?.[1] as (typeof changes)[number][1];
  fc.assert(
    fc.property(askedNear(change), fc.nat(1000), (asked, share) => {
      const found = find(asked);
      const last = Math.min(found.until, asked.now + 50 * 86_400_000);
      expect(last).toBeGreaterThan(asked.now);
      for (const now of [asked.now + Math.floor(((last - 1 - asked.now) * share) / 1000), last - 1]) expect(find({ ...asked, now })).toEqual(found);
    }),
    { numRuns: count(150, 3000) },
  );
});

function smallerCombinations({ combinations, tables }: Location, capacity: number, canBeHad: (one: Location['combinations'][number]) => boolean) {
  const bookable = tables.filter(({ isBookable }) => isBookable).map(({ number }) => number);
  return combinations.filter((one) => one.tables.length > 0 && one.tables.every((number) => bookable.includes(number)) && canBeHad(one) && one.seatsMax < capacity);
}

function dayFrom(instant: number, days: number): string {
  return new Date(instant + days * 86_400_000).toISOString().slice(0, 10);
}
