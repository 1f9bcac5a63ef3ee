import type { DemoBooking, DemoEvent, DemoWorld } from './world.js';
import type { Random } from './random.js';

type Method = DemoBooking['payment_method'];
type Option = DemoWorld['pricingOptions'][number];
type PaymentColumns = Pick<DemoBooking, 'payment_method' | 'currency' | 'gross_amount' | 'net_amount' | 'credits_used'>;

/** A method that the event takes and the option can be paid with; the purchase's own one when possible. */
export function chooseMethod(event: DemoEvent, option: Option, random: Random, preferred: Method | null): Method {
  const possible = event.payment_methods.filter((method): method is Method => method !== 'PASS' || option.credits !== null);
  if (preferred !== null && possible.includes(preferred)) return preferred;
  const paid = possible.filter((method) => method !== 'FREE');
  if (paid.length === 0) return 'FREE';
  // A free place in a class that costs money is a favour, and rare.
  if (possible.includes('FREE') && random.chance(0.08)) return 'FREE';
  return random.pick(paid);
}

/**
 * What the spaces cost, in the currency's minor unit. A card costs the company 2.5 % and 20 minor units of it;
 * a pass is paid in credits; a free place is an amount of nothing, not the absence of one.
 */
export function payFor(option: Option, spaces: number, method: Method): PaymentColumns {
  if (method === 'PASS') {
    return { payment_method: method, currency: null, gross_amount: null, net_amount: null, credits_used: (option.credits ?? 1) * spaces };
  }
  const gross = method === 'FREE' ? 0 : option.price * spaces;
  const fee = method === 'CARD' && gross > 0 ? Math.round(gross * 0.025) + 20 : 0;
  return { payment_method: method, currency: option.currency, gross_amount: gross, net_amount: gross - fee, credits_used: null };
}

/** How a pass, a video or an appointment is paid for: the same, without a fee. */
export interface PurchasePayment {
  payment_method: Method;
  currency: string | null;
  amount: number | null;
  credits_used: number | null;
}

/** Few are cancelled, most of those for money back; some keep what they bought and get the money. */
export function withdraw(payment: PurchasePayment, random: Random): { is_cancelled: boolean; is_refunded: boolean } {
  const chance = random.next();
  const isPaid = payment.amount !== null && payment.amount > 0;
  return { is_cancelled: chance < 0.05, is_refunded: isPaid && (chance < 0.03 || chance > 0.99) };
}

/** @param price in the minor unit; `credits` stand for it when it is paid with a pass */
export function payOnce(method: Method, price: number, credits: number, currency: string): PurchasePayment {
  if (method === 'PASS') return { payment_method: method, currency: null, amount: null, credits_used: credits };
  return { payment_method: method, currency, amount: method === 'FREE' ? 0 : price, credits_used: null };
}
