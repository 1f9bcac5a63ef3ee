import { expressionBuilder, sql, type SqlBool } from 'kysely';
import { connectionExpression, planConnection, type Source } from '../shared/connection.js';
import { columnsOf, epochMs, startOfDay, type FieldExpression, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { isGiven } from '../shared/page.js';
import { companyTimeZone, now, parameter } from '../shared/plan.js';
import type { SelectedField } from '../shared/selection.js';
import { bookingFields, bookingsOfPurchase, transactionFields } from './bookings.fields.js';

/** What a customer's own fields show of bookings. Each refers to the row `customer`. */

const customer = expressionBuilder<Rows, 'customer'>();
const booking = expressionBuilder<Rows, 'booking' | 'customer'>();
const purchase = expressionBuilder<Rows, 'purchase'>();

const bookingNumber: SortKey = { by: booking.ref('booking.number'), kind: 'number' };
const bookedAt: SortKey = { by: booking.ref('booking.purchased_at'), kind: 'instant' };
/** Of the booking's date, beside the booking's own columns. */
const startsAt: SortKey = { by: sql.ref('booking.starts_at'), kind: 'instant' };
const purchasedAt: SortKey = { by: purchase.ref('purchase.purchased_at'), kind: 'instant' };
const purchaseNumber: SortKey = { by: purchase.ref('purchase.number'), kind: 'number' };

/** A booking belongs to the customer who paid for it and to the one who attends. */
const isTheirs = booking.or([
  booking('booking.buyer_number', '=', booking.ref('customer.number')),
  booking('booking.attendee_number', '=', booking.ref('customer.number')),
]);

export const customerBookings: FieldExpression = (field) => {
  const plan = planConnection(field);
  const isSoonest = field.shapeArguments['orderBy'] === 'SOONEST';
  return connectionExpression(plan, {
    source: theirBookings(field),
    nodes: (selection) =>
      pageOf(
        fromTheirs.select(columnsOf(bookingFields, selection)),
        plan,
        isSoonest ? [startsAt, bookingNumber] : [bookedAt, bookingNumber],
        isSoonest ? 'asc' : 'desc',
      ),
    totalCount: () => fromTheirs.select((eb) => eb.fn.countAll().as('total')),
    until: isFutureOnly(field) ? () => earliestStart : undefined,
  });
};

export const customerTransactions: FieldExpression = (field) => {
  const plan = planConnection(field);
  const purchases = customer
    .selectFrom('transactions as purchase')
    .whereRef('purchase.company_id', '=', 'customer.company_id')
    .where('purchase.number', 'in', fromTheirs.select('booking.transaction_number'));
  return connectionExpression(plan, {
    source: theirBookings(field),
    nodes: (selection) =>
      pageOf(
        purchases.select(columnsOf(transactionFields(() => shownBookings(field)), selection)),
        plan,
        [purchasedAt, purchaseNumber],
        'desc',
      ),
    totalCount: () => purchases.select((eb) => eb.fn.countAll().as('total')),
    until: isFutureOnly(field) ? () => earliestStart : undefined,
  });
};

export const customerBooking: FieldExpression = ({ selection, argumentsIn }) =>
  jsonObjectFrom(
    customer
      .selectFrom('bookings as booking')
      .whereRef('booking.company_id', '=', 'customer.company_id')
      .where(
        'booking.number',
        '=',
        parameter<number>((run) => numberOf('booking', argumentsIn(run.variables)['id']), 'integer'),
      )
      .where(isTheirs)
      .select(columnsOf(bookingFields, selection)),
  );

/**
 * The customer's bookings that a field's arguments leave, with their `starts_at` where it matters. Bought and
 * attended ones come from an index each: with `or` PostgreSQL would read and sort all of them.
 */
function theirBookings(field: SelectedField): Source {
  const { argumentsIn, shapeArguments } = field;
  const bookings = customer.selectFrom('bookings as booking').whereRef('booking.company_id', '=', 'customer.company_id').selectAll('booking');
  const bought = bookings.whereRef('booking.buyer_number', '=', 'customer.number');
  const attended = bookings
    .whereRef('booking.attendee_number', '=', 'customer.number')
    .whereRef('booking.buyer_number', '<>', 'booking.attendee_number');
  let theirs = customer.selectFrom(bought.unionAll(attended).as('booking')).selectAll('booking');
  if (isFutureOnly(field) || shapeArguments['orderBy'] === 'SOONEST') {
    const withDate = theirs
      .innerJoin('event_dates as date', (join) =>
        join.onRef('date.company_id', '=', 'booking.company_id').onRef('date.number', '=', 'booking.event_date_number'),
      )
      .select('date.starts_at');
    theirs = isFutureOnly(field) ? withDate.where('date.starts_at', '>', now) : withDate;
  }
  if (isGiven(shapeArguments['purchasedFrom'])) {
    const from = parameter<string>((run) => argumentsIn(run.variables)['purchasedFrom'], 'date');
    theirs = theirs.where('booking.purchased_at', '>=', startOfDay(from, companyTimeZone));
  }
  if (isGiven(shapeArguments['purchasedUntil'])) {
    const until = parameter<string>((run) => argumentsIn(run.variables)['purchasedUntil'], 'date');
    theirs = theirs.where('booking.purchased_at', '<', startOfDay(sql`(${until} + 1)`, companyTimeZone));
  }
  return { name: 'theirs', query: theirs };
}

/** The rows of `theirBookings`, under the name that a booking's fields refer to. */
const fromTheirs = customer.selectFrom(sql<Rows['bookings']>`theirs`.as('booking'));

const earliestStart = fromTheirs.select(epochMs(sql`min(${startsAt.by})`).as('until'));

/** The customer's bookings of the row `purchase`; with `futureOnly` those whose date has not begun. */
function shownBookings(field: SelectedField): typeof bookingsOfPurchase {
  const theirs = bookingsOfPurchase.where(isTheirs);
  if (!isFutureOnly(field)) return theirs;
  return theirs.where(
    sql<SqlBool>`exists ${booking
      .selectFrom('event_dates as date')
      .whereRef('date.company_id', '=', 'booking.company_id')
      .whereRef('date.number', '=', 'booking.event_date_number')
      .where('date.starts_at', '>', now)
      .select('date.number')}`,
  );
}

function isFutureOnly({ shapeArguments }: SelectedField): boolean {
  return shapeArguments['futureOnly'] === true;
}
