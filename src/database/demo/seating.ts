import { createAgenda } from './agenda.js';
import { type DiningTime, diningTimesOf } from './diningTimes.js';
import type { Random } from './random.js';
import type { DemoLocation, DemoWorld } from './world.js';

const minute = 60_000;

/** Parties that one start takes, whatever the kitchen could: less than any rule allows. */
const mostAtOnce = 3;

/** Two people most of the time. */
const partySizes = [1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6, 6, 8, 10] as const;

/** A party at its tables. */
export interface Seating extends DiningTime {
  readonly location: DemoLocation;
  readonly partySize: number;
  readonly durationMinutes: number;
  readonly tables: readonly number[];
  /** With the time kept free before and after, epoch milliseconds. */
  readonly heldFrom: number;
  readonly heldUntil: number;
}

/** Finds a party its tables within so many service days from today, null when there seem to be none, and takes them. */
export function createSeater(world: DemoWorld, random: Random): (from: number, until: number) => Seating | null {
  const tables = createAgenda<number>();
  const arrivals = new Map<string, number>();
  const timesOf = new Map<string, DiningTime[]>();
  const options = new Map(world.locations.map((location) => [location, optionsOf(location)]));
  const ballot = world.locations.flatMap((location) => Array.from({ length: location.popularity }, () => location));

  const tryOnce = (from: number, until: number): Seating | null => {
    const location = random.pick(ballot);
    const { policy, row } = location;
    const days = random.whole(from, from < 0 ? until : Math.min(until, policy.daysAhead));
    const wished = random.next();
    const partySize = random.pick(partySizes);
    const key = `${row.number} ${days}`;
    const times = timesOf.get(key) ?? diningTimesOf(location, world.today.add({ days }));
    timesOf.set(key, times);
    const time = times[Math.floor(wished * times.length)];
    if (time === undefined || partySize < policy.parties[0] || partySize > policy.parties[1]) return null;

    const durationMinutes = policy.durations.find(([upTo]) => partySize <= upTo)?.[1] ?? policy.minutes;
    const { before, after } = buffersOf(location, time);
    const heldFrom = time.startsAt - before * minute;
    const heldUntil = time.startsAt + (durationMinutes + after) * minute;
    if (from < 0 && heldUntil > world.dayBegan) return null;
    const start = `${row.number} ${time.startsAt}`;
    const arrived = arrivals.get(start) ?? 0;
    const found = options
      .get(location)
      ?.find((option) => option.seats_min <= partySize && partySize <= option.seats_max && option.tables.every((table) => tables.isFree(table, heldFrom, heldUntil)));
    if (arrived >= mostAtOnce || found === undefined) return null;
    arrivals.set(start, arrived + 1);
    for (const table of found.tables) tables.block(table, heldFrom, heldUntil);
    return { ...time, location, partySize, durationMinutes, tables: found.tables, heldFrom, heldUntil };
  };

  return (from, until) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const seating = tryOnce(from, until);
      if (seating !== null) return seating;
    }
    return null;
  };
}

function buffersOf({ rules }: DemoLocation, { service, weekday }: DiningTime): { before: number; after: number } {
  const applying = rules.filter((rule) => rule.is_active && (rule.service_number === null || rule.service_number === service) && rule.weekdays.includes(weekday));
  return {
    before: Math.max(0, ...applying.map((rule) => rule.buffer_before_minutes)),
    after: Math.max(0, ...applying.map((rule) => rule.buffer_after_minutes)),
  };
}

/** What can be given to a party: single tables before combinations, the smallest first. */
function optionsOf({ tables, combinations }: DemoLocation): (DemoLocation['tables'][number] & { tables: readonly number[] })[] {
  const single = tables.filter((table) => table.is_bookable).map((table) => ({ ...table, tables: [table.number] }));
  const bySize = (one: DemoLocation['tables'][number], other: DemoLocation['tables'][number]) =>
    one.seats_max - other.seats_max || other.priority - one.priority || one.number - other.number;
  return [...single.sort(bySize), ...[...combinations].sort(bySize)];
}
