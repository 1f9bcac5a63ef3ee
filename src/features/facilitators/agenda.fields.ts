import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import { dayMs } from '../../scheduling/days.js';
import type { Schedule } from '../../scheduling/availability.js';
import { epochMs, idExpression, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonArrayFrom, jsonObject, jsonObjectFrom } from '../shared/json.js';
import { moneyExpression } from '../shared/money.js';
import { companyId, oncePerRun, parameter, type RunValue } from '../shared/plan.js';
import type { SelectedField } from '../shared/selection.js';
import { reachOf, type AvailabilityArguments, type Reach } from './availabilityDates.js';

/** What a facilitator's availability for one service is computed from. */
export interface AgendaJson {
  readonly timeZone: string;
  /** Null when the company has no such service. */
  readonly service: AgendaService | null;
  /** Those that offer the service. */
  readonly schedules: readonly Schedule[];
  /** Epoch milliseconds; `room` is null where it is the facilitator who is busy. */
  readonly busy: readonly { readonly room: number | null; readonly from: number; readonly until: number }[];
}

export interface AgendaService {
  readonly id: string;
  readonly name: string;
  readonly bufferMinutes: number;
  readonly options: readonly AgendaOption[];
}

export interface AgendaOption {
  readonly id: string;
  readonly name: string;
  readonly durationMinutes: number;
  readonly price: { readonly amount: number; readonly currency: string };
}

const root = expressionBuilder<Rows>();
const service = expressionBuilder<Rows, 'service'>();
const option = expressionBuilder<Rows, 'service_option'>();
const facilitator = expressionBuilder<Rows, 'facilitator'>();
const schedule = expressionBuilder<Rows, 'schedule'>();

const optionsOfService = service
  .selectFrom('service_options as service_option')
  .whereRef('service_option.company_id', '=', 'service.company_id')
  .whereRef('service_option.service_number', '=', 'service.number')
  .orderBy('service_option.position')
  .orderBy('service_option.number')
  .select([
    idExpression('serviceOption', option.ref('service_option.number')).as('id'),
    'service_option.name',
    'service_option.duration_minutes as durationMinutes',
    moneyExpression(option.ref('service_option.price'), option.ref('service_option.currency')).as('price'),
  ]);

/**
 * The agenda of the row `facilitator` for the service and the dates of an `availability` field.
 * @throws badInput in a run whose dates cannot be had.
 */
export function agendaExpression(field: SelectedField): RawBuilder<AgendaJson> {
  const argumentsIn: RunValue<AvailabilityArguments> = (run) => field.argumentsIn(run.variables) as unknown as AvailabilityArguments;
  const reach = oncePerRun((run) => reachOf(argumentsIn(run), run.now));
  const serviceNumber = parameter<number>((run) => numberOf('service', argumentsIn(run).serviceId), 'integer');
  const services = root.selectFrom('services as service').where('service.company_id', '=', companyId).where('service.number', '=', serviceNumber);
  return jsonObject(
    [
      facilitator.ref('facilitator.time_zone').as('timeZone'),
      jsonObjectFrom(
        services.select([
          idExpression('service', service.ref('service.number')).as('id'),
          'service.name',
          'service.buffer_minutes as bufferMinutes',
          jsonArrayFrom(optionsOfService).as('options'),
        ]),
      ).as('service'),
      jsonArrayFrom(
        schedule
          .selectFrom('schedule')
          .select(['first_day as firstDay', 'last_day as lastDay', 'weekdays', 'opens', 'closes', 'room_number as room']),
      ).as('schedules'),
      busyTimes(reach, sql`(${services.select('service.buffer_minutes')})`).as('busy'),
    ],
    { name: 'schedule', query: schedulesFor(serviceNumber, reach) },
  );
}

function schedulesFor(serviceNumber: RawBuilder<number>, reach: RunValue<Reach>) {
  const day = (edge: 'first' | 'last') => parameter<string>((run) => new Date(reach(run).days[edge] * dayMs).toISOString().slice(0, 10), 'date');
  return facilitator
    .selectFrom('facilitator_schedules as offered')
    .whereRef('offered.company_id', '=', 'facilitator.company_id')
    .whereRef('offered.facilitator_number', '=', 'facilitator.number')
    .where('offered.first_day', '<=', day('last'))
    .where((eb) => eb.or([eb('offered.last_day', 'is', null), eb('offered.last_day', '>=', day('first'))]))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('facilitator_schedule_services as serves')
          .whereRef('serves.company_id', '=', 'offered.company_id')
          .whereRef('serves.schedule_number', '=', 'offered.number')
          .where('serves.service_number', '=', serviceNumber),
      ),
    )
    .selectAll('offered');
}

/** When the facilitator, and each room of the rows `schedule`, is taken: by appointments and what is kept free after them, and by events. */
function busyTimes(reach: RunValue<Reach>, bufferMinutes: RawBuilder<number>): RawBuilder<AgendaJson['busy']> {
  const from = parameter<Date>((run) => new Date(reach(run).time.from).toISOString().slice(0, -1), 'timestamp');
  const until = parameter<Date>((run) => new Date(reach(run).time.until).toISOString(), 'timestamptz');
  const minutes = (count: RawBuilder<unknown>) => sql`${count} * interval '1 minute'`;
  // Ends are in UTC, and written as the indexes have them.
  const dateEnds = sql`(date.starts_at at time zone 'UTC') + ${minutes(sql`date.duration_minutes`)}`;
  const appointmentEnds = sql`(appointment.starts_at at time zone 'UTC') + ${minutes(sql`appointment.duration_minutes`)} + ${minutes(sql`appointment.buffer_minutes`)}`;
  const inReach = (starts: RawBuilder<unknown>, ends: RawBuilder<unknown>) =>
    sql`${ends} > ${from} and ${starts} < ${until} + ${minutes(sql`coalesce(${bufferMinutes}, 0)`)}`;
  const times = (starts: RawBuilder<unknown>, ends: RawBuilder<unknown>) => sql`${epochMs(starts)}::bigint as "from", ceil(extract(epoch from ${ends}) * 1000)::bigint as "until"`;

  const appointmentTimes = times(sql`appointment.starts_at`, appointmentEnds);
  const isTaken = sql`appointment.status <> 'CANCELLED' and ${inReach(sql`appointment.starts_at`, appointmentEnds)}`;
  const dateTimes = times(sql`date.starts_at`, dateEnds);
  const datesOfEvent = sql`event_dates as date on (date.company_id, date.event_number) = (event.company_id, event.number)
        and date.is_active and ${inReach(sql`date.starts_at`, dateEnds)}`;
  const rooms = sql`(select distinct room_number as number from schedule where room_number is not null) as room`;

  return sql`(select coalesce(json_agg(busy), '[]') from (
    select null::integer as room, ${appointmentTimes} from appointments as appointment
      where appointment.company_id = facilitator.company_id and appointment.facilitator_number = facilitator.number and ${isTaken}
    union all
    select null, ${dateTimes} from event_facilitators as leads
      join events as event on (event.company_id, event.number) = (leads.company_id, leads.event_number) and not event.archived
      join ${datesOfEvent}
      where leads.company_id = facilitator.company_id and leads.facilitator_number = facilitator.number
    union all
    select room.number, ${appointmentTimes} from ${rooms}
      join appointments as appointment on appointment.company_id = facilitator.company_id and appointment.room_number = room.number
      where appointment.facilitator_number <> facilitator.number and ${isTaken}
    union all
    select room.number, ${dateTimes} from ${rooms}
      join events as event on event.company_id = facilitator.company_id and event.room_number = room.number and not event.archived
      join ${datesOfEvent}
  ) as busy)`;
}
