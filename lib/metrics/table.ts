import type { Measurement } from '../measure/measurement.ts';

/**
 * `time` is milliseconds; `share` is 0 to 1. Prefixes and units never stand in a name but where k6 would not show
 * them (`_usd`, `_seconds`).
 */
export type Unit = 'time' | 'tokens/s' | 'tokens' | 'seconds' | 'usd' | 'share' | 'exchanges' | 'users';

export interface MetricRow {
  kind: 'trend' | 'counter' | 'rate' | 'gauge';
  unit: Unit;
  better: 'lower' | 'higher' | 'neither';
  /** Its value in one measured exchange; undefined gives no sample. Absent for those that `emit` counts by itself. */
  of?: (exchange: Measurement) => number | undefined;
  /** Only of an exchange that was answered: a latency exists only where an answer was had. */
  ifOk?: true;
}

const trend = (
  unit: Unit,
  better: MetricRow['better'],
  of: (exchange: Measurement) => number | undefined,
): MetricRow => ({ kind: 'trend', unit, better, of });

const trendIfOk = (...row: Parameters<typeof trend>): MetricRow => ({ ...trend(...row), ifOk: true });

/** By status, or told so inside a reply. */
const isLimited = (m: Measurement): boolean => m.status === 429 || m.outcome === 'rate_limited';

/**
 * Every metric there is: registration, thresholds, reports and `docs/metrics.md` read this table. What each means is
 * said in `definitions.ts`, which is not bundled into scripts.
 */
export const metricTable = {
  llm_time_to_first_token: trendIfOk('time', 'lower', (m) => m.firstTokenMs),
  llm_time_to_first_answer_token: trendIfOk('time', 'lower', (m) => m.firstAnswerTokenMs),
  llm_total_generation_time: trendIfOk('time', 'lower', (m) => m.endMs),
  llm_time_per_output_token: trendIfOk('time', 'lower', (m) => m.timePerOutputTokenMs),
  llm_inter_token_latency: trendIfOk('time', 'lower', (m) => m.gapP50Ms),
  llm_longest_gap: trendIfOk('time', 'lower', (m) => m.longestGapMs),
  llm_connection_time: trendIfOk('time', 'lower', (m) => m.connectMs),
  llm_tokens_per_second: trendIfOk('tokens/s', 'higher', (m) =>
    m.tokens?.output && m.endMs > 0 ? (m.tokens.output / m.endMs) * 1000 : undefined,
  ),
  llm_cold_start_latency: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_warm_latency: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_input_tokens: { kind: 'counter', unit: 'tokens', better: 'neither', of: (m) => m.tokens?.input },
  llm_output_tokens: { kind: 'counter', unit: 'tokens', better: 'neither', of: (m) => m.tokens?.output },
  llm_cached_tokens: { kind: 'counter', unit: 'tokens', better: 'neither', of: (m) => m.tokens?.cached },
  llm_reasoning_tokens: { kind: 'counter', unit: 'tokens', better: 'neither', of: (m) => m.tokens?.reasoning },
  llm_cost_usd: { kind: 'counter', unit: 'usd', better: 'lower', of: (m) => m.costUsd },
  llm_start_lateness: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_client_lag: trend('time', 'lower', (m) => m.lagMs),
  llm_request_failed: {
    kind: 'rate',
    unit: 'share',
    better: 'lower',
    // A 429 is the limit's answer, not the service's failure; it has its own count.
    of: (m) => (isLimited(m) ? undefined : m.outcome === 'ok' ? 0 : 1),
  },
  llm_timeout_rate: {
    kind: 'rate',
    unit: 'share',
    better: 'lower',
    of: (m) => (m.outcome === 'timeout' || m.outcome === 'idle_timeout' ? 1 : 0),
  },
  llm_rate_limit_hits: {
    kind: 'counter',
    unit: 'exchanges',
    better: 'lower',
    of: (m) => (isLimited(m) ? 1 : undefined),
  },
  llm_retry_after_seconds: trend('seconds', 'lower', (m) => m.retryAfterSeconds),
  llm_goodput: { kind: 'rate', unit: 'share', better: 'higher' },
  llm_answer_ok: { kind: 'rate', unit: 'share', better: 'higher' },
  llm_response_status: { kind: 'counter', unit: 'exchanges', better: 'neither' },
  llm_started: { kind: 'counter', unit: 'exchanges', better: 'neither' },
  llm_requests: { kind: 'counter', unit: 'exchanges', better: 'neither' },
  llm_saturation_users: { kind: 'gauge', unit: 'users', better: 'higher' },
  llm_stopped: { kind: 'counter', unit: 'exchanges', better: 'lower' },
} satisfies Record<string, MetricRow>;

export type MetricName = keyof typeof metricTable;

export const metricNames = Object.keys(metricTable) as MetricName[];

/** The sample of one measured exchange; undefined gives none. */
export function sampleOf({ of, ifOk }: MetricRow, exchange: Measurement): number | undefined {
  return ifOk && exchange.outcome !== 'ok' ? undefined : of?.(exchange);
}

/** The row with its optional fields visible. */
export function metricRow(name: MetricName): MetricRow {
  return metricTable[name];
}
