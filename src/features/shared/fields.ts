import { sql, type AliasableExpression, type AliasedExpression, type Expression, type RawBuilder } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { idPrefixes, type IdKind } from './ids.js';
import { atLeastOne } from './json.js';
import type { SelectedField, Selection } from './selection.js';

/**
 * The names that rows go by in look-ahead statements. A nested query refers to its parent's row by name, so a
 * query never uses its direct parent's name itself; further out a name may come again, the nearest one counts.
 */
export interface Rows extends Tables {
  customer: Tables['customers'];
  /** A customer as they are named inside a booking or a register. */
  person: Tables['customers'];
  event: Tables['events'];
  date: Tables['event_dates'];
  option: Tables['pricing_options'];
  facilitator: Tables['facilitators'];
  booking: Tables['bookings'];
  /** A transaction: that word is reserved in SQL. */
  purchase: Tables['transactions'];
  entry: Tables['waiting_list_entries'];
  pass: Tables['passes'];
  /** A pass that was bought. */
  package: Tables['pass_purchases'];
  library: Tables['media_libraries'];
  video: Tables['videos'];
  video_purchase: Tables['video_purchases'];
  plan: Tables['subscription_plans'];
  mandate: Tables['subscription_mandates'];
  voucher: Tables['vouchers'];
  note: Tables['notes'];
  questionnaire: Tables['questionnaires'];
  answer: Tables['questionnaire_answers'];
  service: Tables['services'];
  service_option: Tables['service_options'];
  appointment: Tables['appointments'];
  schedule: Tables['facilitator_schedules'];
  restaurant: Tables['restaurants'];
  location: Tables['locations'];
  dining_table: Tables['dining_tables'];
  combination: Tables['table_combinations'];
  dining_service: Tables['dining_services'];
  special_day: Tables['special_days'];
  special_service: Tables['special_day_services'];
  rule: Tables['availability_rules'];
  policy: Tables['booking_policies'];
  guest: Tables['restaurant_profiles'];
  reservation: Tables['reservations'];
  /** A table that a reservation has. */
  held: Tables['reservation_tables'];
  /** One step of a reservation's history. */
  change: Tables['reservation_history'];
}

/** What one field of an object is in SQL: a column, or a subquery that makes JSON. */
export type FieldExpression = (field: SelectedField) => AliasableExpression<unknown>;

/** Every field of an object type, so that the compiler misses one that the schema gains. */
export type FieldExpressions<Type> = { readonly [Name in Exclude<keyof Type, '__typename'>]-?: FieldExpression };

/** What a look-ahead read brings of one object: its fields by storage key. */
export type Row = Readonly<Record<string, unknown>>;

/** The fields asked for as columns of a subquery, each named by its storage key. */
export function columnsOf(fields: Readonly<Record<string, FieldExpression>>, selection: Selection): readonly AliasedExpression<unknown, string>[] {
  const columns = [...selection.values()].map((field) => {
    const expression = fields[field.name];
    if (expression === undefined) throw new Error(`No expression for the field ${field.name}.`);
    return expression(field).as(field.key);
  });
  return atLeastOne(columns);
}

/** An id as the graph shows it, made by the database so that no resolver has to. */
export function idExpression(kind: IdKind, number: Expression<number>): RawBuilder<string> {
  return sql<string>`${sql.lit(idPrefixes[kind])} || ${number}`;
}

/** An instant as JSON: UTC without a zone, which the `DateTime` scalar completes. */
export function utc(instant: Expression<unknown>): RawBuilder<string> {
  return sql<string>`${instant} at time zone 'UTC'`;
}

/** An instant on a wall clock, to the second: `2026-09-14T18:30:00`. */
export function wallClock(instant: Expression<unknown>, timeZone: Expression<string>): RawBuilder<string> {
  return sql<string>`date_trunc('second', ${instant} at time zone ${timeZone})`;
}

/**
 * When a zone's clocks enter a day. That is a second after they were last the day before, also where they are set back
 * over midnight and show it twice: PostgreSQL would take the later midnight.
 * @param day A `date`.
 */
export function startOfDay(day: Expression<unknown>, timeZone: Expression<string>): RawBuilder<Date> {
  return sql<Date>`((${day}::timestamp - interval '1 second') at time zone ${timeZone} + interval '1 second')`;
}

/** Epoch milliseconds. */
export function epochMs(instant: Expression<unknown>): RawBuilder<number> {
  return sql<number>`floor(extract(epoch from ${instant}) * 1000)`;
}
