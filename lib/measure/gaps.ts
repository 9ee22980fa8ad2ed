import type { PieceTimes } from './capture.ts';

/**
 * The gaps between successive arrivals, in the unit of `times`; nothing with fewer than two arrivals.
 * Percentiles are nearest-rank, so each is a gap that was really seen.
 *
 * @example gaps([100, 110, 150]) // { longestGap: 40, gapP50: 10, gapP99: 40 }
 */
export function gaps(times: readonly number[]): Pick<PieceTimes, 'longestGap' | 'gapP50' | 'gapP99'> {
  const count = times.length - 1;
  if (count < 1) return {};
  // A typed array sorts by number; a plain one would sort by text.
  const sorted = new Float64Array(count);
  for (let i = 0; i < count; i += 1) sorted[i] = (times[i + 1] as number) - (times[i] as number);
  sorted.sort();
  const rank = (percent: number) => sorted[Math.ceil((percent * count) / 100) - 1] as number;
  return { longestGap: rank(100), gapP50: rank(50), gapP99: rank(99) };
}
