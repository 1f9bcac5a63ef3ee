import type { Resolvers } from '../../graphql/resolvers.generated.js';

export const apiClientsResolvers: Resolvers = {
  Query: {
    apiClients: (_root, page, { features }) => features.apiClients.list(page),
    apiClient: (_root, { id }, { features }) => features.apiClients.find(id),
  },
  Mutation: {
    createApiClient: (_root, { input }, { features }) => features.apiClients.create(input),
    updateApiClient: async (_root, { input: { id, ...input } }, { features }) => ({
      apiClient: await features.apiClients.update(id, input),
    }),
    rotateApiClientSecret: (_root, { input }, { features }) => features.apiClients.rotateSecret(input.id),
    suspendApiClient: async (_root, { input }, { features }) => ({ apiClient: await features.apiClients.suspend(input.id) }),
    activateApiClient: async (_root, { input }, { features }) => ({ apiClient: await features.apiClients.activate(input.id) }),
    deleteApiClient: async (_root, { input }, { features }) => {
      await features.apiClients.remove(input.id);
      return { deletedId: input.id };
    },
  },
  ApiClientConnection: {
    // Counted only when it is asked for.
    totalCount: (_connection, _arguments, { features }) => features.apiClients.count(),
  },
};
