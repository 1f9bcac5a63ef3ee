import type { Generations, ResponseCache } from './cache.js';

/**
 * Lets callers who miss the same answer at the same time share its making. Only within the same generations: whoever
 * read newer ones must not be given an answer from before the write that moved them.
 */
export function createSingleFlight(): ResponseCache['merge'] {
  const flights = new Map<string, Promise<unknown>>();

  return async <T>(key: string, generations: Generations, make: () => Promise<T>) => {
    const name = `${generations}\n${key}`;
    const underway = flights.get(name) as Promise<T> | undefined;
    if (underway !== undefined) return { value: await underway, leader: false };
    const flight = make();
    flights.set(name, flight);
    try {
      return { value: await flight, leader: true };
    } finally {
      flights.delete(name);
    }
  };
}
