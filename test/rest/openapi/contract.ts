import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { demoCredentials } from '../../../src/database/demo/credentials.js';
import { loadDemo } from '../../../src/database/demo/load.js';
import type { OpenApiDocument } from '../../../src/rest/openapi/document.js';
import type { Method, OpenApiParameter, Operation } from '../../../src/rest/openapi/paths.js';
import type { Response } from '../../../src/rest/openapi/refusals.js';
import { createTestDatabase } from '../../support/database.js';
import { startTestGateway, type TestGateway } from '../../support/gateway.js';

/** The committed document, and answers held against it. */
export const document = JSON.parse(readFileSync(new URL('../../../src/rest/openapi/openapi.generated.json', import.meta.url), 'utf8')) as OpenApiDocument;

export interface Described {
  /** `GET /customer/{id}/profile`. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
}

export const operations: readonly Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method: method as Method, path, operation })),
);

/** The parameters of a place. */
export function parametersIn({ operation }: Described, place: OpenApiParameter['in']): OpenApiParameter[] {
  return (operation.parameters ?? []).filter((parameter) => parameter.in === place);
}

/** An address with the examples of its parameters, or with other values for some of them; null leaves one out. */
export function addressOf(described: Described, other: Readonly<Record<string, string | number | boolean | null>> = {}): string {
  const valueOf = ({ name, example }: OpenApiParameter) => (Object.hasOwn(other, name) ? other[name] : example);
  const path = parametersIn(described, 'path').reduce((text, parameter) => text.replace(`{${parameter.name}}`, encodeURIComponent(String(valueOf(parameter)))), described.path);
  const query = parametersIn(described, 'query').flatMap((parameter): [string, string][] => {
    const value = valueOf(parameter);
    return value === undefined || value === null ? [] : [[parameter.name, String(value)]];
  });
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
}

/** The example of each body that an operation takes, by media type. */
export function bodiesOf({ operation }: Described): [type: string, example: Record<string, unknown>][] {
  return Object.entries(operation.requestBody?.content ?? {}).map(([type, { example }]) => [type, example as Record<string, unknown>]);
}

/** A Tuesday, for which the examples of requests are made and those of answers are recorded. */
export const exampleDay = Date.parse(`${document['x-examples-day']}T12:00:00Z`);

/** A gateway with the demo company as it is on that day. */
export async function startExampleGateway(clock: () => number): Promise<TestGateway> {
  const test = await createTestDatabase();
  await loadDemo(test.database.db, { now: new Date(exampleDay), progress: () => undefined });
  const gateway = await startTestGateway({ connectionString: test.connectionString, clock });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      await test.drop();
    },
  };
}

/** A credential of the demo company that opens an operation: of those that the document names, the first. */
export async function bearerOf({ operation }: Described, gateway: TestGateway): Promise<string | null> {
  const [first] = operation.security;
  if (first === undefined || operation.tags[0] === 'Access') return null;
  return 'key' in first ? demoCredentials.keys[0].key : gateway.token();
}

/** As `components.responses` has it, where it is only referred to. */
export function responseOf({ operation }: Described, status: number): Response | undefined {
  const response = operation.responses[status];
  if (response === undefined || !('$ref' in response)) return response;
  return document.components.responses[response.$ref.replace('#/components/responses/', '')];
}

interface Given {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** What an answer has that the document does not say of it, or the other way about; empty when they agree. */
export function complaintsAbout(described: Described, { status, headers, text, json }: Given): string[] {
  const response = responseOf(described, status);
  if (response === undefined) return [`${status} is not documented: ${text}`];
  const missing = Object.keys(response.headers ?? {}).filter((name) => !optionalHeaders.has(name) && !headers.has(name));
  const complaints = missing.map((name) => `${status} has no ${name}`);
  const type = headers.get('content-type')?.split(';', 1)[0] ?? '';
  if (response.content === undefined) return text === '' ? complaints : [...complaints, `${status} has a body: ${text}`];
  if (!Object.hasOwn(response.content, type)) return [...complaints, `${status} is not documented as ${type}`];
  const validate = validatorOf(described, status, type);
  if (validate(type === 'application/json' ? json : text)) return complaints;
  return [...complaints, ...(validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)];
}

/** Lists above 1 MiB have no `ETag`, fresh answers no `Age`, and what was done now was not replayed. */
const optionalHeaders: ReadonlySet<string> = new Set(['ETag', 'Age', 'Idempotency-Replayed']);

const ajv = new Ajv2020({ strict: true, allErrors: true, validateSchema: false, allowUnionTypes: true });
formats.default(ajv);
// The document is no schema, but schemas are found in it by their place.
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, 'openapi.json');
const validators = new Map<string, ValidateFunction>();

function validatorOf({ path, method, operation }: Described, status: number, type: string): ValidateFunction {
  const response = operation.responses[status];
  const place = response !== undefined && '$ref' in response ? response.$ref : `#/${['paths', path, method, 'responses', String(status)].map(escaped).join('/')}`;
  const pointer = `openapi.json${place}/${['content', type, 'schema'].map(escaped).join('/')}`;
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
  validators.set(pointer, validate);
  return validate;
}

/** As JSON pointers in an address have it. @see RFC 6901 */
function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
