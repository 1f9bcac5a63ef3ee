import { expressionBuilder, sql } from 'kysely';
import type { Appointment, AppointmentPayment, BookedService } from '../../graphql/resolvers.generated.js';
import { personExpression } from '../customers/person.fields.js';
import { facilitatorFields } from '../facilitators/facilitators.fields.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObject, jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { moneyExpression } from '../shared/money.js';
import { companyTimeZone } from '../shared/plan.js';

const appointment = expressionBuilder<Rows, 'appointment'>();
const customer = expressionBuilder<Rows, 'customer'>();
const service = expressionBuilder<Rows, 'service'>();

const bookedServiceFields: FieldExpressions<BookedService> = {
  id: () => idExpression('service', service.ref('service.number')),
  name: () => service.ref('service.name'),
};

const paymentFields: FieldExpressions<AppointmentPayment> = {
  method: () => appointment.ref('appointment.payment_method'),
  amount: () => moneyExpression(appointment.ref('appointment.amount'), appointment.ref('appointment.currency')),
  creditsUsed: () => appointment.ref('appointment.credits_used'),
  status: () => appointment.ref('appointment.payment_status'),
};

/** Of the row `appointment`. */
export const appointmentFields: FieldExpressions<Appointment> = {
  id: () => idExpression('appointment', appointment.ref('appointment.number')),
  status: () => appointment.ref('appointment.status'),
  customer: personExpression(appointment.ref('appointment.company_id'), appointment.ref('appointment.customer_number')),
  service: ({ selection }) =>
    jsonObjectFrom(
      appointment
        .selectFrom('services as service')
        .whereRef('service.company_id', '=', 'appointment.company_id')
        .whereRef('service.number', '=', 'appointment.service_number')
        .select(columnsOf(bookedServiceFields, selection)),
    ),
  optionName: () =>
    appointment
      .selectFrom('service_options as service_option')
      .whereRef('service_option.company_id', '=', 'appointment.company_id')
      .whereRef('service_option.number', '=', 'appointment.service_option_number')
      .select('service_option.name'),
  facilitator: ({ selection }) =>
    jsonObjectFrom(
      appointment
        .selectFrom('facilitators as facilitator')
        .whereRef('facilitator.company_id', '=', 'appointment.company_id')
        .whereRef('facilitator.number', '=', 'appointment.facilitator_number')
        .select(columnsOf(facilitatorFields, selection)),
    ),
  startsAt: () => utc(appointment.ref('appointment.starts_at')),
  endsAt: () => utc(sql`(${appointment.ref('appointment.starts_at')} + ${appointment.ref('appointment.duration_minutes')} * interval '1 minute')`),
  startsAtLocal: () => wallClock(appointment.ref('appointment.starts_at'), appointment.ref('appointment.time_zone')),
  timeZone: () => appointment.ref('appointment.time_zone'),
  durationMinutes: () => appointment.ref('appointment.duration_minutes'),
  notes: () => appointment.ref('appointment.notes'),
  payment: ({ selection }) => jsonObject(columnsOf(paymentFields, selection)),
  createdAt: () => utc(appointment.ref('appointment.created_at')),
  createdAtLocal: () => wallClock(appointment.ref('appointment.created_at'), companyTimeZone),
};

const createdAt: SortKey = { by: appointment.ref('appointment.created_at'), kind: 'instant' };
const number: SortKey = { by: appointment.ref('appointment.number'), kind: 'number' };

const appointmentsOfCustomer = customer
  .selectFrom('appointments as appointment')
  .whereRef('appointment.company_id', '=', 'customer.company_id')
  .whereRef('appointment.customer_number', '=', 'customer.number');

/** Of the row `customer`: the newest made first, whatever their state. */
export const customerAppointments: FieldExpression = (field) => {
  const plan = planConnection(field);
  return connectionExpression(plan, {
    nodes: (selection) =>
      pageOf(appointmentsOfCustomer.select(columnsOf(appointmentFields, selection)), plan, [createdAt, number], 'desc'),
    totalCount: () => appointmentsOfCustomer.select((eb) => eb.fn.countAll().as('total')),
  });
};
