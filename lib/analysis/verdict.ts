import type { SloResult } from './slo.ts';
import { sloWords } from './slo-words.ts';
import type { StopReason } from './stop-reason.ts';
import type { Validity } from './validity.ts';

export type VerdictStatus =
  | 'passed'
  | 'failed'
  | 'undecided'
  | 'invalid'
  | 'interrupted'
  | 'budget'
  | 'refused'
  /** A guard of ours let no more than its question through: what was configured cannot be carried out. */
  | 'not begun';

export interface Verdict {
  status: VerdictStatus;
  /** The exit code of `k6-llm` that goes with it. */
  exitCode: number;
  reasons: string[];
}

export const exitCodeOf: Record<VerdictStatus, number> = {
  passed: 0,
  failed: 3,
  undecided: 4,
  invalid: 4,
  interrupted: 4,
  budget: 5,
  refused: 6,
  'not begun': 2,
};

export interface VerdictFacts {
  stopped?: StopReason | undefined;
  /** What stopped it, and what would be accepted, where the run itself says so. */
  stoppedBecause?: string | undefined;
  /** The run ended before its plan, and not by itself. */
  interrupted: boolean;
  /** Exchanges measured to their end. */
  measured: number;
  validity: Validity;
  slos: SloResult[];
}

/** One answer for the whole run. Where several hold, the first of this order does. */
export function judgeRun({ stopped, stoppedBecause, interrupted, measured, validity, slos }: VerdictFacts): Verdict {
  if (stopped === 'auth') return verdict('refused', ['the endpoint refused the API key; the run was stopped']);
  if (stopped === 'quota')
    return verdict('refused', ['the endpoint says that the quota is used up; the run was stopped']);
  if (stopped === 'daily')
    return verdict('not begun', [
      stoppedBecause ?? 'the daily allowance is unknown or too small for the plan',
      'one request was sent, and nothing else',
    ]);
  if (stopped === 'budget') return verdict('budget', ['the run was stopped at its budget']);
  // An interruption explains what else is wrong with a run, such as requests that never ended.
  if (interrupted) {
    const why = 'the run was ended before its plan; the numbers are of what was measured until then';
    return verdict('interrupted', [why, ...(validity.status === 'invalid' ? validity.reasons : [])]);
  }
  if (validity.status === 'invalid') return verdict('invalid', validity.reasons);
  const failed = slos.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return verdict('failed', failed.map(describe));
  if (measured === 0) return verdict('undecided', ['nothing was measured']);
  if (validity.status === 'undecidable') return verdict('undecided', validity.reasons);
  const open = slos.filter(({ status }) => status === 'undecided' || status === 'not measured');
  if (open.length > 0) return verdict('undecided', open.map(describe));
  return verdict('passed', [slos.length === 0 ? 'no threshold was set' : `every threshold holds (${slos.length})`]);
}

function verdict(status: VerdictStatus, reasons: string[]): Verdict {
  return { status, exitCode: exitCodeOf[status], reasons };
}

function describe(slo: SloResult): string {
  const { wanted, was } = sloWords(slo);
  return slo.status === 'failed'
    ? `${slo.name}: wanted ${wanted}, was ${was}`
    : `${slo.name}: ${slo.status} (${slo.reason})`;
}
