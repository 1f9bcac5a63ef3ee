import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { print, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecutor } from '../../src/graphql/executor.js';
import { clientWith, contextFor, createTestGraph, everyScope, stubs } from './gateway.js';

const cases: [name: string, document: string, variables?: Record<string, unknown>][] = [
  ['aliases and duplicates', '{ a: customers(first: 2) { nodes { x: id id } } b: customers(first: 1) { nodes { firstName } } b: customers(first: 1) { nodes { lastName } } }'],
  ['fragments in several places', 'query { customers(first: 2) { ...C } again: customers(pageSize: 1) { ...C edges { cursor node { ...P } } } } fragment C on CustomerConnection { nodes { ...P bookings(first: 1) { totalCount } } } fragment P on Customer { id email }'],
  ['inline fragments', '{ customer(id: "cust_1") { ... { id } ... on Customer { lastName } __typename } }'],
  ['conditional fields', 'query ($a: Boolean!, $b: Boolean = true) { customers(first: 1) { nodes { id @include(if: $a) email @skip(if: $b) mobile @include(if: true) } totalCount @skip(if: $a) } }', { a: true }],
  ['conditional fields left out', 'query ($a: Boolean!, $b: Boolean = true) { customers(first: 1) { nodes { id @include(if: $a) email @skip(if: $b) id } } }', { a: false }],
  ['a fragment whose spreads differ in condition', 'query ($a: Boolean!) { one: customer(id: "cust_1") { ...F @include(if: $a) } two: customer(id: "cust_2") { ...F } } fragment F on Customer { id email }', { a: false }],
  ['the same fragment twice, first left out', 'query ($a: Boolean!) { customer(id: "cust_1") { ...F @include(if: $a) ...F } } fragment F on Customer { id email }', { a: false }],
  ['variables with defaults', 'query ($first: Int = 2, $id: ID!) { customers(first: $first) { nodes { id } } customer(id: $id) { booking(id: "book_3") { id date { startsAt endsAt } payment { gross { amount currency } } } } }', { id: 'cust_7' }],
  ['a variable of the wrong type', 'query ($first: Int) { customers(first: $first) { nodes { id } } }', { first: 'many' }],
  ['a missing variable', 'query ($id: ID!) { customer(id: $id) { id } }', {}],
  ['null for a required argument', 'query ($id: ID! = "x") { customer(id: $id) { id } }', { id: null }],
  ['a number too large', 'query ($first: Int) { customers(first: $first) { nodes { id } } }', { first: 2147483648 }],
  ['a custom scalar that does not fit', 'query ($day: LocalDate) { customer(id: "cust_1") { bookings(purchasedFrom: $day) { totalCount } } }', { day: '2026-02-30' }],
  ['an error of the table', '{ customers(first: 101) { nodes { id } } customer(id: "cust_1") { id } }'],
  ['an unforeseen error', '{ customer(id: "boom") { id } }'],
  ['a rejected promise', '{ customer(id: "later") { id } }'],
  ['null in a field that may not be', '{ event(id: "event_13") { id name } other: event(id: "event_1") { name description } }'],
  ['null in a list of fields that may not be', '{ events(first: 14) { nodes { name } } }'],
  ['an unknown id', '{ customer(id: "nobody") { id } }'],
  ['enums, lists and empty lists', '{ event(id: "event_1") { format bookingConfiguration { bookingTypes paymentMethods } facilitators { id } dates(first: 2) { id timeZone startsAtLocal } } }'],
  ['texts that need quoting', 'query ($id: ID!) { customer(id: $id) { booking(id: "a\\"b\\\\c\\u2028</script>`${1}") { id } } }', { id: 'cust_1' }],
  ['names that JavaScript keeps for itself', '{ constructor: customer(id: "cust_1") { prototype: id class: email await: lastName } toString: customer(id: "cust_2") { __context: id } }'],
  ['a name that sets a prototype', '{ __proto__: customer(id: "cust_1") { id } customer(id: "cust_2") { __proto__: id } }'],
  ['introspection', '{ __schema { queryType { name } } __type(name: "Customer") { fields { name type { kind ofType { name } } } } __typename }'],
  ['deep connections', '{ customers(first: 2) { nodes { transactions(first: 1) { nodes { id purchasedAt bookings { id attendee { email } date { register { totalAttendees attendees(first: 1) { nodes { id } } } } } } } } } }'],
];

const fullContext = () => contextFor(clientWith(...everyScope));

describe('executor', () => {
  it.each(cases)('answers alike compiled and interpreted: %s', async (_name, document, variables = {}) => {
    const { schema, prepared } = createTestGraph();
    const operation = prepared(document);
    const compiling = createExecutor(schema);
    compiling.compile(operation);
    const compiled = await compiling.execute(operation, variables, fullContext());
    const interpreted = await createExecutor(schema).execute(operation, variables, fullContext());
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(JSON.parse(JSON.stringify(interpreted)));
  });

  it.each([['no scope'], ['profile:read'], ['bookings:read', 'events:read'], ['customers:read']])('refuses alike compiled and interpreted for a client with %s', async (...scopes) => {
    const { schema, prepared } = createTestGraph();
    const operation = prepared('{ customers(first: 2) { nodes { id email bookings(first: 1) { nodes { id } } } } customer(id: "cust_1") { id email booking(id: "book_1") { date { event { id } register { totalAttendees } } } } events(first: 1) { nodes { id } } }');
    const compiling = createExecutor(schema);
    compiling.compile(operation);
    const compiled = await compiling.execute(operation, {}, contextFor(clientWith(...scopes)));
    const interpreted = await createExecutor(schema).execute(operation, {}, contextFor(clientWith(...scopes)));
    const byPath = (errors: typeof compiled.errors) => JSON.parse(JSON.stringify([...(errors ?? [])].sort((one, other) => String(one.path).localeCompare(String(other.path)))));
    expect(JSON.parse(JSON.stringify(compiled.data))).toEqual(JSON.parse(JSON.stringify(interpreted.data)));
    expect(byPath(compiled.errors)).toEqual(byPath(interpreted.errors));
    expect(interpreted.errors?.every(({ extensions }) => extensions['code'] === 'FORBIDDEN')).toBe(true);
  });

  it('gives resolvers the same info for look-ahead, compiled and interpreted', async () => {
    const seen: unknown[] = [];
    const look = (info: GraphQLResolveInfo) => {
      const keys = [];
      for (let path: typeof info.path | undefined = info.path; path !== undefined; path = path.prev) keys.unshift(path.key);
      seen.push({
        keys, field: info.fieldName, returns: String(info.returnType), parent: info.parentType.name, variables: { ...info.variableValues },
        nodes: info.fieldNodes.map((node) => print(node)), fragments: Object.keys(info.fragments), operation: info.operation.operation,
        customer: info.schema.getType('Customer')?.name,
      });
    };
    const looking: typeof stubs = {
      ...stubs,
      Customer: { ...stubs['Customer'], bookings: (_parent, _args, _context, info) => (look(info), { nodes: [], totalCount: 0 }) },
    };
    const { schema, prepared } = createTestGraph({}, [looking]);
    const operation = prepared('query ($n: Int = 1) { customers(first: 2) { nodes { mine: bookings(first: $n) { ...B } mine: bookings(first: $n) { totalCount } } } } fragment B on BookingConnection { nodes { id } }');
    const compiling = createExecutor(schema);
    compiling.compile(operation);
    await compiling.execute(operation, {}, fullContext());
    const compiledInfo = seen.splice(0);
    await createExecutor(schema).execute(operation, {}, fullContext());
    expect(compiledInfo).toHaveLength(2);
    expect(compiledInfo).toEqual(seen);
  });

  it('marks what nobody foresaw, and keeps the error itself for the log', async () => {
    const { executor, prepared } = createTestGraph();
    const operation = prepared('{ customer(id: "boom") { id } }');
    for (let use = 0; use < 3; use += 1) {
      const { errors } = await executor.execute(operation, {}, fullContext());
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(errors?.[0]?.originalError?.message).toBe('secret detail of a table');
    }
  });

  it('says what the database meant when a statement ran out of time', async () => {
    const outOfTime = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
    const { executor, prepared } = createTestGraph({}, [{ ...stubs, Query: { ...stubs['Query'], customer: () => Promise.reject(outOfTime) } }]);
    const { errors } = await executor.execute(prepared('{ customer(id: "cust_1") { id } }'), {}, fullContext());
    expect(errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect(errors?.[0]?.message).not.toContain('statement');
  });

  it('stops a mutation at a field that failed and says which input was at fault', async () => {
    const { executor, prepared } = createTestGraph();
    const operation = prepared('mutation ($email: String!) { updateCustomerProfile(input: { id: "cust_1", firstName: "A", lastName: "B", email: $email }) { customer { id email } } }');
    for (let use = 0; use < 3; use += 1) {
      const refused = await executor.execute(operation, { email: 'taken@demo.example' }, fullContext());
      expect(refused.errors?.[0]).toMatchObject({ message: 'The e-mail is in use.', extensions: { code: 'UNPROCESSABLE', field: 'email' } });
      const done = await executor.execute(operation, { email: 'new@demo.example' }, fullContext());
      expect(done).toMatchObject({ data: { updateCustomerProfile: { customer: { id: 'cust_1', email: 'new@demo.example' } } } });
    }
  });

  it('lets go of what it compiled for operations that are not asked again', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { executor, prepared } = createTestGraph({ compiledOperations: 5 });
    const run = async (count: number, from: number): Promise<number> => {
      for (let index = from; index < from + count; index += 1) {
        const operation = prepared(`{ events(first: 1) { nodes { a${index}: id name dates(first: 1) { id startsAt register { capacity attendees(first: 1) { nodes { id customer { id email } } } } } } } }`);
        for (let use = 0; use < 4; use += 1) await executor.execute(operation, {}, fullContext());
      }
      collect();
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await run(20, 0);
    const after = await run(300, 100);
    // What the operation store remembers is about 15 KB each; the compiled code alone would be 60 KB more.
    expect((after - before) / 300).toBeLessThan(30_000);
  });
});
