import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { ShapeMismatch, transcribe } from '../../src/graphql/written/transcribe.js';
import type { ObjectShape } from '../../src/graphql/written/shape.js';

let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  // Cursors of events hold the moment of the call.
  const now = Date.now();
  gateway = await startTestGateway({ clock: () => now });
  token = await gateway.token('m2m_partner');
});
afterAll(() => gateway.close());

const bytes = (text: string): Buffer => Buffer.from(text);
const leaf = { kind: 'leaf', isInstant: false } as const;

describe('an answer that is written without executing', () => {
  // Every document is asked as it is and with a second root field that has to be executed, which makes all of it executed.
  const documents = [
    '{ customers(first: 3) { __typename nodes { __typename id name: lastName mobile bookings(first: 2) { totalCount nodes { id } pageInfo { __typename hasNextPage end: endCursor } } } } }',
    '{ customers(page: 1, pageSize: 2) { pageInfo { hasPreviousPage hasNextPage startCursor endCursor } nodes { id } total: totalCount } }',
    '{ customers(first: 2) { totalCount __typename pageInfo { hasNextPage } } }',
    '{ customers(first: 1) { nodes { __typename } } }',
    '{ events(first: 5) { nodes { id bookingConfiguration { paymentMethods bookingTypes } properties { categories terms } dates(first: 2) { startsAt endsAt startsAtLocal register { totalAttendees attendees(first: 1) { nodes { attended customer { email } } } } } pricingOptions { price { currency } credits } } } }',
    '{ events(first: 2) { nodes { pricingOptions { price { amount } } twice: pricingOptions { price { amount currency } } } } }',
    '{ one: events(first: 1) { nodes { ...E } } two: events(first: 2) { nodes { id ...E } } } fragment E on Event { name id facilitators { name id } }',
    '{ events(first: 2) { edges { cursor node { id } } nodes { name } } }',
    '{ passes(first: 3) { nodes { id validity { unit period } price { amount currency } activePackages(first: 1) { nodes { expired expiresAt payment { amount { amount } creditsUsed } } } } } }',
    '{ vouchers(first: 30) { nodes { __typename id ... on DiscountVoucher { code expiresAt } ... on CreditVoucher { remainingValue { amount } } } } }',
    '{ customer(id: "cust_999999999") { id } event(id: "nonsense") { id } }',
    '{ appointments(first: 3) { nodes { id startsAt payment { status amount { amount } } service { name } } } }',
  ];

  test.each(documents)('is the executed one, to the byte: %s', async (document) => {
    const written = await gateway.graphql(document, { token });
    const executed = await gateway.graphql(document.replace('{', '{ rateLimit { limit } '), { token });
    expect(written.errors).toBeUndefined();
    const { rateLimit, ...rest } = executed.data ?? {};
    expect(rateLimit).toBeDefined();
    expect(JSON.stringify(written.data)).toBe(JSON.stringify(rest));
    expect(written.extensions.cost.actual).toBe(executed.extensions.cost.actual);
  });

  test('obeys variables, skip and include', async () => {
    const document = 'query Q($n: Int, $with: Boolean!) { customers(first: $n) { nodes { id email @include(if: $with) lastName @skip(if: $with) } } }';
    for (const variables of [{ n: 2, with: true }, { n: 3, with: false }, { with: false }]) {
      const written = await gateway.graphql(document, { token, variables });
      const executed = await gateway.graphql(document.replace('{ customers', '{ rateLimit { limit } customers'), { token, variables });
      const { rateLimit: _, ...rest } = executed.data ?? {};
      expect(JSON.stringify(written.data)).toBe(JSON.stringify(rest));
    }
    const unfit = await gateway.graphql(document, { token, variables: { n: 'two', with: true } });
    expect(unfit.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('refuses what the caller lacks and shows the rest', async () => {
    const answer = await gateway.graphql('{ events(first: 1) { nodes { id } } customers(first: 1) { nodes { id } } }', { token: await gateway.token('m2m_events') });
    expect(answer.errors).toMatchObject([{ path: ['customers'], extensions: { missingScope: 'customers:read' } }]);
    expect(answer.data).toMatchObject({ events: { nodes: [{}] }, customers: null });
  });

  test('takes one statement', async () => {
    await gateway.graphql('{ events(first: 7) { nodes { id } } }', { token });
    const before = gateway.database.statementsSent();
    await gateway.graphql('{ events(first: 8) { nodes { id } } }', { token });
    expect(gateway.database.statementsSent() - before).toBe(1);
  });
});

describe('transcribing', () => {
  const shape: ObjectShape = {
    kind: 'object',
    weight: 2,
    columns: [
      { name: bytes('"a":'), lead: bytes('"x":'), shape: leaf },
      { name: bytes(',"at":'), lead: bytes(',"t":"T","when":'), shape: { kind: 'leaf', isInstant: true } },
    ],
    tail: bytes(''),
  };
  const options = { variables: {}, pageLimit: 100 };

  test.each([
    ['2026-09-14T17:30:00', '2026-09-14T17:30:00.000Z'],
    ['2026-09-14T17:30:00.5', '2026-09-14T17:30:00.500Z'],
    ['2026-09-14T17:30:00.123456', '2026-09-14T17:30:00.123Z'],
    ['2026-09-14T17:30:00.25Z', '2026-09-14T17:30:00.250Z'],
    ['2026-09-14T17:30:00+00:00', '2026-09-14T17:30:00.000Z'],
  ])('completes the instant %s', (given, shown) => {
    const { json, objects } = transcribe(`{"a" : "\\"q\\\\", "at":"${given}"}`, shape, options);
    expect(JSON.parse(json)).toEqual({ x: '"q\\', t: 'T', when: shown });
    expect(objects).toBe(2);
    const positional = transcribe(`["\\"q\\\\", "${given}"]`, shape, options);
    expect(positional).toEqual({ json: `{"x":"\\"q\\\\","t":"T","when":"${shown}"}`, objects: 2, until: Infinity });
  });

  test.each(['null', '-1.5e+20', 'true', '[]', '["a]",{"b":"}"}]', '"Zoë 😀"', '"\\ud83d\\n"'])('copies %s as it is', (value) => {
    const answer = `{"x":${value},"t":"T","when":null}`;
    expect(transcribe(`{"a":${value},"at":null}`, shape, options).json).toBe(answer);
    expect(transcribe(`[${value}, null]`, shape, options).json).toBe(answer);
  });

  test('tells a row of which only __typename was asked for, and its sort keys', () => {
    const named: ObjectShape = { ...shape, columns: [], tail: bytes('"t":"T"') };
    for (const read of ['{"exists":true}', '[true]', '[true, [1, "a"]]', '{"exists":true,"$cursor":[1]}']) expect(transcribe(read, named, options).json).toBe('{"t":"T"}');
  });

  test('knows when something else came than it was made for', () => {
    expect(() => transcribe('{"b":1,"at":null}', shape, options)).toThrow(ShapeMismatch);
    for (const other of ['[1]', '[1, null, 2]', '[1, null, [2], 3]', '[]', '1']) expect(() => transcribe(other, shape, options)).toThrow(ShapeMismatch);
  });

  test('writes values larger than its buffers, again and again', () => {
    const text = 'é"'.repeat(400_000);
    for (let run = 0; run < 3; run += 1) {
      for (const read of [{ a: text, at: null }, [text, null]]) {
        expect(JSON.parse(transcribe(JSON.stringify(read), shape, options).json)).toEqual({ x: text, t: 'T', when: null });
      }
    }
  });
});
