import type { ApplicationError } from '../errors.js';
import type { Answer, Outcome, Seen } from '../gateway/call.js';
import type { LimitPolicy } from '../gateway/principal.js';
import { challenge, presenters } from './presenters/dialect.js';
import { addRateLimit } from './rateLimitHeaders.js';
import type { Family } from './route.js';

/** What an answer's headers depend on besides what was seen of the call. */
export interface Dialect {
  readonly family: Family;
  /** Which bucket the call is charged to. */
  readonly kind: 'read' | 'write';
  /** The policy charged, where it is not the principal's own. */
  readonly policy?: LimitPolicy;
  /** Epoch milliseconds, when the headers are written. */
  readonly clock: () => number;
}

/** A read or write that went well. A read can be asked for again by its `ETag`. */
export function present(outcome: Outcome, seen: Seen, cached: { ageSeconds: number } | null, dialect: Dialect): Answer {
  const headers = commonHeaders(seen, dialect);
  // A search that is posted is a read, but nobody on the way may keep its answer, nor ask for it conditionally.
  const isStorable = dialect.kind === 'read' && seen.facts.method !== 'POST';
  headers['cache-control'] = isStorable ? 'private, no-cache' : 'no-store';
  if (outcome.headers !== undefined) Object.assign(headers, outcome.headers);
  if (cached !== null && isStorable) headers['age'] = String(cached.ageSeconds);
  if (outcome.etag !== undefined && isStorable) {
    headers['etag'] = outcome.etag;
    if (isKnown(outcome.etag, seen.facts.headers['if-none-match'])) return { status: 304, headers, body: null };
  }
  headers['content-type'] = outcome.contentType;
  return { status: outcome.status, headers, body: outcome.body };
}

/** A refusal or failure in the words of the family. */
export function refuse(error: ApplicationError, seen: Seen, dialect: Dialect): Answer {
  const { status, contentType, body } = presenters[dialect.family].refuse(error, seen.facts);
  const headers = commonHeaders(seen, dialect);
  headers['cache-control'] = 'no-store';
  headers['content-type'] = contentType;
  const authenticate = challenge(status, error.details?.['missingScope'], seen.facts);
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate;
  for (const [name, value] of Object.entries(error.headers)) headers[name.toLowerCase()] = value;
  return { status, headers, body };
}

function commonHeaders(seen: Seen, { family, kind, policy, clock }: Dialect): Record<string, string> {
  const { vary, headers } = presenters[family];
  const charged = policy ?? seen.principal?.policy;
  const common: Record<string, string> = { vary, 'x-request-id': seen.facts.requestId, ...headers };
  if (charged !== undefined) addRateLimit(common, charged, seen.limit, kind, clock());
  return common;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function isKnown(etag: string, ifNoneMatch: string | string[] | undefined): boolean {
  if (typeof ifNoneMatch !== 'string') return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
