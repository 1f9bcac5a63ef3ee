/** Whether every count is the full one, as `npm run test:full` asks, and not the one that a change can wait for. */
export const isFull = process.env['TEST_COUNTS'] === 'full';

/** How often something is tried. */
export function count(reduced: number, full: number): number {
  return isFull ? full : reduced;
}
