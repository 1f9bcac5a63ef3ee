import { z } from 'zod';
import { base100, companyDateTime, id } from '../../rest/openapi/types.js';
import { eventDate, eventName, payment, person } from '../shared/studioAnswers.js';

/** Bookings as REST shows them. */

const bookingPayment = payment({ base100gross_price: base100, base100net_price: base100 }, {}).meta({
  id: 'BookingPayment',
  description: 'Money, or with a pass its credits.',
});

export const booking = z
  .strictObject({
    id: id('booking'),
    type: z.literal('event-booking'),
    is_cancelled: z.boolean(),
    is_refunded: z.boolean(),
    spaces: z.int().min(1),
    purchased_by: person,
    bought_for: person,
    event: eventName.extend({ date: eventDate }),
    pricing_option: z.strictObject({ id: id('pricingOption') }).nullable().meta({ description: 'Null when the option was not kept with the booking.' }),
    payment: bookingPayment,
  })
  .meta({ id: 'Booking', description: 'Spaces on one date of an event.' });

export const bookingOfTransaction = booking
  .extend({ transaction: z.strictObject({ id: id('transaction'), purchase_date: companyDateTime }) })
  .meta({ id: 'BookingOfTransaction' });

export const transaction = z
  .strictObject({
    id: id('transaction'),
    type: z.literal('event-booking'),
    purchase_date: companyDateTime,
    bookings: z.array(booking),
  })
  .meta({ id: 'Transaction', description: 'One purchase: the bookings that were paid for together.' });
