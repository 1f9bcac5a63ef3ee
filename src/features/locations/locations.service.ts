import type { FeatureScope } from '../../graphql/context.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { createRelationLoader, type LoadRelation } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { createLocationsRepository } from './locations.repository.js';

export interface LocationsService {
  /** Null when there is no such location, or the caller's key is bound to another one. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /** What is asked of a location that came without it. */
  related: LoadRelation;
}

export function createLocationsService(scope: FeatureScope): LocationsService {
  const repository = createLocationsRepository(scope);
  const load = createRelationLoader(repository.readRelation);
  return {
    async find(id, lookAhead) {
      const number = numberOf('location', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    related: async (location, lookAhead) => {
      const number = numberOf('location', location['id']);
      return number === null ? null : load(number, lookAhead);
    },
  };
}
