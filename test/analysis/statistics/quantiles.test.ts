import { describe, expect, it } from 'vitest';
import { drawBeta, drawExponential, drawGamma, drawNormal } from '../../../lib/analysis/statistics/draw.ts';
import { incompleteBeta } from '../../../lib/analysis/statistics/incomplete-beta.ts';
import { kolmogorovSmirnov } from '../../../lib/analysis/statistics/kolmogorov-smirnov.ts';
import { normalCdf } from '../../../lib/analysis/statistics/normal.ts';
import { proportionBounds } from '../../../lib/analysis/statistics/proportion.ts';
import { quantile } from '../../../lib/analysis/statistics/quantile.ts';
import { quantileDraws } from '../../../lib/analysis/statistics/quantile-draws.ts';
import { quantileInterval } from '../../../lib/analysis/statistics/quantile-interval.ts';
import { ratioOfQuantiles } from '../../../lib/analysis/statistics/ratio-of-quantiles.ts';
import { viewOf } from '../../../lib/analysis/statistics/sample-view.ts';
import { seededRandom } from '../../../lib/prompts/seeded-random.ts';

const ascending = (a: number, b: number): number => a - b;

describe('quantile', () => {
  it('is numpy 2.4.6 quantile, k6 uses the same rule', () => {
    const sorted = [3, 1, 4, 1, 5, 9, 2, 6].sort(ascending);
    expect([0, 0.25, 0.5, 1].map((q) => quantile(sorted, q))).toEqual([1, 1.75, 3.5, 9]);
    expect(quantile(sorted, 0.95)).toBeCloseTo(7.95, 12);
  });

  it('of one value is that value, of none is NaN', () => {
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('the interval of a quantile is scipy 1.17.1 quantile_test', () => {
  const values = Array.from({ length: 210 }, (_, i) => ((i + 1) * 37) % 211);
  it.each([
    [210, 0.95, 193, 206],
    [210, 0.5, 91, 120],
    [30, 0.5, 59, 144],
    [72, 0.95, 185, 210],
    [8, 0.5, 11, 185],
    [130, 0.95, 191, 209],
  ])('of %d values at %d', (n, q, lower, upper) => {
    expect(quantileInterval(values.slice(0, n).sort(ascending), q)).toEqual({ lower, upper });
  });

  it('has no upper end for a p95 of 71 values', () => {
    expect(quantileInterval(values.slice(0, 71).sort(ascending), 0.95)).toEqual({ lower: 185 });
    expect(quantileInterval([], 0.95)).toEqual({});
  });
});

describe('bounds on a proportion are scipy 1.17.1 binomtest(…).proportion_ci(0.9)', () => {
  it.each([
    [1, 50, 0.0010253398672330268, 0.09139813071969742],
    [0, 110, 0, 0.02686643000618587],
    [2, 110, 0.0032400879898591734, 0.056127085146410446],
    [10, 10, 0.7411344491066528, 1],
    [5, 1100, 0.0017927006052785859, 0.00953337063098452],
    [3, 20, 0.042169407885778595, 0.34366380431470434],
  ])('%d of %d', (hits, n, lower, upper) => {
    const found = proportionBounds(hits, n);
    expect(found.lower).toBeCloseTo(lower, 9);
    expect(found.upper).toBeCloseTo(upper, 9);
  });

  it('of nothing are all there is', () => expect(proportionBounds(0, 0)).toEqual({ lower: 0, upper: 1 }));
});

describe('draws follow their distribution (Kolmogorov–Smirnov over 4,000)', () => {
  const random = seededRandom(3);
  const many = (draw: () => number): number[] => Array.from({ length: 4000 }, draw);
  it.each<[string, () => number, (x: number) => number]>([
    ['normal', () => drawNormal(random), normalCdf],
    ['exponential', () => drawExponential(random), (x) => 1 - Math.exp(-x)],
    ['gamma(1)', () => drawGamma(1, random), (x) => 1 - Math.exp(-x)],
    ['beta(105, 6)', () => drawBeta(105, 6, random), (x) => incompleteBeta(x, 105, 6)],
    ['beta(29.45, 1.55)', () => drawBeta(29.45, 1.55, random), (x) => incompleteBeta(x, 29.45, 1.55)],
    ['beta(0.5, 0.7)', () => drawBeta(0.5, 0.7, random), (x) => incompleteBeta(x, 0.5, 0.7)],
  ])('%s', (_name, draw, cdf) => expect(kolmogorovSmirnov(many(draw), cdf).p).toBeGreaterThan(0.01));
});

describe('the ratio of two quantiles', () => {
  const random = seededRandom(11);
  const sample = (n: number, factor = 1): number[] =>
    Array.from({ length: n }, () => factor * Math.exp(0.4 * drawNormal(random))).sort(ascending);
  const p95 = (over: number[], under: number[], seed: number) =>
    ratioOfQuantiles(viewOf(over), viewOf(under), 0.95, { seed, draws: 400 });

  it('of constant samples is exact', () => {
    expect(p95(new Array(30).fill(300), new Array(30).fill(100), 1)).toEqual({ value: 3, lower: 3, upper: 3 });
  });

  it('is the same for the same seed', () => {
    const [a, b] = [sample(50), sample(50)];
    expect(p95(a, b, 5)).toEqual(p95(a, b, 5));
    expect(p95(a, b, 5).lower).not.toBe(p95(a, b, 6).lower);
  });

  it('can lie beyond the largest value seen: 30 values do not bound their p95', () => {
    const values = sample(30);
    const draws = quantileDraws(viewOf(values), 0.95, 1000, random);
    expect([...draws].filter((draw) => draw > (values[29] as number)).length).toBeGreaterThan(100);
  });

  it.each([
    [30, 30],
    [110, 110],
    [30, 300],
    [300, 30],
  ])('%d values against %d: each 95 %% bound is wrong in at most 5 %% (+ 2 %% luck) of 400 pairs', (n, m) => {
    let low = 0;
    let high = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { lower, upper } = p95(sample(n, 2), sample(m), seed);
      if (lower > 2) low++;
      if (upper < 2) high++;
    }
    expect(Math.max(low, high)).toBeLessThanOrEqual(28);
  });
});
