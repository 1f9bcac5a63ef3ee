import { expressionBuilder, sql, type AliasableExpression } from 'kysely';
import type {
  BookingConfiguration,
  Event,
  EventDate,
  EventProperties,
  PricingOption,
} from '../../graphql/resolvers.generated.js';
import { facilitatorFields } from '../facilitators/facilitators.fields.js';
import { columnsOf, idExpression, utc, wallClock, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { moneyExpression } from '../shared/money.js';
import { isGiven } from '../shared/page.js';
import type { SelectedField } from '../shared/selection.js';
import { allDates, inWindow, windowBetween, type DateWindow } from './dateWindow.js';
import { registerExpression } from './register.fields.js';

const date = expressionBuilder<Rows, 'date'>();
const event = expressionBuilder<Rows, 'event'>();
const option = expressionBuilder<Rows, 'option'>();

/** Of the row `date`. */
export const eventDateFields: FieldExpressions<EventDate> = {
  id: () => idExpression('eventDate', date.ref('date.number')),
  startsAt: () => utc(date.ref('date.starts_at')),
  endsAt: () => utc(sql`(${date.ref('date.starts_at')} + ${date.ref('date.duration_minutes')} * interval '1 minute')`),
  startsAtLocal: () => wallClock(date.ref('date.starts_at'), date.ref('date.time_zone')),
  timeZone: () => date.ref('date.time_zone'),
  durationMinutes: () => date.ref('date.duration_minutes'),
  event: ({ selection }) =>
    jsonObjectFrom(
      date
        .selectFrom('events as event')
        .whereRef('event.company_id', '=', 'date.company_id')
        .whereRef('event.number', '=', 'date.event_number')
        .select(columnsOf(eventFields(allDates), selection)),
    ),
  register: registerExpression,
};

const bookingConfigurationFields: FieldExpressions<BookingConfiguration> = {
  maxAttendees: () => event.ref('event.max_attendees'),
  waitingListEnabled: () => event.ref('event.waiting_list_enabled'),
  bookingTypes: () => event.ref('event.booking_types'),
  paymentMethods: () => event.ref('event.payment_methods'),
};

const eventPropertiesFields: FieldExpressions<EventProperties> = {
  categories: () => event.ref('event.categories'),
  location: () => event.ref('event.location'),
  terms: () => event.ref('event.terms'),
};

const pricingOptionFields: FieldExpressions<PricingOption> = {
  id: () => idExpression('pricingOption', option.ref('option.number')),
  name: () => option.ref('option.name'),
  price: () => moneyExpression(option.ref('option.price'), option.ref('option.currency')),
  credits: () => option.ref('option.credits'),
  stock: () => option.ref('option.stock'),
};

/**
 * Of the row `event`.
 * @param shown The window that the list is trimmed to.
 */
export function eventFields(shown: DateWindow): FieldExpressions<Event> {
  return {
    id: () => idExpression('event', event.ref('event.number')),
    name: () => event.ref('event.name'),
    description: () => event.ref('event.description'),
    format: () => event.ref('event.format'),
    archived: () => event.ref('event.archived'),
    bookingConfiguration: ({ selection }) => jsonObject(columnsOf(bookingConfigurationFields, selection)),
    properties: ({ selection }) => jsonObject(columnsOf(eventPropertiesFields, selection)),
    dates: (field) => datesExpression(field, shown),
    facilitators: ({ selection }) =>
      jsonArrayFrom(
        event
          .selectFrom('event_facilitators as leads')
          .innerJoin('facilitators as facilitator', (join) =>
            join
              .onRef('facilitator.company_id', '=', 'leads.company_id')
              .onRef('facilitator.number', '=', 'leads.facilitator_number'),
          )
          .whereRef('leads.company_id', '=', 'event.company_id')
          .whereRef('leads.event_number', '=', 'event.number')
          .orderBy('leads.position')
          .orderBy('facilitator.number')
          .select(columnsOf(facilitatorFields, selection)),
      ),
    pricingOptions: ({ selection }) =>
      jsonArrayFrom(
        event
          .selectFrom('pricing_options as option')
          .whereRef('option.company_id', '=', 'event.company_id')
          .whereRef('option.event_number', '=', 'event.number')
          .orderBy('option.position')
          .orderBy('option.number')
          .select(columnsOf(pricingOptionFields, selection)),
      ),
  };
}

/** An event's active dates, earliest first, inside the list's window and the field's own. */
function datesExpression(field: SelectedField, shown: DateWindow): AliasableExpression<unknown> {
  const { shapeArguments } = field;
  let dates = event
    .selectFrom('event_dates as date')
    .whereRef('date.company_id', '=', 'event.company_id')
    .whereRef('date.event_number', '=', 'event.number')
    .where('date.is_active', '=', sql.lit(true))
    .orderBy('date.starts_at')
    .orderBy('date.number');
  for (const window of [shown, windowBetween(field, 'from', 'until')]) {
    for (const condition of inWindow(window, 'date.starts_at')) dates = dates.where(condition);
  }
  if (isGiven(shapeArguments['first'])) dates = dates.limit(sql.lit(shapeArguments['first'] as number));
  return jsonArrayFrom(dates.select(columnsOf(eventDateFields, field.selection)));
}
