import type { Context } from '../../graphql/context.js';
import type { QueryEventArgs, QueryEventDateArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { connectionRelation, relation, rootList, rootRow } from '../shared/relation.js';

const relatedToEvent = ({ features }: Context) => features.events.relatedToEvent;
const relatedToDate = ({ features }: Context) => features.events.relatedToDate;

/** A register is read whole with its date: nothing else hands one out. */
const readWithDate = () => {
  throw new Error('A register came without a connection that was asked of it.');
};

export const eventsResolvers: Resolvers = {
  Query: {
    events: rootList(({ features }, asked) => features.events.list(asked)),
    event: rootRow<QueryEventArgs>(({ features }, { id }, asked) => features.events.find(id, asked)),
    eventDate: rootRow<QueryEventDateArgs>(({ features }, { id }, asked) => features.events.findDate(id, asked)),
  },
  Event: {
    dates: relation(relatedToEvent),
  },
  EventDate: {
    event: relation(relatedToDate),
    register: relation(relatedToDate),
  },
  Register: {
    attendees: connectionRelation(readWithDate),
    waitingList: connectionRelation(readWithDate),
  },
  EventConnection: connectionResolvers,
  AttendeeConnection: connectionResolvers,
  WaitingListConnection: connectionResolvers,
};
