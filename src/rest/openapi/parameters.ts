import { idOf, idPrefixes, type IdKind } from '../../features/shared/ids.js';
import type { JsonSchema } from './jsonSchema.js';
import { idPattern } from './types.js';

/** One parameter of a path or a query, as OpenAPI describes it. The readers in `../parameters.ts` are what checks it. */
export interface Parameter {
  readonly description: string;
  readonly schema: JsonSchema;
  /** Of the query: a path's always are. */
  readonly required?: true;
  /** Sent in the example request, and fits the demo company. Absent: the parameter is left out of it. */
  readonly example?: string | number | boolean;
}

/** By name. What is not in the row's path is in its query. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** What `readPage` reads. Examples ask for little. */
export const pageParameters = {
  page: { description: 'Zero-based page number.', schema: { type: 'integer', minimum: 0, maximum: 2_147_483_647, default: 0 }, example: 0 },
  pageSize: { description: 'Items on a page; more than 100 is taken as 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 }, example: 2 },
} as const satisfies Parameters;

/** What `readPage` reads for a list that is answered whole unless a page is asked for. */
export const optionalPageParameters = {
  page: { ...pageParameters.page, description: 'Zero-based page number. Without `page` and `pageSize` everything is answered at once.' },
  pageSize: pageParameters.pageSize,
} as const satisfies Parameters;

/** What `readBoolean` reads. */
export function flagParameter(description: string, fallback: boolean): Parameter {
  return { description, schema: { type: 'boolean', default: fallback } };
}

/** What `readChoice` reads. */
export function choiceParameter(description: string, choices: readonly string[]): Parameter {
  return { description, schema: { type: 'string', enum: choices } };
}

/** What `readDate` reads. */
export function dateParameter(description: string): Parameter {
  return { description, schema: { type: 'string', format: 'date' } };
}

/** What `readInstant` reads. */
export function instantParameter(description: string): Parameter {
  return { description, schema: { type: 'string', format: 'date-time' } };
}

/** Rows of the demo company that examples name, where it is not the first: the same on every day, and related. */
const exampleNumbers: Partial<Record<IdKind, number>> = { event: 78, eventDate: 777, pass: 8 };

/** An id. One of another form is not refused but unknown: 404. */
export function idParameter(kind: IdKind, what: string, ...others: readonly IdKind[]): Parameter {
  return { ...idFilter(kind, what, ...others), example: idOf(kind, exampleNumbers[kind] ?? 1) };
}

/** An id that a list is narrowed by, and of which examples have none. */
export function idFilter(kind: IdKind, what: string, ...others: readonly IdKind[]): Parameter {
  const prefixes = [kind, ...others].map((one) => idPrefixes[one]);
  return {
    description: `${what}: ${prefixes.map((prefix) => `\`${prefix}\``).join(' or ')} and a number.`,
    schema: { type: 'string', pattern: idPattern(kind, ...others) },
  };
}
