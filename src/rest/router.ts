import type { Family } from './route.js';

/** Where a row of the table is found. */
export interface Place {
  readonly method: string;
  /** Below `/api/v1`; `:id` is a parameter. */
  readonly path: string;
  readonly family: Family;
  /** Whole paths at which it is found too. */
  readonly aliases?: readonly string[];
}

/** A row with what the path says for its parameters, or what else the path would answer. */
export type Match<R extends Place> =
  | { readonly row: R; readonly parameters: Readonly<Record<string, string>> }
  | { readonly rows: readonly R[] };

export interface Router<R extends Place> {
  /**
   * The row for a method and a path without its query string; HEAD is answered by GET's row. `rows`: the path is
   * known, the method is not. Null: unknown path. A trailing or double slash, another case and a parameter that is
   * not percent-encoded UTF-8 make a path unknown.
   */
  match(method: string, path: string): Match<R> | null;
  /** Every path pattern with its rows, in the order of the table. */
  readonly paths: ReadonlyMap<string, readonly R[]>;
}

/** Longer parameters are unknown ids; nothing documented has half of it. */
const longestParameter = 200;

interface Node<R> {
  readonly fixed: Map<string, Node<R>>;
  parameter: { readonly name: string; readonly node: Node<R> } | null;
  readonly rows: R[];
}

/**
 * Puts every row below `/api/v1`, rows of the home-services family below `/latest` too, and endpoints at their aliases.
 * @throws when two rows answer the same method and path, or name one place's parameter differently.
 */
export function createRouter<R extends Place>(rows: readonly R[]): Router<R> {
  const root = emptyNode<R>();
  const paths = new Map<string, R[]>();
  for (const row of rows) {
    for (const path of pathsOf(row)) {
      const node = nodeFor(root, path);
      if (node.rows.some((other) => other.method === row.method)) throw new Error(`Two rows answer ${row.method} ${path}.`);
      node.rows.push(row);
      paths.set(path, node.rows);
    }
  }
  return {
    paths,
    match(method, path) {
      const values: string[] = [];
      const names: string[] = [];
      const segments = path.split('/');
      const node = find(root, segments, 1, names, values);
      if (node === null || segments[0] !== '') return null;
      const wanted = method === 'HEAD' ? 'GET' : method;
      const row = node.rows.find((one) => one.method === wanted);
      const parameters: Record<string, string> = {};
      for (const [index, name] of names.entries()) {
        const value = decode(values[index] ?? '');
        if (value === null) return null;
        parameters[name] = value;
      }
      return row === undefined ? { rows: node.rows } : { row, parameters };
    },
  };
}

/** The methods of a path's rows with what every path answers by itself, for `Allow`. */
export function allowedMethods(rows: readonly Place[]): string[] {
  const methods = rows.map((row) => row.method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}

function pathsOf(row: Place): string[] {
  return [
    `/api/v1${row.path}`,
    ...(row.family === 'homeServices' ? [`/latest${row.path}`] : []),
    ...(row.aliases ?? []),
  ];
}

function emptyNode<R>(): Node<R> {
  return { fixed: new Map(), parameter: null, rows: [] };
}

function nodeFor<R>(root: Node<R>, path: string): Node<R> {
  let node = root;
  for (const segment of path.split('/').slice(1)) {
    if (segment.startsWith(':')) {
      const name = segment.slice(1);
      node.parameter ??= { name, node: emptyNode() };
      if (node.parameter.name !== name) throw new Error(`${path} names a parameter that another row calls ${node.parameter.name}.`);
      node = node.parameter.node;
    } else {
      let next = node.fixed.get(segment);
      if (next === undefined) node.fixed.set(segment, (next = emptyNode()));
      node = next;
    }
  }
  return node;
}

/** A fixed segment goes before a parameter; the node must have rows. */
function find<R>(node: Node<R>, segments: readonly string[], at: number, names: string[], values: string[]): Node<R> | null {
  const segment = segments[at];
  if (segment === undefined) return node.rows.length > 0 ? node : null;
  const fixed = node.fixed.get(segment);
  if (fixed !== undefined) {
    const found = find(fixed, segments, at + 1, names, values);
    if (found !== null) return found;
  }
  if (node.parameter === null || segment === '') return null;
  names.push(node.parameter.name);
  values.push(segment);
  const found = find(node.parameter.node, segments, at + 1, names, values);
  if (found === null) {
    names.pop();
    values.pop();
  }
  return found;
}

/** Null for what cannot be an id: bad encoding, NUL, too long. */
function decode(text: string): string | null {
  if (text.length > longestParameter) return null;
  if (!text.includes('%')) return text;
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}
