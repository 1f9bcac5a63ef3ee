import { type Kysely, sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../../database/tables.js';

const dayMs = 86_400_000;
const daysAhead = 7;
const hourMs = 3_600_000;
const retryMs = 60_000;
/**
 * How long a step may wait for its locks, milliseconds. Writers queue behind a waiting lock, and must not wait so long
 * that reads are refused.
 */
const lockTimeoutMs = 500;
/** Rows that are moved out of the default partition under its lock: about a third of a second. */
const movableRows = 50_000;
const deletedAtOnce = 10_000;
/** Any constant will do, if nobody else uses it: "audit" in ASCII. */
const advisoryLock = 0x6175646974;

export interface PartitionReport {
  created: string[];
  dropped: string[];
  /** Days whose rows stay in the default partition, because they are too many to move without blocking writers. */
  leftInDefault: string[];
  /** Expired rows deleted from the default partition. */
  deleted: number;
  /** Another process was at it. */
  wasBusy: boolean;
}

/**
 * Makes the partitions of today and the 7 days after it, and drops those that ended `retentionDays` ago. Days are UTC.
 * Each step is a transaction of its own under an advisory lock, so that only one process works at a time, and gives
 * up when it would have to wait for a lock.
 *
 * @param now epoch milliseconds
 */
export async function maintainPartitions(db: Kysely<Tables>, retentionDays: number, now: number): Promise<PartitionReport> {
  const report: PartitionReport = { created: [], dropped: [], leftInDefault: [], deleted: 0, wasBusy: false };
  const today = Math.floor(now / dayMs) * dayMs;
  const expiry = today - retentionDays * dayMs;
  const existing = await partitionNames(db);

  for (let day = today; day <= today + daysAhead * dayMs; day += dayMs) {
    const name = partitionName(day);
    if (existing.includes(name)) continue;
    const outcome = await alone(db, (transaction) => createPartition(transaction, day));
    if (outcome === 'busy') return { ...report, wasBusy: true };
    if (outcome === 'created') report.created.push(name);
    if (outcome === 'left in default') report.leftInDefault.push(name);
  }
  for (const name of existing) {
    const day = dayOf(name);
    if (day === null || day >= expiry) continue;
    const outcome = await alone(db, (transaction) => sql`drop table if exists ${sql.table(name)}`.execute(transaction));
    if (outcome === 'busy') return { ...report, wasBusy: true };
    report.dropped.push(name);
  }
  report.deleted = await deleteExpired(db, new Date(expiry));
  return report;
}

export interface PartitionMaintenance {
  /** Settles when the first round is over; never rejects. */
  readonly started: Promise<void>;
  close(): Promise<void>;
}

/** Keeps the audit log's partitions: at once, then hourly, and a minute after a round that failed. */
export function startPartitionMaintenance(options: {
  db: Kysely<Tables>;
  retentionDays: number;
  clock: () => number;
  log: Pick<Logger, 'info' | 'warn'>;
}): PartitionMaintenance {
  const { db, retentionDays, clock, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function round(): Promise<void> {
    let next = hourMs;
    try {
      const report = await maintainPartitions(db, retentionDays, clock());
      if (report.created.length + report.dropped.length + report.deleted > 0) log.info(report, 'audit partitions maintained');
      if (report.leftInDefault.length > 0) log.warn({ days: report.leftInDefault }, 'audit rows stay in the default partition');
      if (report.wasBusy) next = retryMs;
    } catch (error) {
      // Lines go to the default partition until a round succeeds.
      log.warn({ err: error }, 'audit partitions could not be maintained, trying again in a minute');
      next = retryMs;
    }
    if (isClosed) return;
    timer = setTimeout(() => void (running = round()), next);
    timer.unref();
  }

  let running = round();
  return {
    started: running,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Runs a step in a transaction that no other process's step overlaps; `busy` when one is under way. */
async function alone<T>(db: Kysely<Tables>, step: (transaction: Transaction<Tables>) => Promise<T>): Promise<T | 'busy'> {
  return await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ obtained: boolean }>`
      select pg_try_advisory_xact_lock(${sql.lit(advisoryLock)}) as obtained,
        set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)
    `.execute(transaction);
    if (rows[0]?.obtained !== true) return 'busy';
    return await step(transaction);
  });
}

/**
 * Makes a day's partition apart and attaches it. Attaching leaves writers of other partitions alone, where `create
 * table … partition of` would lock the whole table. Rows of the day that are in the default partition are moved with
 * it, since they would make attaching fail.
 */
async function createPartition(transaction: Transaction<Tables>, day: number): Promise<'created' | 'exists' | 'left in default'> {
  const name = partitionName(day);
  if ((await partitionNames(transaction)).includes(name)) return 'exists';
  const from = sql.lit(new Date(day).toISOString());
  const until = sql.lit(new Date(day + dayMs).toISOString());
  const partition = sql.table(name);

  const { rows: counted } = await sql<{ strays: number }>`
    select count(*)::integer as strays from (
      select from audit_entries_default where at >= ${from} and at < ${until} limit ${sql.lit(movableRows + 1)}
    ) as strays
  `.execute(transaction);
  const strays = counted[0]?.strays ?? 0;
  if (strays > movableRows) return 'left in default';

  // A table that an earlier round left unattached cannot be there: making and attaching are one transaction.
  await sql`create table ${partition} (like audit_entries including defaults including constraints including indexes)`.execute(transaction);
  // Held until the end, so that no line of the day arrives in the default partition meanwhile.
  await sql`lock table audit_entries_default in access exclusive mode`.execute(transaction);
  await sql`
    with moved as (delete from audit_entries_default where at >= ${from} and at < ${until} returning *)
    insert into ${partition} select * from moved
  `.execute(transaction);
  await sql`alter table audit_entries attach partition ${partition} for values from (${from}) to (${until})`.execute(transaction);
  return 'created';
}

/** Deletes expired rows of the default partition, some at a time. */
async function deleteExpired(db: Kysely<Tables>, before: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from audit_entries_default where ctid = any (array(
        select ctid from audit_entries_default where at < ${before} limit ${sql.lit(deletedAtOnce)}
      ))
    `.execute(db);
    deleted += Number(numAffectedRows);
    if (numAffectedRows < deletedAtOnce) return deleted;
  }
}

async function partitionNames(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name
    from pg_inherits join pg_class as child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'audit_entries'::regclass
    order by child.relname
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** `audit_entries_20260914` for a day's first millisecond. */
function partitionName(day: number): string {
  return `audit_entries_${new Date(day).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The day's first millisecond; null for the default partition and anything that is not a day's. */
function dayOf(name: string): number | null {
  const [, year, month, day] = /^audit_entries_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
}
