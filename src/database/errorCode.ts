/** The `code` of an error: a SQLSTATE when the database said it, a name such as `ENOENT` when the system did. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
