import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface GatewayProcess {
  readonly pid: number;
  readonly url: string;
  /** What it has printed so far, each complete line. */
  lines(): string[];
  /** What it has printed as errors. */
  errors(): string;
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Milliseconds from the signal to the end; from the start when there was none. */
  afterMs: number;
}

const readyLine = /^Frontdesk is ready at (\S+)$/;
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** Beyond this a process that says nothing is taken to hang. */
const readyWithinMs = 60_000;

/**
 * Starts the gateway as a user does, in a process of its own with these environment variables and none of ours, and
 * waits for its ready line.
 * @param flags Of Node.
 * @throws what it printed, when it ends before
 */
export async function startGatewayProcess(environment: Record<string, string>, flags: readonly string[] = []): Promise<GatewayProcess> {
  const started = await spawnGateway(environment, flags);
  const deadline = Date.now() + readyWithinMs;
  const hasEnded = started.ended.then(() => true);
  do {
    const url = started.lines().find((line) => readyLine.test(line))?.replace(readyLine, '$1');
    if (url !== undefined) return { ...started, url };
  } while (!(await Promise.race([hasEnded, sleep(10, false)])) && Date.now() < deadline);
  await started.kill('SIGKILL');
  throw new Error(`The gateway did not become ready.\n${started.lines().join('\n')}\n${started.errors()}`);
}

/** Starts it, and waits for nothing; `url` is where it will listen. */
export async function spawnGateway(environment: Record<string, string>, flags: readonly string[] = []): Promise<GatewayProcess> {
  const port = environment['PORT'] ?? String(await freePort());
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', program], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...environment, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let signalledAt = startedAt;
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const closed = once(child, 'close');
  const ended = once(child, 'exit').then(async ([code, signal]): Promise<Ended> => {
    const afterMs = performance.now() - signalledAt;
    // What it printed last may still be on its way.
    await closed;
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, afterMs };
  });
  // A run that is ended must not leave it behind.
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  void ended.then(() => process.off('exit', onExit));
  return {
    pid: child.pid as number,
    url: `http://127.0.0.1:${port}`,
    lines: () => output.split('\n').slice(0, -1),
    errors: () => errors,
    kill(signal) {
      signalledAt = performance.now();
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no free port.');
  return address.port;
}

/** A demo client's access token from a gateway in another process. */
export async function tokenFrom(url: string, client: { id: string; secret: string }): Promise<string> {
  const answer = await fetch(`${url}/api/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: client.id, client_secret: client.secret }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`No token: ${answer.status}`);
  return token;
}
