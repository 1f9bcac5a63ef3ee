import type { Logger } from 'pino';
import { RedisUnavailable } from '../redis.js';
import type { Limiter } from './limiter.js';

export interface FallbackOptions {
  /** May fail. */
  preferred: Limiter;
  /** Takes over call by call while `preferred` fails, and never fails itself. */
  fallback: Limiter;
  log: Pick<Logger, 'error'>;
  /** Once for each call that the fallback decided; for metrics. */
  onFallback?: (() => void) | undefined;
}

/**
 * Asks the preferred limiter, and the fallback whenever that fails: callers never see the failure. It heals by
 * itself, because every call asks anew; a connection that is known to be broken refuses at once. What a call was
 * admitted by also settles it.
 */
export function createFallbackLimiter({ preferred, fallback, log, onFallback }: FallbackOptions): Limiter {
  let isFailureLogged = false;

  /** An outage has its line in the log already; anything else is a mistake, and said once until it is over. */
  function logOnce(error: unknown): void {
    if (error instanceof RedisUnavailable || isFailureLogged) return;
    isFailureLogged = true;
    log.error({ err: error }, 'the shared limiter failed: limits are per process until it works');
  }

  return {
    async admit(request) {
      try {
        const admission = await preferred.admit(request);
        isFailureLogged = false;
        return admission;
      } catch (error) {
        // The caller's mistake, which the fallback would make too.
        if (error instanceof RangeError) throw error;
        logOnce(error);
        onFallback?.();
        return fallback.admit(request);
      }
    },
    async close() {
      await Promise.all([preferred.close(), fallback.close()]);
    },
  };
}
