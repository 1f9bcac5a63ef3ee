import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Database } from '../../database/connect.js';
import type { Tables } from '../../database/tables.js';
import type { Change } from './cache.js';

const channel = 'frontdesk_changes';

const changeSchema = z.object({
  id: z.string().min(1),
  companyId: z.number().int(),
  resources: z.array(z.string()),
});

export interface ChangeSubscriber {
  /** A committed change, of this process or another. */
  onChange(change: Change): void;
  /** Changes may have been missed up to now: listening has just begun, for the first time or again. */
  onGap(): void;
}

/** The changes that all processes on this database commit. */
export interface ChangeFeed {
  /** While false, changes of other processes go unheard. */
  readonly isListening: boolean;
  /** @returns the way to unsubscribe */
  subscribe(subscriber: ChangeSubscriber): () => void;
  close(): Promise<void>;
}

/**
 * Announces a change inside its transaction: it is heard when that commits, and never if it does not, even if this
 * process dies in between.
 * @see https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function notifyChange(transaction: Kysely<Tables>, change: Change): Promise<void> {
  const { id, companyId, resources } = change;
  await sql`select pg_notify(${channel}, ${JSON.stringify({ id, companyId, resources })})`.execute(transaction);
}

/** Listens from now on, until closed. */
export function openChangeFeed(database: Pick<Database, 'listen'>, log: Pick<Logger, 'warn'>): ChangeFeed {
  const subscribers = new Set<ChangeSubscriber>();
  const gap = () => subscribers.forEach((subscriber) => subscriber.onGap());

  function receive(payload: string): void {
    const change = parseChange(payload);
    if (change === null) {
      log.warn({ channel }, 'a notification is not a change: everything cached is void');
      gap();
      return;
    }
    subscribers.forEach((subscriber) => subscriber.onChange(change));
  }

  const listener = database.listen(channel, receive, (isListening) => {
    if (isListening) gap();
  });
  return {
    get isListening() {
      return listener.isListening;
    },
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    async close() {
      subscribers.clear();
      listener.close();
    },
  };
}

function parseChange(payload: string): Change | null {
  try {
    return changeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
