import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { unreadable } from './folder.js';

/** One line of a file, or why it cannot be read. */
export type Line = { readonly number: number } & ({ readonly text: string } | { readonly problem: string });

/** No row is longer; a file without line ends would otherwise have to fit into memory. */
const longestLine = 1_048_576;
const chunkBytes = 262_144;
const lineEnd = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of an NDJSON file, numbered from 1, as many at a time as a chunk of the file has. Empty ones are left out.
 * @see https://github.com/ndjson/ndjson-spec
 * @throws UserFacingError when the file cannot be read
 */
export async function* readLines(path: string): AsyncGenerator<readonly Line[]> {
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;

  const lineFrom = (bytes: Buffer): Line[] => {
    number += 1;
    const wasTooLong = isTooLong || bytes.length > longestLine;
    isTooLong = false;
    if (wasTooLong) return [{ number, problem: `is longer than ${longestLine.toLocaleString('en')} bytes` }];
    const text = number === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
    if (!isUtf8(text)) return [{ number, problem: 'is not UTF-8' }];
    const line = text.toString('utf8');
    return line.trim() === '' ? [] : [{ number, text: line }];
  };

  for await (const chunk of readChunks(path)) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, start)) {
      const piece = chunk.subarray(start, end);
      lines.push(...lineFrom(rest.length === 0 ? piece : Buffer.concat([rest, piece])));
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(start)]);
    if (rest.length > longestLine) {
      isTooLong = true;
      rest = Buffer.alloc(0);
    }
    yield lines;
  }
  if (rest.length > 0 || isTooLong) yield lineFrom(rest);
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw unreadable(basename(path), error);
  }
}
