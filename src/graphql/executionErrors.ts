import { GraphQLError } from 'graphql';
import { applicationErrorFrom } from '../database/sqlstate.js';
import { errorTable } from '../errors.js';

/**
 * The errors of an execution as GraphQLErrors whose `extensions.code` is one of the table. An unforeseen one keeps
 * its own message: each surface decides whether that may be shown.
 */
export function withCodes(errors: readonly GraphQLError[]): GraphQLError[] {
  return errors.map((error) => {
    if (isKnownCode(error.extensions?.['code'])) return copy(error, error.message, error.extensions);
    if (isBadInput(error)) return copy(error, error.message, { ...error.extensions, code: 'BAD_USER_INPUT' });
    const meant = applicationErrorFrom(error.originalError ?? error);
    return meant.code === 'INTERNAL_SERVER_ERROR'
      ? copy(error, error.message, { code: meant.code })
      : copy(error, meant.message, meant.extensions);
  });
}

function isKnownCode(code: unknown): boolean {
  return typeof code === 'string' && Object.hasOwn(errorTable, code);
}

/** graphql-js and graphql-jit report unfit variables and arguments without a code; both begin alike. */
function isBadInput({ message, originalError }: GraphQLError): boolean {
  return (originalError === undefined || originalError instanceof GraphQLError) && /^(Argument|Variable) "/.test(message);
}

/**
 * The compiler's errors only look like GraphQLErrors, and know their place without knowing their node. What
 * graphql-js made stays as it is when nothing is changed.
 */
function copy(error: GraphQLError, message: string, extensions: GraphQLError['extensions']): GraphQLError {
  const isGenuine = Object.getPrototypeOf(error) === GraphQLError.prototype;
  if (isGenuine && error.message === message && error.extensions === extensions) return error;
  const { nodes, path, locations } = error;
  const made = new GraphQLError(message, { nodes, path, extensions, originalError: error.originalError ?? null });
  if (made.locations === undefined && locations !== undefined) Object.defineProperty(made, 'locations', { value: locations, enumerable: true });
  return made;
}
