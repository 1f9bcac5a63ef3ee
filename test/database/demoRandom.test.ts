import { describe, expect, it } from 'vitest';
import { createRandom, share } from '../../src/database/demo/random.js';

describe('the seeded generator', () => {
  it('repeats itself for a seed and differs for another', () => {
    expect(draw('demo/events')).toEqual(draw('demo/events'));
    expect(draw('demo/events')).not.toEqual(draw('demo/event dates'));
  });

  it('shares a total out to the last one', () => {
    expect(share(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(share(7, [0, 5, 2])).toEqual([0, 5, 2]);
    expect(share(0, [3, 4])).toEqual([0, 0]);
  });
});

function draw(seed: string): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.whole(0, 999));
}
