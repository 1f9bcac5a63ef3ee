import type { Database } from '../database/connect.js';
import { findTokenClient, recordTokenIssue, type TokenClient } from './callers.repository.js';
import { isClientId } from './clientId.js';
import { type EndpointAnswer, type EndpointAudit, type EndpointRequest, jsonAnswer, nobody } from './endpoint.js';
import type { FailureCounter } from './failures.js';
import { heldScopes } from './scopes.js';
import { matchesHash } from './secrets.js';
import { readTokenRequest, type TokenRequest, TokenRequestError, usesBasic } from './tokenRequest.js';
import { clientTokenSeconds, createTokens, type TokensOptions } from './tokens.js';

export interface TokenEndpointOptions extends TokensOptions {
  database: Pick<Database, 'db'>;
  /** Made with `tokenFailureRule`. */
  failures: FailureCounter;
  /** How a secret is compared with its hash. Tests listen in. */
  matches?: typeof matchesHash;
}

/** The hash of no known secret: compared with when there is no such client, so that both cases take as long. */
const nobodysHash = '0'.repeat(64);

/** One text for unknown, wrong secret, suspended, expired and deleted: a stranger learns nothing from it. */
const badCredentials = 'The client credentials are wrong, or the client may have no tokens.';

/**
 * `POST /api/v1/token` and `POST /oauth/token`: the client-credentials grant.
 * @see RFC 6749 4.4
 */
export function createTokenEndpoint(options: TokenEndpointOptions): (request: EndpointRequest) => Promise<EndpointAnswer> {
  const { database, clock, failures } = options;
  const matches = options.matches ?? matchesHash;
  const tokens = createTokens(options);

  return async function token(request) {
    let asked: TokenRequest;
    try {
      asked = readTokenRequest(request);
    } catch (error) {
      if (!(error instanceof TokenRequestError)) throw error;
      if (error.error === 'invalid_client') return invalidClient(request, nobody, error.message);
      return jsonAnswer(400, { error: error.error, error_description: error.message }, nobody);
    }

    const attempt = `${request.ip} ${asked.clientId.slice(0, 100)}`;
    const blockedSeconds = await failures.blockedFor(attempt);
    if (blockedSeconds > 0) return tooManyFailures(asked, blockedSeconds);

    const client = isClientId(asked.clientId) ? await findTokenClient(database.db, asked.clientId) : null;
    const isRightSecret = matches(asked.clientSecret, client?.secret_hash ?? nobodysHash);
    const audit = auditOf(asked, client);
    const now = new Date(clock());
    if (client === null || !isRightSecret || !mayHaveTokens(client, now)) {
      await failures.fail(attempt);
      return invalidClient(request, audit);
    }

    const refusedScope = asked.scopes === null ? null : firstNotHeld(asked.scopes, client.scopes);
    if (refusedScope !== null) {
      return jsonAnswer(400, { error: 'invalid_scope', error_description: `The client does not have the scope ${printable(refusedScope)}.` }, audit);
    }
    const stored = await recordTokenIssue(database.db, client, now);
    // Rotated, suspended or deleted while it was being checked.
    if (stored === null) return invalidClient(request, audit);
    const held = heldScopes('client', stored);
    const scopes = asked.scopes === null ? held : held.filter((scope) => asked.scopes?.includes(scope));
    const accessToken = await tokens.issueClientToken({ clientId: client.id, company: client.company.slug, scopes });
    return jsonAnswer(
      200,
      { access_token: accessToken, token_type: 'Bearer', expires_in: clientTokenSeconds, scope: scopes.join(' ') },
      audit,
    );
  };
}

/** The first scope asked for that the client does not have, or that no client can have. */
function firstNotHeld(asked: readonly string[], stored: readonly string[]): string | null {
  const held = new Set<string>(heldScopes('client', stored));
  return asked.find((scope) => !held.has(scope)) ?? null;
}

function mayHaveTokens(client: TokenClient, now: Date): boolean {
  return !client.is_suspended && client.deleted_at === null && (client.expires_at === null || client.expires_at > now);
}

function auditOf(asked: TokenRequest, client: TokenClient | null): EndpointAudit {
  if (client !== null) {
    return { companyId: client.company.id, principalKind: 'client', principalId: client.id, principalName: client.name };
  }
  return { ...nobody, principalId: isClientId(asked.clientId) && asked.clientId.length <= 40 ? asked.clientId : null };
}

/** The challenge is sent only to who used Basic: to others it would open the browser's password window. */
function invalidClient(request: EndpointRequest, audit: EndpointAudit, description = badCredentials): EndpointAnswer {
  const challenge: Record<string, string> = usesBasic(request) ? { 'www-authenticate': 'Basic realm="frontdesk", charset="UTF-8"' } : {};
  return jsonAnswer(401, { error: 'invalid_client', error_description: description }, audit, challenge);
}

function tooManyFailures(asked: TokenRequest, seconds: number): EndpointAnswer {
  return jsonAnswer(
    429,
    { error: 'too_many_failures', error_description: `Too many failed attempts. Try again in ${seconds} s.` },
    auditOf(asked, null),
    { 'retry-after': String(seconds) },
  );
}

/** A scope as RFC 6749 3.3 allows it in an error text. */
function printable(scope: string): string {
  return scope.replaceAll(/[^\x21\x23-\x5b\x5d-\x7e]/g, '?').slice(0, 80);
}
