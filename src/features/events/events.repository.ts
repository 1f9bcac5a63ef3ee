import { expressionBuilder, sql } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import type { ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonArrayFrom, jsonObjectFrom } from '../shared/json.js';
import { companyId, parameter, read, rowNumber, rowNumbers } from '../shared/plan.js';
import type { ReadRelation } from '../shared/relation.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { allDates } from './dateWindow.js';
import { eventList } from './eventList.js';
import { eventDateFields, eventFields } from './events.fields.js';

export type EventsRepository = ReturnType<typeof createEventsRepository>;

const root = expressionBuilder<Rows>();
const event = expressionBuilder<Rows, 'event'>();
const date = expressionBuilder<Rows, 'date'>();

const events = root.selectFrom('events as event').where('event.company_id', '=', companyId);
const dates = root.selectFrom('event_dates as date').where('date.company_id', '=', companyId);
const untrimmed = eventFields(allDates);

/** Every query on events and their dates, bound to one company. */
export function createEventsRepository(scope: FeatureScope) {
  return {
    list: (lookAhead: LookAhead): Promise<ConnectionJson> => read(scope, lookAhead, (field) => eventList(scope.db, field)),

    find: (eventNumber: number, lookAhead: LookAhead): Promise<Row | null> =>
      read(scope, lookAhead, oneEvent, [eventNumber]),

    /** The date, of the event named by the field's `eventId` when it has one. */
    findDate: (dateNumber: number, lookAhead: LookAhead): Promise<Row | null> =>
      read(scope, lookAhead, oneDate, [dateNumber]),

    readEventRelation: (lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> =>
      read(scope, lookAhead, relationOfEvents, numbers),

    readDateRelation: (lookAhead: LookAhead, numbers: readonly number[]): ReturnType<ReadRelation> =>
      read(scope, lookAhead, relationOfDates, numbers),
  };
}

function oneEvent({ selection }: SelectedField) {
  return jsonObjectFrom(events.where('event.number', '=', rowNumber).select(columnsOf(untrimmed, selection)));
}

function oneDate({ selection, argumentsIn, shapeArguments }: SelectedField) {
  let found = dates.where('date.number', '=', rowNumber);
  if (shapeArguments['eventId'] !== undefined && shapeArguments['eventId'] !== null) {
    const eventNumber = parameter<number>((run) => numberOf('event', argumentsIn(run.variables)['eventId']), 'integer');
    found = found.where('date.event_number', '=', eventNumber);
  }
  return jsonObjectFrom(found.select(columnsOf(eventDateFields, selection)));
}

function relationOfEvents(field: SelectedField) {
  const value = untrimmed[field.name as keyof typeof untrimmed](field);
  return jsonArrayFrom(
    events.where(sql<boolean>`${event.ref('event.number')} = any(${rowNumbers})`).select(['event.number', value.as('value')]),
  );
}

function relationOfDates(field: SelectedField) {
  const value = eventDateFields[field.name as keyof typeof eventDateFields](field);
  return jsonArrayFrom(
    dates.where(sql<boolean>`${date.ref('date.number')} = any(${rowNumbers})`).select(['date.number', value.as('value')]),
  );
}
