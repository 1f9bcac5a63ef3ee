import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApplicationError } from '../errors.js';
import type { RequestFacts } from '../gateway/call.js';

/** What a REST request brings besides its facts. */
export interface RestInput {
  /** The query string, with or without its `?`. */
  readonly search: string;
  /** As it came; empty when there is none. */
  readonly body: Buffer;
  /** PAYLOAD_TOO_LARGE when the body was not kept. */
  readonly bodyError: ApplicationError | null;
}

const byteOrderMark = '\uFEFF';

/**
 * The JSON of a request body; undefined when there is none.
 * @throws ApplicationError UNSUPPORTED_MEDIA_TYPE for a body that is not said to be JSON in UTF-8,
 *   BAD_REQUEST with the parser's complaint
 */
export function parseJsonBody(body: Buffer, headers: RequestFacts['headers']): unknown {
  if (body.length === 0) return undefined;
  if (!isJson(headers['content-type'])) throw new ApplicationError('UNSUPPORTED_MEDIA_TYPE');
  if (!isUtf8(body)) throw notJson('it is not UTF-8');
  const text = body.toString();
  try {
    return JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  } catch (error) {
    throw notJson((error as SyntaxError).message);
  }
}

function notJson(complaint: string): ApplicationError {
  return new ApplicationError('BAD_REQUEST', { message: `The request body is not valid JSON: ${complaint.slice(0, 200)}` });
}

/** A body of more bytes than this many limits is not even read to its end. */
const drainedLimits = 8;

export interface ReadBody {
  readonly body: Buffer;
  /** PAYLOAD_TOO_LARGE when the body was not kept. */
  readonly error: ApplicationError | null;
  /** The rest of the body is still to come, so the connection must be closed. */
  readonly isUnfinished: boolean;
}

/**
 * The bytes of a body; null when the caller went away in the middle. What is beyond the limit is read and dropped, so
 * that an ordinary client is still there to read the refusal. By events, because an asynchronous iterator costs more
 * than the rest of a cached answer's way through this process.
 */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<ReadBody | null> {
  return new Promise((resolve) => {
    const refused = (isUnfinished: boolean) => ({ body: noBytes, error: new ApplicationError('PAYLOAD_TOO_LARGE'), isUnfinished });
    if (Number(message.headers['content-length'] ?? 0) > maxBytes * drainedLimits) return resolve(refused(true));
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) {
        chunks.push(chunk);
      } else if (bytes > maxBytes * drainedLimits) {
        message.pause();
        resolve(refused(true));
      }
    });
    message.on('end', () => resolve(bytes > maxBytes ? refused(false) : { body: joined(chunks, bytes), error: null, isUnfinished: false }));
    // Also after an error, which a message keeps to itself while nobody listens. Behind one of the others it says nothing.
    message.on('close', () => resolve(null));
    return undefined;
  });
}

const noBytes = Buffer.alloc(0);

function joined(chunks: readonly Buffer[], bytes: number): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, bytes);
}

function isJson(contentType: string | string[] | undefined): boolean {
  if (contentType === 'application/json') return true;
  if (typeof contentType !== 'string') return false;
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return type?.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
}
