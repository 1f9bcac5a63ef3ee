import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';

/** Answers are read with the customer who gave them. */
export const questionnairesResolvers: Resolvers = {
  QuestionnaireAnswerConnection: connectionResolvers,
};
