import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApplicationError } from '../errors.js';
import type { Answer, Call } from '../gateway/call.js';
import { factsOf, sendAnswer, splitUrl } from '../gateway/http.js';
import { readBody } from './body.js';
import type { RestSurface } from './surface.js';

const prefixes = ['/api/v1', '/latest', '/oauth/token'] as const;

/** Whether a path, known or not, is the REST surface's to answer. */
export function isRestPath(path: string): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/'));
}

export interface RestRegistration {
  surface: RestSurface;
  /** The pipeline. Answers everything, failures included. */
  handle: (call: Call) => Promise<Answer>;
  bodyMaxBytes: number;
  /** Epoch milliseconds. */
  clock: () => number;
}

export type RestHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves the REST surface below its prefixes, whatever the method.
 * @returns the handler, for requests below them that fastify refuses before it looks for a route (`frameworkErrors`):
 *   a path with bad percent-encoding is an unknown path to this surface.
 */
export function registerRest(app: FastifyInstance, { surface, handle, bodyMaxBytes, clock }: RestRegistration): RestHandler {
  const handler: RestHandler = async (request, reply) => {
    const { path, search } = splitUrl(request.raw.url ?? '/');
    const { method } = request;
    if (method === 'OPTIONS') {
      const methods = surface.methodsOf(path);
      if (methods !== null) return reply.code(204).header('allow', methods.join(', ')).send();
    }
    const facts = factsOf(request, path, clock());
    let body: Buffer = nothing;
    let bodyError: ApplicationError | null = null;
    if (method !== 'GET' && method !== 'HEAD') {
      const read = await readBody(request.raw, bodyMaxBytes);
      // Nobody is left to answer.
      if (read === null) return reply.hijack();
      ({ body, error: bodyError } = read);
      if (read.isUnfinished) void reply.header('connection', 'close');
    }
    return sendAnswer(await handle(surface.call(facts, { search, body, bodyError })), reply);
  };

  for (const prefix of prefixes) {
    void app.register(
      async (scope) => {
        // Bodies are read by the handler, so that no parser refuses a call before its caller is known.
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
        scope.setErrorHandler(async (error, request, reply) => {
          if (isAboutContentType(error)) return handler(request, reply);
          throw error;
        });
        scope.all('/', handler);
        scope.all('/*', handler);
        // Methods that fastify has no routes for.
        scope.setNotFoundHandler(handler);
      },
      { prefix },
    );
  }
  return handler;
}

const nothing = Buffer.alloc(0);

/** Fastify refuses a malformed Content-Type before any handler runs; the surface says what that means in its order. */
function isAboutContentType(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE';
}
