import { GraphQLError, type ExecutionResult } from 'graphql';
import { ApplicationError, errorTable, type ErrorCode } from '../errors.js';
import type { ServedRoute } from './route.js';

/**
 * The data of an operation that a REST row ran. A REST answer is whole or a refusal, so the first error counts.
 * @throws ApplicationError in the words of REST: the field at fault is the caller's own parameter. What no resolver
 *   foresaw is thrown as it was, for the pipeline to understand and log.
 */
export function dataOf<Data>(result: ExecutionResult<Data>, parameterNames: ServedRoute['parameterNames']): Data {
  const [error] = result.errors ?? [];
  if (error === undefined) {
    if (result.data === undefined || result.data === null) throw new ApplicationError('INTERNAL_SERVER_ERROR');
    return result.data;
  }
  const original = originalOf(error);
  if (original instanceof ApplicationError) throw inRestTerms(original, parameterNames);
  const unfit = unfitVariable(error);
  if (unfit !== undefined) throw inRestTerms(unfit, parameterNames);
  const code = codeOf(error);
  // The message of an unforeseen error is not for the caller.
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') throw original;
  throw inRestTerms(new ApplicationError(code, { message: error.message, cause: original }), parameterNames);
}

/** The innermost error: resolvers' errors come wrapped with the place where they were met. */
function originalOf(error: Error): Error {
  let original = error;
  while (!(original instanceof ApplicationError) && original instanceof GraphQLError && original.originalError !== undefined) {
    original = original.originalError;
  }
  return original;
}

function codeOf({ extensions }: GraphQLError): ErrorCode | undefined {
  const { code } = extensions;
  return errorCodes.find((one) => one === code);
}

/** A value that a row let through does not fit the type of its variable: nothing ran. */
function unfitVariable(error: GraphQLError): ApplicationError | undefined {
  const variable = /^Variable "\$(\w+)/.exec(error.message)?.[1];
  return variable === undefined ? undefined : new ApplicationError('BAD_USER_INPUT', { field: variable, message: 'is not valid', cause: error });
}

const errorCodes: readonly ErrorCode[] = Object.keys(errorTable).filter((code): code is ErrorCode => code in errorTable);

function inRestTerms(error: ApplicationError, names: ServedRoute['parameterNames']): ApplicationError {
  if (error.field === undefined) return error;
  const argument = error.field.replace(/^input\./, '');
  const field = names?.[argument] ?? argument;
  if (field === error.field) return error;
  const { code, message, details, headers, originalError } = error;
  return new ApplicationError(code, { field, message, headers, cause: originalError, ...(details === undefined ? {} : { details }) });
}
