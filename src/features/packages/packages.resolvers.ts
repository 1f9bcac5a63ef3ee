import type { Resolvers } from '../../graphql/resolvers.generated.js';
import { connectionResolvers } from '../shared/connection.js';

/** Packages are read with the customer or the pass that they are asked of. */
export const packagesResolvers: Resolvers = {
  PackageConnection: connectionResolvers,
};
