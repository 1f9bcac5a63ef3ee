import type { RequestFacts } from '../../gateway/call.js';
import type { Family } from '../route.js';
import { homeServices } from './homeServices.js';
import type { Presenter } from './presenter.js';
import { restaurant } from './restaurant.js';
import { studio } from './studio.js';

export const presenters = { studio, restaurant, homeServices } as const satisfies Record<Family, Presenter>;

/**
 * The family to answer in before a row is known, and to strangers: that of the path where only one family has such
 * paths, else that of the credential offered.
 */
export function offeredDialect({ path, headers }: RequestFacts): Family {
  if (path.startsWith('/latest/')) return 'homeServices';
  if (/^\/api\/v1\/(restaurants|reservations)(\/|$)/.test(path)) return 'restaurant';
  const { authorization } = headers;
  const isKey = authorization === undefined ? headers['x-api-key'] !== undefined : /^bearer +rrk_/i.test(String(authorization));
  return isKey ? 'restaurant' : 'studio';
}

/**
 * How the caller could get in: 401 needs a better credential, 403 a wider one.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function challenge(status: number, missingScope: unknown, facts: RequestFacts): string | undefined {
  const realm = 'Bearer realm="frontdesk"';
  if (status === 401) {
    const isOffered = facts.headers['authorization'] !== undefined || facts.headers['x-api-key'] !== undefined;
    return isOffered ? `${realm}, error="invalid_token"` : realm;
  }
  return status === 403 && typeof missingScope === 'string' ? `${realm}, error="insufficient_scope", scope="${missingScope}"` : undefined;
}
