import Fastify, { type FastifyInstance } from 'fastify';
import { getVariableValues, graphql, parse, validate } from 'graphql';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resolvers } from '../../src/features/resolvers.js';
import { graphiql, wantsHtml } from '../../src/graphql/graphiql/graphiql.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { chromiumArguments, chromiumPath, watch } from './chromium.js';

/** What the page asked of `/graphql`, newest last; the schema's introspection apart. */
const asked: { body: Record<string, unknown>; authorization: string | undefined }[] = [];
let introspectedWith: (string | undefined)[] = [];
let answer: { status: number; headers?: Record<string, string>; body: object };
let app: FastifyInstance;
let origin: string;

const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const demoToken = `header.${Buffer.from(JSON.stringify({ exp: inAnHour })).toString('base64url')}.signature`;

beforeAll(async () => {
  const schema = buildSchema(resolvers);
  app = Fastify();
  graphiql.register(app, { demo: { clientId: 'm2m_partner', clientSecret: 'beef' } });
  app.get('/graphql', (request, reply) => (wantsHtml(request.headers.accept) ? graphiql.send(reply) : reply.code(400).send({})));
  app.post<{ Body: Record<string, unknown> }>('/graphql', async (request, reply) => {
    const { authorization } = request.headers;
    if (request.body['operationName'] === 'IntrospectionQuery') {
      introspectedWith.push(authorization);
      return await graphql({ schema, source: String(request.body['query']) });
    }
    asked.push({ body: request.body, authorization });
    return reply.code(answer.status).headers(answer.headers ?? {}).send(answer.body);
  });
  app.post('/api/v1/token', (request, reply) => {
    const { client_id: id, client_secret: secret } = request.body as Record<string, string>;
    return id === 'm2m_partner' && secret === 'beef' ? { access_token: demoToken } : reply.code(401).send({ error: 'invalid_client' });
  });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => await app.close());

describe('the page\'s files', () => {
  it('are kept for a year under their version alone, and sent compressed', async () => {
    const html = (await app.inject({ url: '/graphql', headers: { accept: 'text/html' } })).body;
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(6);
    expect(html).not.toContain('{{');
    for (const address of addresses) {
      const file = await app.inject({ url: address, headers: { 'accept-encoding': 'gzip' } });
      expect([address, file.statusCode, file.headers['cache-control'], file.headers['content-encoding']]).toEqual([
        address, 200, 'public, max-age=31536000, immutable', 'gzip',
      ]);
      const plain = address.split('?')[0] ?? '';
      const unversioned = await app.inject(plain);
      expect(unversioned.headers['cache-control']).toBe('public, no-cache');
      expect((await app.inject({ url: plain, headers: { 'if-none-match': String(unversioned.headers['etag']) } })).statusCode).toBe(304);
    }
  });

  it('are the listed ones and no others', async () => {
    for (const file of ['graphiql.ts', 'index.html', '..%2f..%2f..%2fpackage.json', '__proto__', 'constructor', 'toString', '%00']) {
      expect((await app.inject(`/graphiql/assets/${file}`)).statusCode).toBe(404);
    }
  });

  it('tell of the demo client in demo mode alone', async () => {
    const production = Fastify();
    graphiql.register(production, { demo: null });
    expect((await production.inject('/graphiql/settings.json')).json()).toEqual({ demo: null });
    await production.close();
  });
});

it('starter queries are valid, with the variables they come with', async () => {
  const file = new URL('../../src/graphql/graphiql/starters.js', import.meta.url).href;
  const { starters } = (await import(file)) as { starters: { title: string; query: string; variables?: () => Record<string, unknown> }[] };
  const schema = buildSchema(resolvers);
  for (const { title, query, variables } of starters) {
    const document = parse(query);
    expect([title, validate(schema, document)]).toEqual([title, []]);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    expect(getVariableValues(schema, operation.variableDefinitions ?? [], variables?.() ?? {}).errors).toBeUndefined();
  }
  expect(starters.length).toBeGreaterThan(3);
});

describe('a page is wanted', () => {
  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['TEXT/HTML; charset=utf-8', true],
    ['application/json;q=0.5, text/html;q=0.9', true],
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['application/graphql-response+json, application/json;q=0.9, text/html;q=0.1', false],
    ['text/html;q=0', false],
    ['text/html;q=x', false],
  ])('for %j: %s', (accept, expected) => {
    expect(wantsHtml(accept)).toBe(expected);
  });
});

describe.runIf(chromiumPath !== undefined)('in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Everything that should not be: violations of the policy, script errors, requests that leave this origin. */
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: chromiumArguments });
  });
  afterAll(async () => await browser.close());

  beforeEach(async () => {
    complaints = [];
    asked.length = 0;
    introspectedWith = [];
    answer = { status: 200, body: { data: { viewer: { name: 'Demo' } }, extensions: { cost: { requested: 3, actual: 1, limit: 20, remaining: 19, resetAt: new Date(Date.now() + 3000).toISOString() } } } };
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await watch(page, origin, complaints);
    await page.goto(`${origin}/graphql`);
    await page.waitForSelector('.graphiql-execute-button');
    await expect.poll(() => page.textContent('#token-state')).toContain('Valid until');
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  const cost = () => page.textContent('#cost');
  const run = async () => {
    await page.click('.graphiql-execute-button');
    await expect.poll(() => asked.length).toBeGreaterThan(0);
  };

  it('runs a starter query and shows what it cost', async () => {
    await run();
    await expect.poll(() => page.textContent('.result-window')).toContain('Demo');
    expect(await cost()).toMatch(/^Last query: 1 point \(3 asked for, the rest given back\) · 19 of 20 left/);
    expect(asked[0]).toMatchObject({ body: { operationName: 'WhoAmI' }, authorization: `Bearer ${demoToken}` });
  });

  it('sends a pasted token as a header, keeps it for the tab, and forgets it when told', async () => {
    await page.fill('#token', '  rrk_live_demo0001_5eed ');
    await page.press('#token', 'Tab');
    await run();
    expect(asked[0]?.authorization).toBe('Bearer rrk_live_demo0001_5eed');
    await page.reload();
    await page.waitForSelector('.graphiql-execute-button');
    expect(await page.inputValue('#token')).toBe('rrk_live_demo0001_5eed');
    const kept = await page.evaluate('JSON.stringify({ ...localStorage })');
    expect(kept).not.toContain('rrk_live');
    expect(page.url()).toBe(`${origin}/graphql`);
    await page.click('#forget');
    await run();
    await expect.poll(() => asked.at(-1)?.authorization).toBeUndefined();
    // The schema is public: reading it spends nobody's points.
    expect(introspectedWith).toEqual([undefined, undefined]);
  });

  it('is filled in with a demo token until it is told to forget, and has another at a click', async () => {
    await page.click('#forget');
    await page.reload();
    await page.waitForSelector('.graphiql-execute-button');
    await expect.poll(() => page.isVisible('#demo')).toBe(true);
    expect([await page.inputValue('#token'), await page.textContent('#token-state')]).toEqual(['', 'Without a token only public fields answer.']);
    await page.click('#demo');
    await expect.poll(() => page.textContent('#token-state')).toContain('Valid until');
    await run();
    expect(asked[0]?.authorization).toBe(`Bearer ${demoToken}`);
  });

  it('tells the price of what is in the editor without running it', async () => {
    answer = { status: 200, body: { data: null, extensions: { cost: { requested: 3, objects: 260, actual: 0, limit: 20, remaining: null, resetAt: null } } } };
    await page.selectOption('#starters', { label: 'Who comes to one date' });
    await expect.poll(() => page.textContent('.graphiql-tab-active')).toContain('Register');
    await page.click('#price');
    await expect.poll(cost).toBe('This query costs at most 3 points, for up to 260 objects.');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({ extensions: { costOnly: true }, variables: { dateId: 'date_1' }, operationName: 'Register' });
  });

  it('says that a query can never be paid for', async () => {
    answer = { status: 200, body: { data: null, extensions: { cost: { requested: 300, objects: 30_000, limit: 20 } } } };
    await page.click('#price');
    await expect.poll(cost).toContain('More than the 20 you can ever have at once.');
  });

  it('counts down the wait after a 429', async () => {
    answer = { status: 429, headers: { 'retry-after': '2' }, body: { errors: [{ message: 'slow down', extensions: { code: 'RATE_LIMITED' } }], extensions: { cost: { requested: 1, actual: 0, limit: 20, remaining: 0 } } } };
    await run();
    await expect.poll(cost).toBe('Limit reached. Try again in 2 s.');
    expect(await page.textContent('.result-window')).toContain('slow down');
    await expect.poll(cost, { timeout: 5000 }).toBe('You can ask again.');
  });

  it('opens a starter in a tab of its own when no tab has it, and keeps the reader\'s query', async () => {
    const tabs = () => page.locator('.graphiql-tab').count();
    const before = await tabs();
    await page.click('.graphiql-query-editor .CodeMirror');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('query Mine { viewer { id } }');
    await expect.poll(() => page.textContent('.graphiql-tab-active')).toContain('Mine');
    await page.selectOption('#starters', { label: 'Who am I, and what is left' });
    await expect.poll(tabs).toBe(before + 1);
    await expect.poll(() => page.textContent('.graphiql-tab-active')).toContain('WhoAmI');
    expect(await page.locator('.graphiql-tab', { hasText: 'Mine' }).count()).toBe(1);
    await page.selectOption('#starters', { label: 'Events with their dates' });
    await expect.poll(() => page.textContent('.graphiql-tab-active')).toContain('EventsWithDates');
    expect(await tabs()).toBe(before + 1);
  });

  it('has the answer below the query on a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await run();
    const [query, result] = [await page.locator('.graphiql-query-editor').boundingBox(), await page.locator('.graphiql-response').boundingBox()];
    expect(query?.width).toBeGreaterThan(250);
    expect(result?.width).toBeGreaterThan(250);
    expect(result?.y).toBeGreaterThan((query?.y ?? 0) + (query?.height ?? 0));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('documents the schema', async () => {
    await page.click('button[aria-label="Show Documentation Explorer"]');
    await expect.poll(() => page.textContent('.graphiql-doc-explorer')).toContain('Query');
  });

  it('runs and asks nothing that is not ours, and the test would notice', async () => {
    await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.hasRun = true';
      document.body.append(script);
      await fetch('https://example.org/').catch(() => undefined);
    })()`);
    expect(await page.evaluate(`'hasRun' in globalThis`)).toBe(false);
    await expect.poll(() => complaints.join('\n')).toMatch(/script-src[^]*connect-src/);
    complaints.length = 0;
  });
});
