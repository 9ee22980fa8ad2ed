import type { SampleList, Samples } from './samples.ts';
import type { MetricName } from './table.ts';

/** The metrics that one measured exchange gives samples of, in the order of `samplesOf` (samples.ts). */
export const exchangeMetrics = [
  'llm_time_to_first_token',
  'llm_time_to_first_answer_token',
  'llm_total_generation_time',
  'llm_time_per_output_token',
  'llm_inter_token_latency',
  'llm_longest_gap',
  'llm_connection_time',
  'llm_tokens_per_second',
  'llm_input_tokens',
  'llm_output_tokens',
  'llm_cached_tokens',
  'llm_reasoning_tokens',
  'llm_cost_usd',
  'llm_priced',
  'llm_client_lag',
  'llm_request_failed',
  'llm_timeout_rate',
  'llm_rate_limit_hits',
  'llm_retry_after_seconds',
  'llm_start_lateness',
  'llm_goodput',
  'llm_answer_ok',
] as const satisfies MetricName[];

/** The samples of one measured exchange by name. */
export const namedSamples = (values: SampleList): Samples =>
  Object.fromEntries(exchangeMetrics.map((name, i) => [name, values[i]]));
