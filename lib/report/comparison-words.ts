import type {
  Comparison,
  ComparisonVerdict,
  FigureChange,
  FigureComparison,
} from '../analysis/comparison/comparison.ts';
import type { Difference } from '../analysis/comparison/differences.ts';
import { figureRow } from '../analysis/comparison/figures.ts';
import { formatChange } from '../analysis/comparison/format-change.ts';
import { formatValue } from './format.ts';

export const comparisonHead = ['', 'base', 'head', 'change', '95 % interval', 'p', ''];

/** One line of the table, as the screen and Markdown show it. */
export function comparisonRow(figure: FigureComparison): string[] {
  const { name, unit, base, head, change, pCorrected, status, runsNeeded } = figure;
  const value = (median: number | undefined): string => (median === undefined ? '–' : formatValue(median, unit));
  const result = status === 'not enough runs' && runsNeeded !== undefined ? `${status} (${runsNeeded})` : status;
  return [
    figureRow(name).words,
    value(base.median),
    value(head.median),
    change === undefined ? '–' : formatChange(change.kind, change.value),
    change === undefined ? '–' : interval(change),
    pCorrected === undefined ? '' : pCorrected.toFixed(3),
    status === 'shown' ? '' : result,
  ];
}

function interval({ kind, lower, upper }: FigureChange): string {
  if (lower === undefined || upper === undefined) return '–';
  return `${formatChange(kind, lower).replace(/ .*/, '')} … ${formatChange(kind, upper)}`;
}

export const verdictWords: Record<ComparisonVerdict['status'], string> = {
  regression: 'REGRESSION: the head is worse',
  improvement: 'IMPROVEMENT: the head is better',
  'no evidence': 'NO EVIDENCE of a change',
  'not enough runs': 'NOT ENOUGH RUNS to tell',
  undecided: 'UNDECIDED: not all that should decide was measured',
  invalid: 'INVALID: runs that cannot be trusted take part',
};

/** What was compared, in one line. */
export function comparedWords({ base, head }: Comparison): string {
  const alike = (of: (run: Comparison['base'][number]) => string): string => {
    const sides = [base, head].map((runs) => [...new Set(runs.map(of))].join(', '));
    return sides[0] === sides[1] ? (sides[0] as string) : sides.join(' → ');
  };
  return `${alike(({ scenario }) => scenario)} · ${alike(({ model }) => model)} · ${runs(base.length)} of the base against ${runs(head.length)} of the head`;
}

export function differenceWords({ what, base, head }: Difference): string {
  return `${what}: ${base.join(', ')} → ${head.join(', ')}`;
}

/** Figures that decide, then those that are only shown. */
export function inOrder(figures: readonly FigureComparison[]): {
  gated: FigureComparison[];
  shown: FigureComparison[];
} {
  return { gated: figures.filter(({ gated }) => gated), shown: figures.filter(({ gated }) => !gated) };
}

function runs(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}
