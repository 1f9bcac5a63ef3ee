import { Readable } from 'node:stream';
import type { ApplicationError } from '../errors.js';
import type { Answer, Outcome, Seen } from '../gateway/call.js';
import type { LimitPolicy } from '../gateway/principal.js';
import { challenge } from '../rest/presenters/dialect.js';
import { addRateLimit } from '../rest/rateLimitHeaders.js';
import { negotiate } from './contentType.js';

/** What an answer of this surface says besides what was seen of the call. */
export interface Manner {
  readonly kind: 'read' | 'write';
  /** The policy charged, where it is not the principal's own. */
  readonly policy?: LimitPolicy;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * The body of an outcome lacks its closing brace: `extensions` differ from call to call and are added here.
 * @param extensions As JSON.
 */
export function present(outcome: Outcome, seen: Seen, cached: { ageSeconds: number } | null, manner: Manner, extensions = costExtension(seen)): Answer {
  const headers = commonHeaders(seen, manner);
  headers['cache-control'] = manner.kind === 'read' ? 'private, no-cache' : 'no-store';
  if (cached !== null) headers['age'] = String(cached.ageSeconds);
  Object.assign(headers, outcome.headers);
  const { body } = outcome;
  if (body instanceof Readable) throw new Error('GraphQL answers are not streamed.');
  const tail = `,"extensions":${extensions}}`;
  return { status: outcome.status, headers, body: typeof body === 'string' ? body + tail : [body, Buffer.from(tail)] };
}

/** A refusal as a GraphQL response with the error's own status. */
export function refuse(error: ApplicationError, seen: Seen, manner: Manner): Answer {
  const headers = commonHeaders(seen, manner);
  headers['cache-control'] = 'no-store';
  const authenticate = challenge(error.status, error.details?.['missingScope'], seen.facts);
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate;
  for (const [name, value] of Object.entries(error.headers)) headers[name.toLowerCase()] = value;
  const errors = JSON.stringify([{ message: error.message, extensions: error.extensions }]);
  const body = `{"errors":${errors},"extensions":${costExtension(seen)}}`;
  return { status: error.status, headers, body };
}

/** The `extensions` of every answer, as JSON written by hand: no part of a remembered answer but this is made each time. */
function costExtension({ requestedPoints, actualPoints, limit }: Seen): string {
  const spent = `"requested":${requestedPoints},"actual":${actualPoints}`;
  // Where the limiter was not asked.
  if (limit === null) return `{"cost":{${spent},"limit":null,"remaining":null,"resetAt":null}}`;
  return `{"cost":{${spent},"limit":${limit.limit},"remaining":${limit.remaining},"resetAt":"${new Date(limit.resetAt).toISOString()}"}}`;
}

function commonHeaders(seen: Seen, { kind, policy, clock }: Manner): Record<string, string> {
  const charged = policy ?? seen.principal?.policy;
  const headers: Record<string, string> = {
    'content-type': `${negotiate(seen.facts.headers['accept']) ?? 'application/json'}; charset=utf-8`,
    vary: 'Accept, Authorization, X-Api-Key',
    'x-request-id': seen.facts.requestId,
  };
  if (charged !== undefined) addRateLimit(headers, charged, seen.limit, kind, clock());
  return headers;
}
