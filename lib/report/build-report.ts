import type { Slo } from '../../thresholds/presets.ts';
import type { Finding } from '../analysis/finding.ts';
import { failureHealth, tailHealth } from '../analysis/health.ts';
import { takeNotBegun } from '../analysis/not-begun.ts';
import type { AnalysisName } from '../analysis/registry.ts';
import { type Percent, type Percentile, percentileOf, percents } from '../analysis/sample-floor.ts';
import { judgeSlo, type Measured, parseExpression } from '../analysis/slo.ts';
import { stopReasons } from '../analysis/stop-reason.ts';
import { judgeValidity } from '../analysis/validity.ts';
import { judgeRun } from '../analysis/verdict.ts';
import type { LedgerState } from '../cost/ledger.ts';
import type { ModelPrice } from '../cost/price-of-model.ts';
import { savedByCachesUsd } from '../cost/saved-by-caches.ts';
import type { LoadShape } from '../load/load-shape.ts';
import { type Outcome, outcomes } from '../measure/measurement.ts';
import { metricNames, metricRow } from '../metrics/table.ts';
import { summariseBudget } from './budget-summary.ts';
import type { K6Metric, K6Summary } from './k6-summary.ts';
import { type CostSummary, type MetricSummary, type Report, reportVersion, type WindowSummary } from './report.ts';
import { outcomeKey, startedKey, stoppedKey, windowKey } from './sub-metrics.ts';
import { summariseWindows } from './windows.ts';

/** What the run was, beyond what k6 measured. */
export interface RunFacts {
  versions: Report['versions'];
  scenario: string;
  target: Report['target'];
  options: Record<string, string>;
  shape: LoadShape;
  slos: Slo[];
  /** What the model costs, or why nobody knows and what to set. */
  price: ModelPrice | string;
  /** Where a budget is set; without a ledger it is soft. */
  budget?: { usd: number; ledger: LedgerState | undefined };
  /** ISO 8601. */
  endedAt: string;
  /** The transport times the client's own lateness. */
  measuresLag: boolean;
  /** The scenario's own analyses. @default none */
  analyses?: AnalysisName[];
  /** What they make of the run. @default nothing */
  analyse?: (startedByWindow: number[]) => Finding[];
}

/** k6's end-of-test data → the report. Pure: the same data give the same report. */
export function buildReport(data: K6Summary, run: RunFacts): Report {
  const { metrics } = data;
  const { shape } = run;
  const count = (key: string): number => metrics[key]?.values.count ?? 0;
  const occurred: Partial<Record<Outcome, number>> = {};
  let finished = 0;
  let warmup = 0;
  for (const outcome of outcomes) {
    const measured = count(outcomeKey('measured', outcome));
    if (measured > 0) occurred[outcome] = measured;
    finished += measured;
    warmup += count(outcomeKey('warmup', outcome));
  }
  const started = count(startedKey('measured'));
  const dropped = count('dropped_iterations');

  const summaries: Report['metrics'] = {};
  for (const name of metricNames) {
    const summary = summarise(metrics[name], metricRow(name));
    if (summary !== undefined) summaries[name] = summary;
  }
  // These two count the warm-up too; all else is of the measured phase.
  if (summaries.llm_started) summaries.llm_started.count = started;
  if (summaries.llm_requests) summaries.llm_requests.count = finished;

  const windows = summariseWindows(metrics, shape.windows, data.state.testRunDurationMs);
  const shortWindow = windows.find(({ short }) => short)?.index;
  const lag = tailOf(summaries.llm_client_lag);
  const lateness = tailOf(summaries.llm_start_lateness);
  const total = summaries.llm_total_generation_time;
  const validity = judgeValidity({
    // A closed run that is ended early also "drops" what it had not begun; that is an interruption, not a lack of users.
    dropped: shape.model === 'open' ? Math.min(dropped, notSent(windows, shape)) : 0,
    started,
    finished,
    ...(shortWindow === undefined ? {} : { shortWindow }),
    ...(lag === undefined ? {} : { clientLagMs: lag.value, lagIsOneSample: lag.isOneSample }),
    ...(lateness === undefined ? {} : { startLatenessMs: lateness.value, latenessIsOneSample: lateness.isOneSample }),
    // Where a script brings k6 scenarios of its own the plan says nothing; then each active user may have been a stream.
    concurrency: concurrency(shape, total) || (metrics.vus?.values.max ?? 0),
    measuresLag: run.measuresLag,
  });

  const begun = started + count(startedKey('warmup'));
  const budget =
    run.budget &&
    summariseBudget({
      budgetUsd: run.budget.usd,
      ledger: run.budget.ledger,
      takenUsd: count('llm_budget_usd'),
      shape,
      durationMs: data.state.testRunDurationMs,
      begun,
      iterations: count('iterations'),
    });
  // A soft ceiling is k6's threshold, and k6 does not say why it ended.
  const passedSoftly = budget?.soft && budget.spentUsd > budget.ceilingUsd;
  const stopped = passedSoftly ? 'budget' : stopReasons.find((reason) => count(stoppedKey(reason)) > 0);
  const slos = run.slos.map((slo) => judgeSlo(slo, measuredFor(slo, metrics)));
  const interrupted =
    stopped === undefined &&
    (shape.iterations === undefined
      ? endedEarly(shape, data.state.testRunDurationMs, begun)
      : count('iterations') < shape.iterations);
  const failed = summaries.llm_request_failed;
  const found = run.analyse?.(shape.windows.map(({ index }) => count(windowKey('llm_started', index)))) ?? [];
  const { rest: findings, why: stoppedBecause } = takeNotBegun(found);

  return {
    schema: reportVersion,
    versions: run.versions,
    scenario: run.scenario,
    about: shape.about,
    endedAt: run.endedAt,
    durationMs: Math.round(data.state.testRunDurationMs),
    target: run.target,
    options: run.options,
    counts: { started, finished, warmup, dropped },
    outcomes: occurred,
    metrics: summaries,
    cost: costOf(summaries, run),
    ...(budget === undefined ? {} : { budget }),
    windows,
    slos,
    health: [
      tailHealth('total generation time', percentilesOf(total)),
      ...(run.target.stream
        ? [tailHealth('time to first token', percentilesOf(summaries.llm_time_to_first_token))]
        : []),
      failureHealth(failed?.rate, failed?.count ?? 0),
    ],
    validity,
    findings,
    ...(run.analyses === undefined || run.analyses.length === 0 ? {} : { analyses: run.analyses }),
    ...(stopped === undefined ? {} : { stopped }),
    interrupted,
    notMeasured: metricNames.filter(
      (name) => metricRow(name).kind === 'trend' && !metricRow(name).onlySome && summaries[name] === undefined,
    ),
    verdict: judgeRun({ stopped, stoppedBecause, interrupted, measured: finished, validity, slos }),
  };
}

function costOf(
  { llm_cost_usd: cost, llm_priced: priced, llm_cached_tokens: cached }: Report['metrics'],
  { price, options }: Pick<RunFacts, 'price' | 'options'>,
): CostSummary {
  const answers = priced?.count ?? 0;
  const isOneModel = options.LLM_SMALL_MODEL === undefined;
  const cacheSaved = cost && cached && isOneModel ? savedByCachesUsd(cached.count, price) : undefined;
  return {
    ...(cost === undefined ? {} : { usd: cost.count }),
    answers,
    priced: Math.round((priced?.rate ?? 0) * answers),
    ...(typeof price === 'string' ? { unknown: price } : { price: price.source }),
    ...(cacheSaved === undefined ? {} : { savedByCachesUsd: cacheSaved }),
  };
}

function summarise(metric: K6Metric | undefined, row: ReturnType<typeof metricRow>): MetricSummary | undefined {
  if (metric === undefined) return undefined;
  const { values } = metric;
  const base = { kind: row.kind, unit: row.unit, better: row.better };
  if (row.kind === 'counter') return { ...base, count: values.count ?? 0 };
  if (row.kind === 'gauge') return values.value ? { ...base, count: 1, max: values.value } : undefined;
  if (row.kind === 'rate') {
    const calls = (values.passes ?? 0) + (values.fails ?? 0);
    return calls === 0 ? undefined : { ...base, count: calls, rate: values.rate ?? 0 };
  }
  const samples = values.count ?? 0;
  if (samples === 0) return undefined;
  const percentiles: Record<string, Percentile> = {};
  for (const percent of percents) percentiles[`p${percent}`] = percentileOf(percent, values[`p(${percent})`], samples);
  // Infinity is no JSON.
  const finite = (['avg', 'min', 'max'] as const).filter((name) => Number.isFinite(values[name]));
  return { ...base, count: samples, ...Object.fromEntries(finite.map((name) => [name, values[name]])), percentiles };
}

function percentilesOf(summary: MetricSummary | undefined): Partial<Record<Percent, Percentile>> {
  const found: Partial<Record<Percent, Percentile>> = {};
  for (const percent of percents) {
    const percentile = summary?.percentiles?.[`p${percent}`];
    if (percentile !== undefined) found[percent] = percentile;
  }
  return found;
}

/** The p99, or what stands in for it; with too few samples for any percentile the worst one seen. */
function tailOf(trend: MetricSummary | undefined): { value: number; isOneSample: boolean } | undefined {
  if (trend?.max === undefined) return undefined;
  const tail = (['p99', 'p95', 'p90'] as const).map((name) => trend.percentiles?.[name]).find((found) => found?.enough);
  return { value: tail?.value ?? trend.max, isOneSample: tail?.value === undefined };
}

/** Offered and not started in the measured windows: what k6 dropped in the warm-up moves no measured number. */
function notSent(windows: WindowSummary[], shape: LoadShape): number {
  if (shape.windows.length === 0) return Number.POSITIVE_INFINITY;
  const missing = windows.reduce(
    (sum, w) => sum + ((w.requestsPerSecond ?? 0) * (w.endMs - w.startMs)) / 1000 - w.started,
    0,
  );
  return Math.max(0, Math.round(missing));
}

/** Streams open at the same time: the users of a closed load, by Little's law in an open one. */
function concurrency(shape: LoadShape, total: MetricSummary | undefined): number {
  if (shape.model === 'closed')
    return Math.max(Number(shape.scenario?.vus ?? 0), ...shape.windows.map(({ users = 0 }) => users));
  const peak = Math.max(0, ...shape.windows.map(({ requestsPerSecond = 0 }) => requestsPerSecond));
  return (peak * (total?.avg ?? 0)) / 1000;
}

/** A run that its plan did not end: the schedule was not over, or requests were left. */
function endedEarly(shape: LoadShape, durationMs: number, begun: number): boolean {
  if (shape.durationMs !== undefined) return durationMs < shape.durationMs - 500;
  return shape.requests !== undefined && begun < shape.requests;
}

function measuredFor(slo: Slo, metrics: Record<string, K6Metric>): Measured | undefined {
  const metric = metrics[slo.metric];
  const expression = parseExpression(slo.expression);
  if (metric === undefined || expression === undefined) return undefined;
  const { values } = metric;
  const samples = metric.type === 'rate' ? (values.passes ?? 0) + (values.fails ?? 0) : (values.count ?? 0);
  const key =
    expression.aggregate === 'p'
      ? `p(${expression.percent})`
      : expression.aggregate === 'med'
        ? 'p(50)'
        : expression.aggregate;
  return { samples, value: values[key] };
}
