import { buildSchema, print } from 'graphql';
import { createOperationStore } from '../../graphql/operations.js';
import type { EndpointDescription, Route } from '../route.js';
import { headers } from './headers.js';
import type { JsonSchema } from './jsonSchema.js';
import { describeEndpoint, describeRoute } from './operation.js';
import type { Method, Operation, Paths } from './paths.js';
import type { Response } from './refusals.js';
import { securitySchemes } from './security.js';
import { shareResponses } from './sharedResponses.js';
import { tags } from './tags.js';

/** The OpenAPI document of the REST table. @see https://spec.openapis.org/oas/v3.1.0 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly 'x-examples-day': string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Paths;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly headers: typeof headers;
    readonly securitySchemes: ReturnType<typeof securitySchemes>;
  };
}

export interface DocumentOptions {
  readonly routes: readonly Route[];
  readonly endpoints: readonly EndpointDescription[];
  /** The whole SDL. */
  readonly sdl: string;
  /** The product's. */
  readonly version: string;
  /** Answers of the demo company to the example requests, by `GET /customers`. */
  readonly examples: Readonly<Record<string, unknown>>;
}

/**
 * The day on which the demo company was loaded that the examples are of. Days in example requests lie about it; the page
 * moves them to today's.
 */
const examplesDay = '2026-09-01';

/** Addresses in it are relative to the gateway's own. */
export function describeApi({ routes, endpoints, sdl, version, examples }: DocumentOptions): OpenApiDocument {
  const named = new Map<string, JsonSchema>();
  const operations = createOperationStore(buildSchema(sdl), { depth: 15, aliases: 50, rootFields: 20, directives: 50, tokens: 5000, introspection: true });
  const opens = new Map<string, string[]>();
  const operationIds = new Set<string>();

  const paths: Record<string, Partial<Record<Method, Operation>>> = {};
  const place = (method: string, path: string, operation: Operation) => {
    const template = templateOf(path);
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation };
  };
  for (const endpoint of endpoints) place(endpoint.method, endpoint.path, describeEndpoint(endpoint, named));
  for (const route of routes) {
    const { method, path } = route;
    const prepared = operations.prepare(print(route.operation));
    if (!prepared.isValid) throw new Error(`The document of ${method} ${path} is not valid against the schema.`);
    const scopes = [...new Set(prepared.scopes.flatMap(({ requires, anyOf, named: said }) => (anyOf.length > 0 ? [said] : requires)))];
    for (const scope of scopes) opens.set(scope, [...(opens.get(scope) ?? []), `${method} ${templateOf(path)}`]);
    const described = describeRoute(route, { scopes, example: examples[`${method} ${path}`], named });
    const { operationId } = described;
    // Two rows can phrase the same operation, as a GET and as a POST.
    place(method, path, { ...described, operationId: operationIds.has(operationId) ? `${operationId}By${capitalised(method)}` : operationId });
    operationIds.add(operationId);
  }

  const shared = shareResponses(paths);
  return {
    openapi: '3.1.0',
    'x-examples-day': examplesDay,
    info: { title: 'Frontdesk REST API', version, description: introduction },
    servers: [{ url: '/api/v1' }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    paths: shared.paths,
    components: {
      schemas: Object.fromEntries([...named].sort(([one], [other]) => (one < other ? -1 : 1))),
      responses: shared.responses,
      headers,
      securitySchemes: securitySchemes(opens),
    },
  };
}

/** `/customer/:id` as `/customer/{id}`. */
function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/** `POST` as `Post`. */
function capitalised(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

const introduction = `
The REST API of a booking business, served from the same graph as \`POST /graphql\`.

**Access.** An API client exchanges its id and secret for a bearer token at \`POST /token\` and sends it as
\`Authorization: Bearer …\`. A token is good for an hour; each operation names the scope that it needs. Everything
belongs to the client’s company: ids of other companies are unknown.

**Limits.** A client has 20 requests a minute, 10 in flight and 10,000 a day, unless its company agreed on others.
\`RateLimit\` tells on every answer what is left. Beyond them the answer is 429, with \`Retry-After\` in seconds.

**Caching.** A read may be up to five minutes old, \`Age\` says how old; a write is seen at once. Send the \`ETag\` of an
answer as \`If-None-Match\` to get 304 instead of the same answer again.

**Methods.** HEAD answers like GET, without the body. A method that a path does not know gets 405 with \`Allow\`.
`.trim();
