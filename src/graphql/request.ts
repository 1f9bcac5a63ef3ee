import type { ApplicationError } from '../errors.js';
import type { RequestFacts } from '../gateway/call.js';
import { parseJsonBody } from '../rest/body.js';

/** What a request to `/graphql` brings besides its facts. */
export interface GraphqlInput {
  readonly method: string;
  /** The query string, with or without its `?`. */
  readonly search: string;
  /** The bytes of the body, or what a JSON parser made of them; undefined when there is none. */
  readonly body: unknown;
  /** Why there is no body, such as PAYLOAD_TOO_LARGE. */
  readonly bodyError?: ApplicationError | null;
}

/** The parameters of a well-formed GraphQL request. */
export interface GraphqlRequest {
  readonly query: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The body as JSON. Throws BAD_REQUEST, UNSUPPORTED_MEDIA_TYPE, or why there is no body. */
export function bodyOf(input: GraphqlInput, facts: RequestFacts): unknown {
  if (input.bodyError !== undefined && input.bodyError !== null) throw input.bodyError;
  return Buffer.isBuffer(input.body) ? parseJsonBody(input.body, facts.headers) : input.body;
}

/**
 * The request's parameters. Null when it is not well formed, a batch included: Apollo Server, asked with the same
 * request, says what is wrong with it.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters
 */
export function readRequest(method: string, search: string, body: unknown): GraphqlRequest | null {
  const given = method === 'GET' ? readSearch(search) : body;
  if (!isRecord(given)) return null;
  const { query, operationName, variables, extensions } = given;
  if (!isAbsent(query) && typeof query !== 'string') return null;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return null;
  if (!isAbsent(variables) && !isRecord(variables)) return null;
  if (!isAbsent(extensions) && !isRecord(extensions)) return null;
  return {
    query: query ?? undefined,
    operationName: operationName ?? undefined,
    variables: variables ?? {},
    extensions: extensions ?? {},
  };
}

function readSearch(search: string): Record<string, unknown> | null {
  const parameters = new URLSearchParams(search);
  const given: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const values = parameters.getAll(name);
    const [value] = values;
    if (value === undefined) continue;
    if (values.length > 1) return null;
    if (name === 'query' || name === 'operationName') {
      given[name] = value;
      continue;
    }
    try {
      given[name] = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return given;
}

const simpleContentTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Whether a web page of another origin could have sent this without asking first (no preflight). Apollo Server has
 * the same rule; a cached answer never reaches it.
 */
export function couldBeForged({ headers }: RequestFacts): boolean {
  if (isFilled(headers['x-apollo-operation-name']) || isFilled(headers['apollo-require-preflight'])) return false;
  const contentType = headers['content-type'];
  if (contentType === 'application/json') return false;
  return typeof contentType !== 'string' || simpleContentTypes.includes(contentType.split(';')[0]?.trim().toLowerCase() ?? '');
}

function isFilled(header: string | string[] | undefined): boolean {
  return header !== undefined && header.length > 0;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}
