import type { DemoEvent, DemoWorld } from './world.js';

type Option = DemoWorld['pricingOptions'][number];

/** What an event has room for on each of its dates: the options' stock together, at most its limit; null: unlimited. */
export function capacityOf(event: DemoEvent, options: readonly Option[]): number | null {
  const sold = options.reduce((sum, option) => sum + stockOf(option), 0);
  const room = Math.min(sold, event.max_attendees ?? Infinity);
  return room === Infinity ? null : room;
}

const stockOf = (option: Option) => option.stock ?? Infinity;

/** The seats of one date while bookings are made. */
export interface Seats {
  /** Takes so many spaces, from the wished option when it has them. Null when the date cannot hold them. */
  take(spaces: number, wished: Option): Option | null;
}

export function createSeats(event: DemoEvent, options: readonly Option[]): Seats {
  let left = capacityOf(event, options) ?? Infinity;
  const stockLeft = new Map(options.map((option) => [option, stockOf(option)]));
  return {
    take(spaces, wished) {
      if (spaces > left) return null;
      const option = [wished, ...options].find((candidate) => (stockLeft.get(candidate) ?? 0) >= spaces);
      if (option === undefined) return null;
      left -= spaces;
      stockLeft.set(option, (stockLeft.get(option) ?? 0) - spaces);
      return option;
    },
  };
}

/** Rows by a key of theirs. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
