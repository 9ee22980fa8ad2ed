import { seededRandom } from '../../prompts/seeded-random.ts';
import type { FigureRow } from './figures.ts';
import { fewestRuns, judgeChange, significance } from './judge-change.ts';
import type { Noise } from './noise.ts';

/** The share of true changes that one wants to be found. */
export const wishedPower = 0.8;

/** More than people run, and the search would take long. */
export const mostRuns = 30;

/** The power is then known to 1.3 %; the search for the number of runs takes fewer. */
const draws = 1000;
const drawsOfSearch = 400;

export interface Design {
  base: number;
  head: number;
  /** Figures that decide: p is held against 5 % ÷ this, which is Holm's first and strictest step. */
  tests: number;
}

/** How often a figure that is worse by exactly its wished effect is called so, with so many runs and this noise. */
export function powerOf(row: FigureRow, noise: Noise, { base, head, tests }: Design, of = draws): number {
  const random = seededRandom(1);
  const runs = (count: number, changed: boolean): number[] =>
    Array.from({ length: count }, () => noise.draw(changed, random));
  let found = 0;
  for (let i = 0; i < of; i++) {
    const { p, direction } = judgeChange(row, runs(base, false), runs(head, true), 16);
    if (direction === 'worse' && p * tests <= significance) found++;
  }
  return found / of;
}

/** Runs a side with which the power is as wished; undefined where `mostRuns` are not enough. */
export function runsNeeded(row: FigureRow, noise: Noise, tests: number): number | undefined {
  const enough = (runs: number): boolean =>
    powerOf(row, noise, { base: runs, head: runs, tests }, drawsOfSearch) >= wishedPower;
  let below = fewestRuns(tests) - 1;
  let above = below + 1;
  while (!enough(above)) {
    if (above >= mostRuns) return undefined;
    below = above;
    above = Math.min(mostRuns, Math.ceil(above * 1.5));
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (enough(middle)) above = middle;
    else below = middle;
  }
  return above;
}
