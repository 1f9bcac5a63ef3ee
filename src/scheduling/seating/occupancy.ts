import { merge, type Interval } from '../intervals.js';
import type { HeldReservation } from './location.js';

/** When one table is taken. */
export class TableOccupancy {
  /** Merged. */
  readonly #taken: readonly Interval[];
  /** Everything before it is over by the last question's beginning: questions mostly come in the order of time. */
  #next = 0;

  constructor(taken: readonly Interval[]) {
    this.#taken = merge(taken);
  }

  isFree(from: number, until: number): boolean {
    const taken = this.#taken;
    while (this.#next > 0 && (taken[this.#next - 1] as Interval).until > from) this.#next--;
    while (this.#next < taken.length && (taken[this.#next] as Interval).until <= from) this.#next++;
    const next = taken[this.#next];
    return next === undefined || next.from >= until;
  }
}

/** @returns the occupancy of a table by its number, one object for each table. */
export function createOccupancies(reservations: readonly HeldReservation[]): (table: number) => TableOccupancy {
  const taken = new Map<number, Interval[]>();
  for (const { tables, heldFrom, heldUntil } of reservations) {
    for (const table of tables) {
      const intervals = taken.get(table);
      if (intervals === undefined) taken.set(table, [{ from: heldFrom, until: heldUntil }]);
      else intervals.push({ from: heldFrom, until: heldUntil });
    }
  }
  const occupancies = new Map<number, TableOccupancy>();
  return (table) => {
    let occupancy = occupancies.get(table);
    if (occupancy === undefined) {
      occupancy = new TableOccupancy(taken.get(table) ?? []);
      occupancies.set(table, occupancy);
    }
    return occupancy;
  };
}

/** How many reservations begin within some time, and the guests of them. */
export interface Arrivals {
  readonly reservations: number;
  readonly covers: number;
}

/** @returns who arrives from one instant until another, the last one not included. */
export function createArrivals(reservations: readonly HeldReservation[]): (from: number, until: number) => Arrivals {
  const sorted = [...reservations].sort((one, other) => one.start - other.start);
  const starts = sorted.map(({ start }) => start);
  const coversBefore = [0];
  for (const [index, { partySize }] of sorted.entries()) coversBefore.push((coversBefore[index] as number) + partySize);
  return (from, until) => {
    const first = firstAtLeast(starts, from);
    const end = firstAtLeast(starts, until);
    return { reservations: end - first, covers: (coversBefore[end] as number) - (coversBefore[first] as number) };
  };
}

/** The index of the first that is not less; the length when there is none. */
function firstAtLeast(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
