import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedMethods } from '../../src/rest/router.js';
import { queryParametersOf } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';
import { isRestaurantPath, startTestGateway, type TestGateway } from '../support/gateway.js';
import { refusalOf } from '../support/samples.js';
import { send } from './support/http.js';

let gateway: TestGateway;
let port: number;

beforeAll(async () => {
  gateway = await startTestGateway();
  port = Number(new URL(gateway.url).port);
});

afterAll(() => gateway.close());

async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  const token = isRestaurantPath(path.replace('/api/v1', '')) ? gateway.key() : await gateway.token();
  return send(port, method, path, { headers: { authorization: `Bearer ${token}`, ...headers } });
}

describe('the table', () => {
  it.each(routes.map((row) => [row.method, row.path, row] as const))('%s %s refuses strangers, wrong methods and unknown ids', async (method, pattern, row) => {
    const path = `/api/v1${pattern.replaceAll(/:\w+/g, 'x')}`;
    expect((await send(port, method, path)).status).toBe(401);

    const there = routes.filter((other) => other.path === pattern);
    const wrong = await ask(there.some((other) => other.method === 'PATCH') ? 'PUT' : 'PATCH', path);
    expect([wrong.status, wrong.headers.allow]).toEqual([405, allowedMethods(there).join(', ')]);

    const options = await send(port, 'OPTIONS', path);
    expect([options.status, options.headers.allow]).toEqual([204, allowedMethods(there).join(', ')]);

    if (method === 'GET' && pattern.includes(':')) {
      const needed = Object.entries(row.parameters ?? {}).filter(([name, { required }]) => required === true && !pattern.includes(`:${name}`));
      const unknown = await ask('GET', `${path}?${needed.map(([name, { example }]) => `${name}=${example}`).join('&')}`);
      expect([unknown.status, JSON.parse(unknown.text)]).toEqual([404, refusalOf(row)]);
    }
  });

  it('refuses a bad page by name on every list', async () => {
    for (const row of routes.filter((one) => queryParametersOf(one).includes('pageSize'))) {
      const path = `/api/v1${row.path.replaceAll(/:\w+/g, 'cust_1')}`;
      for (const [name, value] of [['pageSize', '0'], ['pageSize', 'ten'], ['page', '-1'], ['page', '%00'], ['page', '99999999999']] as const) {
        const answer = await ask('GET', `${path}?${name}=${value}`);
        expect([row.path, answer.status, JSON.parse(answer.text)]).toEqual([row.path, 400, { error: expect.stringMatching(`^${name}: `) }]);
      }
    }
  });
});

describe('answers', () => {
  it('have a length, an ETag that is honoured, and the limits; HEAD has the same headers', async () => {
    const get = await ask('GET', '/api/v1/customers?pageSize=5');
    expect(get.status).toBe(200);
    expect(JSON.parse(get.text)).toMatchObject({ page: 0, pageSize: 5, total: expect.any(Number) });
    expect(get.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-type': 'application/json; charset=utf-8',
      'ratelimit-policy': expect.stringContaining('"rate";q='),
      ratelimit: expect.stringContaining('"rate";r='),
    });
    const head = await ask('HEAD', '/api/v1/customers?pageSize=5');
    expect([head.status, head.text, head.headers.etag, head.headers['content-length']]).toEqual([200, '', get.headers.etag, get.headers['content-length']]);
    const again = await ask('GET', '/api/v1/customers?pageSize=5', { 'if-none-match': String(get.headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers).toHaveProperty('age');
  });

  it('list everything when no page is asked for, newest first as the pages do', async () => {
    const whole = JSON.parse((await ask('GET', '/api/v1/customers')).text) as { data: { id: string }[] };
    const pages: { id: string }[] = [];
    for (let page = 0; ; page++) {
      const { data, total } = JSON.parse((await ask('GET', `/api/v1/customers?page=${page}&pageSize=100`)).text) as { data: { id: string }[]; total: number };
      pages.push(...data);
      if (data.length === 0) {
        expect(total).toBe(pages.length);
        break;
      }
    }
    expect(whole.data.length).toBeGreaterThan(1000);
    expect(whole.data).toEqual(pages);
    expect(Object.keys(whole)).toEqual(['data']);
  });

  it('come from the cache until a write through REST, and then never again', async () => {
    const { data } = JSON.parse((await ask('GET', '/api/v1/customers?pageSize=1')).text) as { data: { id: string; email: string; lastname: string }[] };
    const customer = data[0];
    const path = `/api/v1/customer/${customer?.id}/profile`;
    await ask('GET', path);
    expect((await ask('GET', path)).headers).toHaveProperty('age');
    const body = JSON.stringify({ firstname: 'Noor', lastname: 'Bakker-Lind', email: customer?.email });
    const written = await send(port, 'PUT', path, { headers: { authorization: `Bearer ${await gateway.token()}`, 'content-type': 'application/json' }, body });
    expect([written.status, JSON.parse(written.text)]).toEqual([200, { message: 'Profile updated successfully' }]);
    const fresh = await ask('GET', path);
    expect(JSON.parse(fresh.text)).toMatchObject({ data: { firstname: 'Noor', lastname: 'Bakker-Lind' } });
    expect(fresh.headers).not.toHaveProperty('age');
  });
});

describe('refusals', () => {
  it('come in the documented order', async () => {
    const onlyEvents = { authorization: `Bearer ${await gateway.token('m2m_events')}` };
    const forbidden = await ask('GET', '/api/v1/customers?pageSize=bad', onlyEvents);
    expect([forbidden.status, JSON.parse(forbidden.text)]).toEqual([403, { error: 'Missing required scope: customers:read' }]);
    expect((await ask('GET', '/api/v1/customer/cust_999999999/bookings?pageSize=bad')).status).toBe(400);
    expect((await ask('GET', '/api/v1/customer/cust_999999999/bookings')).status).toBe(404);
  });

  it('name the field of a body, and leave the profile as it was', async () => {
    const { data } = JSON.parse((await ask('GET', '/api/v1/customers?pageSize=2')).text) as { data: { id: string; email: string }[] };
    const [one, other] = data;
    const path = `/api/v1/customer/${one?.id}/profile`;
    const before = (await ask('GET', path)).text;
    const headers = { authorization: `Bearer ${await gateway.token()}`, 'content-type': 'application/json' };
    const good = { firstname: 'A', lastname: 'B', email: one?.email };
    for (const [field, body] of [
      ['firstname', { ...good, firstname: '' }],
      ['lastname', { ...good, lastname: undefined }],
      ['lastname', { ...good, lastname: 'x'.repeat(101) }],
      ['email', { ...good, email: 'nobody' }],
      ['email', { ...good, email: other?.email }],
      ['mobile', { ...good, mobile: 7 }],
      ['firstname', { ...good, firstname: 'a\0b' }],
      ['body', []],
    ] as const) {
      const answer = await send(port, 'PUT', path, { headers, body: JSON.stringify(body) });
      expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { error: expect.stringMatching(`^${field}`) }]);
    }
    expect((await ask('GET', path)).text).toBe(before);
  });
});
