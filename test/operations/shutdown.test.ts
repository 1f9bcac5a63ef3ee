import { once } from 'node:events';
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/operations/logger.js';
import { closeHttpServer, createShutdown } from '../../src/operations/shutdown.js';

const log = createLogger({ LOG_LEVEL: 'silent' });
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('shutdown', () => {
  it('closes the last part first, each once', async () => {
    const shutdown = createShutdown({ log });
    const closed: string[] = [];
    for (const name of ['database', 'audit', 'http']) {
      shutdown.add(name, async () => {
        await sleep(5);
        closed.push(name);
      });
    }
    expect(await Promise.all([shutdown.run('SIGTERM'), shutdown.run('SIGINT')])).toEqual([true, true]);
    expect(closed).toEqual(['http', 'audit', 'database']);
  });

  it('goes on after a part that hangs or fails, and tells', async () => {
    const shutdown = createShutdown({ log });
    const closed: string[] = [];
    shutdown.add('first', () => void closed.push('first'));
    shutdown.add('fails', () => {
      throw new Error('no');
    });
    shutdown.add('hangs', () => new Promise(() => undefined), 50);
    expect(await shutdown.run()).toBe(false);
    expect(closed).toEqual(['first']);
  });

  it('ends within its whole limit however long the parts may take', async () => {
    const shutdown = createShutdown({ log, limitMs: 150 });
    for (const name of ['a', 'b', 'c']) shutdown.add(name, () => new Promise(() => undefined), 100);
    const startedAt = performance.now();
    await shutdown.run();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('exits 0 after a signal, and at once after a second one', async () => {
    const shutdown = createShutdown({ log });
    const before = process.listeners('SIGTERM');
    shutdown.add('slow', () => sleep(100));
    const codes: number[] = [];
    shutdown.onSignals((code) => void codes.push(code));
    process.emit('SIGTERM');
    await sleep(20);
    expect(codes).toEqual([]);
    process.emit('SIGTERM');
    expect(codes).toEqual([1]);
    await sleep(150);
    expect(codes).toEqual([1, 0]);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
    }
  });
});

describe('closing the HTTP server', () => {
  let server: http.Server;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  afterEach(() => server.close());

  /** Serves, and tells when the nth request has arrived. */
  async function listen(answer: http.RequestListener): Promise<{ url: string; arrived(n: number): Promise<void> }> {
    let requests = 0;
    server = http
      .createServer((request, response) => {
        requests += 1;
        answer(request, response);
      })
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return {
      url: `http://127.0.0.1:${address.port}`,
      async arrived(n) {
        while (requests < n) await sleep(2);
      },
    };
  }

  function get(url: string): Promise<string> {
    return new Promise((resolve, reject) => {
      http.get(url, { agent }, (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => resolve(body));
      }).on('error', reject);
    });
  }

  it('lets requests in flight finish and refuses new connections', async () => {
    const { url, arrived } = await listen((_request, response) => void setTimeout(() => response.end('whole'), 300));
    const inFlight = get(url);
    await arrived(1);
    const closing = closeHttpServer(server);
    await expect(new Promise((resolve, reject) => http.get(url, { agent: false }, resolve).on('error', reject))).rejects.toThrow('ECONNREFUSED');
    expect(await inFlight).toBe('whole');
    await closing;
  });

  it('cuts off what does not end in time', async () => {
    const { url, arrived } = await listen(() => undefined);
    const hanging = get(url).catch((error: Error) => error.message);
    await arrived(1);
    await closeHttpServer(server, 100);
    expect(await hanging).toContain('socket hang up');
  });

  it('does not wait for idle keep-alive connections, those that fall idle meanwhile included', async () => {
    const { url, arrived } = await listen((_request, response) => void setTimeout(() => response.end('x'), 100));
    await get(url);
    const inFlight = get(url);
    await arrived(2);
    const startedAt = performance.now();
    await Promise.all([closeHttpServer(server), inFlight]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
