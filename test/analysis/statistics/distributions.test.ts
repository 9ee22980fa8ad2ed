import { describe, expect, it } from 'vitest';
import { incompleteBeta, incompleteBetaInverse } from '../../../lib/analysis/statistics/incomplete-beta.ts';
import { logGamma } from '../../../lib/analysis/statistics/log-gamma.ts';
import { normalCdf, normalInverse, normalTail } from '../../../lib/analysis/statistics/normal.ts';
import { studentInverse, studentTail } from '../../../lib/analysis/statistics/student-t.ts';

/** Wanted values are scipy 1.17.1's; the tolerance is relative to their own size. */
function expectNear(found: number, wanted: number, relative = 1e-10): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

describe('the standard normal distribution is scipy 1.17.1 norm to 1e-12 of itself', () => {
  it.each([
    [-37, 5.7255712225239266e-300],
    [-20, 2.7536241186061556e-89],
    [-8, 6.22096057427174e-16],
    [-5.2, 9.96442631693347e-8],
    [-3.5, 0.00023262907903552502],
    [-3, 0.0013498980316300933],
    [-2.9, 0.0018658133003840375],
    [-1, 0.15865525393145707],
    [-0.001, 0.49960105778608893],
    [0.5, 0.6914624612740131],
    [1.96, 0.9750021048517795],
    [4, 0.9999683287581669],
  ])('cdf(%d)', (x, wanted) => expectNear(normalCdf(x), wanted, 1e-12));

  it('the upper tail keeps its digits where 1 − cdf is 0', () => expectNear(normalTail(20), 2.7536241186061556e-89));

  it.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965322],
    [1e-20, -9.262340089798409],
    [1e-9, -5.9978070150076865],
    [1e-4, -3.7190164854556804],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ])('inverse(%d)', (p, wanted) => expectNear(normalInverse(p), wanted, 1e-12));

  it('has its ends at infinity, and none beyond', () => {
    expect([0, 1, -0.1, Number.NaN].map(normalInverse)).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN]);
    expect(normalInverse(0.5)).toBeCloseTo(0, 15);
  });
});

describe('gamma, beta and Student are scipy 1.17.1', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [1.5, -0.12078223763524526],
    [10, 12.801827480081469],
    [171.3, 708.1149470389971],
    [5000, 37582.62631568535],
  ])('gammaln(%d)', (x, wanted) => expectNear(logGamma(x), wanted, 1e-12));

  it.each([
    [0.3, 2, 5, 0.5798250000000003],
    [0.95, 105, 6, 0.5267285963017431],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.999, 2, 0.1, 0.448744161733363],
    [0.5, 300, 290, 0.3401718084297463],
    [0.97, 29.45, 1.55, 0.6309184653201401],
    [1e-5, 3, 4, 1.9999550003599994e-14],
    [0, 3, 4, 0],
    [1, 3, 4, 1],
  ])('betainc at %d of Beta(%d, %d)', (x, a, b, wanted) => expectNear(incompleteBeta(x, a, b), wanted));

  it.each([
    [0.05, 105, 6, 0.9068061620183192],
    [0.95, 1, 110, 0.02686643000626772],
    [0.5, 2, 3, 0.3857275681323895],
    [0.975, 0.5, 2, 0.7533583746206303],
    [1e-6, 3, 3, 0.004652416361586582],
  ])('betaincinv of %d of Beta(%d, %d)', (p, a, b, wanted) => expectNear(incompleteBetaInverse(p, a, b), wanted, 1e-9));

  it.each([
    [2.5, 4, 0.03338327240599407],
    [-1, 7, 0.8246916685898963],
    [0, 3, 0.5],
    [12, 2, 0.00343646683857923],
    [40, 30, 6.863022597203209e-28],
    [1.96, 1000, 0.025136592477874368],
  ])('t.sf(%d) with %d degrees of freedom', (t, degrees, wanted) => expectNear(studentTail(t, degrees), wanted));

  it.each([
    [0.975, 4, 2.7764451051977934],
    [0.975, 1, 12.706204736174694],
    [0.95, 18, 1.7340636066175388],
    [0.05, 3, -2.353363434801824],
    [0.9995, 12, 4.3177912836062475],
    [0.975, 1000, 1.9623390808264083],
  ])('t.ppf(%d) with %d degrees of freedom', (p, degrees, wanted) => expectNear(studentInverse(p, degrees), wanted));
});
