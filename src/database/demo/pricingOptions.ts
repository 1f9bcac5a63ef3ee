import { insertRows } from './insertRows.js';
import type { DemoEvent, DemoStep, DemoWorld } from './world.js';
import { takeNumber } from './world.js';
import { creditsFor, subjects } from './timetable.js';

/**
 * What a space costs: what its subject does. The first option is always on sale; others are limited in number. Every fourth event
 * limits all of them, so that its capacity is what the options add up to.
 */
export const pricingOptionsStep: DemoStep = {
  noun: 'pricing options',
  tables: ['pricing_options'],
  async load(world) {
    world.events.forEach((event, index) => {
      const subject = subjects[index % subjects.length] ?? subjects[0];
      addOptions(world, event, index, subject.price);
    });
    await insertRows(world.db, 'pricing_options', world.pricingOptions);
    return world.pricingOptions.length;
  },
};

function addOptions(world: DemoWorld, event: DemoEvent, index: number, price: number): void {
  const isFree = !event.payment_methods.some((method) => method !== 'FREE');
  const credits = event.payment_methods.includes('PASS') ? creditsFor(price) : null;
  const stockOfAll = index % 4 === 2 ? Math.max(6, (event.max_attendees ?? 30) - 4) : null;
  const add = (position: number, name: string, ownPrice: number, ownCredits: number | null, stock: number | null) => {
    world.pricingOptions.push({
      company_id: world.companyId,
      number: takeNumber(world, 'pricing_option'),
      event_number: event.number,
      position,
      name,
      price: ownPrice,
      currency: world.company.currency,
      credits: ownCredits,
      stock,
    });
  };

  if (isFree) {
    add(0, 'Free place', 0, null, stockOfAll);
    return;
  }
  add(0, 'Drop-in', price, credits, stockOfAll);
  if (index % 3 !== 1) add(1, 'Concession', Math.round(price * 0.7), credits === null ? null : creditsFor(price * 0.7), 4);
  if (index % 4 === 0) add(2, 'Early bird', Math.round(price * 0.85), null, 6);
}
