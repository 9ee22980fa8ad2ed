import { version } from '../../version.ts';
import {
  type ComparedRun,
  type Comparison,
  type ComparisonVerdict,
  comparisonVersion,
  type FigureComparison,
} from './comparison.ts';
import { differencesBetween } from './differences.ts';
import { figureRow } from './figures.ts';
import { formatChange } from './format-change.ts';
import { judgeFigure } from './judge-figure.ts';
import type { RunFigures } from './run-figures.ts';
import { type ComparisonOptions, testFigures } from './tested-figures.ts';

/** Whether the head's runs differ from the base's by more than runs differ anyway. Neither side may be empty. */
export function compareRuns(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  options: ComparisonOptions = {},
): Comparison {
  const figures = testFigures(base, head, options)
    .map(judgeFigure)
    // What nobody measured is told only of figures that should have decided.
    .filter(({ status, gated }) => gated || status !== 'not measured');
  return {
    schema: comparisonVersion,
    versions: { 'k6-llm': version },
    verdict: judgeComparison(base, head, figures, options.gated !== undefined),
    base: base.map(comparedRun),
    head: head.map(comparedRun),
    differences: differencesBetween(base, head),
    figures,
  };
}

function judgeComparison(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  figures: readonly FigureComparison[],
  declared: boolean,
): ComparisonVerdict {
  const unusable = [...base, ...head].filter(({ unusable: reasons }) => reasons.length > 0);
  if (unusable.length > 0) {
    const told = unusable.map(({ run, unusable: reasons }) => `${run}: ${reasons.join('; ')}`);
    return { status: 'invalid', exitCode: 4, reasons: told };
  }
  const gated = figures.filter((figure) => figure.gated);
  const reasonsOf = (...status: FigureComparison['status'][]): string[] =>
    gated.filter((figure) => status.includes(figure.status)).map(describe);

  const worse = reasonsOf('regression');
  if (worse.length > 0) return { status: 'regression', exitCode: 3, reasons: worse };
  // Of the default figures one that nobody measured decides nothing; one that was asked for leaves it open.
  const open = reasonsOf('not in all runs', ...(declared ? (['not measured'] as const) : []));
  const tooFew = reasonsOf('not enough runs');
  if (open.length > 0) return { status: 'undecided', exitCode: 4, reasons: [...open, ...tooFew] };
  if (tooFew.length > 0) return { status: 'not enough runs', exitCode: 4, reasons: tooFew };
  const better = reasonsOf('improvement');
  if (better.length > 0) return { status: 'improvement', exitCode: 0, reasons: better };
  const calm = reasonsOf('no evidence');
  if (calm.length === 0)
    return { status: 'undecided', exitCode: 4, reasons: ['none of the figures that decide was measured'] };
  return { status: 'no evidence', exitCode: 0, reasons: calm };
}

function describe({ name, status, because, change }: FigureComparison): string {
  const { words } = figureRow(name);
  const by = change === undefined || status === 'not in all runs' ? '' : ` ${formatChange(change.kind, change.value)}`;
  return `${words}${by}: ${because}`;
}

function comparedRun({ run, endedAt, exchanges, unusable, conditions }: RunFigures): ComparedRun {
  return { run, scenario: conditions.scenario, model: conditions.model, endedAt, exchanges, unusable };
}
