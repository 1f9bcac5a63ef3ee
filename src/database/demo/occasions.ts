import { chooseCustomer } from './purchases.js';
import type { Random } from './random.js';
import type { DemoCustomer, DemoWorld } from './world.js';

const day = 86_400_000;

/** That a customer did something, and when. */
export interface Occasion {
  readonly customer: DemoCustomer;
  readonly at: Date;
}

/**
 * Customers who have something of everything, so that whoever asks for the newest few sees it: the newest ones, and
 * the newest of those who booked a class that is still to come.
 */
export function showcaseOf(world: DemoWorld): DemoCustomer[] {
  const newestFirst = world.customers.toReversed();
  const newest = newestFirst.slice(0, Math.ceil(world.company.counts.customers / 200));
  const toCome = new Set(world.eventDates.filter((date) => date.starts_at.getTime() > world.dayBegan).map((date) => date.number));
  const going = new Set(world.bookings.filter((booking) => !booking.is_cancelled && toCome.has(booking.event_date_number)).map((booking) => booking.attendee_number));
  const booked = newestFirst.filter((customer) => going.has(customer.number)).slice(0, Math.ceil(world.company.counts.customers / 400));
  return [...new Set([...newest, ...booked])];
}

/**
 * So many occasions in the last two years, most of them lately: one to `mostShown` of each showcased customer, the
 * rest anybody's. Nothing happens before joining, or today.
 */
export function planOccasions(world: DemoWorld, count: number, mostShown: number, random: Random): Occasion[] {
  const shown = showcaseOf(world).flatMap((customer) =>
    Array.from({ length: random.whole(1, mostShown) }, () => ({ customer, at: momentSince(world, customer, random) })),
  );
  const others = Array.from({ length: Math.max(0, count - shown.length) }, () => {
    const at = new Date(world.dayBegan - 1000 - Math.floor(random.next() ** 1.6 * 730 * (day / 1000)) * 1000);
    return { customer: chooseCustomer(world.customers, at, random), at };
  });
  return [...shown, ...others].slice(0, count);
}

/** A second between the customer's joining and the beginning of today. */
export function momentSince(world: DemoWorld, { created_at: joinedAt }: DemoCustomer, random: Random): Date {
  const joined = joinedAt.getTime();
  const seconds = Math.max(0, Math.floor((world.dayBegan - joined) / 1000) - 1);
  return new Date(joined + Math.floor(random.next() * seconds) * 1000);
}

/** Oldest first, as numbers are given out. */
export function byTime<Item extends { readonly at: Date }>(left: Item, right: Item): number {
  return left.at.getTime() - right.at.getTime();
}
