/**
 * The value below which the share `q` of the values lies, by linear interpolation between the two nearest: type 7 of
 * Hyndman & Fan (1996), k6's and numpy's rule. NaN of nothing.
 *
 * @param sorted ascending
 * @param q 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, q));
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) return Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}
