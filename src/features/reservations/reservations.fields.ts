import { expressionBuilder, sql } from 'kysely';
import type { Reservation, ReservationChange, ReservationGuest } from '../../graphql/resolvers.generated.js';
import { customerFields } from '../customers/customers.fields.js';
import { diningTableFields } from '../locations/diningTables.fields.js';
import { locationExpression } from '../locations/locations.fields.js';
import { columnsOf, utc, wallClock, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { boundLocation } from '../shared/plan.js';

const reservation = expressionBuilder<Rows, 'reservation'>();
const change = expressionBuilder<Rows, 'change'>();

const timeZone = sql<string>`(select place.time_zone from locations as place
  where place.company_id = ${reservation.ref('reservation.company_id')} and place.number = ${reservation.ref('reservation.location_number')})`;

const guestFields: FieldExpressions<ReservationGuest> = {
  firstName: () => reservation.ref('reservation.first_name'),
  lastName: () => reservation.ref('reservation.last_name'),
  email: () => reservation.ref('reservation.email'),
  phone: () => reservation.ref('reservation.phone'),
};

/** Of the row `change`. */
const changeFields: FieldExpressions<ReservationChange> = {
  at: () => utc(change.ref('change.at')),
  fromStatus: () => change.ref('change.from_status'),
  toStatus: () => change.ref('change.to_status'),
  actorKind: () => change.ref('change.actor_kind'),
  actorId: () => change.ref('change.actor_id'),
  changes: () => change.ref('change.changes'),
};

const tables: FieldExpression = ({ selection }) =>
  jsonArrayFrom(
    reservation
      .selectFrom('reservation_tables as held')
      .innerJoin('dining_tables as dining_table', (join) =>
        join.onRef('dining_table.company_id', '=', 'held.company_id').onRef('dining_table.number', '=', 'held.table_number'),
      )
      .whereRef('held.company_id', '=', 'reservation.company_id')
      .whereRef('held.reservation_number', '=', 'reservation.number')
      .orderBy('dining_table.number')
      .select(columnsOf(diningTableFields, selection)),
  );

/** The record as it is now; one that was deleted is not shown. */
const customer: FieldExpression = ({ selection }) =>
  jsonObjectFrom(
    reservation
      .selectFrom('customers as customer')
      .whereRef('customer.company_id', '=', 'reservation.company_id')
      .whereRef('customer.number', '=', 'reservation.customer_number')
      .where('customer.deleted_at', 'is', null)
      .select(columnsOf(customerFields, selection)),
  );

const history: FieldExpression = ({ selection }) =>
  jsonArrayFrom(
    reservation
      .selectFrom('reservation_history as change')
      .whereRef('change.company_id', '=', 'reservation.company_id')
      .whereRef('change.reservation_number', '=', 'reservation.number')
      .orderBy('change.position')
      .select(columnsOf(changeFields, selection)),
  );

/** Of the row `reservation`. */
export const reservationFields: FieldExpressions<Reservation> = {
  id: () => reservation.ref('reservation.internal_id'),
  publicReference: () => reservation.ref('reservation.public_reference'),
  location: locationOf,
  status: () => reservation.ref('reservation.status'),
  startsAt: () => utc(reservation.ref('reservation.starts_at')),
  endsAt: () => utc(reservation.ref('reservation.ends_at')),
  startsAtLocal: () => wallClock(reservation.ref('reservation.starts_at'), timeZone),
  timeZone: () => timeZone,
  durationMinutes: () => reservation.ref('reservation.duration_minutes'),
  partySize: () => reservation.ref('reservation.party_size'),
  serviceName: () => reservation.ref('reservation.service_name'),
  serviceDay: () => reservation.ref('reservation.service_day'),
  tables,
  guest: ({ selection }) => jsonObject(columnsOf(guestFields, selection)),
  customer,
  specialRequests: () => reservation.ref('reservation.special_requests'),
  source: () => reservation.ref('reservation.source'),
  cancelReason: () => reservation.ref('reservation.cancel_reason'),
  history,
  createdAt: () => utc(reservation.ref('reservation.created_at')),
  updatedAt: () => utc(reservation.ref('reservation.updated_at')),
};

function locationOf(field: Parameters<FieldExpression>[0]) {
  return locationExpression(reservation.ref('reservation.company_id'), reservation.ref('reservation.location_number'))(field);
}

/** Whether the row `reservation` is shown to the caller: a key that is bound to a location sees that one's alone. */
export const isVisible = sql<boolean>`(${boundLocation} is null or ${reservation.ref('reservation.location_number')} = ${boundLocation})`;
