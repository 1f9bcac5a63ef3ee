import { ApplicationError } from '../../errors.js';
import type { Admission } from './limiter.js';

const limitNames = { rate: 'rate limit', concurrency: 'limit of requests in flight', daily: 'daily limit' } as const;

/**
 * What a caller is told whom the limiter did not admit: RATE_LIMITED with `Retry-After`, or COST_TOO_HIGH for more
 * points than it could ever have.
 */
export function refusalOf(admission: Extract<Admission, { admitted: false }>, points: number): ApplicationError {
  const { reason, retryAfterSeconds, state } = admission;
  if (reason === 'never') {
    return new ApplicationError('COST_TOO_HIGH', {
      message: `This operation costs ${points} points and the caller can never have more than ${state.limit} at once. Ask for fewer items.`,
      details: { requested: points, limit: state.limit },
    });
  }
  return new ApplicationError('RATE_LIMITED', {
    message: `The ${limitNames[reason]} was exceeded. Try again in ${retryAfterSeconds} s.`,
    details: { reason, retryAfterSeconds },
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}
