import { constraintOf } from '../../database/sqlstate.js';
import { ApplicationError } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { UpdateVideoInput } from '../../graphql/resolvers.generated.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LookAhead } from '../shared/selection.js';
import { createVideosRepository } from './videos.repository.js';
import { daysNeeded, readVideoUpdate } from './videoUpdate.js';

export interface VideosService {
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such video. Deleted ones are found. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * Changes what is given of a video, also of a deleted one.
   * @param video What to answer of the changed video; null: nothing.
   * @throws BAD_USER_INPUT naming the field; NOT_FOUND.
   */
  update(input: UpdateVideoInput, video: LookAhead | null): Promise<Row>;
}

export function createVideosService(scope: FeatureScope): VideosService {
  const repository = createVideosRepository(scope);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('video', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    async update(input, video) {
      const changes = readVideoUpdate(input);
      const number = numberOf('video', input.id);
      if (number === null) throw new ApplicationError('NOT_FOUND');
      try {
        return await scope.write(['videos'], async (transaction) => {
          const isThere = await repository.update(transaction, number, changes);
          if (!isThere) throw new ApplicationError('NOT_FOUND');
          return (video === null ? null : await repository.find(number, video, transaction)) ?? {};
        });
      } catch (error) {
        // The table's check decides, so that two changes at once cannot both pass a look beforehand.
        if (constraintOf(error) === 'videos_check') throw daysNeeded();
        throw error;
      }
    },
  };
}
