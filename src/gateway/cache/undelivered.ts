import type { Change } from './cache.js';

export interface Delivery {
  bump: (change: Change) => Promise<void>;
  voidEverything: () => Promise<void>;
}

/** What Redis must be told before anything is read from it. */
export interface Undelivered {
  readonly hasAny: boolean;
  keep(change: Change): void;
  keepVoid(): void;
  /** Tells Redis everything that is kept; one delivery at a time. Rejects, keeping what is left, when Redis fails. */
  deliver(): Promise<void>;
}

/** Beyond this many changes it is cheaper to void everything. */
const maxKept = 1000;

export function createUndelivered({ bump, voidEverything }: Delivery): Undelivered {
  const changes = new Map<string, Change>();
  let voidsWanted = 0;
  let voidsDone = 0;
  let underway: Promise<void> | null = null;

  async function deliverAll(): Promise<void> {
    if (voidsDone < voidsWanted) {
      const wanted = voidsWanted;
      const covered = [...changes.keys()];
      await voidEverything();
      voidsDone = wanted;
      for (const id of covered) changes.delete(id);
    }
    await Promise.all(
      [...changes.values()].map(async (change) => {
        await bump(change);
        changes.delete(change.id);
      }),
    );
  }

  function hasAny(): boolean {
    return changes.size > 0 || voidsDone < voidsWanted;
  }

  return {
    get hasAny() {
      return hasAny();
    },
    keep(change) {
      changes.set(change.id, change);
      if (changes.size <= maxKept) return;
      changes.clear();
      voidsWanted += 1;
    },
    keepVoid() {
      voidsWanted += 1;
    },
    async deliver() {
      // Whatever was kept after the delivery underway had looked is delivered by another.
      while (hasAny()) {
        underway ??= deliverAll().finally(() => (underway = null));
        await underway;
      }
    },
  };
}
