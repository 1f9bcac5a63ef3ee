import type { Server } from 'node:http';
import type { Logger } from 'pino';

/** The contract with whoever stops the process is ten seconds; this leaves some for the exit itself. Milliseconds. */
const wholeLimitMs = 9500;
/** What one part may take, so that a part that hangs leaves time for those after it. */
const partLimitMs = 7000;
/** What requests in flight get. */
const drainLimitMs = 6000;

export interface Shutdown {
  /**
   * Adds a part to close. The last one added is closed first, as it may stand on those before it.
   * @param limitMs how long it may take; then the next one begins
   */
  add(name: string, close: () => Promise<unknown> | void, limitMs?: number): void;
  /** Closes the parts, once. True when each closed in its time and without an error. */
  run(reason?: string): Promise<boolean>;
  /** Closes and exits on SIGTERM and SIGINT; at once when asked a second time. */
  onSignals(exit?: (code: number) => void): void;
}

interface Part {
  name: string;
  close: () => Promise<unknown> | void;
  limitMs: number;
}

/** An orderly end: named parts are closed in turn, each within its limit and all within ten seconds. */
export function createShutdown(options: { log: Pick<Logger, 'info' | 'error'>; limitMs?: number }): Shutdown {
  const { log, limitMs: limit = wholeLimitMs } = options;
  const parts: Part[] = [];
  let running: Promise<boolean> | null = null;

  async function closeAll(reason: string): Promise<boolean> {
    const startedAt = performance.now();
    log.info({ reason }, 'closing');
    let isClean = true;
    for (const part of parts.toReversed()) {
      const left = Math.max(0, limit - (performance.now() - startedAt));
      try {
        await withinLimit(part, Math.min(part.limitMs, left));
      } catch (error) {
        isClean = false;
        log.error({ err: error, part: part.name }, 'a part did not close');
      }
    }
    log.info({ ms: Math.round(performance.now() - startedAt) }, 'closed');
    return isClean;
  }

  const shutdown: Shutdown = {
    add: (name, close, limitMs = partLimitMs) => void parts.push({ name, close, limitMs }),
    run: (reason = 'asked to') => (running ??= closeAll(reason)),
    onSignals(exit = (code) => process.exit(code)) {
      let wasAsked = false;
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        process.on(signal, () => {
          if (wasAsked) return exit(1);
          wasAsked = true;
          void shutdown.run(signal).then((isClean) => exit(isClean ? 0 : 1));
        });
      }
    },
  };
  return shutdown;
}

/**
 * Stops accepting connections, lets requests in flight finish, and closes each connection as it falls idle. What is
 * still running after `limitMs` is cut off.
 */
export async function closeHttpServer(server: Server, limitMs = drainLimitMs): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A keep-alive connection that is answering now falls idle later, and would stay open.
  const sweep = setInterval(() => server.closeIdleConnections(), 25);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

async function withinLimit(part: Part, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${part.name} did not close within ${Math.round(limitMs)} ms.`)), limitMs);
  });
  try {
    await Promise.race([Promise.resolve(part.close()), late]);
  } finally {
    clearTimeout(timer);
  }
}
