import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EndpointAnswer, EndpointRequest } from '../../src/access/endpoint.js';
import { createMemoryFailureCounter, loginFailureRule } from '../../src/access/failures.js';
import { createLoginEndpoint } from '../../src/access/loginEndpoint.js';
import { companyInHost } from '../../src/access/loginRequest.js';
import { verifyPassword } from '../../src/access/secrets.js';
import { type AccessFixture, createAccessFixture, endpointRequest, insertStaff, password, publicUrl } from './support.js';

let fixture: AccessFixture;
let login: (request: EndpointRequest) => Promise<EndpointAnswer>;
/** The hashes that passwords were compared with; null for a user who does not exist. */
let compared: (string | null)[] = [];
const email = 'Noor@acme.example';

beforeAll(async () => {
  fixture = await createAccessFixture();
  await insertStaff(fixture.database, fixture.acme, 12, email, new Date(fixture.clock() - 1000));
});
afterAll(() => fixture.close());

beforeEach(() => {
  login = createLoginEndpoint({
    database: fixture.database,
    keyring: fixture.keyring,
    publicUrl,
    clock: fixture.clock,
    failures: createMemoryFailureCounter(loginFailureRule, fixture.clock),
    verify: (given, hash) => {
      compared.push(hash);
      return verifyPassword(given, hash);
    },
  });
  compared = [];
});

const post = (body: unknown, own: Partial<EndpointRequest> = {}) =>
  login(endpointRequest({ body: typeof body === 'string' ? body : JSON.stringify(body), ...own }));
const good = { email, password, company: 'acme' };
function bodyOf(answer: EndpointAnswer | undefined): Record<string, unknown> {
  const body: Record<string, unknown> = JSON.parse(answer?.body ?? 'null');
  return body;
}

/** The documented body of a 422. */
interface Unprocessable {
  error: string;
  message: string;
  description: string;
  errors: { field: string; message: string; description: string }[];
}

describe('POST /login', () => {
  it('answers the documented object with a bearer token of 24 hours', async () => {
    const answer = await post(good);
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toEqual({
      id: 12, email, type: 'Tenant::Staff', first_name: 'Noor', last_name: 'Abel', single_access_token: null, bearer: expect.any(String),
    });
    expect(decodeJwt(String(bodyOf(answer)['bearer']))).toMatchObject({ email, iss: publicUrl, sub: 'user_12', company: 'acme', exp: fixture.clock() / 1000 + 86_400 });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.audit).toEqual({ companyId: fixture.acme.id, principalKind: 'staff', principalId: 'user_12', principalName: 'Noor Abel' });
  });

  it('knows the e-mail in any case, and takes a 2FA token or null along', async () => {
    expect((await post({ ...good, email: 'noor@ACME.example', token: '123456' })).status).toBe(200);
    expect((await post({ ...good, token: null })).status).toBe(200);
  });

  it('sets the cookie when X-Requested-With is sent', async () => {
    const answer = await post(good, { headers: { 'content-type': 'application/json', 'x-requested-with': 'XMLHttpRequest' } });
    expect(answer.headers['set-cookie']).toBe(`user_credentials=${String(bodyOf(answer)['bearer'])}; Path=/; Max-Age=86400; HttpOnly; Secure; SameSite=Lax`);
  });

  it('takes the company from the host, else from the body, else from the query', async () => {
    const { company: _, ...without } = good;
    expect((await post(without, { host: 'acme.localhost:4000' })).status).toBe(200);
    expect((await post(without, { search: '?company=acme' })).status).toBe(200);
    expect((await post({ ...good, company: 'rival' }, { host: 'acme.localhost:4000' })).status).toBe(200);
    expect((await post({ ...good, company: 'rival' })).status).toBe(401);
  });

  it('answers 422 naming the company when none is named, and 404 for an unknown one', async () => {
    const { company: _, ...without } = good;
    const missing = await post(without);
    expect(missing.status).toBe(422);
    expect(bodyOf(missing)['errors']).toEqual([{ field: 'company', message: expect.stringMatching(/^company: /), description: expect.any(String) }]);
    for (const answer of [await post({ ...good, company: 'nobody' }), await post({ ...good, company: "a' or 1=1 \0" }), await post(good, { host: 'nobody.localhost' })]) {
      expect(answer.status).toBe(404);
      expect(bodyOf(answer)).toEqual({ error: expect.any(String) });
    }
  });
});

describe('a request that is not well formed', () => {
  it('is answered 400 in plain text when the body is empty or no JSON, without quoting it', async () => {
    for (const [body, text] of [['', 'Bad Request'], ['  ', 'Bad Request'], ['{"password":"hunter2"', /JSON/], ['{"email":hunter2}', /JSON/]] as const) {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toMatch(/^text\/plain/);
      expect(answer.body).toEqual(expect.stringMatching(text));
      expect(answer.body).not.toContain('hunter2');
    }
  });

  it('is answered 415 when it is not sent as JSON', async () => {
    const answer = await post(good, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(answer.status).toBe(415);
    expect(bodyOf(answer)).toEqual({ error: expect.any(String) });
  });

  it.each<[string, unknown, string]>([
    ['no e-mail', { password, company: 'acme' }, 'email'],
    ['an e-mail that is a number', { ...good, email: 7 }, 'email'],
    ['an e-mail without @', { ...good, email: 'noor' }, 'email'],
    ['an e-mail with NUL', { ...good, email: 'noor\0@acme.example' }, 'email'],
    ['an e-mail of 256 characters', { ...good, email: `${'n'.repeat(243)}@acme.example` }, 'email'],
    ['no password', { email, company: 'acme' }, 'password'],
    ['an empty password', { ...good, password: '' }, 'password'],
    ['a password that is a list', { ...good, password: ['x'] }, 'password'],
    ['a huge password', { ...good, password: 'x'.repeat(500_000) }, 'password'],
    ['a 2FA token of five digits', { ...good, token: '12345' }, 'token'],
    ['a company that is an object', { ...good, company: {} }, 'company'],
    ['an array', [], '(root)'],
    ['null', null, '(root)'],
    ['deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), '(root)'],
  ])('%s: 422 naming it', async (_what, body, field) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    const { errors, message, description, error }: Unprocessable = JSON.parse(answer.body);
    expect(errors.map((one) => one.field)).toEqual([field]);
    expect({ message, description }).toEqual({ message: errors[0]?.message, description: errors[0]?.description });
    expect(message).toBe(`${field}: ${description}`);
    expect(error).toEqual(expect.any(String));
  });

  it('has every complaint in it', async () => {
    const answer = await post({});
    const { errors }: Unprocessable = JSON.parse(answer.body);
    expect(errors.map((one) => one.field)).toEqual(['email', 'password', 'company']);
  });
});

describe('a wrong login', () => {
  it('is refused in one way, after as much work, whether or not the e-mail exists', async () => {
    const answers = [await post({ ...good, password: 'wrong' }), await post({ ...good, email: 'nobody@acme.example' })];
    expect(answers.map(({ status, body, headers }) => ({ status, body, headers }))).toEqual([
      { status: 401, body: answers[0]?.body, headers: answers[0]?.headers },
      { status: 401, body: answers[0]?.body, headers: answers[0]?.headers },
    ]);
    expect(compared).toEqual([expect.stringMatching(/^\$argon2id\$/), null]);
  });

  it('five times in a minute locks an e-mail for five minutes, known or not, with one text', async () => {
    let address = 0;
    const texts = [];
    for (const target of [email, 'nobody@acme.example']) {
      const attempt = (secret: string) => post({ ...good, email: target, password: secret }, { ip: `203.0.113.${address++}` });
      for (let tries = 0; tries < 5; tries++) expect((await attempt('wrong')).status).toBe(401);
      const locked = await attempt(password);
      expect(locked.status).toBe(403);
      texts.push(locked.body);
      fixture.clock.advance(299_000);
      expect((await attempt(password)).status).toBe(403);
      fixture.clock.advance(1000);
      expect((await attempt(password)).status).toBe(target === email ? 200 : 401);
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('five times in a minute locks an address, and slower ones do not', async () => {
    const attempt = (n: number) => post({ ...good, email: `nobody${n}@acme.example` });
    for (let tries = 0; tries < 8; tries++) {
      expect((await attempt(tries)).status).toBe(401);
      fixture.clock.advance(15_001);
    }
    fixture.clock.advance(60_000);
    for (let tries = 0; tries < 5; tries++) expect((await attempt(tries)).status).toBe(401);
    expect((await post(good)).status).toBe(403);
  });

  it('made many at a time learns no more than five answers', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_one, n) => post({ ...good, password: `wrong ${n}` }, { ip: `203.0.113.${100 + n}` })));
    expect(answers.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(7);
  });
});

it.each([
  ['acme.localhost:4000', 'acme'],
  ['ACME.frontdesk.example', 'acme'],
  ['acme.localhost.', 'acme'],
  ['localhost:4000', null],
  ['127.0.0.1:4000', null],
  ['[::1]:4000', null],
  ['gateway.example.com', null],
  ['', null],
  ['.localhost', null],
])('the host %j names the company %j', (host, company) => {
  expect(companyInHost(host, 'gateway.example.com')).toBe(company);
});
