import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

/** 8 slots and answers of about 0.1 s: beyond 8 users everybody waits, and at 17 twice as long as alone. */
const startEndpoint = async () => {
  simulator = await startSimulator({ slots: 8, prefillMs: 20, tokenMs: 4, outputTokens: 20, batchSlowdown: 0 });
};

const env = (more: Record<string, string> = {}) => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_STEP_USERS: '8',
  LLM_STEP_TIME: '2s',
  LLM_MAX_USERS: '32',
  LLM_WARMUP: '1s',
  LLM_THINK_TIME: '0',
  LLM_TIMEOUT: '10s',
  LLM_PROMPT_LENGTHS: 'tiny',
  ...more,
});

test('steps find the number of users at which the endpoint is saturated, during the run and after it', async () => {
  await startEndpoint();
  const { report, stderr } = await runK6({ script: 'dist/step.js', env: env() });
  expect(report.windows.map(({ users }) => users)).toEqual([8, 16, 24, 32]);
  const saturation = report.findings.find(({ name }) => name === 'saturation');
  expect(saturation?.level).toBe('warning');
  // The truth is between 16 and 24 users: within one step of it.
  expect([16, 24]).toContain(saturation?.values.saturation_users);
  expect(stderr).toMatch(/k6-llm: saturated at (16|24) users: p95 is/);
  expect([16, 24]).toContain(report.metrics.llm_saturation_users?.max);
  expect(report.findings.map(({ name }) => name)).toEqual([
    'saturation',
    'growth',
    'bottleneck',
    'scalability',
    'survivors',
    'streams',
  ]);
  expect(report.findings.find(({ name }) => name === 'bottleneck')?.says).toMatch(/queue/i);
});

test('a run that is told to stop at saturation ends there, normally and with no stream cut', async () => {
  await startEndpoint();
  const { code, report } = await runK6({ script: 'dist/step.js', env: env({ LLM_STOP_ON_SATURATION: 'true' }) });
  expect(report.stopped).toBe('saturation');
  expect(report.verdict.status).not.toBe('interrupted');
  expect(report.counts.finished).toBe(report.counts.started);
  expect(code).toBe(108);
  await simulator.idle();
  expect(simulator.truth.some(({ outcome }) => outcome === 'client_closed')).toBe(false);
});
