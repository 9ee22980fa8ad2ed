import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../lib/report/report.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 0.5, outputTokens: 8 });
});
afterAll(() => simulator.close());

const env = (more: Record<string, string>) => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_REQUESTS: '140',
  LLM_THRESHOLDS: 'interactive',
  ...more,
});

const latencyPromises = (report: Report) =>
  report.slos.filter(({ metric }) => /time|tokens_per_second/.test(metric) && !metric.includes('timeout'));

test('a run in which everything failed passes no promise on latency, and fails', async () => {
  const { code, report, stdout } = await runK6({
    script: 'dist/fixed.js',
    env: env({ LLM_EXTRA_HEADERS: '{"x-sim-fault":"status@500"}' }),
  });
  expect(report.outcomes).toEqual({ http_error: 140 });
  expect(latencyPromises(report).map(({ status }) => status)).toEqual(['not measured', 'not measured', 'not measured']);
  expect(report.verdict.status).toBe('failed');
  expect(code).toBe(99);
  expect(stdout).toContain('no answer was measured');
});

test('a run in which nothing was measured passes no promise on latency, and does not pass', async () => {
  const { code, report } = await runK6({
    script: 'dist/fixed.js',
    // All of it is over before the warm-up is.
    env: env({ LLM_WARMUP: '1m' }),
  });
  expect(report.counts).toMatchObject({ started: 0, warmup: 140 });
  expect(latencyPromises(report).map(({ status }) => status)).toEqual(['not measured', 'not measured', 'not measured']);
  expect(report.verdict.status).not.toBe('passed');
  expect(code).toBe(99);
});

test('a run on a k6 without the extension passes no promise on first tokens, and says so', async () => {
  const { code, report, stdout } = await runK6({ script: 'dist/stock/fixed.js', env: env({}) });
  expect(report.target).toMatchObject({ transport: 'http', stream: false });
  expect(report.outcomes).toEqual({ ok: 140 });
  const status = Object.fromEntries(latencyPromises(report).map((slo) => [slo.metric, slo.status]));
  expect(status).toEqual({
    llm_time_to_first_token: 'not measured',
    llm_total_generation_time: 'passed',
    llm_tokens_per_second: 'passed',
  });
  expect(report.notMeasured).toContain('llm_time_to_first_token');
  expect(report.metrics.llm_time_to_first_token).toBeUndefined();
  expect(report.verdict.status).toBe('undecided');
  // k6 itself has nothing to fail; only the verdict knows what was not seen.
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/^ {2}time to first token {2,}/m);
});

test('percentiles without their samples are not printed as numbers', async () => {
  const { report, stdout } = await runK6({ script: 'dist/fixed.js', env: env({ LLM_REQUESTS: '20', LLM_USERS: '2' }) });
  const total = report.metrics.llm_total_generation_time;
  expect(total?.percentiles?.p50).toMatchObject({ samples: 20, enough: true });
  expect(total?.percentiles?.p95).toEqual({ samples: 20, enough: false });
  expect(stdout).toMatch(/20 of 130/);
});
