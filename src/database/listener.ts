import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, escapeIdentifier } from 'pg';

/** One channel that is listened on. */
export interface Listener {
  /** Whether every message sent now will arrive. What was sent while this was false is lost. */
  readonly isListening: boolean;
  close(): void;
}

interface Subscription {
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onChange: ((isListening: boolean) => void) | undefined;
  isListening: boolean;
}

/** A connection that died without a word is noticed within the sum of both. */
const heartbeatMs = 5000;
const answerWithinMs = 3000;
const reconnectMs = { first: 100, most: 2000 };
/** A message to oneself: proof that notifications arrive. */
const probeChannel = 'frontdesk_probe';

/**
 * One connection of its own for all the channels of a process. It connects with the first subscription and again
 * whenever it is lost.
 */
export class ListenConnection {
  readonly #options: ClientConfig;
  readonly #onError: (error: unknown) => void;
  readonly #subscriptions = new Set<Subscription>();
  readonly #closing = new AbortController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;
  #lastSent: Promise<void> = Promise.resolve();

  constructor(options: ClientConfig, onError: (error: unknown) => void) {
    this.#options = { ...options, keepAlive: true, connectionTimeoutMillis: answerWithinMs };
    this.#onError = onError;
  }

  subscribe(
    channel: string,
    onMessage: (payload: string) => void,
    onChange?: (isListening: boolean) => void,
  ): Listener {
    const subscription: Subscription = { channel, onMessage, onChange, isListening: false };
    this.#subscriptions.add(subscription);
    const client = this.#client;
    if (client !== null) this.#send(client, () => this.#listen(client, subscription));
    this.#running ??= this.#run();
    return {
      get isListening() {
        return subscription.isListening;
      },
      close: () => this.#unsubscribe(subscription),
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#client !== null) end(this.#client);
    await this.#running;
  }

  #unsubscribe(subscription: Subscription): void {
    this.#subscriptions.delete(subscription);
    subscription.isListening = false;
    const isLast = ![...this.#subscriptions].some((other) => other.channel === subscription.channel);
    const client = this.#client;
    if (isLast && client !== null) {
      this.#send(client, () => client.query(`unlisten ${escapeIdentifier(subscription.channel)}`));
    }
  }

  /** One statement after another; the first that fails ends the connection, and a new one begins afresh. */
  #send(client: Client, statement: () => Promise<unknown>): void {
    this.#lastSent = this.#lastSent.then(statement).then(
      () => undefined,
      () => end(client),
    );
  }

  /** Connects again and again until closed. Why it does not listen is said once for all the attempts that end alike. */
  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let delay = reconnectMs.first;
    let said: string | undefined;
    while (!signal.aborted) {
      try {
        await this.#session(() => {
          delay = reconnectMs.first;
          said = undefined;
        });
      } catch (error) {
        if (!signal.aborted && String(error) !== said) this.#onError(error);
        said = String(error);
      }
      // Half of it by chance, so that the processes of a restarted server do not return all at once.
      await sleep(delay * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined);
      delay = Math.min(delay * 2, reconnectMs.most);
    }
  }

  /** One connection's life: resolves or rejects when it is over. */
  async #session(onListening: () => void): Promise<void> {
    const client = new Client({ ...this.#options, query_timeout: answerWithinMs });
    let failure: unknown;
    client.on('error', (error) => (failure = error));
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', ({ channel, payload = '' }) => this.#dispatch(channel, payload));
    let heartbeat: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await this.#prove(client);
      // Closed while it was connecting: `close` had no client to end then.
      if (this.#closing.signal.aborted) return;
      this.#client = client;
      for (const subscription of this.#subscriptions) this.#send(client, () => this.#listen(client, subscription));
      await this.#lastSent;
      onListening();
      heartbeat = setInterval(() => this.#send(client, () => client.query('select 1')), heartbeatMs).unref();
      await ended;
      if (failure !== undefined) throw failure;
    } finally {
      clearInterval(heartbeat);
      this.#client = null;
      end(client);
      for (const subscription of this.#subscriptions) this.#set(subscription, false);
    }
  }

  /**
   * Sends a message through a second connection and waits for it. Behind a transaction pooler LISTEN is accepted
   * and nothing ever arrives: better not to be listening than to believe it.
   */
  async #prove(client: Client): Promise<void> {
    const token = `${process.pid}.${Math.random()}`;
    await client.query(`listen ${probeChannel}`);
    const sender = new Client({ ...this.#options, query_timeout: answerWithinMs });
    sender.on('error', () => undefined);
    let timeout: NodeJS.Timeout | undefined;
    try {
      const arrived = new Promise<void>((resolve, reject) => {
        client.on('notification', ({ channel, payload }) => {
          if (channel === probeChannel && payload === token) resolve();
        });
        timeout = setTimeout(
          () => reject(new Error('Notifications do not arrive: DATABASE_URL must lead to PostgreSQL or to a session pooler.')),
          answerWithinMs,
        );
      });
      // Awaited below; the sender may fail first.
      arrived.catch(() => undefined);
      await sender.connect();
      await sender.query('select pg_notify($1, $2)', [probeChannel, token]);
      await arrived;
    } finally {
      clearTimeout(timeout);
      end(sender);
    }
    await client.query(`unlisten ${probeChannel}`);
  }

  async #listen(client: Client, subscription: Subscription): Promise<void> {
    await client.query(`listen ${escapeIdentifier(subscription.channel)}`);
    if (this.#client === client && this.#subscriptions.has(subscription)) this.#set(subscription, true);
  }

  #set(subscription: Subscription, isListening: boolean): void {
    if (subscription.isListening === isListening) return;
    subscription.isListening = isListening;
    this.#guarded(() => subscription.onChange?.(isListening));
  }

  #dispatch(channel: string, payload: string): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.channel === channel) this.#guarded(() => subscription.onMessage(payload));
    }
  }

  /** A subscriber's failure is its own. */
  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#onError(error);
    }
  }
}

/** Ends a connection that may be dead already, without waiting for the other side. */
function end(client: Client): void {
  client.end().catch(() => undefined);
}
