import type { FeatureScope } from '../../graphql/context.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { createAppointmentsRepository } from './appointments.repository.js';

export interface AppointmentsService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such appointment. Cancelled ones are found. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
}

export function createAppointmentsService(scope: FeatureScope): AppointmentsService {
  const repository = createAppointmentsRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('appointment', id);
      return number === null ? null : repository.find(number, lookAhead);
    },
  };
}
