import { ApplicationError } from '../../errors.js';
import type { Body, EndpointDescription, Route } from '../route.js';
import { headersOf } from './headers.js';
import { toJsonSchema, type NamedSchemas } from './jsonSchema.js';
import type { OpenApiParameter, Operation } from './paths.js';
import { badValue, forbidden, refusals, type Refused, type Response } from './refusals.js';
import { securityOf } from './security.js';
import { tagOf } from './tags.js';

/** What is known of an operation from elsewhere than its row. */
export interface Surroundings {
  /** The scopes that its document needs. */
  readonly scopes: readonly string[];
  /** An answer of the demo company to the example request. */
  readonly example: unknown;
  /** Filled with the schemas that have names. */
  readonly named: NamedSchemas;
}

/** A row that is an operation of the graph. */
export function describeRoute(route: Route, { scopes, example, named }: Surroundings): Operation {
  const { method, operation, summary, resourceType, body, answer, status = 200, isKnown, family } = route;
  const isRead = method === 'GET';
  const writtenHeaders = route.idempotency === undefined ? 'written' : 'once';
  const parameters = parametersOf(route);
  return {
    operationId: operationIdOf(operation),
    tags: [tagOf(resourceType)],
    summary,
    ...(scopes.length === 0 ? {} : { description: `Needs the scope ${scopes.map((scope) => `\`${scope}\``).join(' and ')}.` }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(body.schema, 'input', named), example: body.example } } } }),
    responses: {
      ...(isKnown === undefined ? {} : { 200: { description: 'It was there.', headers: headersOf(writtenHeaders), content: { 'application/json': { schema: toJsonSchema(answer, 'output', named) } } } }),
      [status]: {
        description: isRead ? 'Found.' : isKnown === undefined ? 'Done.' : 'Made.',
        headers: headersOf(isRead ? 'read' : writtenHeaders),
        content: {
          'application/json': { schema: toJsonSchema(answer, 'output', named), ...(example === undefined ? {} : { example }) },
        },
      },
      ...(isRead ? { 304: { description: 'The `ETag` in `If-None-Match` still names the answer.', headers: headersOf('unchanged') } } : {}),
      ...refusals(family, refusedOf(route, parameters, scopes), named),
    },
    security: securityOf(family, scopes),
  };
}

/** A row that hands out credentials. */
export function describeEndpoint(endpoint: EndpointDescription, named: NamedSchemas): Operation {
  const { operationId, resourceType, summary, description, bodies, isBodyRequired, answers, family, security } = endpoint;
  const own = Object.entries(answers).map(([status, { description: text, type = 'application/json', schema, example }]): [string, Response] => [
    status,
    { description: text, headers: headersOf('written'), content: { [type]: { schema: toJsonSchema(schema, 'output', named), examples: { [status]: { value: example } } } } },
  ]);
  const general = refusals(family, [{ code: 'PAYLOAD_TOO_LARGE' }, ...always], named);
  return {
    operationId,
    tags: [tagOf(resourceType)],
    summary,
    description,
    requestBody: {
      required: isBodyRequired,
      content: Object.fromEntries(Object.entries(bodies).map(([type, { schema, example }]) => [type, { schema: toJsonSchema(schema, 'input', named), example }])),
    },
    responses: { ...general, ...Object.fromEntries(own.map(([status, response]) => [status, either(response, general[status])])) },
    security: [...security],
  };
}

/** What every call can meet. */
const always: readonly Refused[] = [{ code: 'RATE_LIMITED' }, { code: 'INTERNAL_SERVER_ERROR' }, { code: 'UNAVAILABLE' }];

function refusedOf(route: Route, parameters: readonly OpenApiParameter[], scopes: readonly string[]): Refused[] {
  const asked = parameters.find(({ in: place, schema }) => place === 'query' && schema['type'] !== 'string') ?? parameters.find(({ in: place }) => place === 'query');
  const { path, body, refusals: own = [] } = route;
  return [
    ...(asked === undefined ? [] : [badValue(asked.name, complaintAbout(asked))]),
    ...(body === undefined ? [] : [refusedBody(route, body.example), { code: 'BAD_REQUEST' as const }, { code: 'UNSUPPORTED_MEDIA_TYPE' as const }]),
    ...(scopes.length === 0 ? [] : [{ code: 'UNAUTHENTICATED' as const }]),
    ...scopes.map(forbidden),
    ...(path.includes(':') ? [{ code: 'NOT_FOUND' as const }] : []),
    ...own.map((code) => ({ code })),
    ...(body === undefined ? [] : [{ code: 'PAYLOAD_TOO_LARGE' as const }]),
    ...always,
  ];
}

function complaintAbout({ schema }: OpenApiParameter): string {
  if (schema['type'] === 'integer') return `must be a whole number, ${String(schema['minimum'])} or more`;
  if (schema['type'] === 'boolean') return 'must be true or false';
  return 'is not valid';
}

/** What the row itself says of its example with a list in the first field, which is right nowhere. */
function refusedBody({ method, path, variables }: Route, example: Body['example']): Refused {
  const [field = ''] = Object.keys(example);
  const company = { id: 0, slug: '', name: '', timeZone: 'UTC', currency: 'GBP' };
  try {
    variables({ path: {}, query: {}, body: { ...example, [field]: [] }, company, now: 0 });
  } catch (error) {
    if (error instanceof ApplicationError && error.code === 'BAD_USER_INPUT') return { code: error.code, error };
    throw error;
  }
  throw new Error(`${method} ${path} takes a list as ${field}.`);
}

/** Path parameters in the path's order, then those of the query in the row's, then headers. */
function parametersOf({ method, path, parameters, idempotency }: Route): OpenApiParameter[] {
  const inPath = path.split('/').flatMap((segment) => (segment.startsWith(':') ? [segment.slice(1)] : []));
  const undescribed = inPath.find((name) => !Object.hasOwn(parameters, name));
  if (undescribed !== undefined) throw new Error(`Describe the parameter ${undescribed} of ${method} ${path}.`);
  const inQuery = Object.keys(parameters).filter((name) => !inPath.includes(name));
  const named = [...inPath, ...inQuery].flatMap((name): OpenApiParameter[] => {
    const parameter = parameters[name];
    if (parameter === undefined) return [];
    return [{ name, ...parameter, ...(inPath.includes(name) ? { in: 'path' as const, required: true as const } : { in: 'query' as const }) }];
  });
  return idempotency === undefined ? named : [...named, idempotencyKey];
}

const idempotencyKey: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key again, within a day, answers what the first call answered and does nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** `ListCustomers` as `listCustomers`. */
function operationIdOf(operation: Route['operation']): string {
  const [definition] = operation.definitions.filter(({ kind }) => kind === 'OperationDefinition');
  const name = definition !== undefined && 'name' in definition ? definition.name?.value : undefined;
  if (name === undefined) throw new Error('A row’s operation must have a name.');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A status that the endpoint and its family can both answer, each in its own form. */
function either(one: Response, other: Response | undefined): Response {
  if (other === undefined) return one;
  const content = { ...one.content };
  for (const [type, { schema, examples }] of Object.entries(other.content ?? {})) {
    const known = content[type];
    content[type] = known === undefined ? { schema, ...(examples === undefined ? {} : { examples }) } : { schema: { anyOf: [known.schema, schema] }, examples: { ...known.examples, ...examples } };
  }
  return { description: `${one.description} ${other.description}`, headers: { ...other.headers, ...one.headers }, content };
}
