import { afterEach, expect, test } from 'vitest';
import type { Finding } from '../../lib/analysis/finding.ts';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const fast = { prefillMs: 5, prefillPerTokenMs: 0, tokenMs: 1, outputTokens: 3, batchSlowdown: 0 };

async function beyondLimitOf(limits: Partial<SimulatorConfig>) {
  simulator = await startSimulator({ ...fast, ...limits });
  const { report } = await runK6({
    script: 'dist/rate-limit.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_RATE: '50',
      LLM_DURATION: '2s',
      LLM_WINDOW: '1s',
      LLM_RECOVERY_TIME: '5s',
      LLM_TIMEOUT: '5s',
    },
  });
  const of = (name: string) => report.findings.find((finding) => finding.name === name) as Finding;
  return {
    report,
    beyond: of('beyond the limit'),
    honesty: of('retry-after'),
    recovery: of('recovery from the limit'),
  };
}

test('beyond an honest bucket: who was refused, that waiting helps, and that nothing failed for it', async () => {
  const limits = { requestsPerWindow: 4, windowMs: 2000, requestsBurst: 4 };
  const { report, beyond, honesty, recovery } = await beyondLimitOf(limits);
  const truth = simulator.truth.slice(0, report.counts.finished);
  expect(beyond.values.rate_limited).toBeGreaterThan(60);
  expect(beyond.values.ok).toBeLessThanOrEqual(truth.filter(({ status }) => status === 200).length);
  expect(honesty).toMatchObject({ level: 'good', values: { absent_share: 0 } });
  expect(honesty.values.after_sent).toBeGreaterThanOrEqual(2);
  expect(honesty.values.after_passed).toBe(honesty.values.after_sent);
  expect(recovery.values.recovery_ms).toBeLessThan(2500);
  expect(report.verdict.status).not.toBe('failed');
});

test('a Retry-After of a third of the true wait is told', async () => {
  const limits = { requestsPerWindow: 2, windowMs: 3000, requestsBurst: 2, retryAfterFactor: 0.3 };
  const { honesty } = await beyondLimitOf(limits);
  expect(honesty.level).toBe('bad');
  expect(honesty.values.after_passed).toBeLessThan(honesty.values.after_sent as number);
});
