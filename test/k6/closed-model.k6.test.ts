import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const env = (more: Record<string, string>) => ({ LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', ...more });

/**
 * Milliseconds until the next exchange's start, of one user, from the last moment at which it cannot have had the answer
 * yet: the endpoint sees an exchange end only after its client may have seen it.
 */
const pauses = () =>
  simulator.truth
    .slice(1)
    .map(
      (next, i) =>
        next.acceptedAt - (simulator.truth[i]?.acceptedAt ?? 0) - (simulator.truth[i]?.lastTokenWrittenMs ?? 0),
    );

test('a user of a closed load waits as long as Retry-After asks', async () => {
  simulator = await startSimulator({ faults: 'rate-limited@1:1' });
  const { report } = await runK6({ script: 'dist/fixed.js', env: env({ LLM_USERS: '1', LLM_REQUESTS: '3' }) });
  expect(report.outcomes).toEqual({ rate_limited: 3 });
  expect(pauses().every((ms) => ms >= 1000)).toBe(true);
  expect(report.metrics.llm_request_failed).toBeUndefined();
  expect(report.metrics.llm_rate_limit_hits?.count).toBe(3);
  expect(report.metrics.llm_retry_after_seconds).toMatchObject({ min: 1, max: 1 });
});

test('but never longer than LLM_MAX_BACKOFF', async () => {
  simulator = await startSimulator({ faults: 'rate-limited@3600:1' });
  await runK6({ script: 'dist/fixed.js', env: env({ LLM_USERS: '1', LLM_REQUESTS: '3', LLM_MAX_BACKOFF: '100ms' }) });
  expect(simulator.truth).toHaveLength(3);
});

test('an open load sends what it planned and re-sends nothing, whatever the endpoint asks', async () => {
  simulator = await startSimulator({ faults: 'rate-limited@3600:1' });
  const { report } = await runK6({
    script: 'dist/ramp.js',
    env: env({ LLM_START_RATE: '10', LLM_STAGES: '2s:10', LLM_WARMUP: '0s', LLM_TIMEOUT: '2s' }),
  });
  expect(report.outcomes.rate_limited).toBe(simulator.truth.length);
  expect(report.counts.dropped).toBe(0);
  expect(Math.abs(simulator.truth.length - 20)).toBeLessThanOrEqual(1);
});

test('thinking takes place between requests and in no measured time', async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 1, outputTokens: 2 });
  const { report } = await runK6({
    script: 'dist/fixed.js',
    env: env({ LLM_USERS: '1', LLM_REQUESTS: '4', LLM_THINK_TIME: '0.3-0.4' }),
  });
  expect(pauses().every((ms) => ms >= 300)).toBe(true);
  expect(report.metrics.llm_total_generation_time?.max).toBeLessThan(300);
});
