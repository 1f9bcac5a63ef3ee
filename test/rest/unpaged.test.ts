import { Readable } from 'node:stream';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/gateway/call.js';
import type { Route } from '../../src/rest/route.js';
import { createRestSurface, type RestSurfaceOptions } from '../../src/rest/surface.js';
import { executorAnswering, facts, json, noInput, operationsSaying, principal, route, walk } from './support/calls.js';

interface Item {
  id: number;
  text: string;
}

interface Things {
  things: { nodes: Item[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;
}

/** The row's functions are handed the executor's data as it is. */
const thingsOf = (data: unknown) => (data as Things).things;

const unpaged: NonNullable<Route['unpaged']> = {
  applies: ({ paged }) => paged === false,
  connection: thingsOf,
  next: (variables, after) => ({ ...variables, after }),
  item: ({ id, text }: Item) => ({ id: `thing_${id}`, text }),
  envelope: ['{"data":[', ']}'],
};

const list = route({
  path: '/things',
  variables: ({ query }) => ({ first: query['page'] === undefined ? 1000 : 2, after: null, paged: query['page'] !== undefined }),
  present: (data) => ({ data: thingsOf(data)?.nodes, page: 0 }),
  unpaged,
});

const joined = route({
  ...list,
  unpaged: { ...unpaged, envelope: null },
  present: (data) => {
    const things = thingsOf(data);
    return things === null ? undefined : { data: { count: things.nodes.length, last: things.nodes.at(-1)?.id } };
  },
});

const nothing = executorAnswering(() => ({ data: { things: null } }));

/** Serves `total` items by keyset; the page whose cursor is `failAt` fails. */
function store(total: number, textLength = 10, failAt?: string) {
  const asked: { first: unknown; after: unknown; pageLimit: number }[] = [];
  const executor = executorAnswering(({ first, after }, { pageLimit }) => {
    asked.push({ first, after, pageLimit });
    if (after !== null && after === failAt) return { data: null, errors: [new GraphQLError('gone', { originalError: new Error('the database went away') })] };
    const from = after === null ? 0 : Number(after);
    const nodes = Array.from({ length: Math.min(Number(first), total - from) }, (_, index) => ({ id: from + index, text: 'é'.repeat(textLength / 2) }));
    const end = from + nodes.length;
    return { data: { things: { nodes, pageInfo: { hasNextPage: end < total, endCursor: nodes.length === 0 ? null : String(end) } } } };
  });
  return { executor, asked };
}

function get(executor: RestSurfaceOptions['executor'], search = '', row = list) {
  const surface = createRestSurface({ routes: [row], operations: operationsSaying(), executor, clock: () => 0 });
  return walk(surface.call(facts('GET', '/api/v1/things'), { ...noInput, search }), principal());
}

const expected = (total: number, textLength = 10) => ({
  data: Array.from({ length: total }, (_, id) => ({ id: `thing_${id}`, text: 'é'.repeat(textLength / 2) })),
});

function streamOf({ body }: Answer): Readable {
  if (!(body instanceof Readable)) throw new Error('not a stream');
  return body;
}

describe('unpaged lists', () => {
  it.each([0, 1, 999, 1000, 1001, 2500])('of %i items are whole, in order, buffered and can be cached', async (total) => {
    const { executor, asked } = store(total);
    const { answer, outcome, task } = await get(executor);
    expect(json(answer)).toEqual(expected(total));
    expect(outcome).toMatchObject({ cacheable: true, points: 1 });
    expect(answer.headers).toHaveProperty('etag');
    expect(task?.points).toBe(1);
    expect(asked.map(({ after }) => after)).toEqual(Array.from({ length: Math.max(1, Math.ceil(total / 1000)) }, (_, page) => (page === 0 ? null : String(page * 1000))));
    expect(asked.every(({ first, pageLimit }) => first === 1000 && pageLimit === 1000)).toBe(true);
  });

  it('are paged when the caller asks for a page', async () => {
    const { executor, asked } = store(2500);
    const { answer } = await get(executor, 'page=0');
    expect(json(answer)).toMatchObject({ page: 0, data: [{ id: 0 }, { id: 1 }] });
    expect(asked).toHaveLength(1);
  });

  it('above 1 MiB are streamed, uncached, and read page by page as the caller reads', async () => {
    const { executor, asked } = store(20_000, 400);
    const { answer, outcome } = await get(executor);
    expect(outcome).toMatchObject({ cacheable: false });
    expect(answer.headers).not.toHaveProperty('etag');
    expect(asked.length).toBeLessThan(5);
    const bytes = Buffer.concat(await streamOf(answer).toArray());
    expect(JSON.parse(String(bytes))).toEqual(expected(20_000, 400));
    expect(asked).toHaveLength(20);
  });

  it('read no further when the caller goes away', async () => {
    const { executor, asked } = store(50_000, 400);
    const stream = streamOf((await get(executor)).answer);
    await new Promise((resolve) => stream.once('data', resolve));
    stream.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked.length).toBeLessThan(6);
  });

  it('break off when a later page fails, and are refused when that page was still buffered', async () => {
    const late = streamOf((await get(store(20_000, 400, '15000').executor)).answer);
    await expect(late.toArray()).rejects.toThrow('the database went away');
    await expect(get(store(20_000, 400, '1000').executor)).rejects.toThrow('the database went away');
  });

  it('are 404 when there is no such list', async () => {
    expect((await get(nothing)).answer.status).toBe(404);
  });

  it('without an envelope are joined and presented whole', async () => {
    expect(json((await get(store(2500).executor, '', joined)).answer)).toEqual({ data: { count: 2500, last: 2499 } });
    expect((await get(nothing, '', joined)).answer.status).toBe(404);
  });
});
