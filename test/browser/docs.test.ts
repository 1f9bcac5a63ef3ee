import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { chromiumArguments, chromiumPath, watch } from './chromium.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

describe('the page of the REST API', () => {
  const get = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, init);

  it('is there without credentials, for HEAD too, and answers nothing else', async () => {
    const page = await get('/api/v1/docs');
    expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(await page.text()).not.toMatch(/\{\{|https?:/);
    const head = await get('/api/v1/docs', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await get('/api/v1/docs', { method: 'POST' });
    expect([post.status, post.headers.get('allow'), await post.json()]).toEqual([405, 'GET, HEAD, OPTIONS', { error: expect.any(String) }]);
  });

  it('has files that are kept for a year under their version alone, and no others', async () => {
    const html = await (await get('/api/v1/docs')).text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+\?v=[^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) {
      const file = await get(address);
      expect([address, file.status, file.headers.get('cache-control'), file.headers.get('content-encoding')]).toEqual([address, 200, 'public, max-age=31536000, immutable', 'gzip']);
    }
    for (const file of ['docs.ts', 'index.html', '..%2f..%2f..%2fpackage.json', '__proto__', 'constructor', '%00']) {
      expect([file, (await get(`/api/v1/docs/assets/${file}`)).status]).toEqual([file, 404]);
    }
  });
});

describe.runIf(chromiumPath !== undefined)('in a browser', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  // One page for all: it is as large as a page can be.
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: chromiumArguments });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    await watch(page, gateway.url, complaints);
    await page.goto(`${gateway.url}/api/v1/docs`);
    await page.waitForSelector('.opblock');
  });
  afterAll(async () => await browser.close());
  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  const operation = (id: string) => page.locator(`[id$="-${id}"]`);
  const open = async (id: string) => {
    await operation(id).locator('.opblock-summary-control').click();
    await operation(id).locator('.execute').waitFor();
  };
  const shown = () => page.locator('.opblock').count();

  it('shows every operation with its scope, and finds them by tag, path, summary and scope', async () => {
    const everything = await shown();
    expect(everything).toBeGreaterThan(30);
    expect(await operation('listCustomers').locator('.scope').textContent()).toBe('customers:read');
    expect(await operation('createToken').locator('.scope').count()).toBe(0);
    for (const [phrase, id, others] of [['Vouchers', 'listVouchers', 3], ['register', 'getEventRegister', 1], ['profile:write', 'updateCustomerProfile', 1], ['put pass', 'updatePass', 1]] as const) {
      await page.fill('.operation-filter-input', phrase);
      await expect.poll(shown).toBeLessThan(everything);
      await operation(id).waitFor();
      expect([phrase, await shown()]).toEqual([phrase, others]);
    }
    await page.fill('.operation-filter-input', 'no such thing');
    await expect.poll(shown).toBe(0);
    await page.fill('.operation-filter-input', '');
    await expect.poll(shown).toBe(everything);
  });

  it('is filled in with a demo token when it is opened', async () => {
    await expect.poll(() => page.textContent('#token-state')).toContain('Valid until');
    await open('listPasses');
    await operation('listPasses').locator('.execute').click();
    await expect.poll(() => operation('listPasses').locator('.live-responses-table').textContent()).toContain('"id": "pass_');
  });

  it('sends no token to what hands one out, and says so where there is none', async () => {
    const asked: (string | undefined)[] = [];
    page.on('request', (request) => request.url().endsWith('/api/v1/token') && asked.push(request.headers()['authorization']));
    await page.click('#forget');
    expect(await page.textContent('#token-state')).toBe('Without a token calls are refused.');
    await page.fill('#token', 'rrk_live_nobody00_x');
    await page.press('#token', 'Tab');
    await open('createToken');
    await operation('createToken').locator('.execute').click();
    await expect.poll(() => operation('createToken').locator('.live-responses-table').textContent()).toContain('access_token');
    expect(asked).toEqual([undefined]);
    await page.click('#demo-key');
    expect(await page.inputValue('#token')).toMatch(/^rrk_live_demo0001_/);
  });

  it('fetches a demo token with one click, and tries an operation with it', async () => {
    await page.click('#demo');
    await expect.poll(() => page.textContent('#token-state')).toContain('Valid until');
    await open('getCustomerProfile');
    const command = operation('getCustomerProfile').locator('.command');
    expect(await command.textContent()).toContain(`curl '${gateway.url}/api/v1/customer/cust_1/profile' \\\n  -H "Authorization: Bearer $TOKEN"`);
    await operation('getCustomerProfile').locator('.parameters input').fill('cust_2');
    await expect.poll(() => command.textContent()).toContain('/customer/cust_2/profile');
    await operation('getCustomerProfile').locator('.execute').click();
    await expect.poll(() => operation('getCustomerProfile').locator('.live-responses-table').textContent()).toContain('"id": "cust_2"');
    expect(await page.content()).not.toContain(await page.inputValue('#token'));
  });

  it('changes something with that token and the example body', async () => {
    await open('updateCustomerProfile');
    expect(await operation('updateCustomerProfile').locator('.command').textContent()).toMatch(/curl -X PUT '.*' \\\n.*-d '\{\s*"firstname":/s);
    await operation('updateCustomerProfile').locator('.execute').click();
    await expect.poll(() => operation('updateCustomerProfile').locator('.live-responses-table').textContent()).toContain('Profile updated successfully');
    expect((await gateway.rest('/customer/cust_1/profile')).json).toMatchObject({ data: { firstname: 'Noor' } });
  });

  it('has names of headers that can be read, in the light and in the dark', async () => {
    const colours = () => page.evaluate(`['.headers tbody .header-col', 'header.bar'].map((one) => getComputedStyle(document.querySelector(one)).color)`) as Promise<string[]>;
    const seen: (string | undefined)[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const [name, bar] = await colours();
      expect(name).toBe(bar);
      seen.push(name);
    }
    expect(new Set(seen).size).toBe(2);
  });

  it('shows schemas and examples of answers, fits a telephone, and asks nobody else', async () => {
    await page.setViewportSize({ width: 400, height: 900 });
    await open('getEventRegister');
    const answers = operation('getEventRegister').locator('.responses-wrapper');
    expect(await answers.textContent()).toContain('"booking_id": "booking_');
    await answers.locator('button', { hasText: 'Schema' }).first().click();
    await expect.poll(() => answers.textContent()).toContain('waiting_list');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.evaluate(`fetch('https://example.org/').catch(() => undefined)`);
    await expect.poll(() => complaints.join('\n')).toContain('policy violated: connect-src');
    complaints.length = 0;
  });
});
