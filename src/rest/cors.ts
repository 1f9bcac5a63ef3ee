import type { FastifyInstance } from 'fastify';

/**
 * Any origin may call, with the credential in a header and never in a cookie, so that every answer may say `*`. Which
 * origins a key accepts is decided when the key is known.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': [
    'age',
    'allow',
    'etag',
    'idempotency-replayed',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'www-authenticate',
    'x-rate-limit-read-limit',
    'x-rate-limit-read-ttl',
    'x-rate-limit-write-limit',
    'x-rate-limit-write-ttl',
    'x-request-id',
  ].join(', '),
} as const;

const requestHeaders = [
  'apollo-require-preflight',
  'authorization',
  'content-type',
  'idempotency-key',
  'if-none-match',
  'x-api-key',
  'x-apollo-operation-name',
  'x-requested-with',
].join(', ');

/** Browsers keep a preflight's answer for at most two hours. */
const preflightSeconds = 7200;

/** The answer to a preflight of a path that answers `methods`. */
export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    ...corsHeaders,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders,
    'access-control-max-age': String(preflightSeconds),
  };
}

const everyMethod = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/**
 * Answers preflights without looking for credentials, and marks the answers to other origins' calls as readable.
 * @param methodsOf What a path answers, null for an unknown one. There a preflight succeeds with every
 *   method, so that the call itself can be told 404 in a way that its script can read.
 * @param covers The paths that other origins may call.
 */
export function registerCors(
  app: FastifyInstance,
  { covers, methodsOf }: { covers: (path: string) => boolean; methodsOf: (path: string) => readonly string[] | null },
): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined) return done();
    const path = request.url.split('?', 1)[0] ?? '';
    if (!covers(path)) return done();
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      return void reply.code(204).headers(preflightHeaders(methodsOf(path) ?? everyMethod)).send();
    }
    void reply.headers(corsHeaders);
    return done();
  });
}
