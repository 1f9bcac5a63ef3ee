import { insertRows } from './insertRows.js';
import { chooseCustomer } from './purchases.js';
import { capacityOf, groupBy } from './seats.js';
import { type DemoStep, randomFor, takeNumber } from './world.js';

/** People waiting for a place on dates that are sold out. Nobody waits for a date that they attend. */
export const waitingListStep: DemoStep = {
  noun: 'waiting list entries',
  tables: ['waiting_list_entries'],
  async load(world) {
    const random = randomFor(world, 'waiting list');
    const optionsOf = groupBy(world.pricingOptions, (option) => option.event_number);
    const eventOf = new Map(world.events.map((event) => [event.number, event]));
    const heldOn = groupBy(world.bookings.filter((booking) => !booking.is_cancelled), (booking) => booking.event_date_number);

    const waiting = world.eventDates.flatMap((date) => {
      const event = eventOf.get(date.event_number);
      const held = heldOn.get(date.number) ?? [];
      if (event?.waiting_list_enabled !== true || !date.is_active) return [];
      const capacity = capacityOf(event, optionsOf.get(event.number) ?? []);
      const taken = held.reduce((sum, booking) => sum + booking.spaces, 0);
      if (capacity === null || taken < capacity) return [];

      const away = new Set(held.map((booking) => booking.attendee_number));
      const latest = Math.min(date.starts_at.getTime(), world.dayBegan) - 60_000;
      return Array.from({ length: random.whole(1, 6) }, () => {
        const joinedAt = new Date(latest - Math.floor(random.next() * 3 * 86_400) * 1000);
        return { date, joinedAt, customer: chooseCustomer(world.customers, joinedAt, random) };
      }).filter(({ customer }) => !away.has(customer.number) && Boolean(away.add(customer.number)));
    });
    waiting.sort((left, right) => left.joinedAt.getTime() - right.joinedAt.getTime());

    const rows = waiting.map(({ date, joinedAt, customer }) => ({
      company_id: world.companyId,
      number: takeNumber(world, 'waiting_list_entry'),
      event_date_number: date.number,
      customer_number: customer.number,
      joined_at: joinedAt,
    }));
    await insertRows(world.db, 'waiting_list_entries', rows);
    return rows.length;
  },
};
