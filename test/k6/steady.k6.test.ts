import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const env = (more: Record<string, string>) => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_TIMEOUT: '10s',
  LLM_PROMPT_LENGTHS: 'tiny',
  ...more,
});

test('a soak of an endpoint that does not change finds no drift worth telling', async () => {
  // So slow that what else this machine does is far below the tenth from which drift matters.
  simulator = await startSimulator({ prefillMs: 100, tokenMs: 10, outputTokens: 10 });
  const { report } = await runK6({
    script: 'dist/soak.js',
    env: env({ LLM_RATE: '40', LLM_DURATION: '7s', LLM_WINDOW: '2s', LLM_WARMUP: '1s' }),
  });
  const drift = report.findings.filter(({ name }) => name.startsWith('drift'));
  expect(drift.length).toBeGreaterThan(0);
  expect(drift.map(({ level }) => level)).not.toContain('bad');
});

test('a spike over what the endpoint carries shows the surge, and whether it recovered', async () => {
  simulator = await startSimulator({ slots: 4, prefillMs: 20, tokenMs: 2, outputTokens: 20 });
  const { report } = await runK6({
    script: 'dist/spike.js',
    env: env({
      LLM_RATE: '10',
      LLM_SURGE_RATE: '90',
      LLM_BASELINE_TIME: '3s',
      LLM_SURGE_TIME: '2s',
      LLM_RECOVERY_TIME: '3s',
      LLM_WARMUP: '1s',
    }),
  });
  expect(report.windows.map(({ name }) => name)).toEqual(['baseline', 'surge', 'recovery']);
  const [baseline, surge] = report.windows.map(({ totalGenerationTime }) => totalGenerationTime.p50.value as number);
  expect(surge).toBeGreaterThan((baseline as number) * 2);
  expect(report.findings.map(({ name }) => name)).toEqual(['recovery', 'streams']);
});
