import type { BenchServer, LoadGenerator } from './processes.js';
import type { BenchRequest } from './workloads.js';

/** Somebody who answers a workload. */
export interface Contestant {
  readonly name: string;
  readonly server: BenchServer;
  readonly request: BenchRequest;
  /** Requests in flight at once; 40 unless said. */
  readonly connections?: number;
  /** Where no two requests are the same: those of its next turn. */
  readonly nextTurn?: () => Turn;
}

export interface Turn {
  readonly bodies: readonly string[];
  /** So many of them must be refused. */
  readonly refusals: number;
  /** Of which they want a table. */
  readonly location: number;
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
  /** Milliseconds of the server's processor for each request, without PostgreSQL's. */
  readonly cpuMs: number;
}

export interface Rounds {
  readonly warmUpSeconds: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Evenings that a turn of W5 is about, instead of seconds. */
  readonly contestedDays: number;
}

type Sample = Omit<Measured, 'ratio'>;

/**
 * Measures the contestants in turns, so that whatever slows the machine down for a while slows all of them: each
 * round is one turn of everybody, in an order that moves on by one each time. The first contestant is the limit.
 * @throws when any request failed: a server that refuses is fast
 */
export async function measure(load: LoadGenerator, contestants: readonly Contestant[], plan: Rounds): Promise<Record<string, Measured>> {
  for (const contestant of contestants) await sample(load, contestant, plan.warmUpSeconds);

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
        cpuMs: rounded(over(name, (own) => own.cpuMs), 2),
      },
    ]),
  );
}

/**
 * Enough to keep one server busy all the time, also one whose answers wait for a batch of the audit log. Times of answers
 * are those of a server that has as much to do as it can.
 */
const usualConnections = 40;

async function sample(load: LoadGenerator, { name, server, request, connections = usualConnections, nextTurn }: Contestant, seconds: number): Promise<Sample> {
  const turn = nextTurn?.();
  const before = await server.spent();
  const { requests, rps, p50, p99, refusals, failures } = await load.run({ request, connections, ...(turn === undefined ? { seconds } : { bodies: turn.bodies }) });
  const after = await server.spent();
  if (failures > 0 || requests === 0) throw new Error(`${name}: ${failures} of ${requests} requests failed.`);
  if (refusals !== (turn?.refusals ?? 0)) throw new Error(`${name} refused ${refusals} of ${requests} requests.`);
  return { rps, p50, p99, statements: (after.statements - before.statements) / requests, cpuMs: (after.cpuMs - before.cpuMs) / requests };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
