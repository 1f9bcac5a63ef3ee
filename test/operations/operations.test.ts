import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createHealth, type Health } from '../../src/operations/health.js';
import { createLogger, loggingOptions } from '../../src/operations/logger.js';
import { createMetrics, type Metrics } from '../../src/operations/metrics.js';
import { registerOperations } from '../../src/operations/operations.js';

const token = 'metrics-token-0123456789';
const redis = { isReady: true };
let app: FastifyInstance;
afterEach(async () => await app.close());

function serve(options: { ping?: () => Promise<unknown>; metricsToken?: string } = {}): { health: Health; metrics: Metrics } {
  const log = createLogger({ LOG_LEVEL: 'silent' });
  const health = createHealth(options.ping ?? (() => Promise.resolve()));
  const metrics = createMetrics({
    pool: { totalCount: 7, idleCount: 4, waitingCount: 2 },
    audit: { queued: 3, dropped: 1 },
    redis,
    statementsSent: () => 42,
  });
  app = Fastify(loggingOptions(log));
  registerOperations(app, { health, metrics, metricsToken: options.metricsToken, log });
  app.get('/api/v1/customers', () => ({ data: [] }));
  app.get('/api/v1/broken', () => {
    throw new Error('broken');
  });
  return { health, metrics };
}

describe('health', () => {
  it('is alive from the first moment, and ready once migrations are done', async () => {
    const { health } = serve();
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const before = await app.inject('/readyz');
    expect([before.statusCode, before.json()]).toEqual([503, { status: 'unready', reason: 'starting' }]);
    health.started();
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });

  it('is not ready while the database is away, and says so in time when it hangs', async () => {
    let answer = (): Promise<unknown> => Promise.reject(new Error('connect ECONNREFUSED'));
    const { health } = serve({ ping: () => answer() });
    health.started();
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'unready', reason: 'database' });
    answer = () => new Promise(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const startedAt = performance.now();
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    answer = () => Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });

  it('asks the database once for many probes of one moment', async () => {
    let asked = 0;
    const { health } = serve({ ping: async () => void (asked += 1) });
    health.started();
    await Promise.all(Array.from({ length: 50 }, () => app.inject('/readyz')));
    expect(asked).toBe(1);
  });

  it('is not ready while draining, and asks callers to go elsewhere', async () => {
    const { health } = serve();
    health.started();
    health.drain();
    const answer = await app.inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'unready', reason: 'draining' }]);
    expect((await app.inject('/api/v1/customers')).headers['connection']).toBe('close');
    health.started();
    expect((await app.inject('/readyz')).statusCode).toBe(503);
  });
});

describe('metrics', () => {
  it('are open to this machine', async () => {
    serve();
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8']) {
      expect((await app.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(200);
    }
  });

  it('are closed to others, and to those who come through a proxy on this machine', async () => {
    serve();
    expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode).toBe(403);
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect((await app.inject({ url: '/metrics', headers: { [name]: '127.0.0.1' } })).statusCode).toBe(403);
    }
  });

  it('are open to others with the token alone', async () => {
    serve({ metricsToken: token });
    const status = async (authorization?: string) =>
      (await app.inject({ url: '/metrics', remoteAddress: '192.0.2.1', headers: authorization === undefined ? {} : { authorization } })).statusCode;
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(`bearer ${token}`)).toBe(200);
    for (const wrong of [undefined, '', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token]) {
      expect(await status(wrong)).toBe(401);
    }
  });

  it('count requests by surface and status, and what the pipeline tells', async () => {
    const { metrics } = serve();
    await app.inject('/api/v1/customers?page=1');
    await app.inject('/api/v1/customers');
    await app.inject('/api/v1/broken');
    metrics.cacheLookup('hit');
    metrics.pointsSpent(3);
    metrics.limiterRefused('daily');
    metrics.cacheUnavailable();
    redis.isReady = false;
    const { body } = await app.inject('/metrics');
    for (const line of [
      'frontdesk_requests_total{surface="rest",status="200"} 2',
      'frontdesk_requests_total{surface="rest",status="500"} 1',
      'frontdesk_request_duration_seconds_count{surface="rest"} 3',
      'frontdesk_cache_lookups_total{outcome="hit"} 1',
      'frontdesk_points_spent_total 3',
      'frontdesk_limiter_refusals_total{reason="daily"} 1',
      'frontdesk_fallbacks_total{part="cache"} 1',
      'frontdesk_fallbacks_total{part="limiter"} 0',
      'frontdesk_redis_ready 0',
      'frontdesk_audit_queued 3',
      'frontdesk_audit_dropped_total 1',
      'frontdesk_statements_sent_total 42',
      'frontdesk_pool_connections 7',
      'frontdesk_pool_idle_connections 4',
      'frontdesk_pool_waiting 2',
    ]) expect(body.split('\n')).toContain(line);
    expect(body).toContain('process_resident_memory_bytes');
    // Reading twice must not count twice.
    expect((await app.inject('/metrics')).body).toContain('frontdesk_statements_sent_total 42\n');
  });

  it('cannot be made to grow by what callers send', async () => {
    serve();
    for (let n = 0; n < 50; n += 1) await app.inject({ method: n % 2 ? 'POST' : 'GET', url: `/made-up-${n}` });
    const { body } = await app.inject('/metrics');
    expect(body.match(/^frontdesk_requests_total/gm)).toHaveLength(1);
    expect(body).not.toContain('made-up');
  });
});

it('a failure is logged once, without its query string; an unknown path is not', async () => {
  const lines: string[] = [];
  const log = createLogger({ LOG_LEVEL: 'info' }, { write: (line: string) => void lines.push(line) });
  app = Fastify(loggingOptions(log));
  app.get('/fails', () => {
    throw new Error('broken');
  });
  await app.inject({ url: '/fails?email=ada@example.org', headers: { 'x-request-id': 'abc-12345' } });
  await app.inject('/unknown?email=ada@example.org');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'error', requestId: 'abc-12345', req: { method: 'GET', path: '/fails' }, err: { message: 'broken' } },
  ]);
  expect(lines.join()).not.toContain('ada@');
});

it('every answer carries its request id', async () => {
  serve();
  expect((await app.inject({ url: '/healthz', headers: { 'x-request-id': 'abc-12345' } })).headers['x-request-id']).toBe('abc-12345');
  expect((await app.inject('/healthz')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});
