import { expressionBuilder, sql } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import type { AppointmentStatus } from '../../graphql/resolvers.generated.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, startOfDay, type Row, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { isGiven } from '../shared/page.js';
import { companyId, companyTimeZone, parameter, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { appointmentFields } from './appointments.fields.js';

export type AppointmentsRepository = ReturnType<typeof createAppointmentsRepository>;

const root = expressionBuilder<Rows>();
const appointment = expressionBuilder<Rows, 'appointment'>();

const appointments = root.selectFrom('appointments as appointment').where('appointment.company_id', '=', companyId);

const order: readonly SortKey[] = [
  { by: appointment.ref('appointment.starts_at'), kind: 'instant' },
  { by: appointment.ref('appointment.number'), kind: 'number' },
];

/** Every query on appointments, bound to one company. */
export function createAppointmentsRepository(scope: FeatureScope) {
  return {
    /** Those that the field's arguments leave, the latest start first. */
    list(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        const left = appointmentsLeftBy(field);
        return connectionExpression(plan, {
          nodes: (selection) => {
            // The page is cut out first: an offset would compute what is asked of an appointment for all before it too.
            const page = pageOf(left.selectAll('appointment'), { ...plan, wantsCursors: false }, order, 'desc');
            const nodes = root.selectFrom(page.as('appointment')).select(columnsOf(appointmentFields, selection));
            return pageOf(nodes, { ...plan, offset: null, isAfter: false }, order, 'desc');
          },
          totalCount: () => left.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    find(appointmentNumber: number, lookAhead: LookAhead): Promise<Row | null> {
      return read(scope, lookAhead, oneAppointment, [appointmentNumber]);
    },
  };
}

function oneAppointment({ selection }: SelectedField) {
  return jsonObjectFrom(appointments.where('appointment.number', '=', rowNumber).select(columnsOf(appointmentFields, selection)));
}

/** An id that nobody can have leaves nothing: its number is null. */
function appointmentsLeftBy({ argumentsIn, shapeArguments }: SelectedField) {
  const day = (name: string) => parameter<string>((run) => argumentsIn(run.variables)[name], 'date');
  const status = shapeArguments['status'] as AppointmentStatus | null | undefined;
  let left = isGiven(status)
    ? appointments.where('appointment.status', '=', sql.lit(status))
    : appointments.where('appointment.status', '<>', sql.lit('CANCELLED' as const));
  for (const kind of ['facilitator', 'customer'] as const) {
    const name = `${kind}Id`;
    if (!isGiven(shapeArguments[name])) continue;
    const one = parameter<number>((run) => numberOf(kind, argumentsIn(run.variables)[name]), 'integer');
    left = left.where(`appointment.${kind}_number`, '=', one);
  }
  if (isGiven(shapeArguments['startDate'])) {
    left = left.where('appointment.starts_at', '>=', startOfDay(day('startDate'), companyTimeZone));
  }
  if (isGiven(shapeArguments['endDate'])) {
    left = left.where('appointment.starts_at', '<', startOfDay(sql`(${day('endDate')} + 1)`, companyTimeZone));
  }
  return left;
}
