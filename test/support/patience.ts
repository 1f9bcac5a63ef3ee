import { availableParallelism, loadavg } from 'node:os';

/**
 * A limit of the contract in milliseconds, made longer by as much as this machine is overloaded: what takes two
 * seconds there may take six where three programs want each core.
 */
export function patience(limitMs: number): number {
  const [lastMinute = 0] = loadavg();
  return limitMs * Math.max(1, lastMinute / availableParallelism());
}
