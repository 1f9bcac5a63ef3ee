import type { Resource } from '../resource.js';
import { examplePayment, purchasePayment, purchasePaymentRules } from './payment.js';

export const passes = {
  table: 'passes',
  summary: 'Credits that are sold together.',
  spaces: [{ id: 'pass', sequence: 'pass' }],
  fields: {
    name: { kind: 'line', column: 'name', most: 200 },
    description: { kind: 'text', column: 'description', most: 5000, default: '' },
    price: { kind: 'money', column: 'price' },
    credits: { kind: 'integer', column: 'credits', least: 1 },
    startMode: { kind: 'choice', column: 'start_mode', of: ['ON_PURCHASE', 'ON_FIRST_BOOKING'] },
    validity: {
      fields: {
        period: { kind: 'integer', column: 'validity_period', least: 1 },
        unit: { kind: 'choice', column: 'validity_unit', of: ['DAYS', 'MONTHS'] },
      },
    },
    subscriptionsOnly: { kind: 'boolean', column: 'subscriptions_only', default: false, about: 'Only given out by plans.' },
    purchaseLimit: { kind: 'integer', column: 'purchase_limit', least: 1, isNullable: true, about: 'For one customer; null: unlimited.' },
    createdAt: { kind: 'instant', column: 'created_at' },
    deletedAt: { kind: 'instant', column: 'deleted_at', isNullable: true },
  },
  cached: ['passes'],
  example: {
    id: 'pass_3',
    name: 'Six Firings',
    description: 'Six kiln firings of any size',
    price: { amount: 6900, currency: 'GBP' },
    credits: 6,
    startMode: 'ON_PURCHASE',
    validity: { period: 4, unit: 'MONTHS' },
    subscriptionsOnly: false,
    purchaseLimit: null,
    createdAt: '2026-01-09T12:00:00.000Z',
    deletedAt: null,
  },
} as const satisfies Resource;

export const passPurchases = {
  table: 'pass_purchases',
  summary: 'Passes that customers bought.',
  spaces: [{ id: 'passPurchase', sequence: 'pass_purchase' }],
  fields: {
    passId: { kind: 'reference', column: 'pass_number', to: 'pass' },
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    creditsTotal: { kind: 'integer', column: 'credits_total', least: 1 },
    creditsRemaining: { kind: 'integer', column: 'credits_remaining', least: 0 },
    createdAt: { kind: 'instant', column: 'created_at' },
    expiresAt: { kind: 'instant', column: 'expires_at', isNullable: true, about: 'Null: never, or not before the first booking.' },
    cancelled: { kind: 'boolean', column: 'is_cancelled', default: false },
    refunded: { kind: 'boolean', column: 'is_refunded', default: false },
    payment: { fields: purchasePayment },
  },
  rules: [
    {
      field: 'creditsRemaining',
      sentence: 'must be at most creditsTotal',
      holds: (row) => Number(row['credits_remaining']) <= Number(row['credits_total']),
    },
    ...purchasePaymentRules,
  ],
  cached: ['packages', 'passes'],
  example: {
    id: 'pkg_204',
    passId: 'pass_3',
    customerId: 'cust_8801',
    creditsTotal: 6,
    creditsRemaining: 2,
    createdAt: '2026-06-01T08:15:00.000Z',
    expiresAt: '2026-10-01T08:15:00.000Z',
    cancelled: false,
    refunded: false,
    payment: examplePayment,
  },
} as const satisfies Resource;

export const subscriptionPlans = {
  table: 'subscription_plans',
  summary: 'What customers subscribe to.',
  spaces: [{ id: 'subscriptionPlan', sequence: 'subscription_plan' }],
  fields: {
    name: { kind: 'line', column: 'name', most: 200 },
    state: { kind: 'choice', column: 'state', of: ['PENDING_SETUP', 'ACTIVE', 'PAUSED', 'SUSPENDED'] },
    termDays: { kind: 'integer', column: 'term_days', least: 1, about: 'Of one billing cycle.' },
    initialPrice: { kind: 'money', column: 'initial_price', about: 'The first charge.' },
    recurringPrice: { kind: 'money', column: 'recurring_price', about: 'Each later one.' },
    renewsOnExpire: { kind: 'boolean', column: 'renews_on_expire', default: true },
    passId: { kind: 'reference', column: 'pass_number', to: 'pass', isNullable: true, about: 'The pass that each cycle gives out.' },
    modifiedAt: { kind: 'instant', column: 'modified_at' },
    deletedAt: { kind: 'instant', column: 'deleted_at', isNullable: true },
  },
  cached: ['subscriptionPlans'],
  example: {
    id: 'plan_9',
    name: 'Studio Member',
    state: 'ACTIVE',
    termDays: 28,
    initialPrice: { amount: 2100, currency: 'GBP' },
    recurringPrice: { amount: 4200, currency: 'GBP' },
    renewsOnExpire: true,
    passId: 'pass_3',
    modifiedAt: '2026-03-03T16:45:00.000Z',
    deletedAt: null,
  },
} as const satisfies Resource;

export const subscriptionMandates = {
  table: 'subscription_mandates',
  summary: 'Customers’ consents to be charged for a plan each cycle.',
  spaces: [{ id: 'subscriptionMandate', sequence: 'subscription_mandate' }],
  fields: {
    planId: { kind: 'reference', column: 'plan_number', to: 'subscriptionPlan' },
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    state: { kind: 'choice', column: 'state', of: ['ACTIVE', 'PAUSED', 'SUSPENDED', 'CANCELLED'] },
    createdAt: { kind: 'instant', column: 'created_at' },
    graceDays: { kind: 'integer', column: 'grace_days', least: 0, about: 'After a failed charge.' },
    earliestCancellationAt: { kind: 'instant', column: 'earliest_cancellation_at' },
    renewalAt: { kind: 'instant', column: 'renewal_at', about: 'The next charge.' },
  },
  cached: ['subscriptionMandates'],
  example: {
    id: 'mandate_61',
    planId: 'plan_9',
    customerId: 'cust_8801',
    state: 'ACTIVE',
    createdAt: '2026-03-05T10:00:00.000Z',
    graceDays: 3,
    earliestCancellationAt: '2026-06-05T10:00:00.000Z',
    renewalAt: '2026-09-17T10:00:00.000Z',
  },
} as const satisfies Resource;
