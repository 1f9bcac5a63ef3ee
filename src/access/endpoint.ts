import type { RequestFacts } from '../gateway/call.js';
import type { Principal } from '../gateway/principal.js';

/** What an endpoint that hands out credentials is given of a request. Nothing in it has been checked. */
export interface EndpointRequest {
  readonly ip: string;
  /** The Host header. */
  readonly host: string;
  readonly headers: RequestFacts['headers'];
  /** The query string, with or without its `?`. */
  readonly search: string;
  /** As it came; empty when there is none. */
  readonly body: Buffer | string;
}

export interface EndpointAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Who tried, for the audit log: nothing that may be a secret typed into the wrong field. */
  audit: EndpointAudit;
}

export interface EndpointAudit {
  companyId: number | null;
  principalKind: Principal['kind'];
  principalId: string | null;
  principalName: string | null;
}

export const nobody: EndpointAudit = { companyId: null, principalKind: 'anonymous', principalId: null, principalName: null };

/** Answers that hold a credential are kept by no cache. @see RFC 6749 5.1 */
const neverStored = { 'cache-control': 'no-store', pragma: 'no-cache' };

export function jsonAnswer(status: number, body: object, audit: EndpointAudit, headers: Record<string, string> = {}): EndpointAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...neverStored, ...headers },
    body: JSON.stringify(body),
    audit,
  };
}

export function textAnswer(status: number, body: string, audit: EndpointAudit): EndpointAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...neverStored }, body, audit };
}

/** The media type of the body, lower case and without parameters; empty when none is said. */
export function mediaType(headers: RequestFacts['headers']): string {
  const value = headers['content-type'];
  return (typeof value === 'string' ? value : '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

export function bodyText(body: Buffer | string): string {
  return typeof body === 'string' ? body : body.toString('utf8');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
