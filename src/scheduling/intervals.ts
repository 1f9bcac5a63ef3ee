/** Time from one instant until another, epoch milliseconds; the last one is not part of it. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** Whether two intervals share an instant. Those that only touch do not, and an empty one shares nothing. */
export function overlaps(one: Interval, other: Interval): boolean {
  return Math.max(one.from, other.from) < Math.min(one.until, other.until);
}

/** The same time as intervals that neither overlap nor touch, the earliest first. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, until }) => from < until).sort((one, other) => one.from - other.from);
  const merged: { from: number; until: number }[] = [];
  for (const { from, until } of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.until < from) merged.push({ from, until });
    else if (last.until < until) last.until = until;
  }
  return merged;
}

/**
 * What is left of an interval.
 * @param busy As `merge` gives it.
 */
export function subtract(whole: Interval, busy: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let { from } = whole;
  for (const taken of busy) {
    if (taken.until <= from) continue;
    if (taken.from >= whole.until) break;
    if (from < taken.from) left.push({ from, until: taken.from });
    from = taken.until;
  }
  if (from < whole.until) left.push({ from, until: whole.until });
  return left;
}
