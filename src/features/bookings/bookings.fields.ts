import { expressionBuilder } from 'kysely';
import type { Booking, Payment, Transaction } from '../../graphql/resolvers.generated.js';
import { personExpression } from '../customers/person.fields.js';
import { eventDateFields } from '../events/events.fields.js';
import { bookedEventFields, bookedPricingOptionExpression } from '../events/register.fields.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { moneyExpression } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const booking = expressionBuilder<Rows, 'booking'>();
const purchase = expressionBuilder<Rows, 'purchase'>();

const paymentFields: FieldExpressions<Payment> = {
  method: () => booking.ref('booking.payment_method'),
  gross: () => moneyExpression(booking.ref('booking.gross_amount'), booking.ref('booking.currency')),
  net: () => moneyExpression(booking.ref('booking.net_amount'), booking.ref('booking.currency')),
  creditsUsed: () => booking.ref('booking.credits_used'),
};

/** Of the row `booking`. */
export const bookingFields: FieldExpressions<Booking> = {
  id: () => idExpression('booking', booking.ref('booking.number')),
  cancelled: () => booking.ref('booking.is_cancelled'),
  refunded: () => booking.ref('booking.is_refunded'),
  spaces: () => booking.ref('booking.spaces'),
  buyer: personExpression(booking.ref('booking.company_id'), booking.ref('booking.buyer_number')),
  attendee: personExpression(booking.ref('booking.company_id'), booking.ref('booking.attendee_number')),
  pricingOption: bookedPricingOptionExpression,
  payment: ({ selection }) => jsonObject(columnsOf(paymentFields, selection)),
  event: ({ selection }) =>
    jsonObjectFrom(
      booking
        .selectFrom('event_dates as date')
        .innerJoin('events as event', (join) =>
          join.onRef('event.company_id', '=', 'date.company_id').onRef('event.number', '=', 'date.event_number'),
        )
        .whereRef('date.company_id', '=', 'booking.company_id')
        .whereRef('date.number', '=', 'booking.event_date_number')
        .select(columnsOf(bookedEventFields, selection)),
    ),
  date: ({ selection }) =>
    jsonObjectFrom(
      booking
        .selectFrom('event_dates as date')
        .whereRef('date.company_id', '=', 'booking.company_id')
        .whereRef('date.number', '=', 'booking.event_date_number')
        .select(columnsOf(eventDateFields, selection)),
    ),
  transaction: ({ selection }) =>
    jsonObjectFrom(
      booking
        .selectFrom('transactions as purchase')
        .whereRef('purchase.company_id', '=', 'booking.company_id')
        .whereRef('purchase.number', '=', 'booking.transaction_number')
        .select(columnsOf(transactionFields(allBookings), selection)),
    ),
};

/** Bookings of the row `purchase`. */
export const bookingsOfPurchase = purchase
  .selectFrom('bookings as booking')
  .whereRef('booking.company_id', '=', 'purchase.company_id')
  .whereRef('booking.transaction_number', '=', 'purchase.number');

export const allBookings = (): typeof bookingsOfPurchase => bookingsOfPurchase;

/**
 * Of the row `purchase`.
 * @param shown The bookings that it is shown with.
 */
export function transactionFields(shown: () => typeof bookingsOfPurchase): FieldExpressions<Transaction> {
  return {
    id: () => idExpression('transaction', purchase.ref('purchase.number')),
    purchasedAt: () => utc(purchase.ref('purchase.purchased_at')),
    purchasedAtLocal: () => wallClock(purchase.ref('purchase.purchased_at'), companyTimeZone),
    bookings: ({ selection }) =>
      jsonArrayFrom(shown().orderBy('booking.number').select(columnsOf(bookingFields, selection))),
  };
}
