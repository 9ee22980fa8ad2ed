import type { Unit } from '../../metrics/table.ts';
import type { SloStatus } from '../slo.ts';
import type { Verdict } from '../verdict.ts';

/** Raised when a field is renamed, removed or changes its meaning; added fields do not count. */
export const gateReportVersion = 1;

/** What `k6-llm gate` found: what its JSON holds and every rendering shows. Absent is absent. */
export interface GateReport {
  schema: typeof gateReportVersion;
  versions: { 'k6-llm': string };
  /** The policy's file; absent where the runs were held to their own promises. */
  policy?: string;
  /** Of each end of an interval, 0.5 to 1; absent where the runs were held to their own promises. */
  confidence?: number;
  verdict: Verdict;
  scenarios: GatedScenario[];
}

export interface GatedScenario {
  scenario: string;
  runs: GatedRun[];
  objectives: GatedObjective[];
}

export interface GatedRun {
  /** As the user named it. */
  name: string;
  /** Exchanges of the measured phase. */
  started: number;
  finished: number;
  /** What the run is worth, whatever its promises say: `passed` where its numbers can be trusted. */
  standing: Verdict;
  /** What to know of it although it counts. */
  notes: string[];
}

export interface GatedObjective {
  name: string;
  /** As it was written. */
  expression: string;
  stage?: string;
  status: SloStatus;
  /** In words, with units: `< 1000 ms`. */
  wanted: string;
  /** `850 ms (820 to 900 ms)`; absent where there is no value to trust. */
  was?: string;
  /** Why it is undecided or not measured, or which run broke it. */
  reason?: string;
  unit?: Unit;
  limit?: number;
  actual?: number;
  /** The truth lies beyond either end with at most 1 − confidence. */
  lower?: number;
  upper?: number;
  /** Exchanges that it was judged on; absent where the run judged it itself. */
  samples?: number;
  /** Samples that would decide it, were everything to stay as it is. */
  needed?: number;
  /** Where there are several runs: each by itself. */
  runs?: { name: string; status: SloStatus; was?: string }[];
}
