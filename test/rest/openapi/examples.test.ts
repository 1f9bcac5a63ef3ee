import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestGateway } from '../../support/gateway.js';
import { addressOf, bearerOf, bodiesOf, exampleDay, operations, startExampleGateway } from './contract.js';

/** Longer lists inside an example are cut to this. */
const itemsShown = 3;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startExampleGateway(() => exampleDay);
});
afterAll(() => gateway.close());

/** Refresh with `npx vitest run test/rest/openapi/examples.test.ts --update`, then `npm run codegen`. */
it('the examples of answers are those of the demo company', async () => {
  const recorded: Record<string, unknown> = {};
  const reads = operations.filter(({ method }) => method === 'get');
  const writes = operations.filter(({ method, operation }) => method !== 'get' && method !== 'delete' && operation.tags[0] !== 'Access');
  const deletions = operations.filter(({ method }) => method === 'delete');
  for (const described of [...reads, ...writes, ...deletions]) {
    const [body] = bodiesOf(described);
    const method = described.method.toUpperCase();
    const token = await bearerOf(described, gateway);
    const { status, json, text } = await gateway.rest(addressOf(described), { method, token, ...(body === undefined ? {} : { body: body[1] }) });
    expect([described.name, text, status < 300]).toEqual([described.name, text, true]);
    recorded[`${method} ${described.path.replaceAll(/\{(\w+)\}/g, ':$1')}`] = cut(json);
  }
  await expect(`${JSON.stringify(recorded, null, 2)}\n`).toMatchFileSnapshot('../../../src/rest/openapi/examples.recorded.json');
});

/** With long lists cut, and the same for what was drawn at random. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^([a-z]+_)[0-9a-f]{24}$/, `$1${'5eed'.repeat(6)}`);
  if (Array.isArray(value)) return value.slice(0, itemsShown).map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cut(item)]));
}
