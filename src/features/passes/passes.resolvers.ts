import type { Context } from '../../graphql/context.js';
import type { QueryPassArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { connectionRelation, rootList, rootRow } from '../shared/relation.js';
import { lookAheadAt } from '../shared/selection.js';

const related = ({ features }: Context) => features.passes.related;

export const passesResolvers: Resolvers = {
  Query: {
    passes: rootList(({ features }, asked) => features.passes.list(asked)),
    pass: rootRow<QueryPassArgs>(({ features }, { id }, asked) => features.passes.find(id, asked)),
  },
  Mutation: {
    updatePass: async (_, { input }, { features }, info) => ({ pass: await features.passes.update(input, lookAheadAt('pass', info)) }),
  },
  Pass: {
    activePackages: connectionRelation(related),
  },
  PassConnection: connectionResolvers,
};
