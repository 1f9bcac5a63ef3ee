import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import type { Attendee, BookedEvent, BookedPricingOption, Register, WaitingListEntry } from '../../graphql/resolvers.generated.js';
import { personExpression } from '../customers/person.fields.js';
import { connectionExpression, planConnection } from '../shared/connection.js';
import { columnsOf, idExpression, utc, type FieldExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonObject, jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';

const date = expressionBuilder<Rows, 'date'>();
const event = expressionBuilder<Rows, 'event'>();
const booking = expressionBuilder<Rows, 'booking'>();
const option = expressionBuilder<Rows, 'option'>();
const entry = expressionBuilder<Rows, 'entry'>();

/** Of the row `event`. */
export const bookedEventFields: FieldExpressions<BookedEvent> = {
  id: () => idExpression('event', event.ref('event.number')),
  name: () => event.ref('event.name'),
};

const bookedPricingOptionFields: FieldExpressions<BookedPricingOption> = {
  id: () => idExpression('pricingOption', option.ref('option.number')),
  name: () => option.ref('option.name'),
};

/** The option of the row `booking`. */
export const bookedPricingOptionExpression: FieldExpression = ({ selection }) =>
  jsonObjectFrom(
    booking
      .selectFrom('pricing_options as option')
      .whereRef('option.company_id', '=', 'booking.company_id')
      .whereRef('option.number', '=', 'booking.pricing_option_number')
      .select(columnsOf(bookedPricingOptionFields, selection)),
  );

/** Bookings of the row `date`. */
const bookingsOfDate = date
  .selectFrom('bookings as booking')
  .whereRef('booking.company_id', '=', 'date.company_id')
  .whereRef('booking.event_date_number', '=', 'date.number');

const waitingListOfDate = date
  .selectFrom('waiting_list_entries as entry')
  .whereRef('entry.company_id', '=', 'date.company_id')
  .whereRef('entry.event_date_number', '=', 'date.number');

/** What all pricing options can hold together: null when one of them, or the lack of any, sets no bound. */
const stockOfOptions = sql<number | null>`(${date
  .selectFrom('pricing_options as option')
  .whereRef('option.company_id', '=', 'date.company_id')
  .whereRef('option.event_number', '=', 'date.event_number')
  .select(sql<number | null>`case when not bool_or(${option.ref('option.stock')} is null) then sum(${option.ref('option.stock')}) end`.as('stock'))})`;

const limitOfEvent = sql<number | null>`(${date
  .selectFrom('events as event')
  .whereRef('event.company_id', '=', 'date.company_id')
  .whereRef('event.number', '=', 'date.event_number')
  .select('event.max_attendees')})`;

/** `least` passes over nulls, which stand for no bound. */
const capacity = sql<number | null>`least(${limitOfEvent}, ${stockOfOptions})`;

const spacesTaken = sql<number>`(${bookingsOfDate
  .where('booking.is_cancelled', '=', sql.lit(false))
  .select(sql<number>`coalesce(sum(${booking.ref('booking.spaces')}), 0)`.as('spaces'))})`;

const attendeeFields: FieldExpressions<Attendee> = {
  id: () => idExpression('booking', booking.ref('booking.number')),
  customer: personExpression(booking.ref('booking.company_id'), booking.ref('booking.attendee_number')),
  role: () =>
    sql`case when ${booking.ref('booking.attendee_number')} = ${booking.ref('booking.buyer_number')} then 'BOOKER' else 'GUEST' end`,
  pricingOption: bookedPricingOptionExpression,
  paymentMethod: () => booking.ref('booking.payment_method'),
  spaces: () => booking.ref('booking.spaces'),
  attended: () => booking.ref('booking.attended'),
  cancelled: () => booking.ref('booking.is_cancelled'),
};

const waitingListEntryFields: FieldExpressions<WaitingListEntry> = {
  id: () => idExpression('waitingListEntry', entry.ref('entry.number')),
  customer: personExpression(entry.ref('entry.company_id'), entry.ref('entry.customer_number')),
  joinedAt: () => utc(entry.ref('entry.joined_at')),
};

const bookingNumber: SortKey = { by: booking.ref('booking.number'), kind: 'number' };
const joinedAt: SortKey = { by: entry.ref('entry.joined_at'), kind: 'instant' };
const entryNumber: SortKey = { by: entry.ref('entry.number'), kind: 'number' };

const registerFields: FieldExpressions<Register> = {
  event: ({ selection }) =>
    jsonObjectFrom(
      date
        .selectFrom('events as event')
        .whereRef('event.company_id', '=', 'date.company_id')
        .whereRef('event.number', '=', 'date.event_number')
        .select(columnsOf(bookedEventFields, selection)),
    ),
  capacity: () => capacity,
  totalAttendees: () => spacesTaken,
  availableSpaces: () => sql`case when ${capacity} is not null then greatest(${capacity} - ${spacesTaken}, 0) end`,
  attendees: (field) => {
    const plan = planConnection(field);
    return connectionExpression(plan, {
      nodes: (selection) => pageOf(bookingsOfDate.select(columnsOf(attendeeFields, selection)), plan, [bookingNumber], 'asc'),
      totalCount: () => bookingsOfDate.select((eb) => eb.fn.countAll().as('total')),
    });
  },
  waitingList: (field) => {
    const plan = planConnection(field);
    return connectionExpression(plan, {
      nodes: (selection) =>
        pageOf(waitingListOfDate.select(columnsOf(waitingListEntryFields, selection)), plan, [joinedAt, entryNumber], 'asc'),
      totalCount: () => waitingListOfDate.select((eb) => eb.fn.countAll().as('total')),
    });
  },
};

/** The register of the row `date`. */
export const registerExpression = ({ selection }: Parameters<FieldExpression>[0]): RawBuilder<unknown> =>
  jsonObject(columnsOf(registerFields, selection));
