import { expressionBuilder, sql } from 'kysely';
import type { Guest, GuestConsent } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, utc, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObject, jsonObjectFrom } from '../shared/json.js';

const guest = expressionBuilder<Rows, 'guest' | 'customer'>();
const customer = expressionBuilder<Rows, 'customer'>();

/** Of the row `guest`. */
const consentFields: FieldExpressions<GuestConsent> = {
  marketing: () => guest.ref('guest.consent_marketing'),
  source: () => guest.ref('guest.consent_source'),
  recordedAt: () => utc(guest.ref('guest.consent_recorded_at')),
};

/** Of all locations. */
const visits = () =>
  guest
    .selectFrom('reservations as reservation')
    .whereRef('reservation.company_id', '=', 'guest.company_id')
    .whereRef('reservation.customer_number', '=', 'guest.customer_number')
    .where('reservation.status', '=', sql.lit('COMPLETED'))
    .select((eb) => eb.fn.countAll().as('visits'));

/** Of the row `guest`, a restaurant's profile, and of the row `customer`, whose it is. */
export const guestFields: FieldExpressions<Guest> = {
  id: () => idExpression('customer', guest.ref('guest.customer_number')),
  firstName: () => guest.ref('customer.first_name'),
  lastName: () => guest.ref('customer.last_name'),
  email: () => guest.ref('customer.email'),
  phone: () => guest.ref('guest.phone'),
  language: () => guest.ref('guest.language'),
  consent: ({ selection }) => jsonObject(columnsOf(consentFields, selection)),
  anonymizedAt: () => utc(guest.ref('guest.anonymized_at')),
  retentionUntil: () => utc(guest.ref('guest.retention_until')),
  visits,
  createdAt: () => utc(guest.ref('guest.created_at')),
  updatedAt: () => utc(guest.ref('guest.updated_at')),
};

/** The profile of the row `customer`. */
export const customerGuest: FieldExpression = ({ selection }) =>
  jsonObjectFrom(
    customer
      .selectFrom('restaurant_profiles as guest')
      .whereRef('guest.company_id', '=', 'customer.company_id')
      .whereRef('guest.customer_number', '=', 'customer.number')
      .select(columnsOf(guestFields, selection)),
  );
