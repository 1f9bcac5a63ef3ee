import { insertRows } from './insertRows.js';
import { byTime, type Occasion, planOccasions } from './occasions.js';
import type { Random } from './random.js';
import { addOnWallClock } from './wallClock.js';
import { type DemoMandate, type DemoPlan, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const day = 86_400_000;

/** Days, and one more for the time of day. */
const longestGrace = 8;

/**
 * Who pays for a plan each cycle. The next charge of a mandate that runs is tomorrow or later; that of a suspended
 * one failed longer ago than its grace, and a cancelled one ran to the end of its cycle.
 */
export const subscriptionMandatesStep: DemoStep = {
  noun: 'subscription mandates',
  tables: ['subscription_mandates'],
  async load(world) {
    const random = randomFor(world, 'subscription mandates');
    const plans = world.plans.filter((plan) => plan.state !== 'PENDING_SETUP');
    const popular = [...plans, ...plans.slice(0, 1), ...plans.slice(0, 1), ...plans.filter((plan) => plan.state === 'ACTIVE' && plan.deleted_at === null)];
    const taken = new Set<string>();
    for (const occasion of planOccasions(world, world.company.counts.mandates, 1, random).sort(byTime)) {
      const plan = random.pick(popular.filter(({ deleted_at }) => deleted_at === null || deleted_at > occasion.at));
      const key = `${plan.number} ${occasion.customer.number}`;
      const mandate = sign(world, plan, occasion, random);
      // Nobody pays twice for one plan, but for a cancelled mandate that was signed again.
      if (mandate.state !== 'CANCELLED' && taken.has(key)) continue;
      if (mandate.state !== 'CANCELLED') taken.add(key);
      world.mandates.push({ ...mandate, number: takeNumber(world, 'subscription_mandate') });
    }
    await insertRows(world.db, 'subscription_mandates', world.mandates);
    return world.mandates.length;
  },
};

function sign(world: DemoWorld, plan: DemoPlan, { customer, at }: Occasion, random: Random): Omit<DemoMandate, 'number'> {
  const zone = world.company.timeZone;
  const ageInDays = Math.floor((world.dayBegan - at.getTime()) / day);
  const state = stateOf(plan, ageInDays, random);
  const isRunning = state === 'ACTIVE' || state === 'PAUSED';
  const ended = Math.floor((ageInDays - longestGrace) / plan.term_days);
  const back = random.whole(0, state === 'SUSPENDED' ? 2 : Math.max(0, ended - 1));
  const cycles = isRunning ? Math.floor((ageInDays + 1) / plan.term_days) + 1 : Math.max(1, ended - back);
  return {
    company_id: world.companyId,
    plan_number: plan.number,
    customer_number: customer.number,
    state,
    created_at: at,
    grace_days: random.pick([0, 3, 3, 5, 7]),
    earliest_cancellation_at: addOnWallClock(at, { days: plan.term_days * (plan.term_days < 60 ? 3 : 1) }, zone),
    renewal_at: addOnWallClock(at, { days: plan.term_days * cycles }, zone),
  };
}

/** Only what is older than a cycle and the longest grace can have failed or ended. */
function stateOf(plan: DemoPlan, ageInDays: number, random: Random): DemoMandate['state'] {
  const chance = random.next();
  if (ageInDays < plan.term_days + longestGrace) return plan.state === 'ACTIVE' && chance < 0.92 ? 'ACTIVE' : 'PAUSED';
  if (plan.state === 'SUSPENDED') return chance < 0.6 ? 'SUSPENDED' : 'CANCELLED';
  if (plan.state === 'PAUSED') return chance < 0.8 ? 'PAUSED' : 'CANCELLED';
  if (chance < 0.68) return 'ACTIVE';
  if (chance < 0.76) return 'PAUSED';
  return chance < 0.84 ? 'SUSPENDED' : 'CANCELLED';
}
