import type { AuditEntry } from './audit.js';
import type { AuditLine } from './auditStore.js';

/** Refusals of strangers from one address that are recorded one by one; those after them share a row. */
const ownRowsEachMinute = 60;
const windowMs = 60_000;
/** Addresses counted at once. Beyond it the oldest is forgotten, which costs rows and never a count. */
const addressLimit = 10_000;

interface Window {
  endsAt: number;
  refusals: number;
  shared: AuditLine | null;
}

/**
 * Counts together what a flood from one address would otherwise write as millions of rows. The shared row is the
 * first one beyond the limit: its method, path and request id are that call's, its `count` grows.
 */
export class RefusalCounter {
  readonly #windows = new Map<string, Window>();

  /** The line that stands for the entry: the entry itself, to insert, or one made before whose count has grown. */
  lineFor(entry: AuditEntry): { line: AuditLine; isNew: boolean } {
    const line = Object.assign(entry, { count: 1 });
    if (!isRefusalOfStranger(entry)) return { line, isNew: true };
    const window = this.#windowOf(`${entry.status} ${entry.ip}`, entry.at.getTime());
    window.refusals += 1;
    if (window.shared !== null) {
      window.shared.count += 1;
      return { line: window.shared, isNew: false };
    }
    if (window.refusals > ownRowsEachMinute) window.shared = line;
    return { line, isNew: true };
  }

  #windowOf(key: string, now: number): Window {
    const known = this.#windows.get(key);
    if (known !== undefined && now < known.endsAt) return known;
    this.#windows.delete(key);
    if (this.#windows.size >= addressLimit) {
      for (const oldest of this.#windows.keys()) {
        this.#windows.delete(oldest);
        break;
      }
    }
    const window = { endsAt: now + windowMs, refusals: 0, shared: null };
    this.#windows.set(key, window);
    return window;
  }
}

/** Nobody known was told 401, 403 or 429. */
function isRefusalOfStranger({ companyId, status }: AuditEntry): boolean {
  return companyId === null && (status === 401 || status === 403 || status === 429);
}
