import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TestRedis {
  readonly url: string;
  /** Ends it for good. */
  stop(): Promise<void>;
  /** Ends it as an outage would, with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>;
}

/** A Redis or Valkey of its own on a random port of the loopback interface; null when this machine has none. */
export async function startRedis(): Promise<TestRedis | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'frontdesk-redis-'));
  const port = await freePort();
  let running = await firstAvailable(['redis-server', 'valkey-server'], port, folder);
  if (running === null) {
    await rm(folder, { recursive: true, force: true });
    return null;
  }
  const { program } = running;
  // A test run that ends without `stop` must not leave it behind.
  const onExit = () => running?.server.kill('SIGKILL');
  process.once('exit', onExit);

  const end = async () => {
    const server = running?.server;
    running = null;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: end,
    async restart() {
      await end();
      running = await firstAvailable([program], port, folder);
    },
    async stop() {
      process.off('exit', onExit);
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the first of the programs that exists, and waits until it answers. */
async function firstAvailable(
  programs: readonly string[],
  port: number,
  folder: string,
): Promise<{ program: string; server: ChildProcess } | null> {
  for (const program of programs) {
    const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    const server = spawn(program, settings, { stdio: 'ignore' });
    const isThere = await once(server, 'spawn').then(() => true, () => false);
    if (!isThere) continue;
    for (let tries = 0; tries < 500 && server.exitCode === null; tries++) {
      if (await answersPing(port)) return { program, server };
      await sleep(10);
    }
    throw new Error(`${program} does not start on port ${port}.`);
  }
  return null;
}

async function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no free port.');
  return address.port;
}
