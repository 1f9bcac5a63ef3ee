/** What a server process is told and tells: the parent knows it by its address and asks what it has spent. */
export interface ServerSettings {
  readonly databaseUrl: string;
  readonly companyId: number;
  /** The built gateway, as a file URL that ends with a slash. */
  readonly dist: string;
  /** Of the server that answers from memory. */
  readonly bytes?: string;
  /** Of the gateways, which share their signing keys. */
  readonly secretKey: string;
  /** Of the gateway; 0 switches its cache off. */
  readonly cacheTtlSeconds?: number;
}

/** Since the start. */
export interface Spent {
  /** Sent to PostgreSQL. */
  readonly statements: number;
  /** Milliseconds of all of the process's threads. */
  readonly cpuMs: number;
}

export type ServerMessage = { readonly url: string } | Spent;

export function readSettings(): ServerSettings {
  return JSON.parse(process.env['BENCH_SERVER'] ?? '{}') as ServerSettings;
}

/** Says that the server listens, and from then on what it has spent whenever asked. */
export function ready(url: string, statements: () => number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ statements: statements(), cpuMs: (user + system) / 1000 });
  });
  process.on('disconnect', () => process.exit(0));
  tell({ url });
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}
