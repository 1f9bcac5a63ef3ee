import type { FeatureScope } from '../../graphql/context.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { createServicesRepository } from './services.repository.js';

export interface ServicesService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such service. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
}

export function createServicesService(scope: FeatureScope): ServicesService {
  const repository = createServicesRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('service', id);
      return number === null ? null : repository.find(number, lookAhead);
    },
  };
}
