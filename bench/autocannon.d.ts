/** The part of the load generator that the benchmark uses; it comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    connections: number;
    /** Seconds. */
    duration: number;
  }

  interface Result {
    /** Seconds. */
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    '2xx': number;
  }

  /** Emits `response` with (client, status, bytes, milliseconds). */
  export default function autocannon(options: Options, done: (error: Error | null, result: Result) => void): EventEmitter;
}
