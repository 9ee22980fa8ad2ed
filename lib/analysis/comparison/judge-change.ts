import { rankTest, smallestRankP } from '../statistics/rank-test.ts';
import { type Shift, shiftBetween } from '../statistics/shift-between.ts';
import type { FigureRow } from './figures.ts';
import { scaled, worseBy } from './noise.ts';

/** A p-value above it, corrected for how many figures decide, is no evidence. */
export const significance = 0.05;

/** A change below this share of the wished effect is not called one. */
export const leastShareOfEffect = 0.5;

export interface Change {
  /** Not corrected for other figures. */
  p: number;
  /** On the scale of `scaled`; absent where there is a ratio to nothing. */
  shift?: Shift;
  /** `none`: too small to matter, whatever p says. */
  direction: 'worse' | 'better' | 'none';
}

/** One figure, base against head, each value a run's. */
export function judgeChange(
  row: FigureRow,
  base: readonly number[],
  head: readonly number[],
  exactLimit?: number,
): Change {
  const [from, to] = [scaled(row, base), scaled(row, head)];
  if (from === undefined || to === undefined) return judgeByRanks(row, base, head);
  const shift = shiftBetween(from, to);
  const direction = directionOf(row, shift.value);
  return { p: rankTest(from, to, exactLimit), shift, direction };
}

/** Where one side is 0, such as what a free model costs, there is no ratio: any difference matters. */
function judgeByRanks(row: FigureRow, base: readonly number[], head: readonly number[]): Change {
  const { value } = shiftBetween(base, head);
  const rises = row.better === 'lower' ? 'worse' : 'better';
  const falls = row.better === 'lower' ? 'better' : 'worse';
  return { p: rankTest(base, head), direction: value > 0 ? rises : value < 0 ? falls : 'none' };
}

function directionOf(row: FigureRow, shift: number): Change['direction'] {
  const least = row.effect * leastShareOfEffect;
  const [worse, better] = [worseBy(row, least), worseBy(row, -least)];
  // A hair below, or 5 % would not be 5 % by the last digit of a logarithm.
  const reaches = (limit: number): boolean => shift / limit > 1 - 1e-9;
  return reaches(worse) ? 'worse' : reaches(better) ? 'better' : 'none';
}

/** With fewer runs a side no difference, however large, is significant among so many figures that decide. */
export function fewestRuns(tests: number): number {
  let runs = 2;
  while (smallestRankP(runs, runs) * tests > significance) runs++;
  return runs;
}
