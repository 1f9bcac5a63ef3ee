import net from 'node:net';
import { sql } from 'kysely';
import type { AuditEntry } from '../../src/gateway/audit/audit.js';
import type { Database } from '../../src/database/connect.js';
import { createLogger } from '../../src/operations/logger.js';

export const silent = createLogger({ LOG_LEVEL: 'silent' });

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let made = 0;

/** A served read of a client, and what is different about this one. */
export function entry(differences: Partial<AuditEntry> = {}): AuditEntry {
  made += 1;
  return {
    at: new Date(),
    companyId: 1,
    principalKind: 'client',
    principalId: 'm2m_test',
    principalName: 'Test client',
    method: 'GET',
    path: '/api/v1/customers',
    resourceType: 'customer',
    action: 'READ',
    operationName: 'customers',
    status: 200,
    missingScope: null,
    points: 1,
    durationMs: 4,
    requestId: `request-${process.pid}-${made}`,
    ip: '192.0.2.7',
    ...differences,
  };
}

export function write(differences: Partial<AuditEntry> = {}): AuditEntry {
  return entry({ method: 'PUT', action: 'UPDATE', ...differences });
}

export async function requestIds(database: Database): Promise<string[]> {
  const rows = await database.db.selectFrom('audit_entries').select('request_id').orderBy('id').execute();
  return rows.map((row) => row.request_id);
}

/** Notes, at the very end of each transaction that writes audit lines, how it is about to commit. */
export async function watchCommits(database: Database): Promise<() => Promise<{ mode: string; lines: number }[]>> {
  await sql`create table seen_commits (transaction_id xid8, mode text)`.execute(database.db);
  await sql`
    create function see_commit() returns trigger language plpgsql as $$
    begin
      insert into seen_commits values (pg_current_xact_id(), current_setting('synchronous_commit'));
      return null;
    end $$
  `.execute(database.db);
  await sql`
    create constraint trigger see_commit after insert on audit_entries deferrable initially deferred
    for each row execute function see_commit()
  `.execute(database.db);
  return async () => {
    const { rows } = await sql<{ mode: string; lines: number }>`
      select mode, count(*)::integer as lines from seen_commits group by transaction_id, mode order by min(transaction_id::text::bigint)
    `.execute(database.db);
    return rows;
  };
}

export interface Wire {
  readonly connectionString: string;
  /** Nothing gets through any more, and nobody is told: as when a cable is pulled. */
  hang(): void;
  /** Connections are closed and new ones refused: as when the server is stopped. */
  cut(): Promise<void>;
  /** All is well again, for connections that were hung as well. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A wire between the gateway and its database that can be broken. */
export async function wireTo(connectionString: string): Promise<Wire> {
  const target = new URL(connectionString);
  const sockets = new Set<net.Socket>();
  let isHung = false;
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
      if (isHung) from.pause();
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const address = new URL(connectionString);
  address.hostname = '127.0.0.1';
  address.port = String(port);
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    connectionString: address.href,
    hang() {
      isHung = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    cut,
    async mend() {
      if (isHung) for (const socket of sockets) socket.destroy();
      isHung = false;
      if (!server.listening) await listen(port);
    },
    close: cut,
  };
}
