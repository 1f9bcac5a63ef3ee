import type { Fields } from '../field.js';
import type { Rule } from '../resource.js';

export const paymentMethods = ['CARD', 'PASS', 'CASH', 'FREE'];

/** How a pass, a video or an appointment was paid for. */
export const purchasePayment = {
  method: { kind: 'choice', column: 'payment_method', of: paymentMethods },
  amount: { kind: 'money', column: 'amount', currency: 'currency', isNullable: true },
  creditsUsed: { kind: 'integer', column: 'credits_used', least: 1, isNullable: true },
} as const satisfies Fields;

const creditsRule: Rule = {
  field: 'payment.creditsUsed',
  sentence: 'must be given when payment.method is PASS, and only then',
  holds: (row) => (row['payment_method'] === 'PASS') === (row['credits_used'] !== null),
};

/** Whether an amount is given where there is one. */
function amountRule(name: string, column: string): Rule {
  return {
    field: `payment.${name}`,
    sentence: 'must be given unless payment.method is PASS, and only then',
    holds: (row) => (row['payment_method'] === 'PASS') === (row[column] === null),
  };
}

export const purchasePaymentRules: readonly Rule[] = [creditsRule, amountRule('amount', 'amount')];

export const bookingPaymentRules: readonly Rule[] = [creditsRule, amountRule('gross', 'gross_amount'), amountRule('net', 'net_amount')];

/** The payment of the resources' examples. */
export const examplePayment = { method: 'CARD', amount: { amount: 6900, currency: 'GBP' }, creditsUsed: null };
