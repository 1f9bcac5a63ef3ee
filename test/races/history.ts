/** One change of one customer's name. */
interface Write {
  readonly customer: string;
  readonly gateway: number;
  readonly startedAt: number;
  /** Infinity until it is acknowledged. */
  acknowledgedAt: number;
}

interface Read {
  readonly what: string;
  readonly gateway: number;
  readonly startedAt: number;
  readonly seen: ReadonlyMap<string, string>;
}

/**
 * What clients did and saw, in the order of one logical clock. Each write gives its customer a name that no other
 * write gives, so that a name seen tells which write was seen.
 */
export class History {
  readonly #writes = new Map<string, Write>();
  readonly #reads: Read[] = [];
  #now = 0;

  /** The name to write, and what to call when the write is acknowledged. */
  write(customer: string, gateway: number): { name: string; acknowledged: () => void } {
    const write: Write = { customer, gateway, startedAt: this.#tick(), acknowledgedAt: Number.POSITIVE_INFINITY };
    const name = `Name ${++namesGiven}`;
    this.#writes.set(name, write);
    return { name, acknowledged: () => (write.acknowledgedAt = this.#tick()) };
  }

  /** What to call with the names that a read has seen, by customer. */
  read(what: string, gateway: number): (seen: ReadonlyMap<string, string>) => void {
    const startedAt = this.#tick();
    return (seen) => void this.#reads.push({ what, gateway, startedAt, seen });
  }

  /**
   * The reads that show a name although another write of the same customer, begun after that name's was acknowledged,
   * was itself acknowledged before the read began: a regular register's rule.
   * @param isShared False: only writes through the gateway that was read from count.
   */
  staleReads({ isShared }: { isShared: boolean }): string[] {
    return this.#reads.flatMap((read) =>
      [...read.seen].flatMap(([customer, name]) => {
        const newer = this.#replacementOf(name, customer, read, isShared);
        return newer === null ? [] : [`stale: ${read.what} of gateway ${read.gateway} shows ${name} of ${customer}, replaced by ${newer}`];
      }),
    );
  }

  #replacementOf(name: string, customer: string, read: Read, isShared: boolean): string | null {
    // A name from before this history was replaced by the first one in it.
    const replacedFrom = this.#writes.get(name)?.acknowledgedAt ?? 0;
    for (const [newer, write] of this.#writes) {
      if (write.customer !== customer || write.startedAt <= replacedFrom || write.acknowledgedAt >= read.startedAt) continue;
      if (isShared || write.gateway === read.gateway) return newer;
    }
    return null;
  }

  /** The same writes, before anybody has read. */
  forgetReads(): History {
    const other = new History();
    for (const [name, write] of this.#writes) other.#writes.set(name, write);
    other.#now = this.#now;
    return other;
  }

  #tick(): number {
    this.#now += 1;
    return this.#now;
  }
}

let namesGiven = 0;
