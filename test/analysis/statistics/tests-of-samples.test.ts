import { describe, expect, it } from 'vitest';
import { cochranArmitage } from '../../../lib/analysis/statistics/cochran-armitage.ts';
import { holm } from '../../../lib/analysis/statistics/holm.ts';
import { exponentialGaps, kolmogorovSmirnov } from '../../../lib/analysis/statistics/kolmogorov-smirnov.ts';
import { leastSquares } from '../../../lib/analysis/statistics/least-squares.ts';
import { mannWhitney } from '../../../lib/analysis/statistics/mann-whitney.ts';
import { theilSen } from '../../../lib/analysis/statistics/theil-sen.ts';

const alternatives = ['greater', 'less', 'two-sided'] as const;

describe('Mann–Whitney is scipy 1.17.1 mannwhitneyu', () => {
  const apart = [1.5, 2.5, 3.5, 7, 9, 11, 12.5, 14];
  const others = [1, 2, 3, 4, 5, 6, 8, 10, 13];
  it.each([
    ['greater', 0.24035376388317564],
    ['less', 0.7882764294529],
    ['two-sided', 0.4807075277663513],
  ] as const)('exact for small samples without ties: %s', (alternative, p) => {
    const found = mannWhitney(apart, others, alternative);
    expect(found.u).toBe(44);
    expect(found.p).toBeCloseTo(p, 12);
  });

  it('with ties by the normal approximation, even when small', () => {
    const a = [1, 2, 2, 3, 5, 5, 8, 9];
    const b = [1, 1, 2, 4, 5, 6, 6, 7, 7];
    const found = alternatives.map((alternative) => mannWhitney(a, b, alternative));
    expect(found.map(({ u }) => u)).toEqual([36, 36, 36]);
    expect(found[0]?.p).toBeCloseTo(0.5193533271350387, 12);
    expect(found[1]?.p).toBeCloseTo(0.5193533271350387, 12);
    expect(found[2]?.p).toBe(1);
  });

  it('large samples by the normal approximation', () => {
    const a = Array.from({ length: 60 }, (_, i) => ((i * 37) % 101) + 0.5 * i);
    const b = Array.from({ length: 50 }, (_, i) => ((i * 53) % 97) + 0.5 * i - 9);
    expect(mannWhitney(a, b, 'greater').u).toBe(1915.5);
    expect(mannWhitney(a, b, 'greater').p).toBeCloseTo(0.006363490796882971, 12);
    expect(mannWhitney(a, b, 'less').p).toBeCloseTo(0.9937432385496622, 12);
    expect(mannWhitney(a, b, 'two-sided').p).toBeCloseTo(0.012726981593765943, 12);
  });

  it('A12 is the chance that one of the first is the larger', () => {
    expect(mannWhitney([4, 5], [1, 2], 'greater')).toMatchObject({ u: 4, a12: 1 });
    expect(mannWhitney([1, 2], [4, 5], 'greater').a12).toBe(0);
    expect(mannWhitney([1, 5], [2, 4], 'greater').a12).toBe(0.5);
  });

  it('all equal, or nothing: p is 1', () => {
    expect(mannWhitney([3, 3, 3], [3, 3], 'two-sided').p).toBe(1);
    expect(mannWhitney([3, 3, 3], [3, 3], 'greater').p).toBe(1);
    expect(mannWhitney([], [1], 'greater')).toEqual({ u: 0, p: 1, a12: 0.5 });
  });
});

describe('lines', () => {
  const xs = [0, 1, 2, 3, 4, 6, 9];
  const ys = [3, 5, 4, 8, 7, 12, 15.5];

  it('least squares is scipy 1.17.1 linregress', () => {
    const line = leastSquares(xs, ys);
    expect(line?.slope).toBeCloseTo(1.4183168316831685, 12);
    expect(line?.intercept).toBeCloseTo(2.7202970297029694, 12);
    expect(line?.slopeError).toBeCloseTo(0.15383618560905832, 12);
    expect(line?.lower).toBeCloseTo(1.0228683272929464, 10);
    expect(line?.upper).toBeCloseTo(1.8137653360733905, 10);
  });

  it('points on a line leave no doubt; two points or one x leave nothing else', () => {
    expect(leastSquares([1, 2, 3], [10, 20, 30])).toMatchObject({ slope: 10, intercept: 0, lower: 10, upper: 10 });
    expect(leastSquares([1, 2], [10, 20])).toBeUndefined();
    expect(leastSquares([2, 2, 2], [1, 2, 3])).toBeUndefined();
  });

  it('Theil–Sen is scipy 1.17.1 theilslopes, with ties too', () => {
    const line = theilSen(xs, ys);
    expect(line?.slope).toBeCloseTo(1.4, 12);
    expect(line?.lower).toBeCloseTo(2 / 3, 12);
    expect(line?.upper).toBeCloseTo(2, 12);
    const tied = theilSen([0, 1, 1, 3, 4, 6, 9], [3, 5, 5, 8, 7, 12, 30]);
    expect(tied?.slope).toBeCloseTo(1.5833333333333335, 12);
    expect(tied?.lower).toBeCloseTo(1, 12);
    expect(tied?.upper).toBeCloseTo(3.125, 12);
    expect(theilSen([1, 1], [2, 3])).toBeUndefined();
  });
});

describe('Cochran–Armitage', () => {
  it('is the correlation of hit and score, scipy 1.17.1 pearsonr × √n (statsmodels 0.15.0 agrees)', () => {
    const found = cochranArmitage([
      { score: 10, hits: 2, n: 110 },
      { score: 20, hits: 3, n: 108 },
      { score: 30, hits: 7, n: 112 },
      { score: 40, hits: 9, n: 90 },
    ]);
    expect(found?.z).toBeCloseTo(2.8433246488984616, 10);
    expect(found?.p).toBeCloseTo(0.0022322784307333265, 10);
  });

  it('the same share everywhere is no trend, and a falling one is none that rises', () => {
    const even = [1, 2, 3].map((score) => ({ score, hits: 5, n: 50 }));
    expect(cochranArmitage(even)).toMatchObject({ z: 0 });
    expect(cochranArmitage(even)?.p).toBeCloseTo(0.5, 12);
    const falling = [1, 2, 3].map((score) => ({ score, hits: 20 - 5 * score, n: 50 }));
    expect(cochranArmitage(falling)?.p).toBeGreaterThan(0.99);
  });

  it('nothing to see: no hits, nothing but hits, one load', () => {
    expect(cochranArmitage([])).toBeUndefined();
    expect(cochranArmitage([1, 2].map((score) => ({ score, hits: 0, n: 9 })))).toBeUndefined();
    expect(cochranArmitage([1, 2].map((score) => ({ score, hits: 9, n: 9 })))).toBeUndefined();
    expect(cochranArmitage([1, 1].map((score) => ({ score, hits: 3, n: 9 })))).toBeUndefined();
  });
});

describe('Holm', () => {
  it('is statsmodels 0.15.0 multipletests', () => {
    const found = holm([0.01, 0.04, 0.03, 0.005, 0.2]);
    [0.04, 0.09, 0.09, 0.025, 0.2].forEach((wanted, i) => {
      expect(found[i]).toBeCloseTo(wanted, 12);
    });
  });

  it('leaves one test as it is and never exceeds 1', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('Kolmogorov–Smirnov of exponential gaps', () => {
  const gaps = Array.from({ length: 40 }, (_, i) => -Math.log(1 - (((i + 1) * 0.61803398875) % 1)));

  it.each([
    [1, 0.036456179999999394, 0.9999999706035372],
    [1.3, 0.127016098952082, 0.4989095743134383],
    [2, 0.2823009104565045, 0.0025911436860878156],
  ])('with mean %d: distance as scipy 1.17.1 kstest, p near its exact one', (mean, distance, p) => {
    const found = exponentialGaps(gaps, mean);
    expect(found.distance).toBeCloseTo(distance, 9);
    expect(Math.abs(found.p - p)).toBeLessThan(0.02);
    if (p < 0.2) expect(Math.abs(found.p - p)).toBeLessThan(0.001);
  });

  it('gaps that are all alike are not exponential', () => {
    expect(exponentialGaps(new Array(50).fill(1), 1).p).toBeLessThan(1e-6);
  });

  it('one value in the middle of its distribution is half of it away', () => {
    expect(kolmogorovSmirnov([0.5], (x) => x).distance).toBe(0.5);
  });
});
