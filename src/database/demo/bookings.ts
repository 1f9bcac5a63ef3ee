import { type Demand, planDemand } from './demand.js';
import { insertRows } from './insertRows.js';
import { chooseMethod, payFor } from './payment.js';
import { planPurchases, type Purchase, type PurchaseLine } from './purchases.js';
import type { Random } from './random.js';
import { createSeats, groupBy } from './seats.js';
import { type DemoBooking, type DemoCustomer, type DemoEventDate, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const fourMonths = 120 * 86_400_000;

/** Purchases and their bookings, numbered in the order in which they were made. */
export const bookingsStep: DemoStep = {
  noun: 'bookings',
  tables: ['transactions', 'bookings'],
  async load(world) {
    const random = randomFor(world, 'bookings');
    const demand = planDemand(world);
    const datesOf = groupBy(world.eventDates, (date) => date.event_number);
    const purchases = world.events
      .flatMap((event) => planPurchases(world, datesOf.get(event.number) ?? [], demand, random))
      .sort((left, right) => left.purchasedAt.getTime() - right.purchasedAt.getTime());
    giveTheFirst(purchases, world.customers[0]);

    const clerk = createClerk(world, demand, random);
    const transactions = purchases.map((purchase) => {
      const number = takeNumber(world, 'transaction');
      world.bookings.push(...clerk.book(number, purchase));
      return { company_id: world.companyId, number, buyer_number: purchase.buyer.number, purchased_at: purchase.purchasedAt };
    });
    await insertRows(world.db, 'transactions', transactions);
    await insertRows(world.db, 'bookings', world.bookings);
    return world.bookings.length;
  },
};

/**
 * The first purchase is of whoever joined first, whatever the day of loading: examples in the API's documents name the
 * customer and the booking together.
 */
function giveTheFirst(purchases: Purchase[], customer: DemoCustomer | undefined): void {
  const [first] = purchases;
  if (first === undefined || customer === undefined) return;
  const lines = first.lines.map((line) => (line.attendee === first.buyer ? { ...line, attendee: customer } : line));
  purchases[0] = { ...first, buyer: customer, lines };
}

/** Books line by line as long as there are seats; what finds none is a booking that was cancelled. */
function createClerk(world: DemoWorld, demand: ReadonlyMap<DemoEventDate, Demand>, random: Random) {
  const optionsOf = groupBy(world.pricingOptions, (option) => option.event_number);
  const eventOf = new Map(world.events.map((event) => [event.number, event]));
  const seatsOf = new Map<DemoEventDate, ReturnType<typeof createSeats>>();

  const bookLine = (transaction: number, purchase: Purchase, line: PurchaseLine, preferred: DemoBooking['payment_method'] | null): DemoBooking => {
    const { date } = line;
    const event = eventOf.get(date.event_number);
    const options = optionsOf.get(date.event_number) ?? [];
    const firstOption = options[0];
    if (event === undefined || firstOption === undefined) throw new RangeError(`Event ${date.event_number} cannot be booked.`);
    const seats = seatsOf.get(date) ?? createSeats(event, options);
    seatsOf.set(date, seats);

    const isSoldOut = demand.get(date)?.isSoldOut === true;
    const isGroup = event.booking_types.includes('GROUP');
    const wished = random.chance(0.6) ? firstOption : random.pick(options);
    const wishedSpaces = isGroup && random.chance(0.3) ? random.whole(2, 4) : 1;
    const isWithdrawn = !date.is_active || (!isSoldOut && random.chance(0.07));
    const spaces = isSoldOut ? 1 : wishedSpaces;
    const taken = isWithdrawn ? null : seats.take(spaces, wished);
    const option = taken ?? wished;
    const isCancelled = taken === null;
    const method = chooseMethod(event, option, random, preferred);
    const isForgotten = purchase.purchasedAt.getTime() < world.dayBegan - fourMonths && random.chance(0.05);
    const isRefunded = method !== 'FREE' && random.chance(isCancelled ? 0.6 : 0.004);
    const hasBegun = date.starts_at.getTime() < world.dayBegan;

    return {
      company_id: world.companyId,
      number: takeNumber(world, 'booking'),
      transaction_number: transaction,
      purchased_at: purchase.purchasedAt,
      event_date_number: date.number,
      buyer_number: purchase.buyer.number,
      attendee_number: line.attendee.number,
      pricing_option_number: isForgotten ? null : option.number,
      spaces,
      ...payFor(option, spaces, method),
      attended: hasBegun && !isCancelled ? attendance(random) : null,
      is_cancelled: isCancelled,
      is_refunded: isRefunded,
    };
  };

  return {
    book(transaction: number, purchase: Purchase): DemoBooking[] {
      let preferred: DemoBooking['payment_method'] | null = null;
      return purchase.lines.map((line) => {
        const booking = bookLine(transaction, purchase, line, preferred);
        preferred = booking.payment_method;
        return booking;
      });
    },
  };
}

/** Most came, some did not, and now and then nobody marked the list. */
function attendance(random: Random): boolean | null {
  const marked = random.next();
  if (marked < 0.8) return true;
  return marked < 0.92 ? false : null;
}
