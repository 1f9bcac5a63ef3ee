import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { z } from 'zod';
import type { EndpointAnswer, EndpointRequest } from '../access/endpoint.js';
import type { ErrorCode } from '../errors.js';
import type { Company } from '../gateway/principal.js';
import type { Parameters } from './openapi/parameters.js';
import type { Presented } from './openapi/presented.js';

/** The REST families; each has its own dialect of errors and headers, in `presenters/`. */
export type Family = 'studio' | 'restaurant' | 'homeServices';

/** What a row is given of a request. Nothing in it has been checked. */
export interface RouteInput {
  /** Path parameters by name, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** A parameter that is given twice is an array. */
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
  /** The header `Idempotency-Key` of a row that has `idempotency`; undefined when there is none. */
  readonly idempotencyKey?: string | undefined;
  readonly company: Company;
  /** The moment of the call, epoch milliseconds. */
  readonly now: number;
}

export interface PresentInput<Variables> {
  readonly company: Company;
  readonly variables: Variables;
  readonly now: number;
}

/** One row of the REST table: a GraphQL operation phrased as a method and a path, and what the OpenAPI document says of it. */
export interface Route<Data = unknown, Variables extends Record<string, unknown> = Record<string, unknown>, Answer extends z.ZodType = z.ZodType>
  extends ServedRoute<Data, Variables> {
  /** Everything in the path and the query, by name. Any other query parameter is ignored, as documented. */
  readonly parameters: Parameters;
  /** What the JSON body must be; `variables` and the graph check it. */
  readonly body?: Body;
  /** What `present` and `unpaged` answer: the tests hold every answer against it. */
  readonly answer: Answer;
  /** What it refuses besides what every row with such parameters and body does. */
  readonly refusals?: readonly ErrorCode[];
  present(data: Data, input: PresentInput<Variables>): Presented<z.output<Answer>> | undefined;
}

/** What it takes to answer a row's calls. */
export interface ServedRoute<Data = unknown, Variables extends Record<string, unknown> = Record<string, unknown>> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`: `/customer/:id/profile`. */
  readonly path: string;
  readonly family: Family;
  /** What the audit log calls the thing: `customer`, `event`. */
  readonly resourceType: string;
  readonly summary: string;
  readonly operation: TypedDocumentNode<Data, Variables>;
  /** Of success; 200 when absent. */
  readonly status?: 200 | 201 | 202;
  /** Of a write that makes only what is not there yet: whether it was there, which is answered with 200 in place of `status`. */
  readonly isKnown?: (data: Data) => boolean;
  /**
   * What REST calls the arguments and input fields that it names differently, so that a refusal from below names the
   * caller's own parameter: `{ firstName: 'firstname' }`. Keys are without `input.`.
   */
  readonly parameterNames?: Readonly<Record<string, string>>;
  /**
   * The operation speaks the documented words: its aliases are their names, `type: __typename` their types. `present` is
   * then given objects and lists of nodes as JSON (`Copied`), whatever their type says, and puts them into the envelope;
   * so a nested answer is as fast as its statement.
   */
  readonly copies?: true;
  /** The largest page that its operation may ask for; the graph's own when absent. */
  readonly pageLimit?: number;
  /**
   * What is done once for each `Idempotency-Key`. The answer of the call that did it is kept, and is the answer of those
   * that come again.
   */
  readonly idempotency?: {
    /** Of a write, whose `variables` hand the key on to the graph: whether that says that an earlier call did it. */
    replayed?(data: Data): boolean;
  };
  /** Reads path, query and body. Throws `badInput` naming the parameter. */
  variables(input: RouteInput): Variables;
  /** The JSON body. Undefined when the resource does not exist: 404. */
  present(data: Data, input: PresentInput<Variables>): unknown;
  /** A documented unpaged list: all of it, read in keyset pages of 1,000. */
  readonly unpaged?: Unpaged<Data, Variables>;
}

/** A request's JSON and one that can be sent as it stands. */
export interface Body {
  readonly schema: z.ZodType;
  /** Fits the demo company. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** The names of the query parameters that a row reads. */
export function queryParametersOf({ path, parameters }: Pick<Route, 'path' | 'parameters'>): string[] {
  const inPath = path.split('/').filter((segment) => segment.startsWith(':'));
  return Object.keys(parameters).filter((name) => !inPath.includes(`:${name}`));
}

/** Items that one statement of an unpaged list reads. */
export const unpagedPageSize = 1000;

/**
 * How to read a whole connection page by page. The operation takes `first` and `after`; `variables` asks for the
 * first page with `first: unpagedPageSize`. `present` answers the paged form of the same list, and joined pages
 * where there is no `envelope`.
 */
export interface Unpaged<Data, Variables> {
  /** False when the caller asked for a page (`page` or `pageSize`), which is then an ordinary paged answer. */
  applies(variables: Variables): boolean;
  connection(data: Data): { nodes: readonly unknown[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | null | undefined;
  /** The variables that ask for the next page. */
  next(variables: Variables, after: string): Variables;
  /** One item as REST shows it; not asked of a row that copies. */
  item(node: never, input: PresentInput<Variables>): unknown;
  /**
   * The JSON around the items, cut where they go: `['{"data":[', ']}']`. Null: an answer that is not a plain list
   * (the register), whose pages are first joined into `data` and then presented whole.
   */
  readonly envelope: readonly [string, string] | null;
}

/** A path that is not an operation of the graph: one that hands out credentials. */
export interface EndpointRoute {
  readonly method: 'POST';
  /** Below `/api/v1`: `/token`. */
  readonly path: string;
  /** Whole paths at which the same endpoint answers: `/oauth/token`. */
  readonly aliases?: readonly string[];
  readonly family: Family;
  /** What the audit log calls the thing: `token`, `session`. */
  readonly resourceType: string;
  readonly summary: string;
  /** Answers by itself, in its own dialect; what it throws is said in the family's. */
  endpoint(request: EndpointRequest): Promise<EndpointAnswer>;
}

/** What the OpenAPI document says of such a path. */
export interface EndpointDescription extends Omit<EndpointRoute, 'endpoint'> {
  readonly operationId: string;
  readonly description: string;
  /** By media type. */
  readonly bodies: Readonly<Record<string, Body>>;
  readonly isBodyRequired: boolean;
  /** What the endpoint says itself, by status; other refusals are the family's. JSON unless another type is said. */
  readonly answers: Readonly<Record<number, { readonly description: string; readonly type?: string; readonly schema: z.ZodType; readonly example: unknown }>>;
  /** How a caller may identify itself, besides by the body. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

/** The calls of one address to an endpoint: 120 a minute. */
export const endpointLimit = { bucket: { capacity: 120, msPerPoint: 500 } } as const;

/**
 * Keeps a row's types together: the operation's data and variables, and nothing else, say what its functions take, and
 * `answer` what they give.
 */
export function defineRoute<Data, Variables extends Record<string, unknown>, Answer extends z.ZodType>(
  route: Route<NoInfer<Data>, NoInfer<Variables>, Answer> & { readonly operation: TypedDocumentNode<Data, Variables> },
): Route {
  return route as unknown as Route;
}
