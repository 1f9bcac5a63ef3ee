import { GraphQLError } from 'graphql';

/**
 * Every error that a caller can meet: its HTTP status and a text that is safe to show. Nothing else makes
 * errors for callers. `rest/presenters` say the same codes in each REST family's dialect.
 */
export const errorTable = {
  BAD_REQUEST: { status: 400, text: 'The request is not well formed.' },
  BAD_USER_INPUT: { status: 400, text: 'A value in the request is not valid.' },
  COST_TOO_HIGH: { status: 400, text: 'This operation costs more than the caller could ever spend. Ask for fewer items.' },
  OPERATION_TOO_COMPLEX: { status: 400, text: 'This operation is larger than the server accepts.' },
  UNAUTHENTICATED: { status: 401, text: 'The access token is missing, invalid or expired. Ask for a new one.' },
  FORBIDDEN: { status: 403, text: 'The caller may not do this.' },
  ORIGIN_NOT_ALLOWED: { status: 403, text: 'This origin is not on the list of the API key.' },
  LOCKED_OUT: { status: 403, text: 'Too many failed logins. Try again in five minutes.' },
  NOT_FOUND: { status: 404, text: 'There is no such resource.' },
  METHOD_NOT_ALLOWED: { status: 405, text: 'This path does not answer that method.' },
  NOT_ACCEPTABLE: { status: 406, text: 'No answer can be given in a type that the request accepts.' },
  CONFLICT: { status: 409, text: 'The change does not fit the present state.' },
  IDEMPOTENCY_CONFLICT: { status: 409, text: 'The idempotency key was used for another request.' },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, text: 'A request with this idempotency key is still at work. Try again shortly.' },
  NO_TABLES_AVAILABLE: { status: 409, text: 'No table or combination of tables is free for this party at this time.' },
  SLOT_LIMIT_REACHED: { status: 409, text: 'No more guests are taken at this time.' },
  INVALID_TRANSITION: { status: 409, text: 'The reservation’s status does not allow this.' },
  RESERVATION_COMPLETED: { status: 409, text: 'The reservation is completed.' },
  PAYLOAD_TOO_LARGE: { status: 413, text: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, text: 'The request body must be sent as application/json.' },
  UNPROCESSABLE: { status: 422, text: 'The data is not valid.' },
  PARTY_SIZE_OUT_OF_RANGE: { status: 422, text: 'Parties of this size are not taken.' },
  TOO_SOON: { status: 422, text: 'This time is too soon, or past.' },
  TOO_FAR_AHEAD: { status: 422, text: 'Reservations are not taken this far ahead.' },
  CLOSED: { status: 422, text: 'Nobody is seated at this time.' },
  RATE_LIMITED: { status: 429, text: 'A rate limit was exceeded. Wait as long as Retry-After says.' },
  INTERNAL_SERVER_ERROR: { status: 500, text: 'Something went wrong on our side. Give support the request id.' },
  UNAVAILABLE: { status: 503, text: 'The service cannot answer right now. Try again shortly.' },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof errorTable;

export interface ErrorParts {
  /** Safe to show; the table's text when absent. */
  message?: string;
  /** The argument, parameter or body field at fault: `email`, `input.limits.concurrent`. */
  field?: string;
  /** More for a machine to act on, safe to show. */
  details?: Record<string, unknown>;
  /** Sent with the answer, such as `Retry-After` or `Allow`. */
  headers?: Record<string, string>;
  /** For the log alone. */
  cause?: unknown;
}

/** What a caller is told to wait who met UNAVAILABLE: nobody knows how long it lasts, and asking is cheap. */
export const retryAfterSeconds = '1';

/** An error meant for the caller, on either surface. */
export class ApplicationError extends GraphQLError {
  readonly code: ErrorCode;
  readonly status: number;
  readonly field: string | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, parts: ErrorParts = {}) {
    const { status, text } = errorTable[code];
    super(parts.message ?? text, {
      extensions: {
        code,
        ...(parts.field === undefined ? {} : { field: parts.field }),
        ...(parts.details?.['missingScope'] === undefined ? {} : { missingScope: parts.details['missingScope'] }),
        ...(parts.details === undefined ? {} : { details: parts.details }),
      },
      ...(parts.cause instanceof Error ? { originalError: parts.cause } : {}),
    });
    this.name = 'ApplicationError';
    this.code = code;
    this.status = status;
    this.field = parts.field;
    this.details = parts.details;
    this.headers = parts.headers ?? (code === 'UNAVAILABLE' ? { 'retry-after': retryAfterSeconds } : {});
  }
}

/** The refusal for a scope that the caller lacks; the text is the documented one. */
export function missingScope(scope: string): ApplicationError {
  return new ApplicationError('FORBIDDEN', {
    message: `Missing required scope: ${scope}`,
    details: { missingScope: scope },
  });
}

/** A value that cannot be accepted, naming it. */
export function badInput(field: string, message: string): ApplicationError {
  return new ApplicationError('BAD_USER_INPUT', { field, message });
}
