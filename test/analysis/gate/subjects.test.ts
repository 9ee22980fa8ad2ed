import { describe, expect, it } from 'vitest';
import { createEvidence } from '../../../lib/analysis/gate/evidence.ts';
import {
  type SubjectName,
  type SubjectSettings,
  subjectNames,
  subjectOf,
} from '../../../lib/analysis/gate/subjects.ts';
import { type Measurement, outcomes } from '../../../lib/measure/measurement.ts';
import { type Row, rowValues } from '../../../lib/measure/row.ts';
import { rowText } from '../../../lib/measure/row-text.ts';
import { namedSamples } from '../../../lib/metrics/exchange-metrics.ts';
import { samplesOf } from '../../../lib/metrics/samples.ts';
import type { MetricName } from '../../../lib/metrics/table.ts';
import { refused, row } from './rows.ts';

const usual: SubjectSettings = { rateLimitsFail: false };
const value = (name: SubjectName, of: Row, settings = usual) => subjectOf(name).of(of, settings);

/** The metrics of k6 that mean the same. */
const metricOf: Partial<Record<SubjectName, MetricName>> = {
  time_to_first_token: 'llm_time_to_first_token',
  time_to_first_answer_token: 'llm_time_to_first_answer_token',
  total_generation_time: 'llm_total_generation_time',
  time_per_output_token: 'llm_time_per_output_token',
  inter_token_latency: 'llm_inter_token_latency',
  longest_gap: 'llm_longest_gap',
  connection_time: 'llm_connection_time',
  tokens_per_second: 'llm_tokens_per_second',
  output_tokens: 'llm_output_tokens',
  input_tokens: 'llm_input_tokens',
  failures: 'llm_request_failed',
  timeouts: 'llm_timeout_rate',
};

describe('what an SLO speaks of is what the metric of that name is', () => {
  const measured: Measurement = {
    outcome: 'ok',
    status: 200,
    connectMs: 1,
    firstTokenMs: 100,
    firstAnswerTokenMs: 120,
    endMs: 500,
    chunks: 40,
    longestGapMs: 30,
    gapP50Ms: 9,
    timePerOutputTokenMs: 10,
    tokens: { input: 20, output: 40, source: 'usage' },
    text: {},
    reused: true,
    comments: 0,
    roleOnlyFirst: false,
    malformedFrames: 0,
  };
  const context = {
    id: '1-0',
    scenario: 'fixed',
    phase: 'measured',
    startMs: 0,
    protocol: 'openai-chat',
    modelAsked: 'small',
    prompt: 'short-1',
  } as const;

  it.each(outcomes)('of an exchange that ended %s', (outcome) => {
    const exchange = { ...measured, outcome, status: outcome === 'rate_limited' ? 429 : 200 };
    const read = JSON.parse(rowText(rowValues(context, exchange, undefined))) as Row;
    const samples = namedSamples(samplesOf(exchange, undefined, undefined, undefined));
    for (const [name, metric] of Object.entries(metricOf) as [SubjectName, MetricName][]) {
      expect({ name, value: value(name, read) }).toEqual({ name, value: samples[metric] });
    }
  });
});

describe('429s', () => {
  const limited = refused('rate_limited', 429);

  it('are neither failures nor bad, unless that is asked for', () => {
    expect(value('failures', limited)).toBeUndefined();
    expect(value('goodput', limited)).toBeUndefined();
    expect(value('failures', limited, { rateLimitsFail: true })).toBe(1);
    expect(value('goodput', limited, { rateLimitsFail: true })).toBe(0);
  });

  it('are always counted for themselves', () => {
    expect(value('rate_limited', limited)).toBe(1);
    expect(value('rate_limited', row())).toBe(0);
  });
});

describe('an exchange is good', () => {
  const goodput = { timeToFirstTokenMs: 100, timePerOutputTokenMs: 10, totalMs: 500 };
  const isGood = (of: Row, limits = goodput) => value('goodput', of, { goodput: limits, rateLimitsFail: false });

  it('at its limits', () => {
    expect(isGood(row())).toBe(1);
  });

  it.each([
    ['first token', { first_token_ms: 101 }],
    ['time per token', { time_per_output_token_ms: 10.1 }],
    ['end', { end_ms: 501 }],
    ['outcome', { outcome: 'truncated' as const }],
  ])('not with a worse %s', (_, worse) => {
    expect(isGood(row(worse))).toBe(0);
  });

  it('not where what is asked was not measured', () => {
    expect(isGood(row({ first_token_ms: undefined }))).toBe(0);
    expect(isGood(row({ time_per_output_token_ms: undefined }))).toBe(0);
  });

  it('with one token, which has no time between tokens', () => {
    const one = { time_per_output_token_ms: undefined, tokens: { output: 1, source: 'usage' as const } };
    expect(isGood(row(one))).toBe(1);
  });

  it('by only those limits that are set', () => {
    const only = { totalMs: 500 } as typeof goodput;
    expect(isGood(row({ first_token_ms: 9999 }), only)).toBe(1);
  });
});

describe('the cost of an exchange', () => {
  it.each([
    ['is as recorded', row(), 0.01],
    ['is nothing for a 429', refused('rate_limited', 429), 0],
    ['is nothing for a refused key', refused('auth', 401), 0],
    ['is nothing without a connection', refused('network', 0), 0],
    ['is unknown for an answer without a price', row({ cost_usd: undefined }), 'unknown'],
    ['is unknown for a stream that broke', row({ cost_usd: undefined, outcome: 'network' }), 'unknown'],
    ['is unknown for a timeout', row({ cost_usd: undefined, outcome: 'timeout', status: 0 }), 'unknown'],
  ])('%s', (_, of, cost) => {
    expect(value('cost', of)).toBe(cost);
  });
});

describe('a cold start counts from the first attempt', () => {
  it('to the first token of the answer', () => {
    const cold = row({ labels: { temperature: 'cold', waited_ms: 5000 } });
    expect(value('cold_start_latency', cold)).toBe(5100);
    expect(value('warm_latency', cold)).toBeUndefined();
    expect(value('warm_latency', row({ labels: { temperature: 'warm' } }))).toBe(100);
  });
});

describe('the warm-up', () => {
  const kept = (name: SubjectName, rows: Row[]) => {
    const { take, evidence } = createEvidence(name, usual);
    rows.forEach(take);
    return evidence.values;
  };

  it('was paid for, and is judged by nothing else', () => {
    const rows = [row({ phase: 'warmup' }), row()];
    expect(kept('cost', rows)).toEqual([0.01, 0.01]);
    const others = subjectNames.filter((name) => name !== 'cost' && kept(name, rows).length > 1);
    expect(others).toEqual([]);
  });

  it('an attempt that its scenario waited out is judged as little', () => {
    const waitedOut = { ...refused('overloaded', 503), labels: { not_yet: true } };
    expect(kept('failures', [waitedOut, row()])).toEqual([0]);
  });
});
