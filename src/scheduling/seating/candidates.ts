import type { Location, Seats } from './location.js';

/** Tables that a party can be given. */
export interface Candidate {
  /** Ascending. */
  readonly tables: readonly number[];
  /** Seats of them together. */
  readonly capacity: number;
}

type TablesOf = Pick<Location, 'tables' | 'combinations'>;

/**
 * What seats a party, in the order in which it is given out: single tables before combinations; of each the one with
 * the fewest seats, then the highest priority, then the lowest number.
 */
export function candidatesFor(location: TablesOf, partySize: number): Candidate[] {
  const { single, combined } = bookable(location);
  const fits = ({ seatsMin, seatsMax }: Seats) => seatsMin <= partySize && partySize <= seatsMax;
  return [...single.filter(fits).sort(byPreference), ...combined.filter(fits).sort(byPreference)].map(candidateOf);
}

/** What is wrong with tables that somebody chose. */
export interface ChoiceProblem {
  /**
   * - `unknown`: not tables of the location
   * - `not_bookable`: not to be given out
   * - `not_combinable`: none, or several that are not together in a combination
   * - `too_small`: the party does not fit
   */
  readonly problem: 'unknown' | 'not_bookable' | 'not_combinable' | 'too_small';
  /** Those at fault. */
  readonly tables: readonly number[];
}

/**
 * The tables that somebody chose for a party: one table, or exactly those of a known combination. Whoever chooses may
 * seat a party smaller than the tables are meant for.
 * @param tables In any order; a table that is named twice is one.
 */
export function chosenCandidate(location: TablesOf, tables: readonly number[], partySize: number): Candidate | ChoiceProblem {
  const chosen = [...new Set(tables)].sort((one, other) => one - other);
  const known = new Map(location.tables.map((table) => [table.number, table]));
  const unknown = chosen.filter((number) => !known.has(number));
  if (unknown.length > 0) return { problem: 'unknown', tables: unknown };
  const closed = chosen.filter((number) => known.get(number)?.isBookable === false);
  if (closed.length > 0) return { problem: 'not_bookable', tables: closed };

  const isChosen = (members: readonly number[]) => members.length === chosen.length && members.every((number) => chosen.includes(number));
  const { single, combined } = bookable(location);
  // The same tables may be combined in several ways.
  const largest = [...single, ...combined].filter((one) => isChosen(one.tables)).sort((one, other) => other.seatsMax - one.seatsMax)[0];
  if (largest === undefined) {
    const isKnown = location.combinations.some((one) => isChosen(one.tables));
    return { problem: isKnown ? 'not_bookable' : 'not_combinable', tables: chosen };
  }
  return partySize <= largest.seatsMax ? candidateOf(largest) : { problem: 'too_small', tables: chosen };
}

interface Together extends Seats {
  readonly tables: readonly number[];
}

function bookable({ tables, combinations }: TablesOf): { single: Together[]; combined: Together[] } {
  const single = tables.filter(({ isBookable }) => isBookable).map((table) => ({ ...table, tables: [table.number] }));
  const numbers = new Set(single.map(({ number }) => number));
  const combined = combinations.filter((one) => one.isBookable && one.tables.length > 0 && one.tables.every((number) => numbers.has(number)));
  return { single, combined };
}

function candidateOf({ tables, seatsMax }: Together): Candidate {
  return { tables: [...tables].sort((one, other) => one - other), capacity: seatsMax };
}

function byPreference(one: Seats, other: Seats): number {
  return one.seatsMax - other.seatsMax || other.priority - one.priority || one.number - other.number;
}
