/**
 * `time` is milliseconds; `share` is 0 to 1. Prefixes and units never stand in a name but where k6 would not show
 * them (`_usd`, `_seconds`).
 */
export type Unit = 'time' | 'tokens/s' | 'tokens' | 'seconds' | 'usd' | 'share' | 'exchanges' | 'users';

export interface MetricRow {
  kind: 'trend' | 'counter' | 'rate' | 'gauge';
  unit: Unit;
  better: 'lower' | 'higher' | 'neither';
  /** Only some scenarios measure it: that others do not is no lack. */
  onlySome?: true;
}

/**
 * Every metric there is: registration, thresholds, reports and `docs/metrics.md` read this table. What each means is
 * said in `definitions.ts`, what an exchange gives to each in `samples.ts`.
 */
export const metricTable = {
  llm_time_to_first_token: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_time_to_first_answer_token: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_total_generation_time: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_time_per_output_token: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_inter_token_latency: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_longest_gap: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_connection_time: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_tokens_per_second: { kind: 'trend', unit: 'tokens/s', better: 'higher' },
  llm_cold_start_latency: { kind: 'trend', unit: 'time', better: 'lower', onlySome: true },
  llm_warm_latency: { kind: 'trend', unit: 'time', better: 'lower', onlySome: true },
  llm_input_tokens: { kind: 'counter', unit: 'tokens', better: 'neither' },
  llm_output_tokens: { kind: 'counter', unit: 'tokens', better: 'neither' },
  llm_cached_tokens: { kind: 'counter', unit: 'tokens', better: 'neither' },
  llm_reasoning_tokens: { kind: 'counter', unit: 'tokens', better: 'neither' },
  llm_cost_usd: { kind: 'counter', unit: 'usd', better: 'lower' },
  llm_priced: { kind: 'rate', unit: 'share', better: 'higher' },
  llm_budget_usd: { kind: 'counter', unit: 'usd', better: 'lower' },
  llm_start_lateness: { kind: 'trend', unit: 'time', better: 'lower', onlySome: true },
  llm_client_lag: { kind: 'trend', unit: 'time', better: 'lower' },
  llm_request_failed: { kind: 'rate', unit: 'share', better: 'lower' },
  llm_timeout_rate: { kind: 'rate', unit: 'share', better: 'lower' },
  llm_rate_limit_hits: { kind: 'counter', unit: 'exchanges', better: 'lower' },
  llm_retry_after_seconds: { kind: 'trend', unit: 'seconds', better: 'lower' },
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

/** The row with its optional fields visible. */
export function metricRow(name: MetricName): MetricRow {
  return metricTable[name];
}
