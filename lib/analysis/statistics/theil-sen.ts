import { normalInverse } from './normal.ts';
import { quantile } from './quantile.ts';

/**
 * The median of the slopes between all pairs of points (Theil 1950, Sen 1968): a line that one wild point does not
 * bend. The interval is Sen's, with his correction for ties in y. Undefined where no two points differ in x.
 */
export function theilSen(
  xs: readonly number[],
  ys: readonly number[],
  confidence = 0.95,
): { slope: number; lower: number; upper: number } | undefined {
  const slopes: number[] = [];
  xs.forEach((x, i) => {
    for (let j = 0; j < i; j++) {
      const run = x - (xs[j] as number);
      if (run !== 0) slopes.push(((ys[i] as number) - (ys[j] as number)) / run);
    }
  });
  if (slopes.length === 0) return undefined;
  slopes.sort((a, b) => a - b);
  const n = xs.length;
  const ties = tieTerm(xs) + tieTerm(ys);
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18);
  const reach = normalInverse((1 + confidence) / 2) * deviation;
  const last = slopes.length - 1;
  return {
    slope: quantile(slopes, 0.5),
    lower: slopes[Math.max(0, Math.round((slopes.length - reach) / 2) - 1)] as number,
    upper: slopes[Math.min(last, Math.round((slopes.length + reach) / 2))] as number,
  };
}

/** Σ t(t − 1)(2t + 5) over groups of equal values. */
function tieTerm(values: readonly number[]): number {
  const groups = new Map<number, number>();
  for (const value of values) groups.set(value, (groups.get(value) ?? 0) + 1);
  return [...groups.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
}
