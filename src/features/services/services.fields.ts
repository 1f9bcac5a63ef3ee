import { expressionBuilder } from 'kysely';
import type { AppointmentService, ServiceOption } from '../../graphql/resolvers.generated.js';
import { columnsOf, idExpression, type FieldExpressions, type Rows } from '../shared/fields.js';
import { jsonArrayFrom } from '../shared/json.js';
import { moneyExpression } from '../shared/money.js';

const service = expressionBuilder<Rows, 'service'>();
const option = expressionBuilder<Rows, 'service_option'>();

/** Of the row `service_option`. */
export const serviceOptionFields: FieldExpressions<ServiceOption> = {
  id: () => idExpression('serviceOption', option.ref('service_option.number')),
  name: () => option.ref('service_option.name'),
  durationMinutes: () => option.ref('service_option.duration_minutes'),
  price: () => moneyExpression(option.ref('service_option.price'), option.ref('service_option.currency')),
};

/** Of the row `service`. */
export const serviceFields: FieldExpressions<AppointmentService> = {
  id: () => idExpression('service', service.ref('service.number')),
  name: () => service.ref('service.name'),
  description: () => service.ref('service.description'),
  bufferMinutes: () => service.ref('service.buffer_minutes'),
  categories: () => service.ref('service.categories'),
  location: () => service.ref('service.location'),
  options: ({ selection }) =>
    jsonArrayFrom(
      service
        .selectFrom('service_options as service_option')
        .whereRef('service_option.company_id', '=', 'service.company_id')
        .whereRef('service_option.service_number', '=', 'service.number')
        .orderBy('service_option.position')
        .orderBy('service_option.number')
        .select(columnsOf(serviceOptionFields, selection)),
    ),
};
