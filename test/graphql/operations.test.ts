import { describe, expect, it } from 'vitest';
import { createOperationStore } from '../../src/graphql/operations.js';
import { createTestGraph, limits } from './gateway.js';

const { schema, operations, prepared } = createTestGraph();
const refusalOf = (text: string, bounds: Partial<typeof limits> = {}) => {
  const operation = createOperationStore(schema, { ...limits, ...bounds }).prepare(text);
  return operation.isValid ? 'valid' : (operation.refusal?.extensions ?? 'invalid');
};
const tooComplex = (measure: string, limit: number, found: number) => ({ code: 'OPERATION_TOO_COMPLEX', details: { measure, limit, found } });
const repeat = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join(' ');

describe('operation limits', () => {
  const nested = (levels: number): string => `{ event(id: "1") { ${'dates { event { '.repeat(levels)} id ${'} } '.repeat(levels)} } }`;

  it('bound the depth', () => {
    expect(refusalOf(nested(6))).toBe('valid');
    expect(refusalOf(nested(7))).toEqual(tooComplex('depth', 15, 16));
    expect(refusalOf(`{ event(id: "1") { ...F } } fragment F on Event { ${'dates { event { '.repeat(7)} id ${'} } '.repeat(7)} }`)).toEqual(tooComplex('depth', 15, 16));
  });

  it('do not count the depth of introspection', () => {
    const typeRef = (levels: number): string => (levels === 0 ? 'name' : `kind ofType { ${typeRef(levels - 1)} }`);
    expect(refusalOf(`{ __schema { types { fields { type { ${typeRef(14)} } } } } }`)).toBe('valid');
  });

  it('bound the aliases', () => {
    expect(refusalOf(`{ customer(id: "1") { ${repeat(50, (index) => `a${index}: id`)} } }`)).toBe('valid');
    expect(refusalOf(`{ customer(id: "1") { ${repeat(51, (index) => `a${index}: id`)} } }`)).toEqual(tooComplex('aliases', 50, 51));
  });

  it('bound the root fields, those in fragments too', () => {
    expect(refusalOf(`{ ${repeat(20, (index) => `a${index}: viewer { kind }`)} }`)).toBe('valid');
    expect(refusalOf(`{ ${repeat(20, (index) => `a${index}: viewer { kind }`)} ...Q } fragment Q on Query { viewer { kind } }`)).toEqual(tooComplex('rootFields', 20, 21));
  });

  it('bound the directives', () => {
    expect(refusalOf(`{ customer(id: "1") { ${repeat(51, () => 'id @include(if: true)')} } }`)).toEqual(tooComplex('directives', 50, 51));
  });

  it('bound the tokens', () => {
    expect(refusalOf(`{ customer(id: "1") { ${'id '.repeat(5000)} } }`)).toEqual(tooComplex('tokens', 5000, 5001));
  });

  it('are the configured ones', () => {
    expect(refusalOf('{ customers { nodes { id } } }', { depth: 2 })).toEqual(tooComplex('depth', 2, 3));
  });

  it.each([
    ['doubling fragments', `{ customer(id: "1") { ...F0 } } ${repeat(400, (index) => `fragment F${index} on Customer { ...F${index + 1} ...F${index + 1} }`)} fragment F400 on Customer { id }`, 'fields'],
    ['doubling aliases', `{ customer(id: "1") { ...F0 } } ${repeat(60, (index) => `fragment F${index} on Customer { a${index}: id ...F${index + 1} ...F${index + 1} }`)} fragment F60 on Customer { id }`, 'aliases'],
    ['fields repeated without end', `{ customers { nodes { ${'id '.repeat(4000)} } } }`, 'fields'],
  ])('end a bomb of %s by its measure, at once', (_what, bomb, measure) => {
    const began = performance.now();
    expect(refusalOf(bomb)).toMatchObject({ code: 'OPERATION_TOO_COMPLEX', details: { measure } });
    // Exponential work would not end within the test's time; a second is far beyond what its text costs.
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('end circles of fragments', () => {
    expect(refusalOf('{ customer(id: "1") { ...A } } fragment A on Customer { ...B } fragment B on Customer { id ...A }')).toBe('invalid');
  });

  it('end nesting beyond the stack', () => {
    const bounds = { tokens: 1_000_000 };
    expect(refusalOf(`{ ${'a { '.repeat(100_000)} b ${'} '.repeat(100_000)} }`, bounds)).not.toBe('valid');
  });
});

describe('the operation store', () => {
  it('prepares a text once', () => {
    const text = 'query A { viewer { kind } } query B { rateLimit { limit } }';
    expect(operations.prepare(text, 'A')).toBe(operations.prepare(text, 'A'));
    expect(operations.prepare(text, 'B')).not.toBe(operations.prepare(text, 'A'));
    expect(prepared(text, 'B')).toMatchObject({ name: 'B', rootFields: ['rateLimit'] });
  });

  it.each([
    ['a syntax error', '{ customers {', undefined],
    ['an unknown field', '{ custommers { id } }', undefined],
    ['no operation', 'fragment F on Customer { id }', undefined],
    ['an operation that is not named', 'query A { viewer { kind } } query B { viewer { kind } }', undefined],
    ['another name', 'query A { viewer { kind } }', 'B'],
    ['an empty text', '', undefined],
  ])('leaves to GraphQL the words for %s', (_what, text, name) => {
    expect(operations.prepare(text, name)).toEqual({ isValid: false, refusal: null });
  });

  it('says that there are no subscriptions', () => {
    expect(refusalOf('subscription { customers { totalCount } }')).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('refuses introspection where it is off', () => {
    const closed = createOperationStore(schema, { ...limits, introspection: false });
    expect(closed.prepare('{ __schema { queryType { name } } }').isValid).toBe(false);
    expect(closed.prepare('{ viewer { __typename } }').isValid).toBe(true);
  });

  it('knows what may be asked without credentials, and what an answer is made from', () => {
    expect(prepared('{ viewer { kind } __typename __schema { queryType { name } } }')).toMatchObject({ isPublic: true, caching: 'none' });
    expect(prepared('{ viewer { kind } customers { totalCount } }')).toMatchObject({ isPublic: false, caching: 'perPrincipal' });
    expect(prepared('{ customers { nodes { bookings { nodes { event { name } } } } } }')).toMatchObject({ caching: 'shared', resources: ['bookings', 'customers', 'events'] });
    expect(prepared('{ customers { totalCount } rateLimit { limit } }')).toMatchObject({ caching: 'none' });
    expect(prepared('mutation { updateCustomerProfile(input: { id: "1", firstName: "A", lastName: "B", email: "a@demo.example" }) { customer { id } } }')).toMatchObject({ kind: 'mutation', caching: 'none' });
  });

  it('forgets the least recently used beyond its bounds, under their hash too', () => {
    const small = createOperationStore(schema, limits, { entries: 10 });
    const operation = small.prepare('{ viewer { kind } }');
    const hash = operation.isValid ? operation.hash : '';
    expect(small.textOf(hash)).toBe('{ viewer { kind } }');
    for (let index = 0; index < 10; index += 1) small.prepare(`{ a${index}: viewer { kind } }`);
    expect(small.textOf(hash)).toBeUndefined();
    expect(small.documentOf(hash)).toBeUndefined();
  });

  it('is bounded by the memory of what it keeps, whatever the number of documents', () => {
    const store = createOperationStore(schema, limits, { bytes: 1024 * 1024 });
    const hashes: string[] = [];
    for (let index = 0; index < 300; index += 1) {
      const operation = store.prepare(`query Q${index} { events(first: 10) { nodes { id name dates(first: 4) { id startsAt register { attendees(first: 5) { nodes { id spaces customer { id email } } } } } } } }`);
      if (operation.isValid) hashes.push(operation.hash);
    }
    // One of these takes about 15 KB.
    const kept = hashes.filter((hash) => store.textOf(hash) !== undefined).length;
    expect(kept).toBeGreaterThan(30);
    expect(kept).toBeLessThan(120);
  });
});
