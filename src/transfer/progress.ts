/** Where a long command says how far it is. */
export interface ProgressOutput {
  /** A line that stays. */
  readonly line: (text: string) => void;
  /** A line that the next one replaces; absent where lines cannot be taken back. */
  readonly status?: ((text: string) => void) | undefined;
}

export interface Progress {
  /** Is shown now and then. */
  update(text: () => string): void;
  /** Is always shown. */
  done(text: string): void;
}

/** As often as people look, where the line is replaced; as often as a log can bear, where it is not. */
const statusEveryMs = 100;
const lineEveryMs = 5000;

/** @param clock milliseconds */
export function createProgress({ line, status }: ProgressOutput, clock: () => number = () => performance.now()): Progress {
  const everyMs = status === undefined ? lineEveryMs : statusEveryMs;
  let shownAt = clock();
  return {
    update(text) {
      const now = clock();
      if (now - shownAt < everyMs) return;
      shownAt = now;
      (status ?? line)(text());
    },
    done(text) {
      shownAt = clock();
      line(text);
    },
  };
}

/** `customers.ndjson: 20,000 rows read`. */
export function rowsText(file: string, count: number, what: string): string {
  return `${file}: ${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'} ${what}`;
}
