import { drawBinomial, drawNormal, type Random } from '../statistics/draw.ts';
import type { FigureRow } from './figures.ts';
import type { Figure } from './run-figures.ts';

/** How runs of one and the same thing differ, as far as these runs tell. */
export interface Noise {
  /** Standard deviation from run to run: relative for a ratio (0.01 is 1 %), in points for a share. */
  deviation: number;
  /** What another run could have given, of a base of 1 for a ratio; with the change, of one that is worse by the effect. */
  draw(changed: boolean, random: Random): number;
}

/** Ratios are compared as differences of logarithms. A ratio to nothing does not exist: undefined. */
export function scaled({ change }: FigureRow, values: readonly number[]): number[] | undefined {
  if (change === 'points') return [...values];
  return values.every((value) => value > 0) ? values.map(Math.log) : undefined;
}

/** How much a change of this size is on the scale, in the direction that is worse. */
export function worseBy({ change, better }: FigureRow, effect: number): number {
  const sign = better === 'lower' ? 1 : -1;
  return change === 'points' ? sign * effect : Math.log(1 + sign * effect);
}

/** Undefined where no side has two runs, or where there is no scale. */
export function noiseOf(row: FigureRow, base: readonly Figure[], head: readonly Figure[]): Noise | undefined {
  const sides = [base, head].map((side) =>
    scaled(
      row,
      side.map(({ value }) => value),
    ),
  );
  const freedom = base.length + head.length - 2;
  if (freedom < 1 || sides.some((side) => side === undefined)) return undefined;
  const squares = (sides as number[][]).map((side) => side.reduce((sum, value) => sum + (value - mean(side)) ** 2, 0));
  const variance = squares.reduce((sum, square) => sum + square, 0) / freedom;
  const deviation = Math.sqrt(variance);
  const shift = worseBy(row, row.effect);
  if (row.change === 'ratio')
    return { deviation, draw: (changed, random) => Math.exp(deviation * drawNormal(random) + (changed ? shift : 0)) };

  // A share has noise of its own, by how many requests it is of; what runs differ by beyond that comes on top.
  const all = [...base, ...head];
  const before = mean(base.map(({ value }) => value));
  const requests = Math.max(1, Math.round(mean(all.map(({ samples }) => samples))));
  const between = Math.sqrt(Math.max(0, variance - mean(all.map(({ value }) => (value * (1 - value)) / requests))));
  return {
    deviation,
    draw(changed, random) {
      const truth = before + between * drawNormal(random) + (changed ? shift : 0);
      return drawBinomial(requests, Math.min(1, Math.max(0, truth)), random) / requests;
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
