import { quantile } from './quantile.ts';

/**
 * Standard error of the logarithm of a quantile: half the way between the quantiles one standard error of the share
 * below and above (Woodruff 1952). Relative, so that 0.1 is about 10 % of the quantile.
 *
 * @param sorted ascending, above 0
 */
export function logQuantileError(sorted: readonly number[], q: number): number {
  const reach = Math.sqrt((q * (1 - q)) / sorted.length);
  return Math.log(quantile(sorted, q + reach) / quantile(sorted, q - reach)) / 2;
}
