import { overridePolicy, policies, type Principal } from '../gateway/principal.js';
import type { CallerClient, CallerKey, CallerUser } from './callers.repository.js';
import type { AccessSubject } from './changes.js';
import { heldScopes, scopesOfRole } from './scopes.js';
import { matchesHash } from './secrets.js';
import { userId, type VerifiedClientToken, type VerifiedLoginToken } from './tokens.js';

/** Whom a credential stands for, and what that rests on. */
export interface Caller {
  readonly principal: Principal;
  /** The row that it was made from: when that changes, this is void. */
  readonly subject: AccessSubject;
  /** When the credential ends by itself; epoch milliseconds. */
  readonly expiresAt: number;
  /** Lower-case origins that may use it; empty: any. */
  readonly origins: readonly string[];
}

/**
 * A client's token: its scopes are those stamped into it, its limits the row's of this moment. A suspended, expired
 * or deleted client's live tokens run out. Null when the token does not belong to the row.
 */
export function clientCaller(token: VerifiedClientToken, client: CallerClient | null): Caller | null {
  if (client === null || client.company.slug !== token.company) return null;
  return {
    principal: {
      kind: 'client',
      id: client.id,
      name: client.name,
      company: client.company,
      scopes: new Set(heldScopes('client', token.scopes)),
      policy: overridePolicy(policies.studioClient, client),
    },
    subject: `client:${client.id}`,
    expiresAt: token.expiresAt,
    origins: [],
  };
}

/** An API key, by its whole text. Null when it is unknown, revoked, or its secret part is wrong. */
export function keyCaller(text: string, key: CallerKey | null): Caller | null {
  // Compared even without a row, so that a known prefix cannot be told by the time of the answer.
  const matches = matchesHash(text, key?.secret_hash ?? nobodysHash);
  if (!matches || key === null || key.state === 'revoked') return null;
  return {
    principal: {
      kind: 'key',
      id: `rrk_live_${key.prefix}`,
      name: key.name,
      company: key.company,
      scopes: new Set(heldScopes('key', key.scopes)),
      policy: overridePolicy(policies.restaurantKey, key),
      ...(key.location_number === null ? {} : { locationNumber: key.location_number }),
    },
    subject: `key:${key.prefix}`,
    expiresAt: Infinity,
    origins: key.origins.map((origin) => origin.toLowerCase()),
  };
}

/** No secret is known to have this hash. */
const nobodysHash = '0'.repeat(64);

/** A login of staff or of a customer. Null when the user is gone, or the password was changed since. */
export function userCaller(token: VerifiedLoginToken, user: CallerUser | null): Caller | null {
  if (user === null || token.sessionsValidFrom < user.sessions_valid_from.getTime()) return null;
  return {
    principal: {
      kind: user.kind,
      id: userId(user.number),
      name: `${user.first_name} ${user.last_name}`.trim(),
      company: user.company,
      scopes: new Set(user.kind === 'staff' ? scopesOfRole(user.role) : []),
      policy: policies.homeServices,
      ...(user.customer_number === null ? {} : { customerNumber: user.customer_number }),
    },
    subject: `user:${user.company.id}:${user.number}`,
    expiresAt: token.expiresAt,
    origins: [],
  };
}
