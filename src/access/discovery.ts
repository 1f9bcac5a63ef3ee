import type { FastifyInstance } from 'fastify';
import type { JWK } from 'jose';
import type { Keyring } from './keyring.js';
import { studioScopes } from './scopes.js';

export const metadataPath = '/.well-known/oauth-authorization-server';
export const jwksPath = '/.well-known/jwks.json';
export const tokenPath = '/oauth/token';
export const docsPath = '/api/v1/docs';

/**
 * What `/.well-known/oauth-authorization-server` answers: enough for a client library to get a token.
 * @see RFC 8414 2
 */
export function authorizationServerMetadata(publicUrl: string) {
  return {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}${tokenPath}`,
    jwks_uri: `${publicUrl}${jwksPath}`,
    scopes_supported: studioScopes,
    // No authorization endpoint, hence no response type; the member is required all the same.
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    service_documentation: `${publicUrl}${docsPath}`,
  } as const;
}

/** What `/.well-known/jwks.json` answers: the public keys of all tokens that may still be live. @see RFC 7517 5 */
export function jsonWebKeySet(keyring: Keyring): Promise<{ keys: JWK[] }> {
  return keyring.publicJwks();
}

/** Serves both documents, to anybody and from any origin: they are public, and browsers' OAuth libraries fetch them. */
export function registerDiscovery(http: FastifyInstance, options: { keyring: Keyring; readonly publicUrl: string }): void {
  const headers = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };
  http.get(metadataPath, async (_request, reply) => reply.headers(headers).send(authorizationServerMetadata(options.publicUrl)));
  http.get(jwksPath, async (_request, reply) => reply.headers(headers).send(await jsonWebKeySet(options.keyring)));
}
