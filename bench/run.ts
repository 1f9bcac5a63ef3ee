import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectDatabase } from '../src/database/connect.js';
import { startEmbedded } from '../src/database/embedded/server.js';
import { migrate } from '../src/database/migrate.js';
import { measurements, type Field } from './contestants.js';
import { type BenchData, loadBenchData } from './data.js';
import { type Measured, measure, type Rounds } from './measure.js';
import { type BenchServer, compileServers, startLoadGenerator, startServer } from './processes.js';
import type { ServerSettings } from './servers/ready.js';

/**
 * `npm run bench`: the gateway beside what it is compared with, on one machine, in one run. Numbers of different
 * runs and machines mean nothing beside each other; ratios of one run do. `BENCH_QUICK=1` only proves that it runs.
 * `npm run bench -- W3 W5` measures these workloads alone, and keeps the result of the last whole run.
 */
const plan: Rounds =
  process.env['BENCH_QUICK'] === '1'
    ? { warmUpSeconds: 1, rounds: 1, seconds: 1, contestedDays: 2 }
    : { warmUpSeconds: 3, rounds: 5, seconds: 5, contestedDays: 15 };
const opened: (() => Promise<void>)[] = [];

try {
  await run(wanted(process.argv.slice(2)));
} finally {
  for (const close of opened.toReversed()) await close();
}

type Name = keyof typeof measurements;

function wanted(names: readonly string[]): Name[] {
  const known = Object.keys(measurements) as Name[];
  const unknown = names.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined) throw new Error(`There is no workload ${unknown}, but ${known.join(', ')}.`);
  return names.length === 0 ? known : known.filter((name) => names.includes(name));
}

async function run(names: readonly Name[]): Promise<void> {
  say('Building, and filling a database of 20,000 customers, 80,000 bookings and 3,000 reservations');
  const build = spawnSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The build failed.');
  await compileServers();
  const { databaseUrl, data } = await prepareDatabase();
  const settings = { databaseUrl, companyId: data.companyId, dist: new URL('../dist/', import.meta.url).href, secretKey: randomBytes(32).toString('hex') };
  const load = startLoadGenerator();
  opened.push(() => load.stop());

  const field = fieldOf(data, settings);
  const workloads: Partial<Record<Name, Record<string, Measured>>> = {};
  for (const name of names) {
    const { title, contestants } = measurements[name];
    say(`${name}: ${title}`);
    const measured = await measure(load, await contestants(field), plan);
    print(measured);
    workloads[name] = measured;
  }
  if (names.length === Object.keys(measurements).length) await writeFile(new URL('result.json', import.meta.url), `${JSON.stringify({ workloads }, null, 2)}\n`);
}

/** Servers are started when the first workload needs them; the gateway that all share has no cache. */
function fieldOf(data: BenchData, settings: ServerSettings): Field {
  const shared = new Map<string, Promise<BenchServer>>();
  const open: Field['open'] = async (name, own) => {
    const server = await startServer(name, { ...settings, ...own });
    opened.push(() => server.stop());
    return server;
  };
  return {
    data,
    plan,
    open,
    server(name) {
      const server = shared.get(name) ?? open(name, name === 'frontdesk' ? { cacheTtlSeconds: 0 } : {});
      shared.set(name, server);
      return server;
    },
  };
}

async function prepareDatabase(): Promise<{ databaseUrl: string; data: BenchData }> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-bench-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  const embedded = await startEmbedded({ dataDir: folder, log: { info: () => undefined, warn: say } });
  opened.push(() => embedded.stop());
  const database = connectDatabase({
    connectionString: embedded.connectionString,
    poolSize: 2,
    statementTimeoutMs: 120_000,
    statementNames: false,
    onError: (error) => say(String(error)),
  });
  try {
    await migrate(database.db);
    return { databaseUrl: embedded.connectionString, data: await loadBenchData(database) };
  } finally {
    await database.close();
  }
}

function print(measured: Record<string, Measured>): void {
  say(cells('', 'of the limit', 'requests/s', 'p50 ms', 'p99 ms', 'statements', 'CPU ms'));
  for (const [name, { ratio, rps, p50, p99, statements, cpuMs }] of Object.entries(measured)) {
    say(cells(name, `${(ratio * 100).toFixed(1)} %`, rps, p50, p99, statements, cpuMs));
  }
  say('');
}

function cells(name: string, ...values: (string | number)[]): string {
  return name.padEnd(16) + values.map((value) => String(value).padStart(14)).join('');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
