import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientWith, contextFor, createTestGraph, everyScope } from './gateway.js';

const { executor, prepared } = createTestGraph();
const objects = (document: string, variables = {}): number => prepared(document).price(variables).objects;

describe('the price before execution', () => {
  it.each([
    ['a page', '{ customers(first: 50) { nodes { id } } }', 50],
    ['the default page', '{ customers { nodes { id } } }', 30],
    ['a page by its size', '{ customers(page: 3, pageSize: 40) { nodes { id } } }', 40],
    ['the larger of two sizes', '{ customers(first: 10, pageSize: 40) { nodes { id } } }', 40],
    ['edges as nodes', '{ customers(first: 50) { edges { cursor node { id } } } }', 50],
    ['a count without its objects', '{ customers(first: 50) { totalCount pageInfo { endCursor } } }', 0],
    ['one object', '{ event(id: "1") { id name } }', 1],
    ['nothing for the owner of a page', '{ customer(id: "1") { id email transactions(first: 100) { nodes { id } } } }', 100],
    ['a nested page', '{ customers(first: 50) { nodes { bookings(first: 5) { nodes { id event { name } payment { gross { amount } } } } } } }', 300],
    ['a page below a list without a page', '{ events(first: 10) { nodes { dates(first: 4) { register { attendees(first: 5) { nodes { customer { email } } } } } } } }', 210],
    ['a list without a page', '{ events(first: 10) { nodes { dates { register { attendees(first: 5) { nodes { id } } } } } } }', 510],
    ['a list that is weighed whole, once for each object that has it', '{ events(first: 3) { nodes { facilitators { availability(serviceId: "1") { startsAt option { id } } } } } }', 603],
    ['what a documented object embeds', '{ event(id: "1") { dates(first: 90) { id } facilitators { id } pricingOptions { id } } }', 1],
    ['what a purchase embeds', '{ customer(id: "1") { transactions(first: 10) { nodes { bookings { id transaction { id } } } } } }', 10],
    ['duplicates once', '{ customers(first: 9) { nodes { id } } customers(first: 9) { nodes { email } ...N } } fragment N on CustomerConnection { nodes { id } }', 9],
    ['aliases each', '{ a: customers(first: 9) { nodes { id } } b: customers(first: 9) { nodes { id } } }', 18],
    ['fragments where they are spread', '{ a: customers(first: 2) { ...N } b: customers(first: 3) { ...N } } fragment N on CustomerConnection { nodes { bookings(first: 4) { nodes { id } } } }', 25],
    ['nothing for the schema', '{ __schema { types { fields { name } } } }', 0],
    ['a page too large as the largest', '{ customers(first: 2147483647) { nodes { bookings(first: 2147483647) { nodes { id } } } } }', 10_100],
    ['a negative page as the default', '{ customers(first: -5) { nodes { id } } }', 30],
  ])('counts %s', (_what, document, expected) => {
    expect(objects(document)).toBe(expected);
  });

  it('follows variables and their defaults', () => {
    const document = 'query ($n: Int = 7, $m: Int) { customers(first: $n) { nodes { bookings(first: $m) { nodes { id } } } } }';
    expect(objects(document)).toBe(7 + 7 * 30);
    expect(objects(document, { n: 2, m: 3 })).toBe(8);
    expect(objects(document, { n: null, m: null })).toBe(30 + 30 * 30);
    expect(objects(document, { n: 'many', m: [] })).toBe(30 + 30 * 30);
  });

  it('follows @include and @skip', () => {
    const document = 'query ($deep: Boolean = false, $no: Boolean!) { customers(first: 10) @skip(if: $no) { nodes { id ...B @include(if: $deep) } } events(first: 5) @include(if: false) { nodes { id } } } fragment B on Customer { bookings(first: 2) { nodes { id } } }';
    expect(objects(document, { no: false })).toBe(10);
    expect(objects(document, { no: false, deep: true })).toBe(30);
    expect(objects(document, { no: true, deep: true })).toBe(0);
    expect(objects(document, { no: 'perhaps' })).toBe(10);
  });

  it('stays a safe integer whatever is asked', () => {
    const document = '{ events(first: 100) { nodes { dates(first: 2147483647) { register { attendees(first: 100) { nodes { id } } waitingList(first: 100) { nodes { id } } } } } } }';
    const { objects: found, points } = prepared(document).price({});
    expect(Number.isSafeInteger(found)).toBe(true);
    expect(points).toBe(Math.ceil(found / 100));
  });

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [201, 3],
  ])('of %i objects is %i points', (count, points) => {
    const parts = Array.from({ length: Math.ceil(count / 100) }, (_, index) => `c${index}: customers(first: ${Math.min(100, count - index * 100)}) { nodes { id } }`);
    expect(prepared(`{ __typename ${parts.join(' ')} }`).price({}).points).toBe(points);
  });
});

describe('the price after execution', () => {
  /** Objects that weigh something, found by their ids in the answer: the slow way. */
  const weighed = (data: unknown): number => [...JSON.stringify(data).matchAll(/"weighed":"/g)].length;

  it('is that of the objects in the answer, and no more than the price before', async () => {
    const size = fc.integer({ min: 0, max: 4 });
    await fc.assert(
      fc.asyncProperty(fc.record({ a: size, b: size, c: size, d: size }), fc.boolean(), async ({ a, b, c, d }, isDeep) => {
        const operation = prepared(
          'query ($a: Int, $b: Int, $c: Int, $d: Int, $deep: Boolean!) { customers(first: $a) { edges { node { weighed: id bookings(first: $b) @include(if: $deep) { nodes { weighed: id event { id } date { register { waitingList(pageSize: $c) { nodes { weighed: id } } } } } } } } } events(pageSize: $d) { nodes { weighed: id dates(first: $b) { event { id } } } } apiClient(id: "nobody") { id } one: event(id: "event_1") { weighed: id } }',
        );
        const variables = { a, b, c, d, deep: isDeep };
        const { data } = await executor.execute(operation, variables, contextFor(clientWith(...everyScope)));
        const actual = operation.actual(data);
        expect(actual.objects).toBe(weighed(data));
        // Only the client that does not exist was priced in vain.
        expect(operation.price(variables).objects).toBe(actual.objects + 1);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [[], 100],
    [[{ startsAt: 'a' }, { startsAt: 'b' }, { startsAt: 'c' }], 100],
    [null, 0],
  ])('of a list that is weighed whole is the same for %j', (availability, objects) => {
    expect(prepared('{ facilitator(id: "1") { name availability(serviceId: "1") { startsAt } } }').actual({ facilitator: { name: 'Mo', availability } })).toEqual({ objects, points: 1 });
  });

  it.each([[null], [undefined], [{}], [{ customers: null }], [{ customers: { nodes: [null] } }]])('of %j is one point', (data) => {
    expect(prepared('{ customers { nodes { id } } }').actual(data)).toEqual({ objects: 0, points: 1 });
  });
});
