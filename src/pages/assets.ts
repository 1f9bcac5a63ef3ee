import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Where a page's file is: in the page's own folder, in this one, or in an npm package as it comes. */
export type Source = 'own' | 'shared' | { readonly from: string; readonly path: string };

export interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
  /** Changes with the bytes. */
  readonly version: string;
  /** Compressed once. */
  compressed(): Promise<Buffer>;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const shared = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/**
 * The files of one page by name, each read when it is first asked for: most gateways never show it.
 * @param own The page's own folder, which the build copies beside the code.
 * @returns null for a name that is not among them
 */
export function createAssets(own: string, sources: Readonly<Record<string, Source>>): (name: string) => Asset | null {
  const loaded = new Map<string, Asset>();
  return (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) return null;
    const asset = load(name, source === 'own' ? path.join(own, name) : source === 'shared' ? path.join(shared, name) : inPackage(source));
    loaded.set(name, asset);
    return asset;
  };
}

function inPackage({ from, path: file }: Exclude<Source, string>): string {
  return path.join(path.dirname(require.resolve(`${from}/package.json`)), file);
}

function load(name: string, file: string): Asset {
  const bytes = readFileSync(file);
  let compressed: Promise<Buffer> | null = null;
  return {
    bytes,
    type: types[path.extname(name)] ?? 'application/octet-stream',
    version: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
    compressed: () => (compressed ??= promisify(gzip)(bytes)),
  };
}
