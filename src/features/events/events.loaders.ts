import { numberOf } from '../shared/ids.js';
import { createRelationLoader, type LoadRelation } from '../shared/relation.js';
import type { EventsRepository } from './events.repository.js';

/** For events and dates that came without what is asked of them. */
export function createEventsLoaders(repository: EventsRepository): { ofEvent: LoadRelation; ofDate: LoadRelation } {
  const loadOfEvent = createRelationLoader(repository.readEventRelation);
  const loadOfDate = createRelationLoader(repository.readDateRelation);
  return {
    ofEvent: async (event, lookAhead) => {
      const number = numberOf('event', event['id']);
      return number === null ? null : loadOfEvent(number, lookAhead);
    },
    ofDate: async (date, lookAhead) => {
      const number = numberOf('eventDate', date['id']);
      return number === null ? null : loadOfDate(number, lookAhead);
    },
  };
}
