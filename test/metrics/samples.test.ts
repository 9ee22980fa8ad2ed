import { describe, expect, it } from 'vitest';
import { type Measurement, outcomes } from '../../lib/measure/measurement.ts';
import { exchangeMetrics, namedSamples } from '../../lib/metrics/exchange-metrics.ts';
import { formatMs, formatUsd, formatValue } from '../../lib/metrics/format-value.ts';
import { type Samples, samplesOf } from '../../lib/metrics/samples.ts';
import { subMetric } from '../../lib/metrics/sub-metric.ts';
import { metricNames } from '../../lib/metrics/table.ts';

const bare: Measurement = {
  outcome: 'ok',
  status: 200,
  endMs: 2000,
  chunks: 0,
  text: {},
  reused: true,
  comments: 0,
  roleOnlyFirst: false,
  malformedFrames: 0,
};
const full: Measurement = {
  ...bare,
  connectMs: 5,
  firstTokenMs: 400,
  firstAnswerTokenMs: 600,
  lastTokenMs: 1900,
  longestGapMs: 90,
  gapP50Ms: 20,
  gapP99Ms: 80,
  timePerOutputTokenMs: 15,
  tokens: { input: 50, output: 100, cached: 40, reasoning: 10, source: 'usage' },
  costUsd: 0.25,
  retryAfterSeconds: 3,
  lagMs: 1,
};
/** What is there of the samples. */
const samples = (exchange: Measurement): Samples =>
  Object.fromEntries(
    Object.entries(namedSamples(samplesOf(exchange, undefined, undefined, undefined))).filter(
      ([, value]) => value !== undefined,
    ),
  );
const latencies = metricNames.filter(
  (name) => /_time|_latency|_gap|per_second/.test(name) && !/connection|timeout/.test(name),
);

describe('the samples of one exchange', () => {
  it('of a full one', () => {
    expect(samples(full)).toEqual({
      llm_time_to_first_token: 400,
      llm_time_to_first_answer_token: 600,
      llm_total_generation_time: 2000,
      llm_time_per_output_token: 15,
      llm_inter_token_latency: 20,
      llm_longest_gap: 90,
      llm_connection_time: 5,
      // 100 tokens in 2 s.
      llm_tokens_per_second: 50,
      llm_input_tokens: 50,
      llm_output_tokens: 100,
      llm_cached_tokens: 40,
      llm_reasoning_tokens: 10,
      llm_cost_usd: 0.25,
      llm_priced: 1,
      llm_client_lag: 1,
      llm_request_failed: 0,
      llm_timeout_rate: 0,
      llm_retry_after_seconds: 3,
    });
  });

  it('of a bare one: absent is absent, never 0', () => {
    expect(samples(bare)).toEqual({
      llm_total_generation_time: 2000,
      llm_priced: 0,
      llm_request_failed: 0,
      llm_timeout_rate: 0,
    });
  });

  it.each(outcomes.filter((outcome) => outcome !== 'ok'))('a failed exchange (%s) gives no latency', (outcome) => {
    const taken = samples({ ...full, outcome });
    expect(latencies.filter((name) => taken[name] !== undefined)).toEqual([]);
  });

  it('tokens and cost of a failed exchange were paid for', () => {
    expect(samples({ ...full, outcome: 'not_streamed' })).toMatchObject({ llm_output_tokens: 100, llm_cost_usd: 0.25 });
  });

  it('an exchange that was turned away has no cost that could be unknown', () => {
    expect(samples({ ...bare, outcome: 'rate_limited', status: 429 })).not.toHaveProperty('llm_priced');
  });

  it('an answer that took no time has no speed', () => {
    expect(samples({ ...full, endMs: 0 })).not.toHaveProperty('llm_tokens_per_second');
  });

  it('has one place for each metric of an exchange, whatever was measured', () => {
    for (const exchange of [bare, full]) {
      expect(samplesOf(exchange, undefined, undefined, undefined)).toHaveLength(exchangeMetrics.length);
    }
  });

  it('says what only its scenario knows: lateness, goodput, whether the answer is right', () => {
    expect(namedSamples(samplesOf(bare, 7, false, true))).toMatchObject({
      llm_start_lateness: 7,
      llm_goodput: 0,
      llm_answer_ok: 1,
    });
  });

  it('are all finite', () => {
    expect(Object.values(samples(full)).every(Number.isFinite)).toBe(true);
  });
});

describe('failures, time-outs and rate limits', () => {
  const failed = (over: Partial<Measurement>) => samples({ ...bare, ...over }).llm_request_failed;

  it('every outcome but ok fails; a rate limit is not judged', () => {
    const judged = outcomes.map((outcome) => [outcome, failed({ outcome })]);
    const expected = outcomes.map((o) => [o, o === 'ok' ? 0 : o === 'rate_limited' ? undefined : 1]);
    expect(judged).toEqual(expected);
  });

  it('both kinds of time-out are one', () => {
    const late = outcomes.filter((outcome) => samples({ ...bare, outcome }).llm_timeout_rate === 1);
    expect(late).toEqual(['timeout', 'idle_timeout']);
  });

  it('a rate limit counts once, told by status or inside a stream', () => {
    const hits = (over: Partial<Measurement>) => samples({ ...bare, ...over }).llm_rate_limit_hits;
    expect(hits({ outcome: 'rate_limited', status: 429 })).toBe(1);
    expect(hits({ outcome: 'rate_limited', status: 200 })).toBe(1);
    expect(hits({ outcome: 'http_error', status: 500 })).toBeUndefined();
    expect(hits({})).toBeUndefined();
  });
});

describe('sub-metric keys', () => {
  it('are spelt as k6 keeps them', () => {
    expect(subMetric('m', {})).toBe('m');
    expect(subMetric('m', { phase: 'measured', outcome: 'ok' })).toBe('m{phase:measured,outcome:ok}');
  });
});

describe('values as people read them', () => {
  it.each([
    [0, '0.00 ms'],
    [1.234, '1.23 ms'],
    [9.999, '10.0 ms'],
    [12.34, '12.3 ms'],
    [99.97, '100 ms'],
    [850.4, '850 ms'],
    [9999.4, '9999 ms'],
    [9999.6, '10.0 s'],
    [61_000, '61.0 s'],
  ])('%d ms: %s', (ms, text) => expect(formatMs(ms)).toBe(text));

  it.each([
    [0, '$0.00'],
    [0.0000042, '$0.0000042'],
    [0.00042, '$0.00042'],
    [0.0999, '$0.100'],
    [0.1, '$0.10'],
    [12.345, '$12.35'],
  ])('$%d: %s', (usd, text) => expect(formatUsd(usd)).toBe(text));

  it.each([
    [0.0123, 'share', '1.23 %'],
    [2.5, 'seconds', '2.5 s'],
    [42.25, 'tokens/s', '42.3'],
    [420.25, 'tokens/s', '420'],
    [7, 'tokens', '7'],
    [0, 'exchanges', '0'],
  ] as const)('%d %s: %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text));
});
