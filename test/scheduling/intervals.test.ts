import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merge, overlaps, subtract, type Interval } from '../../src/scheduling/intervals.js';

const instants = 40;
const interval = fc.record({ from: fc.nat(instants), until: fc.nat(instants) });
const list = fc.array(interval, { maxLength: 8 });

/** The instants of an interval, one by one. */
function instantsOf({ from, until }: Interval): number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
}

function instantsIn(intervals: readonly Interval[]): number[] {
  return [...new Set(intervals.flatMap(instantsOf))].sort((one, other) => one - other);
}

describe('intervals', () => {
  test('overlap when they share an instant, and not when they only touch', () => {
    expect(overlaps({ from: 1, until: 3 }, { from: 3, until: 5 })).toBe(false);
    fc.assert(
      fc.property(interval, interval, (one, other) => {
        expect(overlaps(one, other)).toBe(instantsOf(one).some((instant) => instantsOf(other).includes(instant)));
      }),
    );
  });

  test('merge into the same instants, in order and with gaps between', () => {
    expect(merge([{ from: 4, until: 6 }, { from: 1, until: 2 }, { from: 2, until: 4 }, { from: 9, until: 9 }])).toEqual([{ from: 1, until: 6 }]);
    fc.assert(
      fc.property(list, (intervals) => {
        const merged = merge(intervals);
        expect(merged.flatMap(instantsOf)).toEqual(instantsIn(intervals));
        expect(merged.every(({ from, until }) => from < until)).toBe(true);
        expect(merged.slice(1).every(({ from }, index) => from > (merged[index] as Interval).until)).toBe(true);
      }),
    );
  });

  test('leave what is not taken from them', () => {
    expect(subtract({ from: 0, until: 10 }, [{ from: 2, until: 3 }, { from: 8, until: 12 }])).toEqual([{ from: 0, until: 2 }, { from: 3, until: 8 }]);
    fc.assert(
      fc.property(interval, list, (whole, intervals) => {
        const left = subtract(whole, merge(intervals));
        expect(left.flatMap(instantsOf)).toEqual(instantsOf(whole).filter((instant) => !instantsIn(intervals).includes(instant)));
        expect(left.every(({ from, until }) => from < until)).toBe(true);
      }),
    );
  });
});
