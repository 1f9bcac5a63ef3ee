import type { Resolvers } from '../../graphql/resolvers.generated.js';

export const auditResolvers: Resolvers = {
  Query: {
    auditLog: (_root, { filter, ...page }, { features }) => features.auditLog.list(page, filter ?? null),
  },
  AuditEntryConnection: {
    // Counted only when it is asked for.
    totalCount: (page) => page.countAll(),
  },
};
