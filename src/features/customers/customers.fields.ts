import { expressionBuilder } from 'kysely';
import type { Customer } from '../../graphql/resolvers.generated.js';
import { customerAppointments } from '../appointments/appointments.fields.js';
import { customerBooking, customerBookings, customerTransactions } from '../bookings/customerBookings.fields.js';
import { customerGuest } from '../guests/guests.fields.js';
import { customerNotes } from '../notes/notes.fields.js';
import { customerPackages } from '../packages/packageLists.fields.js';
import { customerQuestionnaireAnswers } from '../questionnaires/questionnaires.fields.js';
import { customerReservations } from '../reservations/customerReservations.fields.js';
import { idExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { customerMandates } from '../subscriptions/subscriptions.fields.js';
import { customerVideos } from '../videos/customerVideos.fields.js';

const customer = expressionBuilder<Rows, 'customer'>();

/** Of the row `customer`. */
export const customerFields: FieldExpressions<Customer> = {
  id: () => idExpression('customer', customer.ref('customer.number')),
  firstName: () => customer.ref('customer.first_name'),
  lastName: () => customer.ref('customer.last_name'),
  email: () => customer.ref('customer.email'),
  mobile: () => customer.ref('customer.mobile'),
  archived: () => customer.ref('customer.archived'),
  bookings: customerBookings,
  transactions: customerTransactions,
  booking: customerBooking,
  appointments: customerAppointments,
  packages: customerPackages,
  videos: customerVideos,
  subscriptionMandates: customerMandates,
  notes: customerNotes,
  questionnaireAnswers: customerQuestionnaireAnswers,
  reservations: customerReservations,
  guest: customerGuest,
};
