import { Temporal } from 'temporal-polyfill';
import type { AvailabilityRule, HeldReservation, Location, Seats, ServiceHours } from '../../src/scheduling/seating/location.js';
import type { Reason } from '../../src/scheduling/seating/slot.js';
import type { SlotSearch } from '../../src/scheduling/seating/slots.js';

/** A start as the oracle sees it. */
export interface ExpectedSlot {
  readonly start: number;
  readonly end: number;
  readonly serviceName: string;
  readonly serviceDay: string;
  /** Null: it can be had. */
  readonly reason: Reason | null;
  readonly capacity: number;
  readonly tableNumbers: readonly number[];
}

/** A service on one day, and since when it is open. */
interface Meal {
  readonly hours: ServiceHours;
  readonly service: number | null;
  readonly day: Temporal.PlainDate;
  readonly opens: number;
  readonly closes: number;
  readonly lastSeating: number;
}

const minuteMs = 60_000;

/** What `findSlots` should find, by asking Temporal for every time and looking at every table and every reservation for every start. */
export function slotsByLooking(location: Location, search: SlotSearch, days: { readonly first: string; readonly last: string }, now: number): ExpectedSlot[] {
  const byStart = new Map<number, ExpectedSlot[]>();
  let day = Temporal.PlainDate.from(days.first).subtract({ days: 4 });
  for (; Temporal.PlainDate.compare(day, Temporal.PlainDate.from(days.last).add({ days: 4 })) <= 0; day = day.add({ days: 1 })) {
    for (const meal of mealsOn(location, day)) {
      const step = (search.intervalMinutes ?? meal.hours.slotIntervalMinutes) * minuteMs;
      for (let start = meal.opens; start <= meal.lastSeating && start < meal.closes; start += step) {
        byStart.set(start, [...(byStart.get(start) ?? []), look(location, search, meal, start, now)]);
      }
    }
  }
  return [...byStart.values()]
    .map((slots) => slots.find(({ reason }) => reason === null) ?? (slots[0] as ExpectedSlot))
    .filter(({ serviceDay }) => days.first <= serviceDay && serviceDay <= days.last)
    .sort((one, other) => one.start - other.start);
}

function mealsOn({ timeZone, services, specialDays }: Location, day: Temporal.PlainDate): Meal[] {
  // A zone that moves over the date line has not got every day.
  if (!day.toZonedDateTime({ timeZone }).toPlainDate().equals(day)) return [];
  const text = day.toString();
  const special = specialDays.find((one) => one.day === text);
  const todays = special?.services.map((hours) => ({ hours, service: null as number | null })) ?? services
    .filter(({ weekdays, validFrom, validUntil }) => weekdays.includes(day.dayOfWeek) && (validFrom === null || validFrom <= text) && (validUntil === null || text <= validUntil))
    .map((hours) => ({ hours, service: hours.number as number | null }));
  return todays.map(({ hours, service }) => {
    const at = (time: string, isNextDay: boolean) =>
      day.add({ days: isNextDay ? 1 : 0 }).toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
    return {
      hours,
      service,
      day,
      opens: at(hours.opens, false),
      closes: at(hours.closes, hours.closes <= hours.opens),
      lastSeating: at(hours.lastSeating, hours.lastSeating < hours.opens),
    };
  });
}

function look(location: Location, search: SlotSearch, meal: Meal, start: number, now: number): ExpectedSlot {
  const { hours, service, day } = meal;
  const { partySize, ignoredReservation } = search;
  const { policy } = location;
  const end = start + stayMinutes(location, search) * minuteMs;
  const slot = { start, end, serviceName: hours.name, serviceDay: day.toString() };
  const refused = (reason: Reason): ExpectedSlot => ({ ...slot, reason, capacity: 0, tableNumbers: [] });

  if (partySize < policy.minPartySize || partySize > policy.maxPartySize) return refused('party_size_out_of_range');
  if ((start - now) / minuteMs < policy.minLeadTimeMinutes) return refused('too_soon');
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(location.timeZone).toPlainDate();
  if (today.until(day).days > policy.maxAdvanceBookingDays) return refused('too_far_ahead');

  const others = location.reservations.filter(({ number }) => number !== ignoredReservation);
  const rules = location.rules.filter((rule) => (rule.service === null || rule.service === service) && rule.weekdays.includes(day.dayOfWeek));
  if (rules.some((rule) => isFull(rule, meal, start, partySize, others))) return refused('slot_limit_reached');

  let from = start;
  let until = end;
  for (const { bufferBeforeMinutes, bufferAfterMinutes } of rules) {
    from = Math.min(from, start - bufferBeforeMinutes * minuteMs);
    until = Math.max(until, end + bufferAfterMinutes * minuteMs);
  }
  const isFree = (table: number) => others.every((other) => !other.tables.includes(table) || other.heldUntil <= from || other.heldFrom >= until);
  const table = best(location.tables.filter((one) => one.isBookable && seats(one, partySize) && isFree(one.number)));
  if (table !== null) return { ...slot, reason: null, capacity: table.seatsMax, tableNumbers: [table.number] };
  const isUsable = (number: number) => location.tables.some((one) => one.number === number && one.isBookable);
  const combination = best(location.combinations.filter((one) => one.isBookable && seats(one, partySize) && one.tables.length > 0 && one.tables.every((number) => isUsable(number) && isFree(number))));
  if (combination !== null) return { ...slot, reason: null, capacity: combination.seatsMax, tableNumbers: [...combination.tables].sort((one, other) => one - other) };
  return refused('no_tables_available');
}

function isFull(rule: AvailabilityRule, { opens, hours }: Meal, start: number, partySize: number, others: readonly HeldReservation[]): boolean {
  let slotFrom = opens;
  while (slotFrom + hours.slotIntervalMinutes * minuteMs <= start) slotFrom += hours.slotIntervalMinutes * minuteMs;
  const arriving = others.filter((other) => other.start >= slotFrom && other.start < slotFrom + hours.slotIntervalMinutes * minuteMs);
  const covers = arriving.reduce((sum, other) => sum + other.partySize, partySize);
  return (rule.maxCoversPerSlot !== null && covers > rule.maxCoversPerSlot) || (rule.maxReservationsPerSlot !== null && arriving.length + 1 > rule.maxReservationsPerSlot);
}

function stayMinutes({ policy }: Location, { partySize, durationMinutes }: SlotSearch): number {
  if (durationMinutes !== undefined) return durationMinutes;
  let shortest: { maxPartySize: number; minutes: number } | null = null;
  for (const one of policy.durations) {
    if (partySize <= one.maxPartySize && (shortest === null || one.maxPartySize < shortest.maxPartySize)) shortest = one;
  }
  return shortest === null ? policy.defaultDurationMinutes : shortest.minutes;
}

function seats({ seatsMin, seatsMax }: Seats, partySize: number): boolean {
  return seatsMin <= partySize && partySize <= seatsMax;
}

/** The one with the fewest seats; of those the highest priority; of those the lowest number. */
function best<One extends Seats>(all: readonly One[]): One | null {
  const fewest = Math.min(...all.map(({ seatsMax }) => seatsMax));
  const small = all.filter(({ seatsMax }) => seatsMax === fewest);
  const highest = Math.max(...small.map(({ priority }) => priority));
  const preferred = small.filter(({ priority }) => priority === highest);
  const lowest = Math.min(...preferred.map(({ number }) => number));
  return preferred.find(({ number }) => number === lowest) ?? null;
}
