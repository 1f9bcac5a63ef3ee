import { z } from 'zod';
import type { Body } from '../../rest/route.js';
import type { UpdateField } from './catalogueUpdate.js';

/** GraphQL's and PostgreSQL's integer. */
const largestInteger = 2_147_483_647;

/**
 * The body of a partial update as a schema, made from the table by which it is read: any of its fields, and at least one.
 * @param example Changes something of the demo company's first item.
 */
export function catalogueBody(name: string, fields: Readonly<Record<string, UpdateField>>, example: Body['example']): Body {
  const alone: Record<string, z.ZodType> = {};
  const groups: Record<string, Record<string, z.ZodType>> = {};
  for (const field of Object.values(fields)) {
    const [first = field.rest, second] = field.rest.split('.');
    if (second === undefined) alone[first] = schemaOf(field).optional();
    else groups[first] = { ...groups[first], [second]: schemaOf(field).optional() };
  }
  const grouped = Object.fromEntries(Object.entries(groups).map(([group, shape]) => [group, z.strictObject(shape).meta({ minProperties: 1 }).optional()]));
  const schema = z.strictObject({ ...alone, ...grouped }).meta({ id: name, minProperties: 1, description: 'What is left out stays as it is.' });
  return { schema, example };
}

function schemaOf(field: UpdateField): z.ZodType {
  const schema = valueOf(field);
  return field.nullable === true ? schema.nullable() : schema;
}

function valueOf(field: UpdateField): z.ZodType {
  if (field.kind === 'name') return z.string().min(1).max(field.most);
  if (field.kind === 'text') return z.string().max(field.most);
  if (field.kind === 'integer') return z.int().min(field.least).max(field.most ?? largestInteger);
  if (field.kind === 'decimal') return z.number().gt(field.above).max(field.most ?? largestInteger);
  if (field.kind === 'choice') return z.enum(field.of as [string, ...string[]]);
  return z.boolean();
}
