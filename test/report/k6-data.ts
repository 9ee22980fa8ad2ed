import type { LoadShape } from '../../lib/load/load-shape.ts';
import { ramp } from '../../lib/load/ramp.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { buildReport, type RunFacts } from '../../lib/report/build-report.ts';
import type { K6Metric, K6Summary } from '../../lib/report/k6-summary.ts';
import type { Report } from '../../lib/report/report.ts';
import { reportedSubMetrics } from '../../lib/report/sub-metrics.ts';
import { thresholdPresets } from '../../thresholds/presets.ts';

/** A trend whose every statistic can be told by looking: the median is `p50`, the tail so many times as long. */
export function trend(count: number, p50: number, tail = 2): K6Metric {
  const values = { count, avg: p50 * 1.5, min: p50 / 2, max: p50 * 10, 'p(50)': p50, 'p(90)': p50 * tail };
  return { type: 'trend', values: { ...values, 'p(95)': p50 * tail, 'p(99)': p50 * tail, 'p(99.9)': p50 * tail } };
}

export const counter = (count: number): K6Metric => ({ type: 'counter', values: { count, rate: count / 10 } });

export function rate(passes: number, fails: number): K6Metric {
  return { type: 'rate', values: { passes, fails, rate: passes + fails === 0 ? 0 : passes / (passes + fails) } };
}

const noTrend = (): K6Metric => ({
  type: 'trend',
  values: { count: 0, avg: 0, min: 0, max: 0, 'p(50)': 0, 'p(90)': 0, 'p(95)': 0, 'p(99)': 0, 'p(99.9)': 0 },
});

/** What k6 has of a metric that a threshold names and nothing was added to: zeros. */
function empty(key: string): K6Metric {
  if (/_(token|time)(\{|$)|per_second/.test(key)) return noTrend();
  return /failed|rate(\{|$)/.test(key) ? rate(0, 0) : counter(0);
}

export const env = {
  LLM_BASE_URL: 'http://localhost:8000/v1',
  LLM_MODEL: 'small',
  LLM_START_RATE: '10',
  LLM_STAGES: '100s:10',
  LLM_WARMUP: '10s',
  LLM_WINDOW: '45s',
};

/** 10 requests a second for 100 s, of which 10 s are warm-up: 900 measured ones in two windows of 45 s. */
export const steady: LoadShape = ramp(readOptions(env));

/** k6's data of a run of `shape`: every key that a threshold of ours names is there, as k6 has it. */
export function k6Data(metrics: Record<string, K6Metric>, durationMs = 105_000, shape = steady): K6Summary {
  const { slos } = thresholdPresets.interactive;
  const named = [...reportedSubMetrics(shape.windows), ...slos.map(({ metric }) => metric)];
  const zeros = Object.fromEntries(named.map((key) => [key, empty(key)]));
  return { metrics: { ...zeros, ...metrics }, state: { testRunDurationMs: durationMs } };
}

/** The good run: 900 answers after 100 of warm-up. */
export const goodMetrics: Record<string, K6Metric> = {
  llm_started: counter(1000),
  'llm_started{phase:warmup}': counter(100),
  'llm_started{phase:measured}': counter(900),
  llm_requests: counter(1000),
  'llm_requests{phase:warmup,outcome:ok}': counter(100),
  'llm_requests{phase:measured,outcome:ok}': counter(900),
  llm_time_to_first_token: trend(900, 400),
  llm_time_to_first_answer_token: trend(900, 500),
  llm_total_generation_time: trend(900, 2000),
  llm_time_per_output_token: trend(900, 16),
  llm_longest_gap: trend(900, 50),
  llm_tokens_per_second: trend(900, 50, 1.1),
  llm_client_lag: trend(900, 1),
  llm_request_failed: rate(0, 900),
  llm_timeout_rate: rate(0, 900),
  llm_goodput: rate(855, 45),
  llm_input_tokens: counter(45_000),
  llm_output_tokens: counter(90_000),
  llm_cost_usd: counter(1.25),
  llm_priced: rate(900, 0),
  ...windowMetrics(0, 450, 400),
  ...windowMetrics(1, 450, 800),
};

export function windowMetrics(index: number, started: number, p50: number): Record<string, K6Metric> {
  return {
    [`llm_started{window:${index}}`]: counter(started),
    [`llm_request_failed{window:${index}}`]: rate(0, started),
    [`llm_time_to_first_token{window:${index}}`]: trend(started, p50),
    [`llm_total_generation_time{window:${index}}`]: trend(started, p50 * 5),
  };
}

export function reportOf(data: K6Summary, over: Partial<RunFacts> = {}): Report {
  return buildReport(data, {
    versions: { 'k6-llm': '0.1.0' },
    scenario: 'ramp',
    target: { protocol: 'openai-chat', baseUrl: env.LLM_BASE_URL, model: 'small', transport: 'capture', stream: true },
    options: { ...env, LLM_THRESHOLDS: 'interactive', LLM_PRICE: '5/11' },
    shape: steady,
    slos: thresholdPresets.interactive.slos,
    price: { periods: [], source: { kind: 'option', option: 'LLM_PRICE' } },
    endedAt: '2026-11-22T12:00:00.000Z',
    measuresLag: true,
    ...over,
  });
}
