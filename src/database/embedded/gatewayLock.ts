import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Any number, the same in every release: what gateways on one embedded server compete for. */
const lockKey = 7_105_300_410;

const renewAfterMs = 500;

/** A session of its own whose advisory lock says "a living gateway uses this server". */
export interface GatewayLock {
  /** Whether no migration has ever run on this server. */
  readonly isNew: boolean;
  /** Called before the server is stopped: the lock is held until the server is gone, and not taken again. */
  letGo(): void;
}

/**
 * Takes the lock; null when another living process has it. PostgreSQL frees it when its holder dies in any way.
 * Rejects with pg's error when the server cannot be reached.
 */
export async function takeGatewayLock(connectionString: string, log: (line: string) => void): Promise<GatewayLock | null> {
  const letGo = new AbortController();
  const { signal } = letGo;
  const session = await openLockedSession(connectionString, onLost);
  if (session === null) return null;
  const { rows } = await session.query<{ isNew: boolean }>(`select to_regclass('schema_migrations') is null as "isNew"`);

  /** A backend's crash ends every session though the server lives on: the lock must be held again after it. */
  function onLost(): void {
    if (signal.aborted) return;
    void (async () => {
      while (!signal.aborted) {
        await sleep(renewAfterMs, undefined, { ref: false });
        const renewed = await openLockedSession(connectionString, onLost).catch(() => undefined);
        // The server is still recovering.
        if (renewed === undefined) continue;
        if (renewed === null) log('Another process has taken over the embedded PostgreSQL.');
        return;
      }
    })();
  }

  return {
    isNew: rows[0]?.isNew ?? false,
    letGo: () => letGo.abort(),
  };
}

async function openLockedSession(connectionString: string, onLost: () => void): Promise<Client | null> {
  const session = new Client({
    connectionString,
    application_name: 'frontdesk gateway lock',
    connectionTimeoutMillis: 2000,
    keepAlive: true,
  });
  // Errors end the session, and its end is what counts.
  session.on('error', () => undefined);
  await session.connect();
  try {
    const { rows } = await session.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey]);
    if (rows[0]?.taken !== true) {
      await session.end();
      return null;
    }
  } catch (error) {
    await session.end().catch(() => undefined);
    throw error;
  }
  session.once('end', onLost);
  return session;
}
