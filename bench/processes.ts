import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { LoadOrder, LoadResult } from './load.js';
import type { ServerMessage, ServerSettings, Spent } from './servers/ready.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const compiled = fileURLToPath(new URL('../node_modules/.cache/frontdesk-bench', import.meta.url));

export interface BenchServer {
  readonly url: string;
  spent(): Promise<Spent>;
  stop(): Promise<void>;
}

/**
 * Turns the servers into plain JavaScript, as `dist/` is. Run through tsx they would be measured with its wrapper
 * around every named function, which costs those the most that make functions while they answer.
 */
export async function compileServers(): Promise<void> {
  await mkdir(join(compiled, 'servers'), { recursive: true });
  await writeFile(join(compiled, 'package.json'), '{"type":"module"}');
  const servers = await readdir(join(here, 'servers'));
  for (const file of ['workloads.ts', ...servers.map((server) => join('servers', server))]) {
    const { outputText } = ts.transpileModule(await readFile(join(here, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(join(compiled, file.replace(/\.ts$/, '.js')), outputText);
  }
}

/** The flags of V8 with which `npm start` runs the gateway. */
async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(here, '../package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Starts `bench/servers/NAME.ts` and waits until it listens. */
export async function startServer(name: string, settings: ServerSettings): Promise<BenchServer> {
  const child = fork(join(compiled, 'servers', `${name}.js`), {
    execArgv: name === 'frontdesk' ? await startFlags() : [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', BENCH_SERVER: JSON.stringify(settings) },
  });
  const first = await nextMessage<ServerMessage>(child, name);
  if (!('url' in first)) throw new Error(`${name} did not say where it listens.`);
  return {
    url: first.url.replace('[::1]', '127.0.0.1').replace('localhost', '127.0.0.1'),
    spent() {
      child.send({});
      return nextMessage<Spent>(child, name);
    },
    stop: () => stop(child),
  };
}

export interface LoadGenerator {
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(here, 'load.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    run(order) {
      child.send(order);
      return nextMessage<LoadResult>(child, 'The load generator');
    },
    stop: () => stop(child),
  };
}

async function nextMessage<Message>(child: ChildProcess, name: string): Promise<Message> {
  const controller = new AbortController();
  const exited = once(child, 'exit', { signal: controller.signal }).then(([code]) => {
    throw new Error(`${name} ended with ${code}.`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: controller.signal }), exited])) as [Message];
    return message;
  } finally {
    controller.abort();
    exited.catch(() => undefined);
  }
}

/** Only what was started here is ended, by its handle. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}
