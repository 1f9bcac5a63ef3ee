import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import type { DiningService, ServiceHours, SpecialDay, WeekdayHours } from '../../graphql/resolvers.generated.js';
import { columnsOf, epochMs, idExpression, startOfDay, type FieldExpression, type FieldExpressions, type Row, type Rows } from '../shared/fields.js';
import { jsonArrayFrom, jsonObject } from '../shared/json.js';
import { isGiven } from '../shared/page.js';
import { now, parameter } from '../shared/plan.js';

const location = expressionBuilder<Rows, 'location'>();
const service = expressionBuilder<Rows, 'dining_service'>();
const specialDay = expressionBuilder<Rows, 'special_day'>();

/** A list that the clock changes. */
export interface DatedList {
  readonly items: readonly Row[];
  /** Epoch milliseconds from which on it is another; null: never. */
  readonly until: number | null;
}

const timeZone = location.ref('location.time_zone');

/** The day that the location's clocks show. */
const today = sql<string>`(${now} at time zone ${timeZone})::date`;

/** When the location's clocks enter a day. */
const beginningOf = (day: RawBuilder<unknown>) => epochMs(startOfDay(day, timeZone));

/** Of the row `dining_service` or `special_service`. */
function hoursFields(row: 'dining_service' | 'special_service'): FieldExpressions<ServiceHours> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  const time = (name: string) => () => sql<string>`left(${column(name)}::text, 5)`;
  return {
    name: () => column('name'),
    opens: time('opens'),
    closes: time('closes'),
    lastSeating: time('last_seating'),
    slotIntervalMinutes: () => column('slot_interval_minutes'),
    requiresConfirmation: () => column('requires_confirmation'),
  };
}

/** Of the row `dining_service`. */
export const diningServiceFields: FieldExpressions<DiningService> = {
  ...hoursFields('dining_service'),
  id: () => idExpression('diningService', service.ref('dining_service.number')),
  daysOfWeek: () => service.ref('dining_service.weekdays'),
  validFrom: () => service.ref('dining_service.valid_from'),
  validUntil: () => service.ref('dining_service.valid_until'),
};

/** Those of the row `location`. */
const services = location
  .selectFrom('dining_services as dining_service')
  .whereRef('dining_service.company_id', '=', 'location.company_id')
  .whereRef('dining_service.location_number', '=', 'location.number')
  .where('dining_service.deleted_at', 'is', null);

export const servicesOfLocation: FieldExpression = ({ selection }) =>
  jsonArrayFrom(services.orderBy('dining_service.opens').orderBy('dining_service.number').select(columnsOf(diningServiceFields, selection)));

/** Of a row `weekday` whose `number` is 1 for Monday. */
const weekdayFields: FieldExpressions<WeekdayHours> = {
  dayOfWeek: () => sql`weekday.number`,
  services: ({ selection }) =>
    jsonArrayFrom(
      services
        .where(sql<boolean>`weekday.number = any(${service.ref('dining_service.weekdays')})`)
        .where(sql<boolean>`${today} between coalesce(${service.ref('dining_service.valid_from')}, '-infinity') and coalesce(${service.ref('dining_service.valid_until')}, 'infinity')`)
        .orderBy('dining_service.opens')
        .orderBy('dining_service.number')
        .select(columnsOf(hoursFields('dining_service'), selection)),
    ),
};

/** A `DatedList`: services come into force and run out. */
export const openingHours: FieldExpression = ({ selection }) => {
  const weekdays = sql`(select coalesce(json_agg(hours), '[]') from (select ${sql.join(columnsOf(weekdayFields, selection))}
    from generate_series(1, 7) as weekday(number) order by weekday.number) as hours)`;
  const [from, until] = [service.ref('dining_service.valid_from'), service.ref('dining_service.valid_until')];
  const nextChange = services.select(sql`min(case when ${from} > ${today} then ${from} when ${until} >= ${today} then ${until} + 1 end)`.as('day'));
  return jsonObject([weekdays.as('items'), beginningOf(sql`(${nextChange})`).as('until')]);
};

/** Of the row `special_day`. */
export const specialDayFields: FieldExpressions<SpecialDay> = {
  id: () => idExpression('specialDay', specialDay.ref('special_day.number')),
  date: () => specialDay.ref('special_day.day'),
  closed: () => specialDay.ref('special_day.is_closed'),
  name: () => specialDay.ref('special_day.name'),
  services: ({ selection }) =>
    jsonArrayFrom(
      specialDay
        .selectFrom('special_day_services as special_service')
        .whereRef('special_service.company_id', '=', 'special_day.company_id')
        .whereRef('special_service.special_day_number', '=', 'special_day.number')
        .orderBy('special_service.position')
        .select(columnsOf(hoursFields('special_service'), selection)),
    ),
};

/** A `DatedList` of the row `location`'s, by day: what is to come ends with each day. */
export const specialDays: FieldExpression = ({ selection, argumentsIn, shapeArguments }) => {
  const given = (name: string) => isGiven(shapeArguments[name]);
  const day = (name: string) => parameter<string>((run) => argumentsIn(run.variables)[name], 'date');
  let days = location
    .selectFrom('special_days as special_day')
    .whereRef('special_day.company_id', '=', 'location.company_id')
    .whereRef('special_day.location_number', '=', 'location.number')
    .where('special_day.day', '>=', given('from') ? day('from') : today);
  if (given('until')) days = days.where('special_day.day', '<=', day('until'));
  const firstIsOver = days.select(sql`min(${specialDay.ref('special_day.day')}) + 1`.as('day'));
  return jsonObject([
    jsonArrayFrom(days.orderBy('special_day.day').select(columnsOf(specialDayFields, selection))).as('items'),
    (given('from') ? sql`null::bigint` : beginningOf(sql`(${firstIsOver})`)).as('until'),
  ]);
};
