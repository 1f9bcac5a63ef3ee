/** Why the gateway cannot start: one sentence for whoever started it, which says what to do. */
export class UserFacingError extends Error {
  override name = 'UserFacingError';
}
