import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApplicationError } from '../errors.js';
import type { Answer, Call } from '../gateway/call.js';
import { factsOf, sendAnswer, splitUrl } from '../gateway/http.js';
import { readBody } from '../rest/body.js';
import { graphiql, wantsHtml } from './graphiql/graphiql.js';
import type { GraphqlSurface } from './surface.js';

export interface GraphqlRegistration {
  surface: GraphqlSurface;
  /** The pipeline. Answers everything, failures included. */
  handle: (call: Call) => Promise<Answer>;
  bodyMaxBytes: number;
  /** Epoch milliseconds. */
  clock: () => number;
}

/** Serves `/graphql`: GraphiQL's page to a browser that opens it, GraphQL over HTTP to everybody else. */
export async function registerGraphql(app: FastifyInstance, { surface, handle, bodyMaxBytes, clock }: GraphqlRegistration): Promise<void> {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { path, search } = splitUrl(request.raw.url ?? '/');
    const { method } = request;
    if (method === 'GET' && wantsHtml(request.headers.accept)) return graphiql.send(reply);
    if (method === 'OPTIONS') return reply.code(204).header('allow', 'GET, HEAD, OPTIONS, POST').send();
    const facts = factsOf(request, path, clock());
    let body: Buffer | undefined;
    let bodyError: ApplicationError | null = null;
    if (method !== 'GET' && method !== 'HEAD') {
      const read = await readBody(request.raw, bodyMaxBytes);
      // Nobody is left to answer.
      if (read === null) return reply.hijack();
      ({ body, error: bodyError } = read);
      if (read.isUnfinished) void reply.header('connection', 'close');
    }
    return sendAnswer(await handle(surface.call(facts, { method, search, body, bodyError })), reply);
  };

  await app.register(
    async (scope) => {
      // Bodies are read by the handler, so that no parser refuses a call before its caller is known.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
      scope.all('/', handler);
      // Methods that fastify has no routes for. What is below the path is nothing of ours.
      scope.setNotFoundHandler((request, reply) =>
        /^\/graphql\/?(\?|$)/.test(request.raw.url ?? '') ? handler(request, reply) : reply.code(404).send({ error: 'There is no such page.' }),
      );
    },
    { prefix: '/graphql' },
  );
}
