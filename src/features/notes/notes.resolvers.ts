import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';

/** Notes are read with the customer that they are about. */
export const notesResolvers: Resolvers = {
  NoteConnection: connectionResolvers,
};
