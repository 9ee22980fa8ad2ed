import { incompleteBeta } from './incomplete-beta.ts';

/**
 * An interval for a quantile of what the sample was drawn from, its ends being values of the sample: the tightest pair
 * of order statistics whose one-sided errors are each at most (1 − confidence) ÷ 2 (Conover 1999, section 3.2). An end
 * is absent where the sample is too small to have one: no 95 % upper end of a p95 exists below 72 values.
 *
 * @param sorted ascending
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  q: number,
  confidence = 0.95,
): { lower?: number; upper?: number } {
  const n = sorted.length;
  const error = (1 - confidence) / 2;
  // Below x_(k) lies less than the share q exactly if fewer than k of n fell below the quantile.
  const lower = lastWhere(n, (k) => atMost(k - 1, n, q) <= error);
  const beyond = lastWhere(n, (k) => 1 - atMost(n - k, n, q) <= error);
  return {
    ...(lower === 0 ? {} : { lower: sorted[lower - 1] as number }),
    ...(beyond === 0 ? {} : { upper: sorted[n - beyond] as number }),
  };
}

/** P(X ≤ k) of the binomial. */
function atMost(k: number, n: number, p: number): number {
  return k >= n ? 1 : k < 0 ? 0 : incompleteBeta(1 - p, n - k, k + 1);
}

/** The largest k of 1…n that holds, where all below hold too; 0 for none. */
function lastWhere(n: number, holds: (k: number) => boolean): number {
  let good = 0;
  let bad = n + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
