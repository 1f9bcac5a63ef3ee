import type { FeatureScope } from '../../graphql/context.js';
import type { ConnectionJson } from '../shared/connection.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import type { LoadRelation } from '../shared/relation.js';
import type { LookAhead } from '../shared/selection.js';
import { createEventsLoaders } from './events.loaders.js';
import { createEventsRepository } from './events.repository.js';

export interface EventsService {
  /** @throws BAD_USER_INPUT naming the argument when time filter and dates do not go together. */
  list(lookAhead: LookAhead): Promise<ConnectionJson>;
  /** Null when there is no such event. Archived ones are found. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /** Null when there is no such date, or it is of another event than the field's `eventId`. */
  findDate(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /** What is asked of an event that came without it. */
  relatedToEvent: LoadRelation;
  /** What is asked of a date that came without it. */
  relatedToDate: LoadRelation;
}

export function createEventsService(scope: FeatureScope): EventsService {
  const repository = createEventsRepository(scope);
  const loaders = createEventsLoaders(repository);
  return {
    list: (lookAhead) => repository.list(lookAhead),

    async find(id, lookAhead) {
      const number = numberOf('event', id);
      return number === null ? null : repository.find(number, lookAhead);
    },

    async findDate(id, lookAhead) {
      const number = numberOf('eventDate', id);
      return number === null ? null : repository.findDate(number, lookAhead);
    },

    relatedToEvent: loaders.ofEvent,
    relatedToDate: loaders.ofDate,
  };
}
