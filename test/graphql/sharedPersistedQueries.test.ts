import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphqlAnswer, TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';
import { startRedis } from '../support/redis.js';

const redis = await startRedis();

describe.skipIf(redis === null)('persisted documents with Redis', () => {
  let gateways: readonly [TestGateway, TestGateway];
  let token: string;

  beforeAll(async () => {
    gateways = await startGatewayPair(redis === null ? {} : { redisUrl: redis.url });
    token = await gateways[0].token('m2m_partner');
  });
  afterAll(async () => {
    await closeGateways(gateways);
    await redis?.stop();
  });

  /** Asks for a document by its hash, with its text when `isSent`. */
  async function ask(gateway: TestGateway, query: string, isSent: boolean): Promise<Pick<GraphqlAnswer, 'data' | 'errors'>> {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash('sha256', query) } };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ extensions, ...(isSent ? { query } : {}) }),
    });
    return (await response.json()) as Pick<GraphqlAnswer, 'data' | 'errors'>;
  }

  test('are known to every process once one was sent the text', async () => {
    const query = '{ viewer { kind } }';
    expect((await ask(gateways[1], query, false)).errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
    expect((await ask(gateways[0], query, true)).data).toEqual({ viewer: { kind: 'CLIENT' } });
    expect((await ask(gateways[1], query, false)).data).toEqual({ viewer: { kind: 'CLIENT' } });
  });

  test('are kept again after Redis has lost them', async () => {
    const query = '{ viewer { id kind } }';
    await ask(gateways[0], query, true);
    await redis?.restart();
    await expect.poll(async () => (await ask(gateways[1], query, false)).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    await expect
      .poll(async () => {
        await ask(gateways[1], query, true);
        return (await ask(gateways[1], query, false)).errors;
      })
      .toBeUndefined();
  });
});
