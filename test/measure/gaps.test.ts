import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaps } from '../../lib/measure/gaps.ts';

describe('gaps', () => {
  it('fewer than two arrivals: nothing, not 0', () => {
    expect(gaps([])).toEqual({});
    expect(gaps([100])).toEqual({});
  });

  it('one gap is its own p50 and p99', () => {
    expect(gaps([100, 130])).toEqual({ longestGap: 30, gapP50: 30, gapP99: 30 });
  });

  it('two gaps: the p50 is the smaller one (nearest rank, no mean)', () => {
    expect(gaps([0, 10, 110])).toEqual({ longestGap: 100, gapP50: 10, gapP99: 100 });
  });

  it('sorts by number, not by text', () => {
    expect(gaps([0, 9, 19, 119]).gapP50).toBe(10);
  });

  it('200 gaps: the p99 is the 198th', () => {
    const times = Array.from({ length: 201 }, (_, i) => (i * (i + 1)) / 2);
    expect(gaps(times)).toEqual({ longestGap: 200, gapP50: 100, gapP99: 198 });
  });

  it('each figure is a gap that was seen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (steps) => {
        const times = steps.reduce((all, step) => [...all, (all.at(-1) as number) + step], [0]);
        const { longestGap, gapP50, gapP99 } = gaps(times);
        expect(steps).toEqual(expect.arrayContaining([longestGap, gapP50, gapP99]));
        expect(longestGap).toBe(Math.max(...steps));
      }),
    );
  });
});
