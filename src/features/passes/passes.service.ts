import { ApplicationError } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { UpdatePassInput } from '../../graphql/resolvers.generated.js';
import { readUpdateInput } from '../shared/catalogueUpdate.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LoadRelation } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { createPassesLoaders } from './passes.loaders.js';
import { createPassesRepository } from './passes.repository.js';
import { passUpdate } from './passUpdate.js';

export interface PassesService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such pass. Deleted ones are found. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Changes what is given of a pass, also of a deleted one.
   * @param pass What to answer of the changed pass; null: nothing.
   * @throws BAD_USER_INPUT naming the field; NOT_FOUND.
   */
  update(input: UpdatePassInput, pass: LookAhead | null): Promise<Row>;
  /** What is asked of a pass that came without it. */
  related: LoadRelation;
}

export function createPassesService(scope: FeatureScope): PassesService {
  const repository = createPassesRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('pass', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    async update(input, pass) {
      const changes = readUpdateInput(passUpdate, input);
      const number = numberOf('pass', input.id);
      if (number === null) throw new ApplicationError('NOT_FOUND');
      return scope.write(['passes'], async (transaction) => {
        const isThere = await repository.update(transaction, number, changes);
        if (!isThere) throw new ApplicationError('NOT_FOUND');
        return (pass === null ? null : await repository.find(number, pass, transaction)) ?? {};
      });
    },

    related: createPassesLoaders(repository).ofPass,
  };
}
