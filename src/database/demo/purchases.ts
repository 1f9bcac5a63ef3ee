import type { Random } from './random.js';
import type { DemoCustomer, DemoEventDate, DemoWorld } from './world.js';
import type { Demand } from './demand.js';

/** One line of a purchase: who goes to which date. */
export interface PurchaseLine {
  readonly date: DemoEventDate;
  readonly attendee: DemoCustomer;
}

/** What one customer paid for at once. */
export interface Purchase {
  readonly purchasedAt: Date;
  readonly buyer: DemoCustomer;
  readonly lines: PurchaseLine[];
}

/**
 * Groups an event's bookings into purchases: mostly one place, at times a companion's as well, or the next date of
 * the course along with this one. Nobody buys before joining, after the class began, or today.
 * @param dates the event's dates by start, each with as many bookings as `demand` says
 */
export function planPurchases(world: DemoWorld, dates: readonly DemoEventDate[], demand: ReadonlyMap<DemoEventDate, Demand>, random: Random): Purchase[] {
  const left = dates.map((date) => demand.get(date)?.bookings ?? 0);
  const takeFrom = (index: number) => {
    if ((left[index] ?? 0) === 0) return undefined;
    left[index] = (left[index] ?? 0) - 1;
    return dates[index];
  };

  const purchases: Purchase[] = [];
  dates.forEach((_, index) => {
    for (let date = takeFrom(index); date !== undefined; date = takeFrom(index)) {
      const latest = Math.min(date.starts_at.getTime(), world.dayBegan) - 60_000;
      const purchasedAt = new Date(latest - Math.floor(random.next() ** 2 * 21 * 86_400) * 1000);
      const buyer = chooseCustomer(world.customers, purchasedAt, random);
      const lines: PurchaseLine[] = [{ date, attendee: random.chance(0.06) ? chooseCustomer(world.customers, purchasedAt, random) : buyer }];
      const companions = random.chance(0.15) ? takeFrom(index) : undefined;
      if (companions !== undefined) lines.push({ date: companions, attendee: chooseCustomer(world.customers, purchasedAt, random) });
      const next = random.chance(0.15) ? takeFrom(index + 1) : undefined;
      if (next !== undefined) lines.push({ date: next, attendee: buyer });
      purchases.push({ purchasedAt, buyer, lines });
    }
  });
  return purchases;
}

/**
 * A customer who had joined by then: one in ten bookings is a regular's (the oldest hundredth), a quarter are made
 * by those who had joined last.
 */
export function chooseCustomer(customers: readonly DemoCustomer[], at: Date, random: Random): DemoCustomer {
  const joined = countJoinedBy(customers, at);
  const kind = random.next();
  const regulars = Math.ceil(customers.length / 100);
  const newcomers = Math.min(joined, 60);
  const index =
    kind < 0.1 ? random.whole(0, Math.min(regulars, joined) - 1)
    : kind < 0.35 ? random.whole(joined - newcomers, joined - 1)
    : random.whole(0, joined - 1);
  const customer = customers[index];
  if (customer === undefined) throw new RangeError(`Nobody had joined by ${at.toISOString()}.`);
  return customer;
}

/** Customers are in the order of joining, so this halves. */
function countJoinedBy(customers: readonly DemoCustomer[], at: Date): number {
  let low = 0;
  let high = customers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const joined = customers[middle]?.created_at ?? at;
    if (joined <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
