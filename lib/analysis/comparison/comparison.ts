import type { Unit } from '../../metrics/table.ts';
import type { Difference } from './differences.ts';
import type { FigureName } from './figures.ts';

/** Raised when a field is renamed, removed or changes its meaning; added fields do not count. */
export const comparisonVersion = 1;

export type FigureStatus =
  | 'regression'
  | 'improvement'
  | 'no evidence'
  | 'not enough runs'
  /** Some runs have it and some have not. */
  | 'not in all runs'
  /** No run has it. */
  | 'not measured'
  /** Not declared as one that decides: neither tested nor judged. */
  | 'shown';

/** Base and head as one value: what `--json` prints and the other renderings show. Absent is absent. */
export interface Comparison {
  schema: typeof comparisonVersion;
  versions: { 'k6-llm': string };
  verdict: ComparisonVerdict;
  base: ComparedRun[];
  head: ComparedRun[];
  /** What is not alike in all runs, and could be why they differ. */
  differences: Difference[];
  figures: FigureComparison[];
}

export interface ComparisonVerdict {
  status: 'regression' | 'improvement' | 'no evidence' | 'not enough runs' | 'undecided' | 'invalid';
  exitCode: number;
  reasons: string[];
}

export interface ComparedRun {
  run: string;
  scenario: string;
  model: string;
  endedAt: string;
  exchanges: number;
  /** Why it cannot be trusted; empty for one that can. */
  unusable: string[];
}

export interface FigureComparison {
  name: FigureName;
  /** Whether it takes part in the verdict. */
  gated: boolean;
  unit: Unit;
  better: 'lower' | 'higher';
  status: FigureStatus;
  /** Why, in one sentence. */
  because: string;
  base: SideSummary;
  head: SideSummary;
  /** Absent where a side has no value, or where there is no ratio to a value of 0. */
  change?: FigureChange;
  /** Two-sided, of the rank test over runs; of gated figures only. */
  p?: number;
  /** The same after Holm's correction for how many figures decide: at most 0.05 is significant. */
  pCorrected?: number;
  /** Standard deviation from run to run: of a ratio relative, else in points. Absent where no side has two runs. */
  runNoise?: number;
  /** How often a change as large as the wished effect would be found with these runs and this noise. */
  power?: number;
  /** Runs a side with which that would be 80 %; absent where they suffice, or where 30 are too few. */
  runsNeeded?: number;
  /** The change that is to be found, in the units of `change`. */
  effect: number;
}

export interface SideSummary {
  /** Of each run that has it, in the order of the runs. */
  values: number[];
  /** The median of those. */
  median?: number;
}

export interface FigureChange {
  /** `ratio`: 0.1 is 10 % above the base. `points`: 0.02 is from 1 % to 3 %. */
  kind: 'ratio' | 'points';
  value: number;
  /** Ends of the 95 % interval; absent with too few runs for one. */
  lower?: number;
  upper?: number;
}
