import { quantile } from '../statistics/quantile.ts';
import type { FigureChange, FigureComparison, SideSummary } from './comparison.ts';
import { type FigureName, type FigureRow, figureRow } from './figures.ts';
import { formatChange } from './format-change.ts';
import { fewestRuns, judgeChange, leastShareOfEffect, significance } from './judge-change.ts';
import { noiseOf } from './noise.ts';
import { mostRuns, powerOf, runsNeeded, wishedPower } from './power.ts';
import type { Figure, RunFigures } from './run-figures.ts';

/** A figure with all that can be told of it alone: the correction of p, and so the verdict, needs the others. */
export interface FigureEvidence extends Omit<FigureComparison, 'status' | 'because'> {
  row: FigureRow;
  runs: { base: number; head: number };
  direction?: 'worse' | 'better' | 'none';
  sides: { base: Figure[]; head: Figure[] };
}

export function evidenceOf(
  name: FigureName,
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  { gated, effect }: { gated: boolean; effect?: number | undefined },
): FigureEvidence {
  const row: FigureRow = { ...figureRow(name), ...(effect === undefined ? {} : { effect }) };
  const sides = { base: figuresOf(name, base), head: figuresOf(name, head) };
  const [from, to] = [sides.base, sides.head].map((side) => side.map(({ value }) => value)) as [number[], number[]];
  const common = {
    name,
    row,
    gated,
    unit: row.unit,
    better: row.better,
    effect: row.effect,
    runs: { base: base.length, head: head.length },
    sides,
    base: summaryOf(from),
    head: summaryOf(to),
  };
  if (from.length === 0 || to.length === 0) return common;
  const { p, shift, direction } = judgeChange(row, from, to);
  const noise = noiseOf(row, sides.base, sides.head);
  return {
    ...common,
    ...(shift === undefined ? {} : { change: changeOf(row, shift) }),
    ...(gated ? { p } : {}),
    direction,
    ...(noise === undefined ? {} : { runNoise: noise.deviation }),
  };
}

/** The last step: what the figure says, once p is corrected. `tests` is how many figures took part in that. */
export function judgeFigure(
  { row, runs, direction, sides, ...known }: FigureEvidence,
  pCorrected: number | undefined,
  tests: number,
): FigureComparison {
  const say = (status: FigureComparison['status'], because: string): FigureComparison => ({
    ...known,
    ...(pCorrected === undefined ? {} : { pCorrected }),
    status,
    because,
  });
  const missing = runs.base + runs.head - sides.base.length - sides.head.length;
  if (missing === runs.base + runs.head) return say('not measured', 'no run has it');
  if (missing > 0)
    return say(
      'not in all runs',
      `${sides.base.length} of ${runs.base} base runs and ${sides.head.length} of ${runs.head} head runs have it`,
    );
  if (!known.gated || pCorrected === undefined) return say('shown', 'not declared as one that decides');

  const least = formatChange(row.change, row.effect * leastShareOfEffect, false);
  const wished = formatChange(row.change, row.effect, false);
  const chance = `p ${shownP(pCorrected)} among ${tests} ${tests === 1 ? 'figure' : 'figures'}`;
  if (pCorrected <= significance) {
    if (direction === 'worse') return say('regression', chance);
    if (direction === 'better') return say('improvement', chance);
    return say('no evidence', `a change of less than ${least}, which does not count (${chance})`);
  }
  const fewest = fewestRuns(tests);
  const noise = noiseOf(row, sides.base, sides.head);
  if (noise === undefined) {
    // Of ratios to nothing, such as to what a free model costs, only the ranks can speak.
    if (Math.min(runs.base, runs.head) >= fewest) return say('no evidence', chance);
    return {
      ...say(
        'not enough runs',
        `at least ${fewest} runs a side needed; how runs differ by chance is not known from these`,
      ),
      runsNeeded: fewest,
    };
  }
  const power = powerOf(row, noise, { base: runs.base, head: runs.head, tests });
  const found = `a change of ${wished} would be found in ${Math.round(power * 100)} %`;
  if (power >= wishedPower) return { ...say('no evidence', found), power };
  const needed = runsNeeded(row, noise, tests);
  // A share is told as well by larger runs as by more of them.
  const each = row.change === 'points' ? ` of ${sides.head[0]?.samples} requests` : '';
  const words = `${needed ?? `more than ${mostRuns}`} runs${each} a side needed`;
  return {
    ...say('not enough runs', `${words}: ${found}`),
    power,
    ...(needed === undefined ? {} : { runsNeeded: needed }),
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

function shownP(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}
