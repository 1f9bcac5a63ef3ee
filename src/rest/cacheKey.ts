import type { Principal } from '../gateway/principal.js';
import type { PreparedOperation } from '../graphql/operations.js';

/**
 * What the cached answer to a row is found by. The path's and query's values are in the variables.
 *
 * Of the caller it has what answers depend on: clients of a company all see the same, a key sees its location, people
 * see what is theirs. Scopes are not part of it: a row is refused to whoever lacks one of those it needs, so
 * that everyone who gets this far is shown the same.
 */
export function cacheKey(
  row: { readonly method: string; readonly path: string },
  operation: Pick<PreparedOperation, 'caching'>,
  principal: Principal,
  variables: unknown,
): string {
  return `rest ${row.method} ${row.path} ${principal.company?.id ?? '-'} ${callerPart(principal, operation)} ${JSON.stringify(variables)}`;
}

function callerPart({ kind, id, locationNumber }: Principal, { caching }: Pick<PreparedOperation, 'caching'>): string {
  if (caching === 'perPrincipal' || kind === 'staff' || kind === 'customer') return `${kind}:${id}`;
  return kind === 'key' ? `key:${locationNumber ?? ''}` : kind;
}
