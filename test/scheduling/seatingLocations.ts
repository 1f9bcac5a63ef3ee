import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { HeldReservation, Location, Seats, ServiceHours, WeeklyService } from '../../src/scheduling/seating/location.js';
import type { SlotSearch } from '../../src/scheduling/seating/slots.js';
import type { ClockChange } from './clockChanges.js';

/** Random locations whose services and reservations lie about a change of the clocks, and what is asked of them. */

const minuteMs = 60_000;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

export interface Asked {
  readonly location: Location;
  readonly search: SlotSearch;
  readonly days: { readonly first: string; readonly last: string };
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The day that the clocks show when they have been changed. */
export function dayOf({ timeZone, at }: ClockChange): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

function dayNear(day: Temporal.PlainDate, from: number, until: number): fc.Arbitrary<string> {
  return fc.integer({ min: from, max: until }).map((days) => day.add({ days }).toString());
}

function timeText(minute: number): string {
  const ofDay = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}:00`;
}

function hoursNear(minuteOfChange: number): fc.Arbitrary<ServiceHours> {
  const opens = fc.oneof(fc.integer({ min: minuteOfChange - 130, max: minuteOfChange + 130 }), fc.integer({ min: 1300, max: 1439 }), fc.nat(1439));
  return fc
    .record({
      name: fc.constantFrom('Lunch', 'Supper', 'Late'),
      opens,
      lasts: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1440 })),
      seatsFor: fc.nat(400),
      slotIntervalMinutes: fc.constantFrom(15, 20, 30, 60, 7),
      requiresConfirmation: fc.boolean(),
    })
    .map(({ opens, lasts, seatsFor, ...rest }) => ({ ...rest, opens: timeText(opens), closes: timeText(opens + lasts), lastSeating: timeText(opens + seatsFor) }));
}

function seatsFrom(fewest: number): fc.Arbitrary<Omit<Seats, 'number'>> {
  return fc
    .record({
      few: fc.integer({ min: fewest, max: fewest + 2 }),
      more: fc.nat(4),
      priority: fc.nat(1),
      isBookable: mostly(fc.constant(true), fc.constant(false)),
    })
    .map(({ few, more, ...rest }) => ({ ...rest, seatsMin: few, seatsMax: few + more }));
}

/** Mostly the one, sometimes the other. */
function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: other });
}

function numbered<T>(arbitrary: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<(T & { number: number })[]> {
  return fc.array(arbitrary, { minLength: least, maxLength: most }).map((list) => list.map((one, index) => ({ ...one, number: index + 1 })));
}

function namedApart(services: readonly ServiceHours[]): ServiceHours[] {
  return services.map((hours, index) => ({ ...hours, name: `${hours.name} ${index + 1}` }));
}

const weekdays = mostly(fc.constant(everyDay), fc.subarray(everyDay, { minLength: 1 }));
const tableNumbers = fc.subarray([1, 2, 3, 4, 5]);
const buffer = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }));
const limit = (most: number) => fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: most }) });

export function locationNear(change: ClockChange): fc.Arbitrary<Location> {
  const instant = Math.floor(change.at / minuteMs) * minuteMs;
  const changed = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(change.timeZone);
  const day = dayOf(change);
  const hours = hoursNear(changed.hour * 60 + changed.minute);
  const service: fc.Arbitrary<Omit<WeeklyService, 'number'>> = fc
    .record({ hours, weekdays, validFrom: fc.option(dayNear(day, -3, 1), { freq: 1 }), validUntil: fc.option(dayNear(day, -1, 3), { freq: 1 }) })
    .map(({ hours, ...rest }) => ({ ...hours, ...rest }));
  const reservation: fc.Arbitrary<Omit<HeldReservation, 'number'>> = fc
    .record({
      start: fc.oneof(fc.integer({ min: -2880, max: 2880 }), fc.integer({ min: -150, max: 150 })),
      minutes: fc.integer({ min: 15, max: 240 }),
      before: buffer,
      after: buffer,
      partySize: fc.integer({ min: 1, max: 6 }),
      tables: tableNumbers,
    })
    .map(({ start, minutes, before, after, ...rest }) => ({
      ...rest,
      start: instant + start * minuteMs,
      heldFrom: instant + (start - before) * minuteMs,
      heldUntil: instant + (start + minutes + after) * minuteMs,
    }));
  return fc.record({
    timeZone: fc.constant(change.timeZone),
    tables: numbered(seatsFrom(1), 1, 5),
    combinations: numbered(fc.record({ seats: seatsFrom(3), tables: fc.oneof(fc.subarray([1, 2, 3, 4, 5], { maxLength: 2 }), tableNumbers) }).map(({ seats, tables }) => ({ ...seats, tables })), 0, 4),
    services: numbered(service, 1, 3),
    specialDays: fc.uniqueArray(fc.record({ day: dayNear(day, -1, 1), services: fc.array(hours, { maxLength: 2 }).map(namedApart) }), { selector: ({ day }) => day, maxLength: 2 }),
    rules: fc.array(
      fc.record({
        service: fc.constantFrom(null, 1, 2),
        weekdays,
        bufferBeforeMinutes: buffer,
        bufferAfterMinutes: buffer,
        maxCoversPerSlot: limit(9),
        maxReservationsPerSlot: limit(2),
      }),
      { maxLength: 3 },
    ),
    policy: fc.record({
      minPartySize: mostly(fc.constant(1), fc.constant(2)),
      maxPartySize: fc.integer({ min: 5, max: 9 }),
      defaultDurationMinutes: fc.constantFrom(45, 90, 120),
      durations: fc.array(fc.record({ maxPartySize: fc.integer({ min: 1, max: 6 }), minutes: fc.constantFrom(30, 60, 75) }), { maxLength: 3 })
        .map((list) => list.filter((one, index) => list.findIndex(({ maxPartySize }) => maxPartySize === one.maxPartySize) === index)),
      minLeadTimeMinutes: fc.constantFrom(0, 30, 60, 240),
      maxAdvanceBookingDays: mostly(fc.constantFrom(45, 90), fc.constantFrom(0, 1)),
    }),
    reservations: numbered(reservation, 0, 14),
  });
}

export function askedNear(change: ClockChange): fc.Arbitrary<Asked> {
  const instant = Math.floor(change.at / minuteMs) * minuteMs;
  const day = dayOf(change);
  return fc.record({
    location: locationNear(change),
    search: fc.record(
      {
        partySize: mostly(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 9 })),
        durationMinutes: fc.constantFrom(15, 45, 90, 180),
        intervalMinutes: fc.constantFrom(5, 15, 25, 45, 120),
        ignoredReservation: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: ['partySize'] },
    ),
    days: fc.tuple(dayNear(day, -1, 1), dayNear(day, -1, 1)).map(([one, other]) => (one < other ? { first: one, last: other } : { first: other, last: one })),
    now: fc.oneof(
      { weight: 5, arbitrary: fc.constant(instant - 40 * 86_400_000) },
      { weight: 2, arbitrary: fc.integer({ min: -2880, max: 1440 }).map((minute) => instant + minute * minuteMs) },
      { weight: 1, arbitrary: fc.integer({ min: -172_800_000, max: 86_400_000 }).map((ms) => instant + ms) },
    ),
  });
}
