import { LRUCache } from 'lru-cache';

/** From this use of a text on it has a name, so that PostgreSQL parses and plans it once for each connection. */
const usesBeforeName = 5;
/** Together, the texts whose uses are counted: characters. What was forgotten begins at its first use again. */
const rememberedCharacters = 4_000_000;

/** Which statements of this process have a name, and which one. */
export class StatementNames {
  readonly #uses = new LRUCache<string, { count: number; name: string | undefined }>({
    maxSize: rememberedCharacters,
    sizeCalculation: (_, text) => text.length || 1,
  });
  #lastNumber = 0;

  /** Counts one use of `text`; its name from the fifth use on, undefined before. A name is never given twice. */
  use(text: string): string | undefined {
    const uses = this.#uses.get(text);
    if (uses === undefined) {
      this.#uses.set(text, { count: 1, name: undefined });
      return undefined;
    }
    if (uses.name === undefined && ++uses.count >= usesBeforeName) uses.name = `frontdesk_${++this.#lastNumber}`;
    return uses.name;
  }
}
