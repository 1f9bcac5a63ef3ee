import type { OutgoingHttpHeader } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, RequestFacts } from './call.js';

/** The part of a URL before its query string, and the query string without its `?`. */
export function splitUrl(url: string): { path: string; search: string } {
  const at = url.indexOf('?');
  return at === -1 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at + 1) };
}

/** What the pipeline's steps may know of a request. */
export function factsOf(request: FastifyRequest, path: string, arrivedAt: number): RequestFacts {
  const { id: requestId, method, ip, host, headers } = request;
  return { requestId, method, path, ip, host, headers, arrivedAt };
}

/** Copying remembered bytes into one piece with what differs from call to call would cost a tenth of a cached answer. */
function sendParts(status: number, headers: Answer['headers'], parts: readonly Buffer[], reply: FastifyReply): FastifyReply {
  const { raw } = reply.hijack();
  let bytes = 0;
  for (const { length } of parts) bytes += length;
  raw.writeHead(status, headerList(headers, reply.getHeaders(), bytes));
  const last = parts.length - 1;
  for (let index = 0; index < last; index += 1) raw.write(parts[index]);
  raw.end(parts[last]);
  return reply;
}

/**
 * Names and values in turn, as Node takes them: setting headers one by one, or making one object of them, costs as much
 * as all other garbage of a cached answer.
 */
function headerList(headers: Answer['headers'], ofReply: ReturnType<FastifyReply['getHeaders']>, bytes: number): OutgoingHttpHeader[] {
  const list: OutgoingHttpHeader[] = ['content-length', bytes];
  for (const name in headers) list.push(name, headers[name] as string);
  for (const name in ofReply) if (!(name in headers)) list.push(name, ofReply[name] as OutgoingHttpHeader);
  return list;
}

/** Sends what the pipeline answered. To a HEAD go the headers, the body's length among them, and not the body. */
export function sendAnswer({ status, headers, body }: Answer, reply: FastifyReply): FastifyReply {
  if (Array.isArray(body) && reply.request.method !== 'HEAD') return sendParts(status, headers, body as readonly Buffer[], reply);
  void reply.code(status).headers(headers);
  if (body === null) return reply.send();
  if (Array.isArray(body)) return reply.send(Buffer.concat(body as readonly Buffer[]));
  if (reply.request.method === 'HEAD' && body instanceof Readable) {
    body.destroy();
    return reply.send();
  }
  return reply.send(body);
}
