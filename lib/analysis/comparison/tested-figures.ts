import { holm } from '../statistics/holm.ts';
import { quantile } from '../statistics/quantile.ts';
import type { FigureChange, FigureComparison, SideSummary } from './comparison.ts';
import { defaultGated, type FigureName, type FigureRow, figureNames, figureRow } from './figures.ts';
import { judgeChange, significance } from './judge-change.ts';
import { noiseOf } from './noise.ts';
import type { Figure, RunFigures } from './run-figures.ts';

export interface ComparisonOptions {
  /** The figures that decide, at most `mostGated`. @default `defaultGated`, without those that no run has */
  gated?: readonly FigureName[];
  /** The change to be found, by figure, where it is not the figure's own: 0.1 is 10 %, of a share 10 points. */
  effects?: Partial<Record<FigureName, number>>;
}

/** A figure and what the test says of it; what it would have found, and with how many runs, is not asked yet. */
export interface TestedFigure extends Omit<FigureComparison, 'status' | 'because'> {
  row: FigureRow;
  runs: { base: number; head: number };
  sides: { base: Figure[]; head: Figure[] };
  /** Figures among which p was corrected. */
  tests: number;
  /** `too small`: significant, and does not matter. Absent where it was not tested. */
  found?: 'worse' | 'better' | 'too small' | 'by chance';
}

/** Every figure, those that decide tested: by ranks over runs, p corrected by Holm for how many there are. */
export function testFigures(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  { gated = defaultGated, effects = {} }: ComparisonOptions = {},
): TestedFigure[] {
  const all = figureNames.map((name) => {
    const figure = summarise(name, base, head, effects[name]);
    return gated.includes(name) ? { ...figure, gated: true } : { ...figure, p: undefined };
  });
  // A figure that is missing in some runs is not tested: those that have it are no fair sample.
  const tested = all.filter(
    ({ p, sides, runs }) => p !== undefined && sides.base.length === runs.base && sides.head.length === runs.head,
  );
  const corrected = holm(tested.map(({ p }) => p as number));
  return all.map(({ p, direction, ...figure }) => {
    const pCorrected = corrected[tested.findIndex(({ name }) => name === figure.name)];
    return {
      ...figure,
      tests: tested.length,
      ...(p === undefined ? {} : { p }),
      ...(pCorrected === undefined || direction === undefined
        ? {}
        : { pCorrected, found: foundBy(pCorrected, direction) }),
    };
  });
}

function foundBy(pCorrected: number, direction: 'worse' | 'better' | 'none'): NonNullable<TestedFigure['found']> {
  if (pCorrected > significance) return 'by chance';
  return direction === 'none' ? 'too small' : direction;
}

interface Summarised extends Omit<TestedFigure, 'tests' | 'p' | 'pCorrected' | 'found'> {
  p: number | undefined;
  direction: 'worse' | 'better' | 'none' | undefined;
}

function summarise(
  name: FigureName,
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  effect: number | undefined,
): Summarised {
  const row: FigureRow = { ...figureRow(name), ...(effect === undefined ? {} : { effect }) };
  const sides = { base: figuresOf(name, base), head: figuresOf(name, head) };
  const [from, to] = [sides.base, sides.head].map((side) => side.map(({ value }) => value)) as [number[], number[]];
  const both = from.length > 0 && to.length > 0;
  const { p, shift, direction } = both ? judgeChange(row, from, to) : {};
  const noise = both ? noiseOf(row, sides.base, sides.head) : undefined;
  return {
    name,
    row,
    gated: false,
    unit: row.unit,
    better: row.better,
    effect: row.effect,
    runs: { base: base.length, head: head.length },
    sides,
    base: summaryOf(from),
    head: summaryOf(to),
    ...(shift === undefined ? {} : { change: changeOf(row, shift) }),
    ...(noise === undefined ? {} : { runNoise: noise.deviation }),
    p,
    direction,
  };
}

function figuresOf(name: FigureName, runs: readonly RunFigures[]): Figure[] {
  return runs.flatMap(({ figures }) => figures[name] ?? []);
}

function summaryOf(values: number[]): SideSummary {
  if (values.length === 0) return { values };
  return {
    values,
    median: quantile(
      [...values].sort((a, b) => a - b),
      0.5,
    ),
  };
}

function changeOf(row: FigureRow, shift: { value: number; lower?: number; upper?: number }): FigureChange {
  const told = (value: number): number => (row.change === 'ratio' ? Math.expm1(value) : value);
  return {
    kind: row.change,
    value: told(shift.value),
    ...(shift.lower === undefined ? {} : { lower: told(shift.lower) }),
    ...(shift.upper === undefined ? {} : { upper: told(shift.upper) }),
  };
}
