import { groupBy, capacityOf } from './seats.js';
import { randomFor, type DemoEventDate, type DemoWorld } from './world.js';
import { share } from './random.js';

const week = 7 * 86_400_000;

/** How many bookings a date gets. A sold-out date holds single spaces only, exactly as many as it has room for. */
export interface Demand {
  readonly bookings: number;
  readonly isSoldOut: boolean;
}

/**
 * Spreads the company's bookings over its dates: past ones are well visited, future ones fill as they come near,
 * some have none. Events with a waiting list are sold out around now.
 */
export function planDemand(world: DemoWorld): Map<DemoEventDate, Demand> {
  const random = randomFor(world, 'demand');
  const optionsOf = groupBy(world.pricingOptions, (option) => option.event_number);
  const eventOf = new Map(world.events.map((event) => [event.number, event]));

  const soldOut = new Map<DemoEventDate, number>();
  const weights = world.eventDates.map((date) => {
    const event = eventOf.get(date.event_number);
    if (event === undefined) return 0;
    const capacity = capacityOf(event, optionsOf.get(event.number) ?? []);
    const weeksAhead = (date.starts_at.getTime() - world.dayBegan) / week;
    const eagerness = random.next();
    const isDeserted = random.chance(0.05);
    if (event.waiting_list_enabled && date.is_active && capacity !== null && weeksAhead > -3 && weeksAhead < 2) {
      soldOut.set(date, capacity);
      return 0;
    }
    if (isDeserted) return 0;
    return (capacity ?? 30) * popularity(weeksAhead, date.is_active) * (0.6 + 0.6 * eagerness);
  });

  const promised = [...soldOut.values()].reduce((left, right) => left + right, 0);
  const rest = share(world.company.counts.bookings - promised, weights);
  return new Map(
    world.eventDates.map((date, index) => [date, { bookings: soldOut.get(date) ?? rest[index] ?? 0, isSoldOut: soldOut.has(date) }]),
  );
}

function popularity(weeksAhead: number, isActive: boolean): number {
  if (!isActive) return 0.15;
  if (weeksAhead < 0) return 0.7;
  if (weeksAhead < 2) return 0.6;
  return weeksAhead < 5 ? 0.35 : 0.12;
}
