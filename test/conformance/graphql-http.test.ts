import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const audits = serverAudits({
  url: () => `${gateway.url}/graphql`,
  fetchFn: async (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${await gateway.token()}` } }),
});

const needsPreflight =
  'A GET without a JSON content type could come from a page of another origin: it needs `apollo-require-preflight`, which the audit does not send.';
const failsWith400 =
  'A request that cannot run answers 400 under every media type, so that proxies, logs and clients that look at the status see the failure.';

/** Where we depart from what the specification recommends or allows, and why. */
const departures: Record<string, { status: 'warn' | 'notice'; reason: string }> = {
  '5A70': { status: 'notice', reason: needsPreflight },
  D6D5: { status: 'notice', reason: needsPreflight },
  '6A70': { status: 'notice', reason: needsPreflight },
  '572B': { status: 'warn', reason: failsWith400 },
  FDE2: { status: 'warn', reason: failsWith400 },
  '7B9B': { status: 'warn', reason: failsWith400 },
};

/** @see https://graphql.github.io/graphql-over-http/draft/ */
describe('GraphQL over HTTP', () => {
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, _name, audit) => {
    const result = await audit.fn();
    expect([result.status, 'reason' in result ? result.reason : undefined]).toEqual(
      departures[id] === undefined ? ['ok', undefined] : [departures[id].status, expect.any(String)],
    );
  });
});
