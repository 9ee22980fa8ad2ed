import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const env = (more: Record<string, string>) => ({ LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', ...more });

test('a refused key stops the run at once: the schedule is not burnt through', async () => {
  simulator = await startSimulator({ apiKey: 'the-right-one' });
  const { code, report, stdout, stderr } = await runK6({
    script: 'dist/fixed.js',
    env: env({ LLM_API_KEY: 'a-wrong-one-0815', LLM_USERS: '2', LLM_REQUESTS: '5000' }),
  });
  expect(report.stopped).toBe('auth');
  expect(report.verdict).toMatchObject({ status: 'refused', exitCode: 6 });
  expect(report.counts.started).toBeLessThanOrEqual(2);
  expect(code).toBe(108);
  expect(stdout).toContain('REFUSED');
  expect(stdout + stderr).not.toContain('a-wrong-one-0815');
});

test('an exhausted quota stops the run, and no stream that was begun is cut', async () => {
  simulator = await startSimulator({ slots: 8, prefillMs: 5, tokenMs: 5, outputTokens: 60, faults: 'quota:0.1' });
  const { report } = await runK6({ script: 'dist/fixed.js', env: env({ LLM_USERS: '8', LLM_REQUESTS: '5000' }) });
  expect(report.stopped).toBe('quota');
  expect(report.verdict.exitCode).toBe(6);
  expect(report.counts.started).toBe(report.counts.finished);
  await simulator.idle();
  expect(simulator.truth.filter(({ outcome }) => outcome === 'client_closed')).toEqual([]);
  expect(simulator.truth.filter(({ outcome }) => outcome === 'ok')).toHaveLength(report.outcomes.ok ?? 0);
});

test('a lone 403 among answers is an HTTP error and stops nothing', async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 1, outputTokens: 3, faults: 'status@403:0.1', seed: 3 });
  const { report } = await runK6({ script: 'dist/fixed.js', env: env({ LLM_USERS: '1', LLM_REQUESTS: '60' }) });
  expect(report.stopped).toBeUndefined();
  expect(report.outcomes.ok).toBeGreaterThan(40);
  expect(report.outcomes.http_error).toBeGreaterThan(0);
  expect(report.outcomes.auth).toBeUndefined();
});
