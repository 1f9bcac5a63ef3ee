import type { ApplicationError, ErrorCode } from '../../errors.js';
import { json, type Presenter } from './presenter.js';

/** The family's codes are what its clients branch on: they never change. */
export const restaurantCodes = {
  BAD_REQUEST: 'validation_failed',
  BAD_USER_INPUT: 'validation_failed',
  COST_TOO_HIGH: 'validation_failed',
  OPERATION_TOO_COMPLEX: 'validation_failed',
  UNAUTHENTICATED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  ORIGIN_NOT_ALLOWED: 'origin_not_allowed',
  LOCKED_OUT: 'locked_out',
  NOT_FOUND: 'not_found',
  METHOD_NOT_ALLOWED: 'method_not_allowed',
  NOT_ACCEPTABLE: 'not_acceptable',
  CONFLICT: 'conflict',
  IDEMPOTENCY_CONFLICT: 'idempotency_conflict',
  IDEMPOTENCY_IN_PROGRESS: 'idempotency_in_progress',
  NO_TABLES_AVAILABLE: 'no_tables_available',
  SLOT_LIMIT_REACHED: 'slot_limit_reached',
  INVALID_TRANSITION: 'invalid_transition',
  RESERVATION_COMPLETED: 'reservation_completed',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'validation_failed',
  UNPROCESSABLE: 'unprocessable',
  PARTY_SIZE_OUT_OF_RANGE: 'party_size_out_of_range',
  TOO_SOON: 'too_soon',
  TOO_FAR_AHEAD: 'too_far_ahead',
  CLOSED: 'closed',
  RATE_LIMITED: 'rate_limit_exceeded',
  INTERNAL_SERVER_ERROR: 'internal_error',
  UNAVAILABLE: 'unavailable',
} as const satisfies Record<ErrorCode, string>;

/** `{"error": {"code", "message", "details"?}}`. */
export const restaurant: Presenter = {
  headers: {},
  vary: 'authorization, x-api-key, origin',
  refuse(error, { requestId }) {
    const details = detailsOf(error, requestId);
    return {
      status: error.code === 'UNSUPPORTED_MEDIA_TYPE' ? 400 : error.status,
      contentType: json,
      body: JSON.stringify({ error: { code: codeOf(error), message: error.message, ...(details === undefined ? {} : { details }) } }),
    };
  },
};

function codeOf(error: ApplicationError): string {
  return error.details?.['missingScope'] === undefined ? restaurantCodes[error.code] : 'scope_missing';
}

function detailsOf(error: ApplicationError, requestId: string): Record<string, unknown> | undefined {
  if (error.code === 'INTERNAL_SERVER_ERROR') return { requestId };
  const path = error.field ?? wholeRequest[error.code];
  return path === undefined ? error.details : { ...error.details, fields: [{ path, message: error.message }] };
}

/** Where the fault is that has no field of its own: a `validation_failed` always names one. */
const wholeRequest: Partial<Record<ErrorCode, string>> = { BAD_REQUEST: 'body', UNSUPPORTED_MEDIA_TYPE: 'Content-Type' };
