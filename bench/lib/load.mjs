/**
 * A load that k6 scripts and the bare client share; see k6/schedule.js.
 *
 * @param gapMs from frame to frame, whatever `perFrame` tokens are in one
 * @param reasoning how many of the first frames are no answer yet
 * @param http `1`, or over TLS `1-tls`, `2-tls`
 * @param wave all streams of a round start together; the server is then late by design, and nothing is left out for it
 */
export function load({ streams, rounds, tokens, ttftMs, gapMs, warmupMs = 2000, perFrame = 1, ...rest }) {
  // One gap to the end frame, and a pause, so that a late end does not delay the next start.
  const periodMs = ttftMs + Math.ceil(tokens / perFrame) * gapMs + 200;
  const { reasoning = 0, http = '1', transport = 'auto', wave = false } = rest;
  const lateMs = wave ? 60_000 : 3;
  const common = { streams, rounds, tokens, ttftMs, gapMs, warmupMs, periodMs };
  return { ...common, perFrame, reasoning, http, transport, wave, lateMs };
}

export const tokensOf = ({ streams, rounds, tokens }) => streams * rounds * tokens;

/** The environment of a k6 script. */
export const environment = (url, { streams, rounds, tokens, warmupMs, periodMs, wave, transport }) => ({
  LLM_BASE_URL: `${url}/v1`,
  LLM_MODEL: 'truth',
  LLM_THRESHOLDS: 'outcomes',
  LLM_WARMUP: `${warmupMs}ms`,
  LLM_TRANSPORT: transport,
  // The server signs its certificate itself.
  K6_INSECURE_SKIP_TLS_VERIFY: 'true',
  BENCH_STREAMS: String(streams),
  BENCH_ROUNDS: String(rounds),
  BENCH_TOKENS: String(tokens),
  BENCH_WARMUP_MS: String(warmupMs),
  BENCH_PERIOD_MS: String(periodMs),
  BENCH_WAVE: wave ? '1' : '',
});
