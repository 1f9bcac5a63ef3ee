import type { QueryVideoArgs, Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';
import { rootList, rootRow } from '../shared/relation.js';
import { lookAheadAt } from '../shared/selection.js';

/** Purchases are read with the customer who made them. */
export const videosResolvers: Resolvers = {
  Query: {
    videos: rootList(({ features }, asked) => features.videos.list(asked)),
    video: rootRow<QueryVideoArgs>(({ features }, { id }, asked) => features.videos.find(id, asked)),
  },
  Mutation: {
    updateVideo: async (_, { input }, { features }, info) => ({ video: await features.videos.update(input, lookAheadAt('video', info)) }),
  },
  VideoConnection: connectionResolvers,
  VideoPurchaseConnection: connectionResolvers,
};
