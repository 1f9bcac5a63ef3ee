import type { HeldReservation } from './location.js';

/** When one table is taken. */
export class TableOccupancy {
  /** Of intervals that neither overlap nor touch, the earliest first; as numbers, for there are thousands in a month. */
  readonly #from: number[] = [];
  readonly #until: number[] = [];
  /** Everything before it is over by the last question's beginning: questions mostly come in the order of time. */
  #next = 0;

  constructor(holding: readonly HeldReservation[]) {
    for (const { heldFrom, heldUntil } of [...holding].sort((one, other) => one.heldFrom - other.heldFrom)) {
      const last = this.#until.length - 1;
      if (heldFrom >= heldUntil) continue;
      if (last >= 0 && heldFrom <= (this.#until[last] as number)) {
        this.#until[last] = Math.max(this.#until[last] as number, heldUntil);
      } else {
        this.#from.push(heldFrom);
        this.#until.push(heldUntil);
      }
    }
  }

  isFree(from: number, until: number): boolean {
    while (this.#next > 0 && (this.#until[this.#next - 1] as number) > from) this.#next--;
    while (this.#next < this.#until.length && (this.#until[this.#next] as number) <= from) this.#next++;
    return this.#next === this.#from.length || (this.#from[this.#next] as number) >= until;
  }
}

/** @returns the occupancy of a table by its number, one object for each table. */
export function createOccupancies(reservations: readonly HeldReservation[]): (table: number) => TableOccupancy {
  const holding = new Map<number, HeldReservation[]>();
  for (const reservation of reservations) {
    for (const table of reservation.tables) {
      const known = holding.get(table);
      if (known === undefined) holding.set(table, [reservation]);
      else known.push(reservation);
    }
  }
  const occupancies = new Map<number, TableOccupancy>();
  return (table) => {
    let occupancy = occupancies.get(table);
    if (occupancy === undefined) {
      occupancy = new TableOccupancy(holding.get(table) ?? []);
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
  let covers = 0;
  const coversBefore = [0, ...sorted.map(({ partySize }) => (covers += partySize))];
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
