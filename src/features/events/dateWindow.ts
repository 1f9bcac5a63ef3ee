import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { badInput } from '../../errors.js';
import { parameter } from '../shared/plan.js';
import type { SelectedField } from '../shared/selection.js';

/** From when to when an event's dates start, both included; null: without that bound. */
export interface DateWindow {
  readonly from: RawBuilder<Date> | null;
  readonly until: RawBuilder<Date> | null;
}

export const allDates: DateWindow = { from: null, until: null };

/** The window between two arguments of a field, either of which may be absent. */
export function windowBetween(field: SelectedField, from: string, until: string): DateWindow {
  const bound = (name: string) =>
    isGiven(field, name) ? parameter<Date>((run) => field.argumentsIn(run.variables)[name], 'timestamptz') : null;
  return { from: bound(from), until: bound(until) };
}

/**
 * The window of `Query.events`.
 * @throws badInput naming the argument that the time filter needs, or that means nothing without one.
 */
export function windowOfEvents(field: SelectedField): DateWindow {
  const timeFilter = field.shapeArguments['timeFilter'];
  for (const name of ['startDate', 'endDate']) {
    if (!isGiven(field, 'timeFilter') && isGiven(field, name)) throw badInput(name, 'must not be given without timeFilter');
  }
  if (isGiven(field, 'timeFilter') && !isGiven(field, 'startDate')) throw badInput('startDate', 'is required with timeFilter');
  if (timeFilter === 'PAST' && !isGiven(field, 'endDate')) throw badInput('endDate', 'is required when timeFilter is past');
  return windowBetween(field, 'startDate', 'endDate');
}

/** Conditions on a column such as `date.starts_at`. */
export function inWindow({ from, until }: DateWindow, column: string): RawBuilder<SqlBool>[] {
  return [
    ...(from === null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${from}`]),
    ...(until === null ? [] : [sql<SqlBool>`${sql.ref(column)} <= ${until}`]),
  ];
}

function isGiven({ shapeArguments }: SelectedField, name: string): boolean {
  return shapeArguments[name] !== undefined && shapeArguments[name] !== null;
}
