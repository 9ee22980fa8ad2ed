import { version } from '../../version.ts';
import { holm } from '../statistics/holm.ts';
import { evidenceOf, type FigureEvidence, judgeFigure } from './compare-figure.ts';
import {
  type ComparedRun,
  type Comparison,
  type ComparisonVerdict,
  comparisonVersion,
  type FigureComparison,
} from './comparison.ts';
import { differencesBetween } from './differences.ts';
import { defaultGated, type FigureName, figureNames, figureRow } from './figures.ts';
import { formatChange } from './format-change.ts';
import type { RunFigures } from './run-figures.ts';

export interface ComparisonOptions {
  /** The figures that decide, at most `mostGated`. @default `defaultGated`, without those that no run has */
  gated?: readonly FigureName[];
  /** The change to be found, by figure, where it is not the figure's own: 0.1 is 10 %, of a share 10 points. */
  effects?: Partial<Record<FigureName, number>>;
}

/** Whether the head's runs differ from the base's by more than runs differ anyway. Neither side may be empty. */
export function compareRuns(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  { gated, effects = {} }: ComparisonOptions = {},
): Comparison {
  const evidence = figureNames.map((name) =>
    evidenceOf(name, base, head, { gated: (gated ?? defaultGated).includes(name), effect: effects[name] }),
  );
  const tested = evidence.filter(isTested);
  const corrected = holm(tested.map(({ p }) => p));
  const figures = evidence
    .map((one) => judgeFigure(one, corrected[tested.findIndex(({ name }) => name === one.name)], tested.length))
    // What nobody measured is told only of figures that should have decided.
    .filter(({ status, gated: decides }) => decides || status !== 'not measured');
  return {
    schema: comparisonVersion,
    versions: { 'k6-llm': version },
    verdict: judgeComparison(base, head, figures, gated !== undefined),
    base: base.map(comparedRun),
    head: head.map(comparedRun),
    differences: differencesBetween(base, head),
    figures,
  };
}

/** A figure that is missing in some runs is not tested: those that have it are no fair sample. */
function isTested(evidence: FigureEvidence): evidence is FigureEvidence & { p: number } {
  const { p, sides, runs } = evidence;
  return p !== undefined && sides.base.length === runs.base && sides.head.length === runs.head;
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
