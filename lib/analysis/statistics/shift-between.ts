import { countsOfU } from './mann-whitney.ts';
import { normalInverse } from './normal.ts';
import { quantile } from './quantile.ts';

export interface Shift {
  /** How far the second sample lies above the first. */
  value: number;
  /** Ends of the 95 % interval; absent where the samples are too small to have one: below 4 against 4. */
  lower?: number;
  upper?: number;
}

/**
 * The median of all differences between a value of `to` and one of `from` (Hodges & Lehmann 1963), which one wild value
 * does not move, and the interval that goes with the rank test: between the k-th smallest and the k-th largest
 * difference (Conover 1999, section 5.4).
 */
export function shiftBetween(from: readonly number[], to: readonly number[]): Shift {
  const differences = to.flatMap((high) => from.map((low) => high - low)).sort((a, b) => a - b);
  const k = differencesBeyond(from.length, to.length);
  return {
    value: quantile(differences, 0.5),
    ...(k > 0 ? { lower: differences[k - 1] as number, upper: differences[differences.length - k] as number } : {}),
  };
}

const confidence = 0.95;

/** k of the interval: the largest at which U below k is seen in at most 2.5 %. */
function differencesBeyond(n: number, m: number): number {
  if (n * m > 400) {
    const spread = Math.sqrt((n * m * (n + m + 1)) / 12);
    return Math.max(0, Math.floor((n * m) / 2 - normalInverse((1 + confidence) / 2) * spread));
  }
  const counts = countsOfU(n, m);
  const all = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  let k = 0;
  for (const count of counts) {
    seen += count;
    if (seen / all > (1 - confidence) / 2) break;
    k++;
  }
  return k;
}
