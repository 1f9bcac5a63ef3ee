import { insertRows } from './insertRows.js';
import { byTime, type Occasion, planOccasions } from './occasions.js';
import { payOnce, type PurchasePayment, withdraw } from './payment.js';
import { bringAFriend } from './passes.js';
import type { Random } from './random.js';
import { addOnWallClock, isDeskOpen } from './wallClock.js';
import { type DemoPass, type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const day = 86_400_000;

/** Somebody got a pass; `price` differs from the pass's when a plan gave it. */
interface Purchase extends Occasion {
  readonly pass: DemoPass;
  readonly price: number;
  readonly isByPlan: boolean;
}

export const passPurchasesStep: DemoStep = {
  noun: 'pass purchases',
  tables: ['pass_purchases'],
  async load(world) {
    const random = randomFor(world, 'pass purchases');
    const byPlan = purchasesByPlan(world);
    const rest = world.company.counts.passPurchases - byPlan.length;
    const purchases = [...byPlan, ...purchasesAtTheDesk(world, rest, random)].sort(byTime);
    const rows = purchases.map((purchase) => {
      const payment = paymentOf(world, purchase, random);
      return {
        company_id: world.companyId,
        number: takeNumber(world, 'pass_purchase'),
        pass_number: purchase.pass.number,
        customer_number: purchase.customer.number,
        created_at: purchase.at,
        ...useOf(world, purchase, random),
        ...payment,
        ...withdraw(payment, random),
      };
    });
    await insertRows(world.db, 'pass_purchases', rows);
    return rows.length;
  },
};

/** What the latest cycles of the mandates gave out. */
function purchasesByPlan(world: DemoWorld): Purchase[] {
  const planOf = new Map(world.plans.map((plan) => [plan.number, plan]));
  const passOf = new Map(world.passes.map((pass) => [pass.number, pass]));
  const customerOf = new Map(world.customers.map((customer) => [customer.number, customer]));
  return world.mandates.flatMap((mandate) => {
    const plan = planOf.get(mandate.plan_number);
    const pass = passOf.get(plan?.pass_number ?? -1);
    const customer = customerOf.get(mandate.customer_number);
    if (plan === undefined || pass === undefined || customer === undefined) return [];
    return [1, 2].flatMap((cyclesBack) => {
      const at = addOnWallClock(new Date(mandate.renewal_at), { days: -plan.term_days * cyclesBack }, world.company.timeZone);
      if (at < mandate.created_at || at.getTime() >= world.dayBegan) return [];
      const isFirst = at.getTime() - mandate.created_at.getTime() < day;
      return [{ customer, at, pass, price: isFirst ? plan.initial_price : plan.recurring_price, isByPlan: true }];
    });
  });
}

/** Half of them are bought by somebody who then books with a pass. */
function purchasesAtTheDesk(world: DemoWorld, count: number, random: Random): Purchase[] {
  const booked = beforeBookings(world, Math.floor(count / 2), random);
  const occasions = [...planOccasions(world, count - booked.length, 2, random), ...booked].sort(byTime);
  const bought = new Map<string, number>();
  return occasions.map((occasion) => {
    const onSale = world.passes.filter(
      (pass) => !pass.subscriptions_only && pass.created_at <= occasion.at && (pass.deleted_at === null || pass.deleted_at > occasion.at),
    );
    const affordable = onSale.filter((pass) => (bought.get(`${pass.number} ${occasion.customer.number}`) ?? 0) < (pass.purchase_limit ?? Infinity));
    // The first ones of the catalogue sell best.
    const pass = affordable[Math.floor(random.next() ** 1.7 * affordable.length)];
    if (pass === undefined) throw new RangeError(`No pass is on sale on ${occasion.at.toISOString()}.`);
    const key = `${pass.number} ${occasion.customer.number}`;
    bought.set(key, (bought.get(key) ?? 0) + 1);
    return { ...occasion, pass, price: pass.price, isByPlan: false };
  });
}

function beforeBookings(world: DemoWorld, count: number, random: Random): Occasion[] {
  const byPass = world.bookings.filter((booking) => booking.payment_method === 'PASS');
  const customerOf = new Map(world.customers.map((customer) => [customer.number, customer]));
  return Array.from({ length: count }, () => random.pick(byPass)).flatMap((booking) => {
    const customer = customerOf.get(booking.buyer_number);
    if (customer === undefined) return [];
    const earlier = booking.purchased_at.getTime() - random.whole(1, 900) * 1000;
    return [{ customer, at: new Date(Math.max(customer.created_at.getTime(), earlier)) }];
  });
}

/** What is left of the credits, and when they end: from the first booking on, if the pass says so. */
function useOf(world: DemoWorld, { pass, at }: Purchase, random: Random) {
  const validity = pass.validity_unit === 'DAYS' ? { days: pass.validity_period } : { months: pass.validity_period };
  const waitsForBooking = pass.start_mode === 'ON_FIRST_BOOKING';
  const startsAt = waitsForBooking ? new Date(at.getTime() + Math.floor(random.next() ** 2 * 40 * 86_400) * 1000) : at;
  const pace = 0.4 + 0.9 * random.next();
  if (startsAt.getTime() >= world.dayBegan) return { credits_total: pass.credits, credits_remaining: pass.credits, expires_at: null };

  const expiresAt = addOnWallClock(startsAt, validity, world.company.timeZone);
  const elapsed = (world.dayBegan - startsAt.getTime()) / (expiresAt.getTime() - startsAt.getTime());
  const used = Math.min(pass.credits, Math.floor(pass.credits * Math.min(1, elapsed) * pace));
  return {
    credits_total: pass.credits,
    credits_remaining: pass.credits - Math.max(used, waitsForBooking ? 1 : 0),
    expires_at: expiresAt,
  };
}

function paymentOf(world: DemoWorld, purchase: Purchase, random: Random): PurchasePayment {
  return payOnce(methodFor(world, purchase, random), purchase.price, 1, world.company.currency);
}

/** Plans charge a card; a pass that brings a friend may be had for a credit; cash needs somebody to take it. */
function methodFor(world: DemoWorld, { pass, price, isByPlan, at }: Purchase, random: Random): PurchasePayment['payment_method'] {
  const chance = random.next();
  if (price === 0) return 'FREE';
  if (isByPlan) return 'CARD';
  if (pass.name === bringAFriend && chance < 0.5) return 'PASS';
  if (chance > 0.98) return 'FREE';
  return chance > 0.7 && isDeskOpen(at, world.company.timeZone) ? 'CASH' : 'CARD';
}
