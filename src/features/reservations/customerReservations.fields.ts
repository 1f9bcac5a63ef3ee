import { expressionBuilder } from 'kysely';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, type FieldExpression, type Rows } from '../shared/fields.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { isVisible, reservationFields } from './reservations.fields.js';

const customer = expressionBuilder<Rows, 'customer'>();
const reservation = expressionBuilder<Rows, 'reservation'>();

const startsAt: SortKey = { by: reservation.ref('reservation.starts_at'), kind: 'instant' };
const number: SortKey = { by: reservation.ref('reservation.number'), kind: 'number' };

/** What the row `customer` reserved, the latest start first. */
export const customerReservations: FieldExpression = (field) => {
  const plan = planConnection(field);
  const reservations = customer
    .selectFrom('reservations as reservation')
    .whereRef('reservation.company_id', '=', 'customer.company_id')
    .whereRef('reservation.customer_number', '=', 'customer.number')
    .where(isVisible);
  return connectionExpression(plan, {
    nodes: (selection) => pageOf(reservations.select(columnsOf(reservationFields, selection)), plan, [startsAt, number], 'desc'),
    totalCount: () => reservations.select((eb) => eb.fn.countAll().as('total')),
  });
};
