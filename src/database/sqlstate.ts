import { DatabaseError } from 'pg';
import { ApplicationError, type ErrorCode } from '../errors.js';
import { errorCode } from './errorCode.js';

/**
 * What the database's refusals mean to a caller, by SQLSTATE: the one place where they are mapped. A state that is
 * not here is a fault of ours.
 *
 * `isTransient`: the same transaction, run again from its beginning, may well succeed.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const sqlstates = {
  // What was asked for collides with what is there: a slot, a name, a capacity.
  '23P01': { name: 'exclusion_violation', code: 'CONFLICT', isTransient: false },
  '23505': { name: 'unique_violation', code: 'CONFLICT', isTransient: false },
  '23514': { name: 'check_violation', code: 'CONFLICT', isTransient: false },

  '40001': { name: 'serialization_failure', code: 'UNAVAILABLE', isTransient: true },
  '40P01': { name: 'deadlock_detected', code: 'UNAVAILABLE', isTransient: true },

  // Values that no column can hold, when nothing before the database has refused them.
  '22001': { name: 'string_data_right_truncation', code: 'BAD_USER_INPUT', isTransient: false },
  '22003': { name: 'numeric_value_out_of_range', code: 'BAD_USER_INPUT', isTransient: false },
  '22007': { name: 'invalid_datetime_format', code: 'BAD_USER_INPUT', isTransient: false },
  '22008': { name: 'datetime_field_overflow', code: 'BAD_USER_INPUT', isTransient: false },
  '22021': { name: 'character_not_in_repertoire', code: 'BAD_USER_INPUT', isTransient: false },
  '22P02': { name: 'invalid_text_representation', code: 'BAD_USER_INPUT', isTransient: false },
  '22P05': { name: 'untranslatable_character', code: 'BAD_USER_INPUT', isTransient: false },

  // The database cannot answer now.
  '25006': { name: 'read_only_sql_transaction', code: 'UNAVAILABLE', isTransient: false },
  '25P03': { name: 'idle_in_transaction_session_timeout', code: 'UNAVAILABLE', isTransient: false },
  '53100': { name: 'disk_full', code: 'UNAVAILABLE', isTransient: false },
  '53200': { name: 'out_of_memory', code: 'UNAVAILABLE', isTransient: false },
  '53300': { name: 'too_many_connections', code: 'UNAVAILABLE', isTransient: false },
  // Nothing of ours asks for a state beforehand, but a server answers so while a database takes no connections.
  '55000': { name: 'object_not_in_prerequisite_state', code: 'UNAVAILABLE', isTransient: false },
  '55P03': { name: 'lock_not_available', code: 'UNAVAILABLE', isTransient: false },
  '57014': { name: 'query_canceled', code: 'UNAVAILABLE', isTransient: false },
  '57P01': { name: 'admin_shutdown', code: 'UNAVAILABLE', isTransient: false },
  '57P02': { name: 'crash_shutdown', code: 'UNAVAILABLE', isTransient: false },
  '57P03': { name: 'cannot_connect_now', code: 'UNAVAILABLE', isTransient: false },
  '57P05': { name: 'idle_session_timeout', code: 'UNAVAILABLE', isTransient: false },
} as const satisfies Record<string, Meaning>;

interface Meaning {
  readonly name: string;
  readonly code: ErrorCode;
  readonly isTransient: boolean;
}

/** Class 08, connection exceptions, and what Node says when the way to the server is closed. */
const unreachable = /^(08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** The texts of pg's own errors, which have no code, for a connection that is lost or not to be had in time. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end)/;

/** The SQLSTATE of an error of the database; undefined for any other. */
export function sqlstateOf(error: unknown): string | undefined {
  const code = errorCode(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The name of the constraint that was violated, for a refusal more telling than the table's. */
export function constraintOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.constraint : undefined;
}

/** Whether the transaction that failed so should be run again from its beginning. */
export function isTransient(error: unknown): boolean {
  return meaningOf(errorCode(error))?.isTransient ?? false;
}

/**
 * Anything thrown as its caller may see it, with the original as cause for the log. An ApplicationError stays as it
 * is; what the database has not said, or what is a fault of ours, is INTERNAL_SERVER_ERROR.
 */
export function applicationErrorFrom(error: unknown): ApplicationError {
  if (error instanceof ApplicationError) return error;
  return new ApplicationError(errorCodeOf(error), { cause: error });
}

function errorCodeOf(error: unknown): ErrorCode {
  const code = errorCode(error);
  const known = meaningOf(code);
  if (known !== undefined) return known.code;
  // Several failed addresses of one host come as an AggregateError that carries the code.
  const isLost =
    code === undefined ? error instanceof Error && lostConnection.test(error.message) : unreachable.test(code);
  return isLost ? 'UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
}

function meaningOf(state: string | undefined): Meaning | undefined {
  return state !== undefined && Object.hasOwn(sqlstates, state) ? (sqlstates as Readonly<Record<string, Meaning>>)[state] : undefined;
}
