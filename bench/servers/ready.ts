/** What a server process is told and tells: the parent knows it by its address and asks for its statement count. */
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

export type ServerMessage = { readonly url: string } | { readonly statements: number };

export function readSettings(): ServerSettings {
  return JSON.parse(process.env['BENCH_SERVER'] ?? '{}') as ServerSettings;
}

/** Says that the server listens, and from then on how many statements it has sent whenever asked. */
export function ready(url: string, statements: () => number): void {
  process.on('message', () => tell({ statements: statements() }));
  process.on('disconnect', () => process.exit(0));
  tell({ url });
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}
