import { insertRows } from './insertRows.js';
import { catalogueOf, type DemoPlan, type DemoStep, takeNumber } from './world.js';

const day = 86_400_000;

interface PlanOnOffer extends Pick<DemoPlan, 'name' | 'state' | 'term_days'> {
  /** The first charge and each later one, in the minor unit. */
  readonly pricing: readonly [initial: number, recurring: number];
  /** By name. */
  readonly pass?: string;
  readonly isOver?: true;
  readonly changedAgo: number;
  readonly deletedAgo?: number;
}

const onOffer: readonly PlanOnOffer[] = [
  { name: 'Studio Member', state: 'ACTIVE', term_days: 30, pricing: [4400, 8800], pass: 'Member Credits: 8 a Month', changedAgo: 41 },
  { name: 'Kiln Shelf', state: 'ACTIVE', term_days: 28, pricing: [1800, 1800], changedAgo: 160 },
  { name: 'Early Riser', state: 'PAUSED', term_days: 30, pricing: [7200, 7200], pass: 'Member Credits: 8 a Month', changedAgo: 23 },
  { name: 'Studio Member Light', state: 'ACTIVE', term_days: 30, pricing: [2400, 4800], pass: 'Member Credits: 4 a Month', changedAgo: 41 },
  { name: 'Daily Member', state: 'ACTIVE', term_days: 30, pricing: [13_500, 13_500], pass: 'Member Credits: Every Day', changedAgo: 41 },
  { name: 'Video Library', state: 'ACTIVE', term_days: 30, pricing: [0, 990], changedAgo: 300 },
  { name: 'Friends of the Studio', state: 'ACTIVE', term_days: 365, pricing: [12_000, 12_000], changedAgo: 365 },
  { name: 'Founders’ Circle', state: 'SUSPENDED', term_days: 28, pricing: [6000, 6000], pass: 'Member Credits: 8 a Month', changedAgo: 88 },
  { name: 'Corporate Wellbeing', state: 'PENDING_SETUP', term_days: 90, pricing: [45_000, 45_000], changedAgo: 5 },
  { name: 'Choir by the Term', state: 'ACTIVE', term_days: 84, pricing: [9900, 9900], pass: 'Choir Term', isOver: true, changedAgo: 70 },
  { name: 'Studio Member (old price)', state: 'ACTIVE', term_days: 30, pricing: [7900, 7900], pass: 'Member Credits: 8 a Month', changedAgo: 400, deletedAgo: 400 },
];

export const subscriptionPlansStep: DemoStep = {
  noun: 'subscription plans',
  tables: ['subscription_plans'],
  async load(world) {
    const passCalled = new Map(world.passes.map((pass) => [pass.name, pass.number]));
    for (const { pricing, pass, isOver, changedAgo, deletedAgo, ...plan } of catalogueOf(world, onOffer)) {
      world.plans.push({
        company_id: world.companyId,
        number: takeNumber(world, 'subscription_plan'),
        ...plan,
        initial_price: pricing[0],
        recurring_price: pricing[1],
        renews_on_expire: isOver !== true,
        pass_number: passCalled.get(pass ?? '') ?? null,
        modified_at: new Date(world.dayBegan - changedAgo * day + 15.25 * 3_600_000),
        deleted_at: deletedAgo === undefined ? null : new Date(world.dayBegan - deletedAgo * day + 15.25 * 3_600_000),
      });
    }
    await insertRows(world.db, 'subscription_plans', world.plans);
    return world.plans.length;
  },
};
