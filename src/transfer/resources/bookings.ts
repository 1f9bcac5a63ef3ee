import type { Resource } from '../resource.js';
import { bookingPaymentRules, paymentMethods } from './payment.js';

export const transactions = {
  table: 'transactions',
  summary: 'Purchases of bookings: what a customer booked and paid for together.',
  spaces: [{ id: 'transaction', sequence: 'transaction' }],
  fields: {
    buyerId: { kind: 'reference', column: 'buyer_number', to: 'customer' },
    purchasedAt: { kind: 'instant', column: 'purchased_at' },
  },
  cached: ['bookings'],
  example: { id: 'txn_5120', buyerId: 'cust_8801', purchasedAt: '2026-08-02T18:41:00.000Z' },
} as const satisfies Resource;

export const bookings = {
  table: 'bookings',
  summary: 'Spaces on one date of an event. The buyer and the moment are those of the transaction.',
  spaces: [{ id: 'booking', sequence: 'booking' }],
  fields: {
    transactionId: { kind: 'reference', column: 'transaction_number', to: 'transaction' },
    eventDateId: { kind: 'reference', column: 'event_date_number', to: 'eventDate' },
    attendeeId: { kind: 'reference', column: 'attendee_number', to: 'customer', about: 'Who comes; often the buyer.' },
    pricingOptionId: { kind: 'reference', column: 'pricing_option_number', to: 'pricingOption', isNullable: true, about: 'Null: it is not known any more.' },
    spaces: { kind: 'integer', column: 'spaces', least: 1, default: 1 },
    payment: {
      fields: {
        method: { kind: 'choice', column: 'payment_method', of: paymentMethods },
        gross: { kind: 'money', column: 'gross_amount', currency: 'currency', isNullable: true, about: 'What was charged.' },
        net: { kind: 'money', column: 'net_amount', currency: 'currency', isNullable: true, about: 'What is left after fees.' },
        creditsUsed: { kind: 'integer', column: 'credits_used', least: 1, isNullable: true },
      },
    },
    attended: { kind: 'boolean', column: 'attended', isNullable: true, about: 'Null: not marked.' },
    cancelled: { kind: 'boolean', column: 'is_cancelled', default: false },
    refunded: { kind: 'boolean', column: 'is_refunded', default: false },
  },
  rules: [
    ...bookingPaymentRules,
    {
      field: 'pricingOptionId',
      sentence: 'must be an option of the event that the date is of',
      holds(row, rows) {
        const event = rows.parentOf('pricingOption', row['pricing_option_number']);
        const eventOfDate = rows.parentOf('eventDate', row['event_date_number']);
        // One that is not known is told where its line is.
        return event === undefined || eventOfDate === undefined || event === eventOfDate;
      },
    },
  ],
  copied: { from: 'transactions', by: 'transaction_number', columns: ['buyer_number', 'purchased_at'] },
  cached: ['bookings'],
  example: {
    id: 'booking_7702',
    transactionId: 'txn_5120',
    eventDateId: 'date_930',
    attendeeId: 'cust_8801',
    pricingOptionId: 'po-311',
    spaces: 1,
    payment: { method: 'CARD', gross: { amount: 1800, currency: 'GBP' }, net: { amount: 1746, currency: 'GBP' }, creditsUsed: null },
    attended: null,
    cancelled: false,
    refunded: false,
  },
} as const satisfies Resource;

export const waitingList = {
  table: 'waiting_list_entries',
  summary: 'Who waits for a space on a date, in the order of joining.',
  spaces: [{ id: 'waitingListEntry', sequence: 'waiting_list_entry' }],
  fields: {
    eventDateId: { kind: 'reference', column: 'event_date_number', to: 'eventDate' },
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    joinedAt: { kind: 'instant', column: 'joined_at' },
  },
  unique: [
    {
      field: 'customerId',
      rule: 'must not be twice on the waiting list of a date',
      sentence: 'is on the waiting list of that date already',
      columns: ['event_date_number', 'customer_number'],
    },
  ],
  cached: ['bookings'],
  example: { id: 'wait_40', eventDateId: 'date_930', customerId: 'cust_8801', joinedAt: '2026-08-03T07:12:00.000Z' },
} as const satisfies Resource;
