import { z } from 'zod';
import { base100, companyDateTime, id, localDateTime, minutes, timeZone } from '../../rest/openapi/types.js';
import { facilitator, payment, person } from '../shared/studioAnswers.js';

const head = {
  id: id('appointment'),
  type: z.literal('appointment'),
  notes: z.string().meta({ description: 'Empty when there are none.' }),
  created_at: companyDateTime,
};
const service = z.strictObject({ id: id('service'), type: z.literal('service'), name: z.string() });
const time = { datetime: localDateTime, tz: timeZone, duration_minutes: minutes };
const paymentStatus = { status: z.enum(['PAID', 'PENDING', 'FAILED']) };

/** As the company's list shows it. */
export const companyAppointment = z
  .strictObject({
    ...head,
    status: z.enum(['SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED']),
    customer: person.omit({ email: true }),
    service: service.extend({ option_name: z.string() }),
    facilitator,
    ...time,
    payment: payment({ base100_price_paid: base100 }, paymentStatus).meta({ id: 'CompanyAppointmentPayment' }),
  })
  .meta({ id: 'CompanyAppointment' });

/** As the customer's list shows it. */
export const customerAppointment = z
  .strictObject({
    ...head,
    status: z.enum(['CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED']),
    service: service.extend({ ...time, facilitator }),
    payment: payment({ base100_price: base100 }, paymentStatus).meta({ id: 'CustomerAppointmentPayment' }),
  })
  .meta({ id: 'CustomerAppointment' });
