/** When somebody or something is taken: a teacher, a room. */
export interface Agenda<Key> {
  isFree(key: Key, from: number, until: number): boolean;
  /** Epoch milliseconds; the end is not part of it. */
  block(key: Key, from: number, until: number): void;
}

export function createAgenda<Key>(): Agenda<Key> {
  const blocked = new Map<Key, [from: number, until: number][]>();
  return {
    isFree: (key, from, until) => !(blocked.get(key) ?? []).some((other) => other[0] < until && from < other[1]),
    block(key, from, until) {
      const others = blocked.get(key);
      if (others === undefined) blocked.set(key, [[from, until]]);
      else others.push([from, until]);
    },
  };
}
