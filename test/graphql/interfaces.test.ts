import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExecutor } from '../../src/graphql/executor.js';
import { createOperationStore, missingScopeOf } from '../../src/graphql/operations.js';
import type { Resolvers } from '../../src/graphql/resolvers.generated.js';
import { buildSchema, readSdl } from '../../src/graphql/schema.js';
import { clientWith, contextFor, limits } from './gateway.js';

/** An interface with everything that the product's own may come to have. */
const sdl = `
  extend type Query {
    media(first: Int): MediumConnection @scope(requires: ["media:read"]) @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], assumedSize: 30)
    medium(id: ID!): Medium @scope(requires: ["media:read"])
  }
  type MediumConnection @cost(weight: "0") { nodes: [Medium!]! }
  interface Medium @cached(resources: ["media"]) {
    id: ID!
    title: String!
    takings: Int @scope(requires: ["takings:read"])
    owner: Owner
    parts(first: Int): [Part!]! @listSize(slicingArguments: ["first"], assumedSize: 10)
  }
  type Film implements Medium @cached(resources: ["films"]) {
    id: ID!
    title: String!
    takings: Int @scope(requires: ["takings:read"])
    owner: Owner
    parts(first: Int): [Part!]! @listSize(slicingArguments: ["first"], assumedSize: 10)
    minutes: Int!
    rating: Int
    sequel: Medium
    crew(first: Int): [Owner!]! @listSize(slicingArguments: ["first"], assumedSize: 5)
    budget: Int @scope(requires: ["budget:read"])
  }
  type Song implements Medium @cached(resources: ["songs"]) @cost(weight: "3") {
    id: ID!
    title: String!
    takings: Int @scope(requires: ["takings:read"])
    owner: Owner
    parts(first: Int): [Part!]! @listSize(slicingArguments: ["first"], assumedSize: 10)
    rating: Int
    singers(first: Int): [Owner!]! @listSize(slicingArguments: ["first"], assumedSize: 7)
  }
  type Owner @cached(resources: ["owners"]) { id: ID! name: String }
  type Part { id: ID! }
`;

const owner = (number: number): object => ({ id: `owner_${number}`, name: number % 4 === 0 ? null : `Owner ${number}` });
const parts = (_: unknown, { first }: { first?: number | null }): object[] => Array.from({ length: first ?? 10 }, (__, index) => ({ id: `part_${index}` }));
const people = (_: unknown, { first }: { first?: number | null }): Promise<object[]> => Promise.resolve(Array.from({ length: first ?? 5 }, (__, index) => owner(index + 1)));
/** Every third is a song, every seventh has no title, every eighth is of no type that there is. */
const medium = (number: number): object => ({
  __typename: number % 8 === 0 ? 'Painting' : number % 3 === 0 ? 'Song' : 'Film',
  id: `medium_${number}`, title: number % 7 === 0 ? null : `Title ${number}`, takings: number, owner: number % 5 === 0 ? null : owner(number), minutes: 90, rating: number % 6, budget: 7,
});

const resolvers = {
  Query: {
    media: (_: unknown, { first }: { first?: number | null }) => ({ nodes: Array.from({ length: first ?? 30 }, (__, index) => medium(index + 1)) }),
    medium: (_: unknown, { id }: { id: string }) => Promise.resolve(id === 'none' ? null : medium(Number(id))),
  },
  Film: { parts, crew: people, sequel: ({ id }: { id: string }) => medium(Number(id.slice(7)) + 1) },
  Song: { parts, singers: people },
} as unknown as Resolvers;

const schema = buildSchema([resolvers], [...readSdl(), sdl]);
const operations = createOperationStore(schema, limits);
const prepared = (text: string) => {
  const operation = operations.prepare(text);
  if (!operation.isValid) throw new Error(`The test's document is not valid: ${text}`);
  return operation;
};
const everyScope = ['media:read', 'takings:read', 'budget:read'];

async function run(text: string, scopes: readonly string[] = everyScope) {
  const operation = prepared(text);
  const { data, errors } = await createExecutor(schema).execute(operation, {}, contextFor(clientWith(...scopes)));
  return { operation, data, errors };
}

describe('the price of an interface', () => {
  it.each([
    ['the weight of its heaviest type', '{ media(first: 10) { nodes { __typename } } }', 30],
    ['a field of the interface once, whatever the types', '{ medium(id: "1") { owner { id } } }', 3 + 1],
    ['what two types are asked for as one of them', '{ medium(id: "1") { ... on Film { crew(first: 4) { id } } ... on Song { singers(first: 6) { id } } } }', 3 + 6],
    ['fields and fragments of one type together', '{ medium(id: "1") { owner { id } ... on Film { crew(first: 9) { id } } ...S } } fragment S on Song { singers { id } parts(first: 1) { id } }', 3 + 1 + 9],
    ['the same field in two fragments once', '{ medium(id: "1") { ... on Film { parts(first: 5) { id } } ...F ... on Medium { parts(first: 5) { id } } } } fragment F on Film { parts(first: 5) { id } }', 3 + 5],
    ['pages below it', '{ media(first: 10) { nodes { ... on Song { singers(first: 2) { id } } parts(first: 1) { id } } } }', 10 * (3 + 2 + 1)],
    ['an interface below an interface', '{ medium(id: "1") { ... on Film { sequel { parts(first: 2) { id } ... on Film { crew(first: 3) { id } } } } } }', 3 + 3 + 2 + 3],
  ])('counts %s', (_what, document, expected) => {
    expect(prepared(document).price({}).objects).toBe(expected);
  });

  it('is given back for what the types that came do not have', async () => {
    const { operation, data } = await run('{ media(first: 6) { nodes { owner { id } ... on Film { parts(first: 2) { id } } ... on Song { parts(first: 2) { id } singers(first: 4) { id } } } } }');
    expect(operation.price({}).objects).toBe(6 * (3 + 1 + 2 + 4));
    // Six media, five with an owner; two parts of each; four singers of the two songs.
    expect(operation.actual(data).objects).toBe(6 * 3 + 5 + 6 * 2 + 2 * 4);
  });
});

describe('the scopes of an interface', () => {
  const needed = (document: string) => prepared(document).scopes.map(({ field }) => field);

  it('are those of the types that are asked, below fragments too', () => {
    expect(needed('{ media { nodes { id ... on Film { minutes } } } }')).toEqual(['Query.media']);
    expect(needed('{ medium(id: "1") { ... on Film { budget } } }')).toEqual(['Query.medium', 'Film.budget']);
    expect(needed('{ medium(id: "1") { ...S } } fragment S on Song { ... on Medium { takings } }')).toEqual(['Query.medium', 'Song.takings']);
    expect(needed('{ medium(id: "1") { takings } }')).toEqual(['Query.medium', 'Film.takings', 'Song.takings']);
    expect(needed('{ medium(id: "1") { ... on Film { sequel { ... on Film { budget } } } } }')).toEqual(['Query.medium', 'Film.budget']);
  });

  it('are enforced by the same name as before execution', async () => {
    for (const [document, scope] of [
      ['{ media(first: 3) { nodes { id takings } } }', 'takings:read'],
      ['{ media(first: 3) { nodes { ... on Film { id budget } } } }', 'budget:read'],
      ['{ medium(id: "1") { ... on Film { sequel { ...B } } } } fragment B on Film { budget }', 'budget:read'],
    ] as const) {
      const held = everyScope.filter((one) => one !== scope);
      const { operation, errors } = await run(document, held);
      expect(missingScopeOf(operation.scopes, new Set(held))).toBe(scope);
      expect(new Set(errors?.map(({ message }) => message))).toEqual(new Set([`Missing required scope: ${scope}`]));
      expect((await run(document)).errors).toBeUndefined();
    }
    // Of a song nothing was asked that needs the scope.
    expect(await run('{ medium(id: "3") { __typename ... on Film { budget } } }', ['media:read'])).toMatchObject({ data: { medium: { __typename: 'Song' } }, errors: undefined });
  });
});

describe('what an answer with an interface is made from', () => {
  it.each([
    ['{ medium(id: "1") { __typename } }', ['films', 'media', 'songs']],
    ['{ media { nodes { id } } }', ['films', 'media', 'songs']],
    ['{ medium(id: "1") { ... on Film { crew { id } } } }', ['films', 'media', 'owners', 'songs']],
    ['{ medium(id: "1") { ...S } } fragment S on Song { owner { id } }', ['films', 'media', 'owners', 'songs']],
  ])('%s', (document, resources) => {
    expect(prepared(document)).toMatchObject({ resources, caching: 'shared' });
  });
});

describe('the schema is not built', () => {
  it.each([
    ['with a scope on the interface alone', 'takings: Int @scope(requires: ["takings:read"])\n    owner: Owner\n    parts(first: Int): [Part!]! @listSize(slicingArguments: ["first"], assumedSize: 10)\n    minutes', 'takings: Int owner: Owner parts(first: Int): [Part!]! @listSize(slicingArguments: ["first"], assumedSize: 10) minutes', 'Film.takings needs the same directives as Medium.takings'],
    ['with another size on a type', 'assumedSize: 10)\n    rating', 'assumedSize: 1)\n    rating', 'Song.parts needs the same directives as Medium.parts'],
  ])('%s', (_what, from, to, sentence) => {
    const changed = sdl.replace(from, to);
    expect(changed).not.toBe(sdl);
    expect(() => buildSchema([], [...readSdl(), changed])).toThrow(sentence);
  });
});

describe('the executor', () => {
  const compare = async (document: string, scopes: readonly string[] = everyScope) => {
    const operation = prepared(document);
    const compiling = createExecutor(schema);
    compiling.compile(operation);
    const plain = ({ data, errors }: Awaited<ReturnType<typeof compiling.execute>>) =>
      JSON.parse(JSON.stringify({ data, errors: (errors ?? []).map((error) => JSON.stringify(error).replace(unforeseen, '"message":"…"')).sort() })) as { data: unknown };
    const compiled = plain(await compiling.execute(operation, {}, contextFor(clientWith(...scopes))));
    const interpreted = plain(await createExecutor(schema).execute(operation, {}, contextFor(clientWith(...scopes))));
    expect([document, compiled]).toEqual([document, interpreted]);
  };
  /** A resolver that names no type is a mistake of our own; both say so in words of their own. */
  const unforeseen = /"message":"(Abstract type|Runtime Object type) .*?[^\\]"/;

  it.each([
    ['fields and the type', '{ media(first: 4) { nodes { __typename id kind: __typename } } }'],
    ['fragments of each type', '{ media(first: 4) { nodes { ... on Film { id minutes } ... on Song { rating id } } } }'],
    ['two fragments asking the same field', '{ medium(id: "2") { ... on Film { owner { id } } ...F ... on Medium { owner { name } } } } fragment F on Film { owner { id name } title }'],
    ['an alias that is another field in another type', '{ media(first: 4) { nodes { ... on Film { x: takings y: crew(first: 1) { id } } ... on Song { x: rating y: singers(first: 2) { id name } } } } }'],
    ['an interface in an interface', '{ medium(id: "1") { id ... on Film { sequel { __typename ... on Film { sequel { __typename ... on Song { singers(first: 1) { id } } } } } } } }'],
    ['null where none may be', '{ medium(id: "7") { title } media(first: 7) { nodes { title } } }'],
    ['null where it may be', '{ medium(id: "none") { id } other: medium(id: "5") { owner { id } } }'],
    ['a type that there is not', '{ medium(id: "8") { id } media(first: 8) { nodes { id } } }'],
    ['conditions on fields', '{ media(first: 4) { nodes { ... on Film { minutes @skip(if: true) rating @include(if: true) } ... on Song { rating @include(if: false) } } } }'],
    ['conditions on fragments', '{ media(first: 4) { nodes { ...F @include(if: false) ... on Song @skip(if: false) { rating } } } } fragment F on Film { minutes }'],
  ])('answers alike compiled and interpreted: %s', async (_name, document) => {
    await compare(document);
  });

  it('refuses alike compiled and interpreted', async () => {
    await compare('{ media(first: 4) { nodes { id takings ... on Film { budget sequel { takings } } } } }', ['media:read', 'budget:read']);
    await compare('{ media(first: 4) { nodes { id } } }', []);
  });

  /** Selections of a medium, many of which ask for the same in several ways. */
  const selection = fc.letrec<{ medium: string }>((tie) => ({
    medium: fc
      .array(
        fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.constantFrom('id', '__typename', 'title', 'takings', 'a: id', 'a: title', 'b: owner { id }', 'owner { name }', 'parts(first: 2) { id }', 'b: parts(first: 1) { id }'),
          fc.constantFrom('... on Film { minutes }', '... on Film { a: rating }', '... on Song { a: rating }', '...FilmFields', '...SongFields', '...Any', '... { owner { id } }'),
          tie('medium').map((inner) => `... on Film { ${inner} sequel { ${inner} } }`),
          tie('medium').map((inner) => `... on Song { ${inner} singers(first: 1) { name } }`),
          tie('medium').map((inner) => `... on Medium { ${inner} }`),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts_) => parts_.join(' ')),
  })).medium;
  const fragments = 'fragment FilmFields on Film { id crew(first: 2) { id name } ...Any } fragment SongFields on Song { rating ... on Medium { title } } fragment Any on Medium { owner { id name } ... on Film { sequel { id } } }';

  it('answers alike compiled and interpreted, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(selection, async (fields) => {
        const document = `{ media(first: 6) { nodes { ${fields} } } one: medium(id: "1") { ${fields} } two: medium(id: "2") { ...FilmFields ...SongFields } } ${fragments}`;
        fc.pre(operations.prepare(document).isValid);
        await compare(document);
      }),
      { numRuns: 40 },
    );
  });
});
