import type { Finding } from '../analysis/finding.ts';
import type { HealthVerdict } from '../analysis/health.ts';
import type { AnalysisName } from '../analysis/registry.ts';
import type { Percentile } from '../analysis/sample-floor.ts';
import type { SloResult } from '../analysis/slo.ts';
import type { StopReason } from '../analysis/stop-reason.ts';
import type { Validity } from '../analysis/validity.ts';
import type { Verdict } from '../analysis/verdict.ts';
import type { PriceSource } from '../cost/price-of-model.ts';
import type { Outcome } from '../measure/measurement.ts';
import type { MetricName, MetricRow } from '../metrics/table.ts';
import type { BudgetSummary } from './budget-summary.ts';

/** Raised when a field is renamed, removed or changes its meaning; added fields do not count. */
export const reportVersion = 1;

/** A whole run as one value: what summary.json holds and every rendering shows. Absent is absent. */
export interface Report {
  schema: typeof reportVersion;
  versions: { 'k6-llm': string; k6?: string };
  scenario: string;
  /** One line: what was offered. */
  about: string;
  /** When it ended, ISO 8601. */
  endedAt: string;
  durationMs: number;
  target: { protocol: string; baseUrl: string; model: string; transport: string; stream: boolean };
  /** The options in force by environment name, as one would write them; secrets are left out. */
  options: Record<string, string>;
  counts: {
    /** Exchanges of the measured phase; those of the warm-up are told apart and take part in nothing else. */
    started: number;
    finished: number;
    warmup: number;
    /** Planned arrivals that no virtual user was free to send. */
    dropped: number;
  };
  /** Finished exchanges of the measured phase by outcome; only what occurred. */
  outcomes: Partial<Record<Outcome, number>>;
  metrics: Partial<Record<MetricName, MetricSummary>>;
  cost: CostSummary;
  /** Only where one is set. */
  budget?: BudgetSummary;
  windows: WindowSummary[];
  slos: SloResult[];
  health: HealthVerdict[];
  validity: Validity;
  /** What the scenario's own analyses found out. */
  findings: Finding[];
  /** Their names, for `k6-llm analyse` to run them again over the whole record; absent where there are none. */
  analyses?: AnalysisName[];
  /** Why it ended itself before its plan. */
  stopped?: StopReason;
  interrupted: boolean;
  /** Metrics that this transport or this endpoint did not give. */
  notMeasured: MetricName[];
  verdict: Verdict;
}

/** What the measured exchanges cost; those of the warm-up were paid for, too, and are not in it. */
export interface CostSummary {
  /** US dollars; absent when unknown. Of the answers whose cost is known, which need not be all. */
  usd?: number;
  /** Answers (status 2xx), and those of them whose cost is known. */
  answers: number;
  priced: number;
  /** Where the price of the model is from; absent where only the endpoint's own figures could tell. */
  price?: PriceSource;
  /** Why no price is known, and what to set. */
  unknown?: string;
  /** Taken off `usd` already; absent where nothing was cached, or what it saved cannot be told from sums. */
  savedByCachesUsd?: number;
}

export interface MetricSummary extends Pick<MetricRow, 'kind' | 'unit' | 'better'> {
  /** Samples of a trend, calls of a rate; for a counter its sum. */
  count: number;
  avg?: number;
  min?: number;
  max?: number;
  /** Keys are `p50`, `p90`, `p95`, `p99`, `p99.9`. */
  percentiles?: Record<string, Percentile>;
  /** Of a rate, 0 to 1. */
  rate?: number;
}

export interface WindowSummary {
  index: number;
  startMs: number;
  endMs: number;
  /** What part of the plan it is, where parts have names. */
  name?: string;
  /** Open model: mean offered load. */
  requestsPerSecond?: number;
  /** Closed model: users at work. */
  users?: number;
  started: number;
  /** Failed ÷ judged, 0 to 1; absent when nothing was judged. */
  failureRate?: number;
  timeToFirstToken: { p50: Percentile; p95: Percentile };
  totalGenerationTime: { p50: Percentile; p95: Percentile };
  /** More than 1 % of the offered load was not sent. */
  short: boolean;
}
