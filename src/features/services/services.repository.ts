import { expressionBuilder } from 'kysely';
import type { FeatureScope } from '../../graphql/context.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { companyId, read, rowNumber } from '../shared/plan.js';
import type { LookAhead } from '../shared/selection.js';
import { serviceFields } from './services.fields.js';

export type ServicesRepository = ReturnType<typeof createServicesRepository>;

const root = expressionBuilder<Rows>();
const service = expressionBuilder<Rows, 'service'>();

const services = root.selectFrom('services as service').where('service.company_id', '=', companyId);

const name: SortKey = { by: service.ref('service.name'), kind: 'text' };
const number: SortKey = { by: service.ref('service.number'), kind: 'number' };

/** Every query on services, bound to one company. */
export function createServicesRepository(scope: FeatureScope) {
  return {
    /** By name. */
    list(lookAhead: LookAhead): Promise<ConnectionJson> {
      return read(scope, lookAhead, (field) => {
        const plan = planConnection(field);
        return connectionExpression(plan, {
          nodes: (selection) => pageOf(services.select(columnsOf(serviceFields, selection)), plan, [name, number], 'asc'),
          totalCount: () => services.select((eb) => eb.fn.countAll().as('total')),
        });
      });
    },

    find(serviceNumber: number, lookAhead: LookAhead): Promise<Row | null> {
      return read(
        scope,
        lookAhead,
        ({ selection }) => jsonObjectFrom(services.where('service.number', '=', rowNumber).select(columnsOf(serviceFields, selection))),
        [serviceNumber],
      );
    },
  };
}
