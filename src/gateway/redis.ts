import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';

/** A reply: bulk strings come as bytes. */
export type RedisReply = number | string | Buffer | null | RedisReply[];

/** A Lua script, sent by its hash. */
export interface RedisScript {
  readonly source: string;
  readonly sha1: string;
}

export interface RedisConnection {
  /** False while Redis is away; scripts are then refused at once. */
  readonly isReady: boolean;
  /**
   * Names the run of the server, and so tells a restart from a broken line. Where the server does not say
   * (INFO may be forbidden), every new connection has a new name.
   */
  readonly server: RedisServer;
  /**
   * Runs a script atomically.
   * @throws RedisUnavailable at once while Redis is away, after the deadline when it does not answer; an Error with
   *   Redis's own words when it refuses
   */
  run(script: RedisScript, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<RedisReply>;
  /**
   * Calls back whenever Redis has become ready, before anything else can be sent to it.
   * @returns the way to stop that
   */
  onReady(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface RedisServer {
  readonly id: string;
  /** Whether all processes see the same name. */
  readonly isShared: boolean;
}

export interface RedisOptions {
  log: Pick<Logger, 'info' | 'warn'>;
  /** For metrics. */
  onChange?: (isReady: boolean) => void;
  /** Milliseconds that a script may take; then the connection counts as dead and is made anew. */
  deadlineMs?: number;
}

/** Redis could not be asked, or did not answer in time. It is logged where it is thrown, once for a whole outage. */
export class RedisUnavailable extends Error {
  override name = 'RedisUnavailable';
}

type Client = ReturnType<typeof createRawClient>;

const connectTimeoutMs = 500;
/** A server that takes the connection but does not greet (or is still loading its data) is tried anew after this. */
const greetingTimeoutMs = 2000;
const longestRetryMs = 500;
/** RESP's first byte of a bulk string. @see https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const bulkString = 36;

/** @see https://redis.io/docs/latest/commands/evalsha/ */
export function redisScript(source: string): RedisScript {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}

/**
 * Connects to Redis or Valkey, for ever: a lost connection is made again by itself. Nothing waits longer than the
 * deadline, nothing queues while Redis is away, and an outage is one line in the log. Resolves when the first
 * attempt has succeeded or failed, so that the process starts without Redis too.
 * @throws Error when the address is not one
 */
export async function connectRedis(url: string, options: RedisOptions): Promise<RedisConnection> {
  const { log, onChange, deadlineMs = 250 } = options;
  assertRedisUrl(url);
  let client: Client | null = null;
  let server: RedisServer = { id: '', isShared: false };
  let isReady = false;
  let isClosed = false;
  let isOutageLogged = false;
  let firstAttemptDone: () => void = () => undefined;
  const readyListeners = new Set<() => void>();

  function open(): void {
    const opened = createRawClient(url);
    client = opened;
    let greeting: NodeJS.Timeout | undefined;
    opened.on('connect', () => {
      clearTimeout(greeting);
      greeting = setTimeout(() => lose(opened, 'it takes connections but does not answer'), greetingTimeoutMs);
      greeting.unref();
    });
    opened.on('ready', () => {
      const greeted = greet(opened).then((answered) => {
        clearTimeout(greeting);
        return client === opened ? found(answered) : undefined;
      });
      // The connection broke again, which is an event of its own, or the timer above ends the wait.
      greeted.catch(() => undefined);
    });
    opened.on('error', (error: Error & { code?: string }) => {
      if (client === opened) away(error.message || (error.code ?? error.name));
    });
    // Rejects only for a client that was given up; failed attempts are events.
    opened.connect().catch(() => undefined);
  }

  function found(greeted: RedisServer): void {
    server = greeted;
    isReady = true;
    if (isOutageLogged) log.info('Redis answers again');
    isOutageLogged = false;
    for (const listener of readyListeners) listener();
    firstAttemptDone();
    onChange?.(true);
  }

  function away(reason: string): void {
    if (isClosed) return;
    if (!isOutageLogged) log.warn({ reason }, 'Redis is away: until it is back, limits are per process and nothing is cached');
    isOutageLogged = true;
    firstAttemptDone();
    if (!isReady) return;
    isReady = false;
    onChange?.(false);
  }

  /** A dead peer is not always noticed by the socket; a new connection finds out. */
  function lose(stale: Client, reason: string): void {
    if (client !== stale || isClosed) return;
    away(reason);
    discard(stale);
    open();
  }

  function send(args: readonly (string | Buffer)[]): Promise<RedisReply> {
    const asked = client;
    if (asked === null || !isReady) return Promise.reject(new RedisUnavailable('Redis is away.'));
    return new Promise((resolve, reject) => {
      let isPending = true;
      const giveUp = () => {
        if (!isPending) return;
        reject(new RedisUnavailable(`Redis did not answer within ${deadlineMs} ms.`));
        lose(asked, `no answer within ${deadlineMs} ms`);
      };
      // After our own event loop was busy for long, the reply may be here unread: it is read before the immediate.
      const timer = setTimeout(() => setImmediate(giveUp), deadlineMs);
      const settled = () => {
        isPending = false;
        clearTimeout(timer);
      };
      asked.sendCommand<RedisReply>([...args], { typeMapping: { [bulkString]: Buffer } }).then(
        (reply) => {
          settled();
          return resolve(reply);
        },
        (error: Error) => {
          settled();
          return reject(isRefusal(error) ? error : new RedisUnavailable(error.message, { cause: error }));
        },
      );
    });
  }

  await new Promise<void>((resolve) => {
    firstAttemptDone = resolve;
    open();
  });
  return {
    get isReady() {
      return isReady;
    },
    get server() {
      return server;
    },
    async run(script, keys, args) {
      const rest = [String(keys.length), ...keys, ...args];
      try {
        return await send(['EVALSHA', script.sha1, ...rest]);
      } catch (error) {
        // Redis forgets scripts when it restarts; EVAL teaches it again.
        if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return send(['EVAL', script.source, ...rest]);
        throw error;
      }
    },
    onReady(listener) {
      readyListeners.add(listener);
      return () => readyListeners.delete(listener);
    },
    async close() {
      const last = client;
      isClosed = true;
      isReady = false;
      client = null;
      if (last !== null) discard(last);
    },
  };
}

function createRawClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: (retries) => Math.min(25 * 2 ** retries, longestRetryMs) },
  });
}

/** Waits until the server has loaded its data, and learns which run of it this is. */
async function greet(client: Client): Promise<RedisServer> {
  for (;;) {
    const info = await client.sendCommand<string>(['INFO']).catch((error: Error) => {
      if (isRefusal(error)) return '';
      throw error;
    });
    const id = /^run_id:(\w+)/m.exec(info)?.[1];
    if (!/^loading:1/m.test(info)) {
      return id === undefined ? { id: `${process.pid}-${Date.now()}`, isShared: false } : { id, isShared: true };
    }
    await sleep(50);
  }
}

/** Ends a connection at once. One that is just being made cannot be stopped, but need not keep the process alive. */
function discard(client: Client): void {
  client.unref();
  if (client.isOpen) client.destroy();
}

/** Whether Redis itself said no, as opposed to not being reached: its refusals begin with a code in capitals. */
function isRefusal(error: Error): boolean {
  return /^[A-Z]+\b/.test(error.message);
}

/** Checked here, because the client's own error would show the address with its password. */
function assertRedisUrl(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : null;
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw new Error('REDIS_URL is not the address of a Redis: redis://HOST:PORT, or rediss:// for TLS.');
  }
}
