import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import { dayMs, type Days } from '../../scheduling/days.js';
import type { Location } from '../../scheduling/seating/location.js';
import { openingReachDays } from '../../scheduling/seating/openings.js';
import { type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { oncePerRun, parameter } from '../shared/plan.js';
import type { SelectedField } from '../shared/selection.js';
import { readSearch, type AvailabilityArguments } from './availabilitySearch.js';
import { heldReservations, reservationsOf, type DateRange, type HeldColumns } from './heldReservations.js';

/** What seating is decided from, as it is read; null: the location takes no reservations. */
export type SeatingJson = (Omit<Location, 'reservations'> & { readonly reservations: HeldColumns }) | null;

export function locationOf(seating: SeatingJson): Location | null {
  return seating === null ? null : { ...seating, reservations: reservationsOf(seating.reservations) };
}

const location = expressionBuilder<Rows, 'location'>();
const policy = expressionBuilder<Rows, 'location' | 'policy'>();

/**
 * The seating of the row `location` for the days of an `availability` field.
 * @throws badInput in a run whose arguments are not valid.
 */
export function searchedSeating(field: SelectedField): RawBuilder<SeatingJson> {
  const days = oncePerRun((run) => reachOf(readSearch(field.argumentsIn(run.variables) as unknown as AvailabilityArguments).days));
  return seatingExpression({ first: parameter<string>((run) => days(run).first, 'date'), last: parameter<string>((run) => days(run).last, 'date') });
}

/** The first and last date that PostgreSQL and ISO 8601 write alike. */
const [firstDate, lastDate] = ['0001-01-01', '9999-12-31'];

/** The service days that can have a say in what starts on some service days, or holds tables then. */
export function reachOf({ first, last }: Days): { first: string; last: string } {
  const text = (day: number) => {
    const clamped = Math.min(Math.max(day * dayMs, Date.parse(firstDate)), Date.parse(lastDate));
    return new Date(clamped).toISOString().slice(0, 10);
  };
  return { first: text(first - openingReachDays), last: text(last + openingReachDays) };
}

/** The seating of the row `location`. */
export function seatingExpression(days: DateRange): RawBuilder<SeatingJson> {
  return jsonObjectFrom(
    location
      .selectFrom(effectivePolicy.as('policy'))
      .where('location.is_active', '=', sql.lit(true))
      .select([
        'location.time_zone as timeZone',
        jsonArrayFrom(tables).as('tables'),
        jsonArrayFrom(combinations).as('combinations'),
        jsonArrayFrom(services).as('services'),
        jsonArrayFrom(specialDays(days)).as('specialDays'),
        jsonArrayFrom(rules).as('rules'),
        policyParts.as('policy'),
        heldReservations(days).as('reservations'),
      ]),
  );
}

/** The location's own, else the restaurant's. */
const effectivePolicy = location
  .selectFrom('booking_policies as one')
  .whereRef('one.company_id', '=', 'location.company_id')
  .whereRef('one.restaurant_number', '=', 'location.restaurant_number')
  .where((where) => where.or([where('one.location_number', 'is', null), where('one.location_number', '=', where.ref('location.number'))]))
  .orderBy('one.location_number', (order) => order.asc().nullsLast())
  .limit(sql.lit(1))
  .selectAll('one');

const policyParts = jsonObject<Location['policy']>([
  policy.ref('policy.min_party_size').as('minPartySize'),
  policy.ref('policy.max_party_size').as('maxPartySize'),
  policy.ref('policy.default_duration_minutes').as('defaultDurationMinutes'),
  jsonArrayFrom(
    policy
      .selectFrom('party_durations as duration')
      .whereRef('duration.company_id', '=', 'policy.company_id')
      .whereRef('duration.policy_number', '=', 'policy.number')
      .select(['duration.max_party_size as maxPartySize', 'duration.duration_minutes as minutes']),
  ).as('durations'),
  policy.ref('policy.min_lead_time_minutes').as('minLeadTimeMinutes'),
  policy.ref('policy.max_advance_booking_days').as('maxAdvanceBookingDays'),
]);

const seats = ['number', 'seats_min as seatsMin', 'seats_max as seatsMax', 'priority', 'is_bookable as isBookable'] as const;

const tables = location
  .selectFrom('dining_tables as dining_table')
  .whereRef('dining_table.company_id', '=', 'location.company_id')
  .whereRef('dining_table.location_number', '=', 'location.number')
  .where('dining_table.deleted_at', 'is', null)
  .select(seats.map((column) => `dining_table.${column}` as const));

const combinations = location
  .selectFrom('table_combinations as combination')
  .whereRef('combination.company_id', '=', 'location.company_id')
  .whereRef('combination.location_number', '=', 'location.number')
  .select(seats.map((column) => `combination.${column}` as const))
  .select(
    sql<number[]>`array(select member.table_number from table_combination_members as member
      where member.company_id = combination.company_id and member.combination_number = combination.number)`.as('tables'),
  );

const hours = ['name', 'opens', 'closes', 'last_seating as lastSeating', 'slot_interval_minutes as slotIntervalMinutes', 'requires_confirmation as requiresConfirmation'] as const;

const services = location
  .selectFrom('dining_services as dining_service')
  .whereRef('dining_service.company_id', '=', 'location.company_id')
  .whereRef('dining_service.location_number', '=', 'location.number')
  .where('dining_service.deleted_at', 'is', null)
  .orderBy('dining_service.opens')
  .orderBy('dining_service.number')
  .select(hours.map((column) => `dining_service.${column}` as const))
  .select(['dining_service.number', 'dining_service.weekdays', 'dining_service.valid_from as validFrom', 'dining_service.valid_until as validUntil']);

function specialDays({ first, last }: DateRange) {
  return location
    .selectFrom('special_days as special_day')
    .whereRef('special_day.company_id', '=', 'location.company_id')
    .whereRef('special_day.location_number', '=', 'location.number')
    .where('special_day.day', '>=', first)
    .where('special_day.day', '<=', last)
    .select((day) => [
      'special_day.day',
      jsonArrayFrom(
        day
          .selectFrom('special_day_services as special_service')
          .whereRef('special_service.company_id', '=', 'special_day.company_id')
          .whereRef('special_service.special_day_number', '=', 'special_day.number')
          .where('special_day.is_closed', '=', sql.lit(false))
          .orderBy('special_service.opens')
          .orderBy('special_service.position')
          .select(hours.map((column) => `special_service.${column}` as const)),
      ).as('services'),
    ]);
}

const rules = location
  .selectFrom('availability_rules as rule')
  .whereRef('rule.company_id', '=', 'location.company_id')
  .whereRef('rule.location_number', '=', 'location.number')
  .where('rule.is_active', '=', sql.lit(true))
  .select([
    'rule.service_number as service',
    'rule.weekdays',
    'rule.buffer_before_minutes as bufferBeforeMinutes',
    'rule.buffer_after_minutes as bufferAfterMinutes',
    'rule.max_covers_per_slot as maxCoversPerSlot',
    'rule.max_reservations_per_slot as maxReservationsPerSlot',
  ]);
