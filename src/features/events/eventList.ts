import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { connectionExpression, cursorColumn, planConnection, type ConnectionJson, type ConnectionPlan } from '../shared/connection.js';
import { columnsOf, epochMs, utc, type Rows } from '../shared/fields.js';
import { companyId, parameter, type Run } from '../shared/plan.js';
import type { SelectedField } from '../shared/selection.js';
import { inWindow, windowOfEvents, type DateWindow } from './dateWindow.js';
import { eventFields } from './events.fields.js';

/**
 * `Query.events`: by their next date, those with a date to come first (half 0, soonest at the top), then those of
 * the past (half 1, latest at the top).
 *
 * Each half walks the index of dates by start and keeps a date when it is the one that stands for its event, so
 * that a page reads about as many dates as it shows events, however many there are. The second half is only read
 * as far as the first left room.
 *
 * A cursor holds the moment of the first page as well as the sort keys: all pages see the same halves, though
 * dates begin meanwhile.
 */
export function eventList(db: Kysely<Tables>, field: SelectedField): RawBuilder<ConnectionJson> {
  const plan = planConnection(field);
  const window = windowOfEvents(field);
  const { asOf, upcomingAfter, pastAfter } = positions(plan);
  const rowsNeeded = plan.offset === null ? plan.limit : sql<number>`${plan.offset}::bigint + ${plan.limit}`;

  /** Active dates of events that are not archived. */
  const dates = db
    .selectFrom('event_dates as date')
    .innerJoin('events as event', (join) =>
      join.onRef('event.company_id', '=', 'date.company_id').onRef('event.number', '=', 'date.event_number'),
    )
    .where('date.company_id', '=', companyId)
    .where('date.is_active', '=', sql.lit(true))
    .where('event.archived', '=', sql.lit(false))
    .$call((query) => inWindow(window, 'date.starts_at').reduce((narrowed, condition) => narrowed.where(condition), query));
  /** Other active dates of the same event. */
  const others = (name: 'earlier' | 'later') => sql`
    select from event_dates as ${sql.ref(name)}
    where ${sql.ref(`${name}.company_id`)} = date.company_id and ${sql.ref(`${name}.event_number`)} = date.event_number
      and ${sql.ref(`${name}.is_active`)}`;

  const nodes = (selection: ReadonlyMap<string, SelectedField>) => {
    let events = db
      .with('upcoming', () =>
        dates
          .selectAll('event')
          .select(['date.starts_at as next_start', 'date.number as next_date', sql.lit(0).as('half')])
          .where('date.starts_at', '>', asOf)
          .where(sql<boolean>`not exists (${others('earlier')} and earlier.starts_at > ${asOf}${conditions(window, 'earlier')}
            and (earlier.starts_at, earlier.number) < (date.starts_at, date.number))`)
          .$if(plan.isAfter, (query) => query.where(sql<boolean>`(date.starts_at, date.number) > (${upcomingAfter})`))
          .orderBy('date.starts_at')
          .orderBy('date.number')
          .limit(rowsNeeded),
      )
      .with('past', (withUpcoming) =>
        dates
          .selectAll('event')
          .select(['date.starts_at as next_start', 'date.number as next_date', sql.lit(1).as('half')])
          .where('date.starts_at', '<=', asOf)
          .where(sql<boolean>`not exists (${others('later')}${conditions(window, 'later')}
            and (later.starts_at, later.number) > (date.starts_at, date.number))`)
          .$if(plan.isAfter, (query) => query.where(sql<boolean>`(date.starts_at, date.number) < (${pastAfter})`))
          .orderBy('date.starts_at', 'desc')
          .orderBy('date.number', 'desc')
          .limit(
            sql<number>`greatest(0, ${rowsNeeded} - ${withUpcoming.selectFrom('upcoming').select((eb) => eb.fn.countAll().as('rows'))})`,
          ),
      )
      .selectFrom((eb) => eb.selectFrom('upcoming').selectAll().unionAll(eb.selectFrom('past').selectAll()).as('event'))
      .select(columnsOf(eventFields(window), selection))
      .orderBy('event.half')
      .orderBy(sql`case when event.half = 0 then event.next_start end`)
      .orderBy(sql`case when event.half = 0 then event.next_date end`)
      .orderBy('event.next_start', 'desc')
      .orderBy('event.next_date', 'desc')
      .limit(plan.limit);
    if (plan.offset !== null) events = events.offset(plan.offset);
    if (plan.wantsCursors) {
      events = events.select(cursorColumn(epochMs(asOf), sql.ref('event.half'), utc(sql.ref('event.next_start')), sql.ref('event.next_date')));
    }
    return events as never;
  };

  return connectionExpression(plan, {
    nodes,
    totalCount: () =>
      db
        .selectFrom('events as event')
        .where('event.company_id', '=', companyId)
        .where('event.archived', '=', sql.lit(false))
        .where(sql<boolean>`exists (select from event_dates as date
          where date.company_id = event.company_id and date.event_number = event.number and date.is_active${conditions(window, 'date')})`)
        .select((eb) => eb.fn.countAll().as('total')),
    // The order changes when the next date begins; a later page stays at the moment of the first.
    until:
      plan.nodes === null || plan.isAfter
        ? undefined
        : () =>
            dates
              .where('date.starts_at', '>', asOf)
              .orderBy('date.starts_at')
              .limit(sql.lit(1))
              .select(epochMs(sql.ref('date.starts_at')).as('until')),
  });
}

function conditions(window: DateWindow, name: keyof Rows | 'earlier' | 'later') {
  return sql.join(inWindow(window, `${name}.starts_at`).map((condition) => sql` and ${condition}`), sql``);
}

/** The moment that divides the halves, and the sort keys after which each half begins. */
function positions(plan: ConnectionPlan) {
  const cursor = plan.cursor(['moment', 'half', 'instant', 'number']);
  const part = (run: Run, index: number) => cursor(run)[index] as string | number;
  const asOf = parameter<Date>((run) => new Date(plan.isAfter ? part(run, 0) : run.now).toISOString(), 'timestamptz');
  // A page that begins in the past has all that is to come behind it; one that begins in what is to come has all the past before it.
  const begin = (half: 0 | 1) =>
    sql`${parameter((run) => (part(run, 1) === half ? `${part(run, 2)}Z` : 'infinity'), 'timestamptz')}, ${parameter((run) => (part(run, 1) === half ? part(run, 3) : 0), 'integer')}`;
  return { asOf, upcomingAfter: begin(0), pastAfter: begin(1) };
}
