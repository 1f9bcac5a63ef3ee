import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { connectDatabase } from '../src/database/connect.js';
import { startEmbedded } from '../src/database/embedded/server.js';
import { migrate } from '../src/database/migrate.js';
import { benchClient, loadBenchData } from './data.js';
import { type Contestant, type Measured, measure, type Rounds } from './measure.js';
import { type BenchServer, compileServers, type LoadGenerator, startLoadGenerator, startServer } from './processes.js';
import type { ServerSettings } from './servers/ready.js';
import { type BenchRequest, graphqlRequest, nodesOf, plainRequest, type Workload, workloads } from './workloads.js';

/**
 * `npm run bench`: the gateway beside what it is compared with, on one machine, in one run. Numbers of different
 * runs and machines mean nothing beside each other; ratios of one run do. `BENCH_QUICK=1` only proves that it runs.
 */
const plan: Rounds =
  process.env['BENCH_QUICK'] === '1' ? { warmUpSeconds: 1, rounds: 1, seconds: 1 } : { warmUpSeconds: 3, rounds: 5, seconds: 5 };
const servers = ['limit', 'frontdesk', 'mercuriusJit', 'apollo'] as const;
const opened: (() => Promise<void>)[] = [];

try {
  await run();
} finally {
  for (const close of opened.toReversed()) await close();
}

async function run(): Promise<void> {
  say('Building, and filling a database of 20,000 customers and 80,000 bookings');
  const build = spawnSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The build failed.');
  await compileServers();
  const settings = await prepareDatabase();
  const load = startLoadGenerator();
  opened.push(() => load.stop());

  const started = new Map<string, BenchServer>();
  for (const name of servers) started.set(name, await open(name, { ...settings, ...(name === 'frontdesk' ? { cacheTtlSeconds: 0 } : {}) }));
  const frontdesk = serverOf(started, 'frontdesk');
  const token = await tokenFrom(frontdesk);

  const results: Record<string, Record<string, Measured>> = {};
  for (const workload of workloads) {
    const contestants = await contestantsOf(workload, started, token);
    say(`${workload.name}: ${workload.title}`);
    results[workload.name] = await measure(load, contestants, plan);
    print(results[workload.name] ?? {});
  }
  results['W4'] = await cachedWorkload(load, settings);

  await writeFile(new URL('result.json', import.meta.url), `${JSON.stringify({ workloads: results }, null, 2)}\n`);
}

/** W4: the first workload from the gateway's cache, beside a server that sends the same bytes from memory. */
async function cachedWorkload(load: LoadGenerator, settings: ServerSettings): Promise<Record<string, Measured>> {
  const [workload] = workloads;
  if (workload === undefined) throw new Error('There is no workload.');
  const frontdesk = await open('frontdesk', settings);
  const request = graphqlRequest(frontdesk.url, workload, await tokenFrom(frontdesk));
  const bytes = await bodyOf(request);
  const memory = await open('memory', { ...settings, bytes });
  const contestants = [
    { name: 'limit', server: memory, request: plainRequest(memory.url, '/bench/bytes') },
    { name: 'frontdesk', server: frontdesk, request },
  ];
  await compareAnswers(contestants);
  say('W4: W1 from the cache, with a token');
  const result = await measure(load, contestants, plan);
  print(result);
  return result;
}

async function prepareDatabase(): Promise<ServerSettings> {
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
    return {
      databaseUrl: embedded.connectionString,
      companyId: await loadBenchData(database),
      dist: new URL('../dist/', import.meta.url).href,
      secretKey: randomBytes(32).toString('hex'),
    };
  } finally {
    await database.close();
  }
}

async function contestantsOf(workload: Workload, started: ReadonlyMap<string, BenchServer>, token: string): Promise<Contestant[]> {
  const server = (name: string) => serverOf(started, name);
  const contestants = [
    { name: 'limit', server: server('limit'), request: plainRequest(server('limit').url, workload.path) },
    { name: 'frontdesk', server: server('frontdesk'), request: graphqlRequest(server('frontdesk').url, workload, token) },
    { name: 'frontdeskRest', server: server('frontdesk'), request: plainRequest(server('frontdesk').url, `/api/v1${workload.path}`, token) },
    { name: 'mercuriusJit', server: server('mercuriusJit'), request: graphqlRequest(server('mercuriusJit').url, workload) },
    { name: 'apollo', server: server('apollo'), request: graphqlRequest(server('apollo').url, workload) },
  ];
  await compareAnswers(contestants);
  return contestants;
}

/** Nothing is timed before everybody has given the same answer, twice: the second one may be compiled or cached. */
async function compareAnswers(contestants: readonly Contestant[]): Promise<void> {
  let expected: unknown[] | undefined;
  for (const { name, request } of [...contestants, ...contestants]) {
    const nodes = nodesOf(await bodyOf(request));
    expected ??= nodes;
    if (!isDeepStrictEqual(nodes, expected)) {
      const at = nodes.findIndex((node, index) => !isDeepStrictEqual(node, expected?.[index]));
      throw new Error(`${name} answers differently at ${at}:\n${JSON.stringify(nodes[at])}\n${JSON.stringify(expected[at])}`);
    }
  }
}

async function bodyOf({ url, ...request }: BenchRequest): Promise<string> {
  const response = await fetch(url, request);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`);
  return body;
}

async function tokenFrom({ url }: BenchServer): Promise<string> {
  const body = await bodyOf({
    method: 'POST',
    url: `${url}/api/v1/token`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: benchClient.id, client_secret: benchClient.secret }),
  });
  return (JSON.parse(body) as { access_token: string }).access_token;
}

async function open(name: string, settings: ServerSettings): Promise<BenchServer> {
  const server = await startServer(name, settings);
  opened.push(() => server.stop());
  return server;
}

function serverOf(started: ReadonlyMap<string, BenchServer>, name: string): BenchServer {
  const server = started.get(name);
  if (server === undefined) throw new Error(`${name} was not started.`);
  return server;
}

function print(measured: Record<string, Measured>): void {
  say(cells('', 'of the limit', 'requests/s', 'p50 ms', 'p99 ms', 'statements'));
  for (const [name, { ratio, rps, p50, p99, statements }] of Object.entries(measured)) {
    say(cells(name, `${(ratio * 100).toFixed(1)} %`, rps, p50, p99, statements));
  }
  say('');
}

function cells(name: string, ...values: (string | number)[]): string {
  return name.padEnd(16) + values.map((value) => String(value).padStart(14)).join('');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
