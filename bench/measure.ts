import type { BenchServer, LoadGenerator } from './processes.js';
import type { BenchRequest } from './workloads.js';

/** Somebody who answers a workload. */
export interface Contestant {
  readonly name: string;
  readonly server: BenchServer;
  readonly request: BenchRequest;
}

/** One row of the result. */
export interface Measured {
  /** Share of the limit's requests a second in the same round; the median of the rounds. */
  readonly ratio: number;
  /** Requests a second, median of the rounds, as are the two below, in milliseconds. */
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  /** Statements sent to PostgreSQL for each request. */
  readonly statements: number;
}

export interface Rounds {
  readonly warmUpSeconds: number;
  readonly rounds: number;
  readonly seconds: number;
}

interface Sample {
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  readonly statements: number;
}

/**
 * Measures the contestants in turns, so that whatever slows the machine down for a while slows all of them: each
 * round is one turn of everybody, in an order that moves on by one each time. The first contestant is the limit.
 * @throws when any request failed: a server that refuses is fast
 */
export async function measure(load: LoadGenerator, contestants: readonly Contestant[], plan: Rounds): Promise<Record<string, Measured>> {
  for (const { request } of contestants) await load.run({ request, seconds: plan.warmUpSeconds });

  const rounds: Map<string, Sample>[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const samples = new Map<string, Sample>();
    const order = [...contestants.slice(round % contestants.length), ...contestants.slice(0, round % contestants.length)];
    for (const contestant of order) samples.set(contestant.name, await sample(load, contestant, plan.seconds));
    rounds.push(samples);
  }

  const limit = contestants[0]?.name ?? '';
  const over = (name: string, value: (sample: Sample, limit: Sample) => number) =>
    median(rounds.flatMap((samples) => {
      const [own, best] = [samples.get(name), samples.get(limit)];
      return own === undefined || best === undefined ? [] : [value(own, best)];
    }));
  return Object.fromEntries(
    contestants.map(({ name }) => [
      name,
      {
        ratio: rounded(over(name, (own, best) => own.rps / best.rps), 3),
        rps: rounded(over(name, (own) => own.rps), 1),
        p50: rounded(over(name, (own) => own.p50), 2),
        p99: rounded(over(name, (own) => own.p99), 2),
        statements: rounded(over(name, (own) => own.statements), 2),
      },
    ]),
  );
}

async function sample(load: LoadGenerator, { name, server, request }: Contestant, seconds: number): Promise<Sample> {
  const before = await server.statements();
  const { requests, rps, p50, p99, failures } = await load.run({ request, seconds });
  if (failures > 0 || requests === 0) throw new Error(`${name}: ${failures} of ${requests} requests failed.`);
  return { rps, p50, p99, statements: ((await server.statements()) - before) / requests };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
