import { numberOf } from '../shared/ids.js';
import { createRelationLoader, type LoadRelation } from '../shared/relation.js';
import type { PassesRepository } from './passes.repository.js';

/** For passes that came without what is asked of them. */
export function createPassesLoaders(repository: PassesRepository): { ofPass: LoadRelation } {
  const load = createRelationLoader(repository.readRelation);
  return {
    ofPass: async (pass, lookAhead) => {
      const number = numberOf('pass', pass['id']);
      return number === null ? null : load(number, lookAhead);
    },
  };
}
