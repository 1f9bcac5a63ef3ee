import type { OutgoingHttpHeaders } from 'node:http';
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
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const own = reply.getHeaders() as OutgoingHttpHeaders;
  // Given at once: setting them one by one makes a third of a cached answer's garbage.
  raw.writeHead(status, { ...own, ...headers, 'content-length': bytes });
  for (const part of parts) raw.write(part);
  raw.end();
  return reply;
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
