/** Why the gateway should be given no requests now. */
export type Unready = 'starting' | 'draining' | 'database';

export interface Health {
  /** Null when requests can be served. */
  unready(): Promise<Unready | null>;
  /** Migrations are done. */
  started(): void;
  /** The gateway is closing: finish what is in flight, send nothing new. */
  drain(): void;
  readonly isDraining: boolean;
}

/** How long the database may take to say that it is there, milliseconds. */
const patienceMs = 2000;
/** Probes of one moment share an answer, so that asking often costs the database nothing. */
const rememberedMs = 500;

/**
 * Whether the gateway can serve.
 * @param ping resolves when the database answers
 */
export function createHealth(ping: () => Promise<unknown>): Health {
  let state: 'starting' | 'serving' | 'draining' = 'starting';
  let probe: { at: number; isReachable: Promise<boolean> } | null = null;

  function isReachable(): Promise<boolean> {
    const now = performance.now();
    if (probe === null || now - probe.at > rememberedMs) probe = { at: now, isReachable: answersInTime(ping) };
    return probe.isReachable;
  }

  return {
    async unready() {
      if (state !== 'serving') return state;
      if (!(await isReachable())) return 'database';
      // It may have begun to drain meanwhile.
      return state === 'serving' ? null : state;
    },
    started() {
      if (state === 'starting') state = 'serving';
    },
    drain() {
      state = 'draining';
    },
    get isDraining() {
      return state === 'draining';
    },
  };
}

async function answersInTime(ping: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
    timer.unref();
  });
  try {
    return await Promise.race([ping().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
