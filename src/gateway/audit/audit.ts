/** One call, as the audit log keeps it. No query strings, no bodies, no secrets. */
export interface AuditEntry {
  /** When the call arrived. */
  at: Date;
  companyId: number | null;
  principalKind: string;
  /** Null when nobody was identified. */
  principalId: string | null;
  principalName: string | null;
  method: string;
  /** Without the query string, at most 500 characters. */
  path: string;
  resourceType: string | null;
  action: 'READ' | 'UPDATE';
  operationName: string | null;
  status: number;
  missingScope: string | null;
  points: number;
  durationMs: number;
  requestId: string;
  /** For refusals of unauthenticated callers: the address by which they are counted together. */
  ip: string;
}

export interface AuditLog {
  /**
   * Queues the entry, which is the log's from then on, and resolves when its batch is committed, so that an answered call is in the log.
   * @throws ApplicationError UNAVAILABLE when a read's batch cannot be written for 2 s. A write's entry stays
   *   queued, and the call resolves, because the write did happen.
   */
  record(entry: AuditEntry): Promise<void>;
  /** Entries waiting to be written; for metrics. */
  readonly queued: number;
  /** Writes what is queued, then stops. */
  close(): Promise<void>;
}
