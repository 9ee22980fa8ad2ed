import type { Measurement } from '../measure/measurement.ts';
import type { MetricName } from './table.ts';

export type Samples = Partial<Record<MetricName, number | undefined>>;

/** By status, or told so inside a reply. */
const isLimited = (m: Measurement): boolean => m.status === 429 || m.outcome === 'rate_limited';

/**
 * The samples of one measured exchange; undefined gives none. One function and no table of functions, since each virtual
 * user holds its own.
 */
export function samplesOf(m: Measurement): Samples {
  // A latency exists only where an answer was had.
  const answered: Partial<Measurement> = m.outcome === 'ok' ? m : {};
  const { tokens } = m;
  const limited = isLimited(m);
  return {
    llm_time_to_first_token: answered.firstTokenMs,
    llm_time_to_first_answer_token: answered.firstAnswerTokenMs,
    llm_total_generation_time: answered.endMs,
    llm_time_per_output_token: answered.timePerOutputTokenMs,
    llm_inter_token_latency: answered.gapP50Ms,
    llm_longest_gap: answered.longestGapMs,
    llm_connection_time: answered.connectMs,
    llm_tokens_per_second: answered.endMs && tokens?.output ? (tokens.output / answered.endMs) * 1000 : undefined,
    llm_input_tokens: tokens?.input,
    llm_output_tokens: tokens?.output,
    llm_cached_tokens: tokens?.cached,
    llm_reasoning_tokens: tokens?.reasoning,
    llm_cost_usd: m.costUsd,
    llm_priced: m.status >= 200 && m.status < 300 ? Number(m.costUsd !== undefined) : undefined,
    llm_client_lag: m.lagMs,
    // A 429 is the limit's answer, not the service's failure; it has its own count.
    llm_request_failed: limited ? undefined : m.outcome === 'ok' ? 0 : 1,
    llm_timeout_rate: m.outcome === 'timeout' || m.outcome === 'idle_timeout' ? 1 : 0,
    llm_rate_limit_hits: limited ? 1 : undefined,
    llm_retry_after_seconds: m.retryAfterSeconds,
  };
}
