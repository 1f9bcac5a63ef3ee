import { ApplicationError, badInput, errorTable, missingScope, type ErrorCode } from '../../errors.js';
import type { RequestFacts } from '../../gateway/call.js';
import { presenters } from '../presenters/dialect.js';
import { json } from '../presenters/presenter.js';
import type { Family } from '../route.js';
import { errorSchemas } from './errorSchemas.js';
import { headersOf } from './headers.js';
import { toJsonSchema, type JsonSchema, type NamedSchemas } from './jsonSchema.js';

/** One answer, as OpenAPI describes it. */
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, JsonSchema>>;
  readonly content?: Readonly<Record<string, { schema: JsonSchema; example?: unknown; examples?: Readonly<Record<string, { value: unknown }>> }>>;
}

/** What may be wrong with a request, besides what its row says. */
export interface Refused {
  readonly code: ErrorCode;
  /** Like the errors that callers meet; the table's text when absent. */
  readonly error?: ApplicationError;
}

/** The headers of refusals that have more than the others. */
const headerSets: Partial<Record<ErrorCode, Parameters<typeof headersOf>[0]>> = { RATE_LIMITED: 'throttled', UNAUTHENTICATED: 'challenged', FORBIDDEN: 'challenged', UNAVAILABLE: 'unavailable' };

/** Refusals as a family's callers meet them, by status. Statuses, content types and examples are the presenter's own. */
export function refusals(family: Family, refused: readonly Refused[], named: NamedSchemas): Record<string, Response> {
  const responses: Record<string, Response> = {};
  for (const { code, error = typical(code) } of refused) {
    const { status, contentType, body } = presenters[family].refuse(error, facts);
    const isJson = contentType === json;
    const type = contentType.split(';', 1)[0] ?? contentType;
    const known = responses[status];
    const example = { [code]: { value: isJson ? (JSON.parse(body) as unknown) : body } };
    responses[status] = {
      description: [known?.description, errorTable[code].text].filter(Boolean).join(' '),
      headers: { ...known?.headers, ...headersOf(headerSets[code] ?? 'refused') },
      content: {
        ...known?.content,
        [type]: {
          schema: isJson ? toJsonSchema(errorSchemas[family](status), 'output', named) : { type: 'string' },
          examples: { ...known?.content?.[type]?.examples, ...example },
        },
      },
    };
  }
  return responses;
}

/** An error as it is usually met. */
function typical(code: ErrorCode): ApplicationError {
  if (code === 'RATE_LIMITED') return new ApplicationError(code, { message: 'The rate limit was exceeded. Try again in 3 s.', details: { reason: 'rate', retryAfterSeconds: 3 } });
  if (code === 'BAD_REQUEST') return new ApplicationError(code, { field: 'body', message: 'must be a JSON object, and is empty' });
  return new ApplicationError(code);
}

/** For a row that lets in only who has a scope. */
export function forbidden(scope: string): Refused {
  return { code: 'FORBIDDEN', error: missingScope(scope) };
}

export function badValue(field: string, complaint: string): Refused {
  return { code: 'BAD_USER_INPUT', error: badInput(field, complaint) };
}

/** Of nobody's request. */
const facts: RequestFacts = { requestId: 'req-1', method: 'GET', path: '/', ip: '', host: '', headers: {}, arrivedAt: 0 };
