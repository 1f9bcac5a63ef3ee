import type { JsonSchema } from './jsonSchema.js';
import type { Parameter } from './parameters.js';
import type { Response } from './refusals.js';
import type { Security } from './security.js';

/** What can be asked, by path and method. @see https://spec.openapis.org/oas/v3.1.0#paths-object */
export type Paths = Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One operation, as OpenAPI describes it. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, { schema: JsonSchema; example: unknown }>> };
  readonly responses: Readonly<Record<string, Response | Reference>>;
  readonly security: Security;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: true;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: Parameter['example'];
}

/** To what is said once, among the document's components. */
export interface Reference {
  readonly $ref: string;
}
