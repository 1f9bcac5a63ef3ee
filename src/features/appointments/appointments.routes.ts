import {
  GetAppointmentDocument,
  ListAppointmentsDocument,
  ListCustomerAppointmentsDocument,
  type AppointmentFieldsFragment,
  type AppointmentStatus,
  type CompanyAppointmentFieldsFragment,
} from '../../rest/operations.generated.js';
import { choiceParameter, dateParameter, idFilter, idParameter, pageParameters } from '../../rest/openapi/parameters.js';
import { readChoice, readDate, readPage, readText } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { purchasePaymentRow } from '../shared/purchasePayment.js';
import { paged, single } from '../shared/studioAnswers.js';
import { customerPage, facilitatorRow, pagedList } from '../shared/studioRows.js';
import { companyAppointment, customerAppointment } from './appointments.answers.js';

const statuses = ['SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELLED'] as const satisfies readonly AppointmentStatus[];

export const appointmentsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/appointments/bookings',
    family: 'studio',
    resourceType: 'appointment',
    summary: 'The company’s appointments, the latest start first; all but cancelled ones unless a status is given',
    operation: ListAppointmentsDocument,
    parameters: {
      facilitator_id: idFilter('facilitator', 'Only appointments with this facilitator'),
      customer_id: idFilter('customer', 'Only appointments of this customer'),
      start_date: dateParameter('First day of the start, in the company’s zone, inclusive.'),
      end_date: dateParameter('Last day of the start, in the company’s zone, inclusive.'),
      status: choiceParameter('Only appointments in this status. Without it all but cancelled ones.', statuses),
      ...pageParameters,
    },
    answer: paged(companyAppointment),
    variables: ({ query, company: { timeZone } }) => {
      const { page, pageSize } = readPage(query);
      return {
        facilitatorId: readText(query, 'facilitator_id') ?? null,
        customerId: readText(query, 'customer_id') ?? null,
        startDate: readDate(query, 'start_date', timeZone) ?? null,
        endDate: readDate(query, 'end_date', timeZone) ?? null,
        status: readChoice(query, 'status', statuses) ?? null,
        page,
        pageSize,
      };
    },
    present: ({ appointments }, { variables }) =>
      appointments === null ? undefined : pagedList(appointments.nodes.map(companyAppointmentRow), appointments.totalCount, variables),
  }),
  defineRoute({
    method: 'GET',
    path: '/appointments/bookings/:id',
    family: 'studio',
    resourceType: 'appointment',
    summary: 'One appointment, cancelled ones included',
    operation: GetAppointmentDocument,
    parameters: { id: idParameter('appointment', 'The appointment') },
    answer: single(companyAppointment),
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ appointment }) => (appointment === null ? undefined : { data: companyAppointmentRow(appointment) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/customer/:id/appointments',
    family: 'studio',
    resourceType: 'appointment',
    summary: 'A customer’s appointments, the newest made first, cancelled ones included',
    operation: ListCustomerAppointmentsDocument,
    parameters: { id: idParameter('customer', 'The customer'), ...pageParameters },
    answer: paged(customerAppointment),
    variables: customerPage,
    present: ({ customer }, { variables }) => {
      const appointments = customer?.appointments ?? null;
      return appointments === null ? undefined : pagedList(appointments.nodes.map(customerAppointmentRow), appointments.totalCount, variables);
    },
  }),
];

/** As the company's list shows it: flat, and the customer without an e-mail. */
function companyAppointmentRow(appointment: CompanyAppointmentFieldsFragment) {
  const { id, status, customer, service, optionName, facilitator, startsAtLocal, timeZone, durationMinutes, payment, notes, createdAtLocal } = appointment;
  return {
    id,
    type: 'appointment',
    status,
    customer: { id: customer.id, type: 'customer', firstname: customer.firstName, lastname: customer.lastName },
    service: { ...serviceNameRow(service), option_name: optionName },
    facilitator: facilitatorRow(facilitator),
    datetime: startsAtLocal,
    tz: timeZone,
    duration_minutes: durationMinutes,
    payment: companyPaymentRow(payment),
    notes,
    created_at: createdAtLocal,
  };
}

/** As the customer's list shows it: time and facilitator are the service's, and what is scheduled is called confirmed. */
function customerAppointmentRow(appointment: AppointmentFieldsFragment) {
  const { id, status, service, facilitator, startsAtLocal, timeZone, durationMinutes, payment, notes, createdAtLocal } = appointment;
  return {
    id,
    type: 'appointment',
    status: status === 'SCHEDULED' ? 'CONFIRMED' : status,
    notes,
    created_at: createdAtLocal,
    service: {
      ...serviceNameRow(service),
      datetime: startsAtLocal,
      tz: timeZone,
      duration_minutes: durationMinutes,
      facilitator: facilitatorRow(facilitator),
    },
    payment: { ...purchasePaymentRow(payment), status: payment.status },
  };
}

/** The amount has a name of its own on this path. */
function companyPaymentRow({ method, amount, creditsUsed, status }: AppointmentFieldsFragment['payment']) {
  return method === 'PASS'
    ? { method, currency: 'CR', credits_used: creditsUsed, status }
    : { method, currency: amount?.currency, base100_price_paid: amount?.amount, status };
}

function serviceNameRow({ id, name }: { id: string; name: string }) {
  return { id, type: 'service', name };
}
