import { describe, expect, it } from 'vitest';
import { rankTest, smallestRankP } from '../../../lib/analysis/statistics/rank-test.ts';
import { shiftBetween } from '../../../lib/analysis/statistics/shift-between.ts';

describe('the rank test of small samples', () => {
  it.each([
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252],
    [[1, 2, 2, 3, 5], [2, 4, 5, 6, 6], 30 / 252],
    [[0, 0, 0, 0, 0], [0, 1, 1, 2, 3], 12 / 252],
    [[1, 2, 2, 3], [2, 4, 5, 6, 6, 7, 9], 8 / 330],
    [[1, 1, 1, 2, 2, 3, 3], [2, 2, 3, 3, 3, 4, 4], 0.06060606060606061],
  ])('%j against %j is exact, with ties too: scipy 1.17.1 permutation_test of rank sums over all ways', (a, b, p) => {
    expect(rankTest(a, b)).toBeCloseTo(p, 12);
  });

  it('knows no order of the sides', () => {
    expect(rankTest([2, 4, 5, 6, 6, 7, 9], [1, 2, 2, 3])).toBeCloseTo(
      rankTest([1, 2, 2, 3], [2, 4, 5, 6, 6, 7, 9]),
      12,
    );
  });

  it('all equal: nothing speaks for a difference', () => {
    expect(rankTest([3, 3, 3, 3, 3], [3, 3, 3, 3, 3])).toBe(1);
    expect(rankTest([], [1])).toBe(1);
  });

  it('large tied samples: within a hundredth of the exact count', () => {
    const a = Array.from({ length: 30 }, (_, i) => i % 7);
    const b = Array.from({ length: 30 }, (_, i) => (i % 7) + (i % 3));
    expect(Math.abs(rankTest(a, b) - rankTest(a, b, 10))).toBeLessThan(0.01);
  });

  it('no two sides can give less than full separation: 0.1 of 3 against 3, 0.0079 of 5 against 5', () => {
    expect(smallestRankP(3, 3)).toBeCloseTo(0.1, 12);
    expect(smallestRankP(4, 4)).toBeCloseTo(2 / 70, 12);
    expect(smallestRankP(5, 5)).toBeCloseTo(2 / 252, 12);
    expect(smallestRankP(1, 1)).toBe(1);
  });
});

describe('the shift between two samples', () => {
  it('is the median of all differences, with the interval of the rank test', () => {
    // Differences are 6…14: the 25 of 5 × 5. Below the third smallest and above the third largest lie 1.6 % each.
    const shift = shiftBetween([1, 2, 3, 4, 5], [11, 12, 13, 14, 15]);
    expect(shift).toEqual({ value: 10, lower: 7, upper: 13 });
  });

  it('is not moved by one wild value', () => {
    expect(shiftBetween([1, 2, 3], [11, 12, 1000]).value).toBe(10);
  });

  it('has no interval below 4 against 4, where none of 95 % exists', () => {
    expect(shiftBetween([1, 2, 3], [4, 5, 6])).toEqual({ value: 3 });
    expect(shiftBetween([1, 2, 3, 4], [5, 6, 7, 8])).toEqual({ value: 4, lower: 1, upper: 7 });
  });
});
