import autocannon from 'autocannon';
import type { BenchRequest } from './workloads.js';

/**
 * Requests in flight at once: enough to keep one server busy all the time, also one whose answers wait for a batch of
 * the audit log. Times of answers are those of a server that has as much to do as it can.
 */
const connections = 40;

export interface LoadOrder {
  readonly request: BenchRequest;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Requests a second. */
  readonly rps: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not a success, and requests without an answer. */
  readonly failures: number;
}

// A process of its own: what the load costs is not taken from the server's event loop, nor from the parent's.
process.on('message', ({ request, seconds }: LoadOrder) => {
  const times: number[] = [];
  const startedAt = performance.now();
  const generator = autocannon({ ...request, connections, duration: seconds }, (error, result) => {
    if (error !== null) throw error;
    const elapsed = (performance.now() - startedAt) / 1000;
    times.sort((left, right) => left - right);
    const answer: LoadResult = {
      requests: times.length,
      rps: times.length / elapsed,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      failures: result.errors + result.timeouts + result.non2xx,
    };
    process.send?.(answer);
  });
  generator.on('response', (_client: unknown, _status: number, _bytes: number, milliseconds: number) => times.push(milliseconds));
});
process.on('disconnect', () => process.exit(0));

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
