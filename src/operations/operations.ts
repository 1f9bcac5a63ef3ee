import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ApplicationError } from '../errors.js';
import type { Health } from './health.js';
import { pathOf } from './logger.js';
import { type Metrics, surfaceOf } from './metrics.js';
import { checkMetricsAccess } from './metricsAccess.js';

export interface OperationsDeps {
  health: Health;
  metrics: Metrics;
  /** Opens `/metrics` to callers elsewhere. */
  metricsToken: string | undefined;
  log: Logger;
}

/**
 * `/healthz` (alive), `/readyz` (database reachable, migrations done, not closing) and `/metrics`; counts every
 * request and gives it its `x-request-id`. Register it before the surfaces, so that its hooks reach their routes.
 */
export function registerOperations(app: FastifyInstance, { health, metrics, metricsToken, log }: OperationsDeps): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Tells a client to open its next connection elsewhere.
    if (health.isDraining) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const path = pathOf(request.url);
    metrics.requestServed(surfaceOf(path), reply.statusCode, reply.elapsedTime / 1000);
    // Every call is in the audit log already; here it is for who debugs.
    if (log.isLevelEnabled('debug')) {
      log.debug({ requestId: request.id, method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'served');
    }
    done();
  });

  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }));

  app.get('/readyz', async (_request, reply) => {
    const reason = await health.unready();
    reply.header('cache-control', 'no-store');
    return reason === null ? { status: 'ready' } : reply.code(503).send({ status: 'unready', reason });
  });

  app.get('/metrics', async (request, reply) => {
    try {
      checkMetricsAccess({ remoteAddress: request.socket.remoteAddress, headers: request.headers }, metricsToken);
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error;
      return reply.code(error.status).headers(error.headers).send({ error: error.message });
    }
    return reply.header('cache-control', 'no-store').type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
