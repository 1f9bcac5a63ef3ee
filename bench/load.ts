import { Agent, request as httpRequest } from 'node:http';
import autocannon from 'autocannon';
import type { BenchRequest } from './workloads.js';

/** The same request over and over for some time, or with each of some bodies once. */
export type LoadOrder = { readonly request: BenchRequest; readonly connections: number } & ({ readonly seconds: number } | { readonly bodies: readonly string[] });

export interface LoadResult {
  readonly requests: number;
  /** Requests a second. */
  readonly rps: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that no table was free, of contested requests. */
  readonly refusals: number;
  /** Other answers that were not a success, and requests without an answer. */
  readonly failures: number;
}

// A process of its own: what the load costs is not taken from the server's event loop, nor from the parent's.
process.on('message', (order: LoadOrder) => {
  const sent = 'bodies' in order ? sendOnce(order, order.bodies) : sendFor(order, order.seconds);
  void sent.then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));

function sendFor({ request, connections }: LoadOrder, seconds: number): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const startedAt = performance.now();
    const generator = autocannon({ ...request, connections, duration: seconds }, (error, result) => {
      if (error !== null) return reject(error);
      resolve({ ...timesOf(times, startedAt), refusals: 0, failures: result.errors + result.timeouts + result.non2xx });
    });
    generator.on('response', (_client: unknown, _status: number, _bytes: number, milliseconds: number) => times.push(milliseconds));
  });
}

const agent = new Agent({ keepAlive: true });

/** In the order of the bodies: whoever has an answer sends the next one. */
async function sendOnce({ request, connections }: LoadOrder, bodies: readonly string[]): Promise<LoadResult> {
  const times: number[] = [];
  let [next, refusals, failures] = [0, 0, 0];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const sentAt = performance.now();
        const { status, text } = await post(request, body);
        times.push(performance.now() - sentAt);
        // REST says it in a status of its own, GraphQL in the errors of an answer.
        if (refusal.test(text)) refusals += 1;
        else if (status >= 300 || text.includes('"errors"')) failures += 1;
      }
    }),
  );
  return { ...timesOf(times, startedAt), refusals, failures };
}

const refusal = /"code":"no_tables_available"/i;

function post({ url, method, headers }: BenchRequest, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function timesOf(times: number[], startedAt: number): Pick<LoadResult, 'requests' | 'rps' | 'p50' | 'p99'> {
  const elapsed = (performance.now() - startedAt) / 1000;
  times.sort((left, right) => left - right);
  return { requests: times.length, rps: times.length / elapsed, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
