import { Temporal } from 'temporal-polyfill';
import { GetCustomerBookingDocument, ListCustomerBookingsDocument, type BookingFieldsFragment } from '../../rest/operations.generated.js';
import { dateParameter, flagParameter, idParameter, pageParameters } from '../../rest/openapi/parameters.js';
import { readBoolean, readDate, readPage } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { paged, single } from '../shared/studioAnswers.js';
import { eventDateRow, eventNameRow, pagedList, personRow } from '../shared/studioRows.js';
import { bookingOfTransaction, transaction } from './bookings.answers.js';

export const bookingsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/customer/:id/bookings',
    family: 'studio',
    resourceType: 'booking',
    summary: 'A customer’s purchases, newest first, each with its bookings; by default those of the last three months',
    operation: ListCustomerBookingsDocument,
    parameters: {
      id: idParameter('customer', 'The customer, who paid or attends'),
      ...pageParameters,
      future_only: flagParameter('Only bookings whose event date has not begun.', false),
      startDate: dateParameter('First day of purchase, in the company’s zone, inclusive. Without it the day three months before today.'),
      endDate: dateParameter('Last day of purchase, in the company’s zone, inclusive.'),
    },
    answer: paged(transaction),
    parameterNames: { futureOnly: 'future_only', purchasedFrom: 'startDate', purchasedUntil: 'endDate' },
    variables: ({ path, query, company: { timeZone }, now }) => {
      const { page, pageSize } = readPage(query);
      return {
        id: path['id'] ?? '',
        page,
        pageSize,
        futureOnly: readBoolean(query, 'future_only') ?? false,
        // The day is in the variables, and so in the cache's key: tomorrow's question is another one.
        purchasedFrom: readDate(query, 'startDate', timeZone) ?? threeMonthsBefore(now, timeZone),
        purchasedUntil: readDate(query, 'endDate', timeZone) ?? null,
      };
    },
    present: ({ customer }, { variables }) => {
      if (customer === null || customer.transactions === null) return undefined;
      const { nodes, totalCount } = customer.transactions;
      const data = nodes.map(({ id, purchasedAtLocal, bookings }) => ({
        id,
        type: 'event-booking',
        purchase_date: purchasedAtLocal,
        bookings: bookings.map(bookingRow),
      }));
      return pagedList(data, totalCount, variables);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/customer/:id/booking/:bookingId',
    family: 'studio',
    resourceType: 'booking',
    summary: 'One booking that a customer paid for or attends',
    operation: GetCustomerBookingDocument,
    parameters: { id: idParameter('customer', 'The customer, who paid or attends'), bookingId: idParameter('booking', 'The booking') },
    answer: single(bookingOfTransaction),
    variables: ({ path }) => ({ id: path['id'] ?? '', bookingId: path['bookingId'] ?? '' }),
    present: ({ customer }) => {
      const booking = customer?.booking ?? null;
      if (booking === null) return undefined;
      const { id, purchasedAtLocal } = booking.transaction;
      return { data: { ...bookingRow(booking), transaction: { id, purchase_date: purchasedAtLocal } } };
    },
  }),
];

/** The day three months before today, where a month is too short its last day: `2026-05-31` gives `2026-02-28`. */
function threeMonthsBefore(now: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ months: 3 }).toString();
}

function bookingRow(booking: BookingFieldsFragment) {
  const { id, cancelled, refunded, spaces, buyer, attendee, event, date, pricingOption, payment } = booking;
  return {
    id,
    type: 'event-booking',
    is_cancelled: cancelled,
    is_refunded: refunded,
    spaces,
    purchased_by: personRow(buyer),
    bought_for: personRow(attendee),
    event: { ...eventNameRow(event), date: eventDateRow(date) },
    pricing_option: pricingOption,
    payment: paymentRow(payment),
  };
}

/** Credits go by the currency `CR`; the amounts have no underscore after 100 on this path. */
function paymentRow({ method, gross, net, creditsUsed }: BookingFieldsFragment['payment']) {
  return method === 'PASS'
    ? { method, currency: 'CR', credits_used: creditsUsed }
    : { method, currency: gross?.currency, base100gross_price: gross?.amount, base100net_price: net?.amount };
}
