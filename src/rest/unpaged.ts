import { Readable } from 'node:stream';
import { ApplicationError } from '../errors.js';
import { Copied } from './copied.js';
import type { PresentInput, Unpaged } from './route.js';

/** Up to here a list is buffered, has an `ETag` and can be cached; a longer one is streamed. */
export const largestBuffer = 1_048_576;

type Variables = Record<string, unknown>;
type AnyUnpaged = Unpaged<unknown, Variables>;
type Run = (variables: Variables) => Promise<unknown>;

/**
 * A whole list as JSON, read page by page: a Buffer up to 1 MiB, else a stream that holds one page at a time and
 * fails when a later page does. Null when there is no such list.
 */
export async function readList(
  unpaged: AnyUnpaged,
  [open, close]: readonly [string, string],
  input: PresentInput<Variables>,
  run: Run,
): Promise<Buffer | Readable | null> {
  const pages = pagesOf(unpaged, input.variables, run);
  const read: Buffer[] = [Buffer.from(open)];
  const end = Buffer.from(close);
  let bytes = open.length + end.length;
  let separator = '';
  const toJson = (nodes: readonly unknown[] | Copied): Buffer => {
    const items = nodes instanceof Copied ? nodes.json.slice(1, -1) : nodes.map((node) => JSON.stringify(unpaged.item(node as never, input))).join();
    const json = Buffer.from(items === '' ? '' : separator + items);
    if (items !== '') separator = ',';
    return json;
  };

  while (bytes <= largestBuffer) {
    const page = await pages.next();
    if (page.done === true) return page.value === 'absent' ? null : Buffer.concat([...read, end]);
    const json = toJson(page.value.nodes);
    read.push(json);
    bytes += json.length;
  }
  return Readable.from(
    (async function* () {
      yield* read;
      for await (const { nodes } of pages) yield toJson(nodes);
      yield end;
    })(),
    { objectMode: false },
  );
}

/** All pages joined into the first one's data. Null when there is no such list. */
export async function readJoined(unpaged: AnyUnpaged, input: PresentInput<Variables>, run: Run): Promise<unknown> {
  const nodes: unknown[] = [];
  let first: unknown = null;
  for await (const page of pagesOf(unpaged, input.variables, run)) {
    first ??= page.data;
    nodes.push(...page.nodes);
  }
  const connection = first === null ? null : unpaged.connection(first);
  if (connection) (connection as { nodes: readonly unknown[] }).nodes = nodes;
  return first;
}

interface ListPage {
  data: unknown;
  nodes: readonly unknown[];
}

/** Keyset pages until the last. Returns `absent` when not even the first has the list. */
async function* pagesOf(unpaged: AnyUnpaged, first: Variables, run: Run): AsyncGenerator<ListPage, 'all' | 'absent'> {
  let variables = first;
  let isFirst = true;
  for (;;) {
    const data = await run(variables);
    const connection = unpaged.connection(data);
    if (connection === null || connection === undefined) {
      if (isFirst) return 'absent';
      throw new ApplicationError('INTERNAL_SERVER_ERROR', { cause: new Error('A list went away between its pages.') });
    }
    const { nodes, pageInfo } = connection;
    yield { data, nodes };
    if (!pageInfo.hasNextPage) return 'all';
    if (pageInfo.endCursor === null || pageInfo.endCursor === undefined) throw new Error('A page that is not the last has no end cursor.');
    variables = unpaged.next(first, pageInfo.endCursor);
    isFirst = false;
  }
}
