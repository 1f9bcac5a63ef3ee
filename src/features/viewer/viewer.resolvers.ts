import type { Principal } from '../../gateway/principal.js';
import type { Resolvers, ViewerKind } from '../../graphql/resolvers.generated.js';

const kinds = {
  client: 'CLIENT',
  key: 'KEY',
  staff: 'STAFF',
  customer: 'CUSTOMER',
  anonymous: 'ANONYMOUS',
} as const satisfies Record<Principal['kind'], ViewerKind>;

/** Who is asking, and what they may still spend: told from the call itself, without SQL. */
export const viewerResolvers: Resolvers = {
  Query: {
    viewer: (_, _arguments, { principal }) => {
      const { kind, id, name, company, scopes } = principal;
      return {
        // An anonymous caller's id is an address.
        id: kind === 'anonymous' ? null : id,
        kind: kinds[kind],
        name,
        company: company === null ? null : { id: company.slug, name: company.name, timeZone: company.timeZone, currency: company.currency },
        scopes: [...scopes].sort(),
      };
    },
    rateLimit: (_, _arguments, { principal, limitState }) => {
      if (limitState === null) return null;
      const { limit, remaining, resetAt, dailyRemaining } = limitState;
      const { concurrent = null, daily = null } = principal.policy;
      return { limit, remaining, resetAt, concurrent, daily, dailyRemaining };
    },
  },
};
