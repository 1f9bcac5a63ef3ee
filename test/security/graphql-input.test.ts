import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

interface Sent {
  method?: string;
  path?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

interface Got {
  status: number;
  text: string;
  code: unknown;
  field: unknown;
  headers: Record<string, unknown>;
}

/** By hand, because `fetch` sends no malformed requests. */
async function send({ method = 'POST', path = '/graphql', body, headers = {} }: Sent): Promise<Got> {
  const authorization = `Bearer ${await gateway.token()}`;
  return new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}${path}`, { method, headers: { authorization, 'content-type': 'application/json', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const [error] = (JSON.parse(text) as { errors?: { extensions: Record<string, unknown> }[] }).errors ?? [];
        resolve({ status: response.statusCode ?? 0, text, code: error?.extensions['code'], field: error?.extensions['field'], headers: response.headers });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ask = (query: unknown, rest: Record<string, unknown> = {}): Sent => ({ body: JSON.stringify({ query, ...rest }) });
const update = 'mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }';
const profile = { id: 'cust_1', firstName: 'A', lastName: 'B', email: 'a@demo.example' };
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const cases: [what: string, sent: Sent, status: number, code: string, field?: string][] = [
  ['an empty body', {}, 400, 'BAD_REQUEST'],
  ['malformed JSON', { body: '{"query": ' }, 400, 'BAD_REQUEST'],
  ['bytes that are not UTF-8', { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, 400, 'BAD_REQUEST'],
  ['a JSON string', { body: '"query"' }, 400, 'BAD_REQUEST'],
  ['null', { body: 'null' }, 400, 'BAD_REQUEST'],
  ['a batch', { body: JSON.stringify([{ query: '{ viewer { kind } }' }]) }, 400, 'BAD_REQUEST'],
  ['an empty batch', { body: '[]' }, 400, 'BAD_REQUEST'],
  ['no query', { body: '{"variables":{}}' }, 400, 'BAD_REQUEST'],
  ['an empty query', ask(''), 400, 'BAD_REQUEST'],
  ['a query that is a number', ask(7), 400, 'BAD_REQUEST'],
  ['a parsed query', ask({ kind: 'Document', definitions: [] }), 400, 'BAD_REQUEST'],
  ['variables that are a list', ask('{ viewer { kind } }', { variables: [] }), 400, 'BAD_REQUEST'],
  ['variables that are text', ask('{ viewer { kind } }', { variables: '{}' }), 400, 'BAD_REQUEST'],
  ['an operation name that is a number', ask('{ viewer { kind } }', { operationName: 7 }), 400, 'BAD_REQUEST'],
  ['extensions that are text', ask('{ viewer { kind } }', { extensions: 'costOnly' }), 400, 'BAD_REQUEST'],
  ['a persisted query of another version', { body: JSON.stringify({ extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } }) }, 400, 'BAD_REQUEST'],
  ['a persisted query under another hash', ask('{ viewer { kind } }', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }), 400, 'BAD_REQUEST'],
  ['a persisted query that is text', ask('{ viewer { kind } }', { extensions: { persistedQuery: 'x' } }), 400, 'BAD_REQUEST'],
  ['another media type', { body: '{ viewer { kind } }', headers: { 'content-type': 'application/graphql' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a body larger than the limit', { body: `{"query":"${' '.repeat(1_100_000)}"}` }, 413, 'PAYLOAD_TOO_LARGE'],
  ['a document of a megabyte', ask(`{ viewer { ${'kind '.repeat(200_000)} } }`), 400, 'OPERATION_TOO_COMPLEX'],
  ['a name of a megabyte', ask(`query ${'a'.repeat(1_000_000)} { nothing }`), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a syntax error', ask('{ customers {'), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', ask('{ custommers { id } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown operation', ask('query A { viewer { kind } }', { operationName: 'B' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
  ['a subscription', ask('subscription { customers { totalCount } }'), 400, 'BAD_REQUEST'],
  ['a document nested too deep', ask(`{ event(id: "1") { ${'dates { event { '.repeat(8)} id ${'} } '.repeat(8)} } }`), 400, 'OPERATION_TOO_COMPLEX'],
  ['a variable of the wrong type', ask('query ($n: Int) { customers(first: $n) { totalCount } }', { variables: { n: 'many' } }), 400, 'BAD_USER_INPUT'],
  ['a number beyond its type', ask('query ($n: Int) { customers(first: $n) { totalCount } }', { variables: { n: 1e308 } }), 400, 'BAD_USER_INPUT'],
  ['an unknown input field', ask(update, { variables: { input: { ...profile, role: 'admin' } } }), 400, 'BAD_USER_INPUT'],
  ['a missing input field', ask(update, { variables: { input: { id: 'cust_1' } } }), 400, 'BAD_USER_INPUT'],
  ['a NUL character', ask(update, { variables: { input: { ...profile, firstName: 'A\0B' } } }), 400, 'BAD_USER_INPUT', 'input.firstName'],
  ['a variable nested too deep', { body: `{"query":"query ($n: Int) { customers(first: $n) { totalCount } }","variables":{"n":${deep(100_000)}}}` }, 400, 'BAD_USER_INPUT', 'n'],
  ['a mutation by GET', { method: 'GET', path: `/graphql?query=${encodeURIComponent('mutation { deleteApiClient(input: { id: "m2m_demo" }) { deletedId } }')}` }, 405, 'METHOD_NOT_ALLOWED'],
  ['two queries in one GET', { method: 'GET', path: '/graphql?query={viewer{kind}}&query={viewer{name}}' }, 400, 'BAD_REQUEST'],
  ['malformed variables in a GET', { method: 'GET', path: '/graphql?query={viewer{kind}}&variables={' }, 400, 'BAD_REQUEST'],
  ['PUT', { method: 'PUT', body: '{}' }, 405, 'METHOD_NOT_ALLOWED'],
  ['a bad token', { ...ask('{ viewer { kind } }'), headers: { authorization: 'Bearer nonsense' } }, 401, 'UNAUTHENTICATED'],
];

describe('bad input to /graphql', () => {
  it.each(cases)('is refused: %s', async (_what, sent, status, code, field) => {
    const got = await send(sent);
    expect([got.status, got.code, got.field]).toEqual([status, code, field]);
    expect(got.text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\//);
  });

  it.each([
    ['a long name', { ...profile, firstName: 'A'.repeat(10_000) }, 'firstName'],
    ['a NUL character in a literal', null, 'firstName'],
  ])('is refused by the mutation that reads it: %s', async (_what, input, field) => {
    const literal = 'mutation { updateCustomerProfile(input: { id: "cust_1", firstName: "A\\u0000B", lastName: "B", email: "a@demo.example" }) { customer { id } } }';
    const got = await send(input === null ? ask(literal) : ask(update, { variables: { input } }));
    expect([got.status, got.code]).toEqual([200, 'BAD_USER_INPUT']);
    if (input !== null) expect(String(got.field)).toContain(field);
  });

  it('leaves extra variables and lone surrogates alone', async () => {
    const got = await send(ask('query ($id: ID!) { customer(id: $id) { id } }', { variables: { id: '\ud800', other: { a: [1] } } }));
    expect([got.status, got.text]).toEqual([200, expect.stringContaining('"customer":null')]);
  });
});
