import { afterEach, expect, test } from 'vitest';
import { exponentialGaps } from '../../lib/analysis/statistics/kolmogorov-smirnov.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const env = (more: Record<string, string>) => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_WARMUP: '0s',
  LLM_TIMEOUT: '4s',
  LLM_PROMPT_LENGTHS: 'tiny',
  ...more,
});

test('arrivals come as a Poisson process: the endpoint itself saw exponential gaps', async () => {
  simulator = await startSimulator({ slots: 64, prefillMs: 20, tokenMs: 2, outputTokens: 10 });
  const { report, rows } = await runK6({
    script: 'dist/poisson.js',
    env: env({ LLM_RATE: '40', LLM_DURATION: '5s', LLM_SEED: '3' }),
  });
  const finding = report.findings.find(({ name }) => name === 'as users saw it');
  expect(report.interrupted).toBe(false);
  expect(report.counts.dropped).toBe(0);
  expect(report.about).toBe(`open load, ${rows.length} Poisson arrivals at 40/s over 5s`);
  expect(simulator.truth).toHaveLength(rows.length);
  expect(finding?.values.scheduled).toBe(rows.length);
  expect(report.metrics.llm_start_lateness?.count).toBe(rows.length);
  expect(rows.every(({ start_ms, intended_ms }) => Number(start_ms) >= Number(intended_ms))).toBe(true);
  // Each belongs to the window in which it was due, the last one too, however late it started.
  expect(report.windows.reduce((sum, { started }) => sum + started, 0)).toBe(rows.length);
  expect(finding?.values.start_lateness_p50_ms).toBeLessThan(20);

  const seen = simulator.truth.map(({ acceptedAt }) => acceptedAt).sort((a, b) => a - b);
  const gaps = seen.slice(1).map((time, i) => time - (seen[i] ?? 0));
  expect(exponentialGaps(gaps, 25).p).toBeGreaterThan(0.001);
});

test('where no virtual user is free, the wait is part of what the user saw', async () => {
  // Two at a time, a quarter of a second each: 8 a second, and 20 want in.
  simulator = await startSimulator({ prefillMs: 200, tokenMs: 5, outputTokens: 10 });
  const { report } = await runK6({
    script: 'dist/poisson.js',
    env: env({ LLM_RATE: '20', LLM_DURATION: '2s', LLM_MAX_VUS: '2' }),
  });
  const { level, values = {} } = report.findings.find(({ name }) => name === 'as users saw it') ?? {};
  expect(level).toBe('warning');
  expect(values.total_p50_ms).toBeGreaterThan(200);
  expect(values.total_p50_ms).toBeLessThan(600);
  expect(values.total_as_seen_p50_ms).toBeGreaterThan((values.total_p50_ms ?? 0) + 500);
  // Fewer requests than a percentile of lateness needs: the worst one warns. All that was planned was sent, late.
  expect(report.validity.reasons.join()).toMatch(/requests started .* late/);
  expect(report.counts.dropped).toBe(0);
});

test('an arrival that cannot be sent even a whole time-out late is not sent, and the run is invalid for it', async () => {
  simulator = await startSimulator({ prefillMs: 800, tokenMs: 5, outputTokens: 10 });
  const { report } = await runK6({
    script: 'dist/poisson.js',
    env: env({ LLM_RATE: '40', LLM_DURATION: '1s', LLM_MAX_VUS: '2', LLM_TIMEOUT: '1s' }),
  });
  expect(report.counts.dropped).toBeGreaterThan(5);
  expect(report.verdict).toMatchObject({ status: 'invalid', exitCode: 4 });
});
