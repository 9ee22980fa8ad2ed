/** A load that k6 scripts and the bare client share; see k6/schedule.js. */
export function load({ streams, rounds, tokens, ttftMs, gapMs, warmupMs = 2000 }) {
  // One gap to the end frame, and a pause, so that a late end does not delay the next start.
  const periodMs = ttftMs + tokens * gapMs + 200;
  return { streams, rounds, tokens, ttftMs, gapMs, warmupMs, periodMs };
}

export const tokensOf = ({ streams, rounds, tokens }) => streams * rounds * tokens;

/** The environment of a k6 script. */
export const environment = (url, { streams, rounds, tokens, warmupMs, periodMs }) => ({
  LLM_BASE_URL: `${url}/v1`,
  LLM_MODEL: 'truth',
  LLM_THRESHOLDS: 'outcomes',
  LLM_WARMUP: `${warmupMs}ms`,
  BENCH_STREAMS: String(streams),
  BENCH_ROUNDS: String(rounds),
  BENCH_TOKENS: String(tokens),
  BENCH_WARMUP_MS: String(warmupMs),
  BENCH_PERIOD_MS: String(periodMs),
});
