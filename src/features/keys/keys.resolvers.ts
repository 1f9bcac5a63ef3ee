import type { Resolvers } from '../../graphql/resolvers.generated.js';

export const apiKeysResolvers: Resolvers = {
  Query: {
    apiKeys: (_root, page, { features }) => features.apiKeys.list(page),
    apiKey: (_root, { id }, { features }) => features.apiKeys.find(id),
  },
  Mutation: {
    createApiKey: (_root, { input }, { features }) => features.apiKeys.create(input),
    updateApiKey: async (_root, { input: { id, ...input } }, { features }) => ({ apiKey: await features.apiKeys.update(id, input) }),
    rotateApiKey: (_root, { input }, { features }) => features.apiKeys.rotate(input.id),
    revokeApiKey: async (_root, { input }, { features }) => ({ apiKey: await features.apiKeys.revoke(input.id) }),
  },
  ApiKeyConnection: {
    // Counted only when it is asked for.
    totalCount: (_connection, _arguments, { features }) => features.apiKeys.count(),
  },
};
