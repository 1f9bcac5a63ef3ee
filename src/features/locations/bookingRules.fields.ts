import { expressionBuilder, sql, type Expression } from 'kysely';
import type { AvailabilityRule, BookingPolicy, PartyDuration } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { diningServiceFields } from './serviceHours.fields.js';

const location = expressionBuilder<Rows, 'location'>();
const rule = expressionBuilder<Rows, 'rule'>();
const policy = expressionBuilder<Rows, 'policy'>();
const duration = expressionBuilder<Rows, 'party_durations'>();

/** Of the row `rule`. */
export const ruleFields: FieldExpressions<AvailabilityRule> = {
  id: () => idExpression('availabilityRule', rule.ref('rule.number')),
  name: () => rule.ref('rule.name'),
  service: ({ selection }) =>
    jsonObjectFrom(
      rule
        .selectFrom('dining_services as dining_service')
        .whereRef('dining_service.company_id', '=', 'rule.company_id')
        .whereRef('dining_service.number', '=', 'rule.service_number')
        .select(columnsOf(diningServiceFields, selection)),
    ),
  daysOfWeek: () => rule.ref('rule.weekdays'),
  bufferBeforeMinutes: () => rule.ref('rule.buffer_before_minutes'),
  bufferAfterMinutes: () => rule.ref('rule.buffer_after_minutes'),
  maxCoversPerSlot: () => rule.ref('rule.max_covers_per_slot'),
  maxReservationsPerSlot: () => rule.ref('rule.max_reservations_per_slot'),
  active: () => rule.ref('rule.is_active'),
};

/** Those of the row `location`. */
export const availabilityRules: FieldExpression = ({ selection, shapeArguments }) => {
  let rules = location
    .selectFrom('availability_rules as rule')
    .whereRef('rule.company_id', '=', 'location.company_id')
    .whereRef('rule.location_number', '=', 'location.number');
  if (shapeArguments['includeInactive'] !== true) rules = rules.where('rule.is_active', '=', sql.lit(true));
  return jsonArrayFrom(rules.orderBy('rule.number').select(columnsOf(ruleFields, selection)));
};

const durationFields: FieldExpressions<PartyDuration> = {
  maxPartySize: () => duration.ref('party_durations.max_party_size'),
  durationMinutes: () => duration.ref('party_durations.duration_minutes'),
};

/** Of the row `policy`. */
export const policyFields: FieldExpressions<BookingPolicy> = {
  minPartySize: () => policy.ref('policy.min_party_size'),
  maxPartySize: () => policy.ref('policy.max_party_size'),
  defaultDurationMinutes: () => policy.ref('policy.default_duration_minutes'),
  durations: ({ selection }) =>
    jsonArrayFrom(
      policy
        .selectFrom('party_durations')
        .whereRef('party_durations.company_id', '=', 'policy.company_id')
        .whereRef('party_durations.policy_number', '=', 'policy.number')
        .orderBy('party_durations.max_party_size')
        .select(columnsOf(durationFields, selection)),
    ),
  minLeadTimeMinutes: () => policy.ref('policy.min_lead_time_minutes'),
  maxAdvanceBookingDays: () => policy.ref('policy.max_advance_booking_days'),
  slotIntervalMinutes: () => policy.ref('policy.slot_interval_minutes'),
};

/**
 * The policy of a location, which is the restaurant's where it has none of its own.
 * @param locationNumber Null: the restaurant's.
 */
export function bookingPolicy(companyId: Expression<number>, restaurantNumber: Expression<number>, locationNumber: Expression<number> | null): FieldExpression {
  return ({ selection }) =>
    jsonObjectFrom(
      policy
        .selectFrom('booking_policies as policy')
        .where('policy.company_id', '=', companyId)
        .where('policy.restaurant_number', '=', restaurantNumber)
        .where((where) =>
          locationNumber === null
            ? where('policy.location_number', 'is', null)
            : where.or([where('policy.location_number', 'is', null), where('policy.location_number', '=', locationNumber)]),
        )
        .orderBy('policy.location_number', (order) => order.asc().nullsLast())
        .limit(sql.lit(1))
        .select(columnsOf(policyFields, selection)),
    );
}
