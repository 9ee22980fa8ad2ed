import { afterEach, expect, test } from 'vitest';
import type { Finding } from '../../lib/analysis/finding.ts';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const fast = { prefillMs: 3, prefillPerTokenMs: 0, tokenMs: 1, outputTokens: 4, batchSlowdown: 0, windowMs: 2000 };

async function discoveredOf(limits: Partial<SimulatorConfig>, env: Record<string, string> = {}) {
  simulator = await startSimulator({ ...fast, ...limits });
  const { report, stderr } = await runK6({
    script: 'dist/rate-limit-discover.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_LIMIT_WINDOW: '2s',
      LLM_MAX_DURATION: '30s',
      ...env,
    },
  });
  const of = (name: string) => report.findings.find((finding) => finding.name === name) as Finding;
  return { report, stderr, requests: of('limit on requests'), tokens: of('limit on tokens') };
}

const allowed = { LLM_ALLOW_UNKNOWN_DAILY: 'true' };
/** What CI's noisy cores may add to what the bench measures. */
const near = (value: number | undefined, truth: number) =>
  expect(Math.abs((value ?? 0) / truth - 1)).toBeLessThanOrEqual(0.15);

test('buckets of requests and of tokens', async () => {
  const limits = { requestsPerWindow: 60, tokensPerWindow: 8000 };
  const { requests, tokens } = await discoveredOf(limits, allowed);
  expect(requests.values.is_token_bucket).toBe(1);
  near(requests.values.requests_per_minute, 1800);
  expect(tokens.values.is_token_bucket).toBe(1);
  near(tokens.values.tokens_per_minute, 240_000);
});

test('a window of requests that is advertised as twice as large', async () => {
  const limits = { limitKind: 'fixed-window', requestsPerWindow: 60, advertisedFactor: 2 } as const;
  const { requests } = await discoveredOf(limits, { ...allowed, LLM_TOKEN_VOLUME: '20000' });
  expect(requests.values.is_token_bucket).toBe(0);
  near(requests.values.requests_per_minute, 1800);
  expect(requests).toMatchObject({ level: 'warning', values: { advertised_requests_per_minute: 3600 } });
});

test('tokens charged by reservation: both bounds, and which of them it is', async () => {
  const limits = { tokensPerWindow: 4000, windowMs: 1000, tokenCharge: 'reservation' } as const;
  const asks = { LLM_MAX_TOKENS: '200', LLM_LIMIT_WINDOW: '1s' };
  const { requests, tokens } = await discoveredOf(limits, { ...allowed, ...asks });
  near(tokens.values.reserved_tokens_per_minute, 240_000);
  expect(tokens.values).toMatchObject({ is_token_bucket: 1, is_charged_by_reservation: 1 });
  expect(tokens.values.tokens_per_minute).toBeLessThan(200_000);
  expect(requests.says).toMatch(/^No limit on requests was found/);
});

test('a day that is nearly used up: one request, and what would be accepted', async () => {
  const limits = { requestsPerWindow: 60, requestsPerDay: 1000, requestsPerDayRemaining: 50 };
  const { report, stderr } = await discoveredOf(limits, allowed);
  expect(simulator.truth).toHaveLength(1);
  expect(report.stopped).toBe('daily');
  expect(report.verdict).toMatchObject({ status: 'not begun', exitCode: 2 });
  expect(report.verdict.reasons[0]).toContain('the least is LLM_REQUESTS=100');
  expect(stderr).toMatch(/advertises 49 requests that remain/);
});

test('no daily limit is advertised: one request, and what to set', async () => {
  const { report } = await discoveredOf({ requestsPerWindow: 60 });
  expect(simulator.truth).toHaveLength(1);
  expect(report.verdict).toMatchObject({ status: 'not begun', exitCode: 2 });
  expect(report.verdict.reasons[0]).toContain('set LLM_DAILY_LIMIT to the requests that may be used today');
});
