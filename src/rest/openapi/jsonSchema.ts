import { z } from 'zod';

/** A JSON Schema of the 2020-12 draft, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Named schemas that other schemas refer to, as `components.schemas` holds them. */
export type NamedSchemas = Map<string, JsonSchema>;

const place = '#/components/schemas/';

/**
 * A zod schema as JSON Schema. Those in it with an `id` of their own are put into `named` and referred to.
 * @param direction `input` for what is asked, where unknown keys of a plain object are let through; `output` for what
 *   is answered, where there are none
 * @throws when two schemas have the same `id`
 */
export function toJsonSchema(schema: z.ZodType, direction: 'input' | 'output', named: NamedSchemas): JsonSchema {
  const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io: direction, override: ({ jsonSchema }) => simplify(jsonSchema) });
  for (const [name, definition] of Object.entries($defs)) hoist(name, definition, named);
  const { id, ...rest } = referring(root) as JsonSchema & { id?: string };
  if (id === undefined) return rest;
  hoist(id, rest, named);
  return { $ref: place + id };
}

function hoist(name: string, definition: JsonSchema, named: NamedSchemas): void {
  const { id: _, ...schema } = referring(definition) as JsonSchema;
  const known = named.get(name);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`Two different schemas are called ${name}.`);
  named.set(name, schema);
}

/** A copy whose references lead to `components.schemas`. */
function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === '$ref' && typeof item === 'string' ? item.replace('#/$defs/', place) : referring(item)]),
  );
}

/** Says the same in fewer words: `type: [string, null]` for a choice with null, and no bounds that every number keeps. */
function simplify(schema: Record<string, unknown>): void {
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  const { anyOf } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return;
  const [some, none] = anyOf as [Record<string, unknown>, Record<string, unknown>];
  if (none['type'] !== 'null' || typeof some['type'] !== 'string' || 'const' in some || 'id' in some) return;
  delete schema['anyOf'];
  const choices = Array.isArray(some['enum']) ? { enum: [...(some['enum'] as unknown[]), null] } : {};
  Object.assign(schema, { ...some, ...schema, type: [some['type'], 'null'], ...choices });
}
