import { afterEach, expect, test } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const fast = { prefillMs: 2, prefillPerTokenMs: 0, tokenMs: 1, outputTokens: 4, batchSlowdown: 0, windowMs: 2000 };

async function bittenBy(limits: Partial<SimulatorConfig>) {
  simulator = await startSimulator({ ...fast, ...limits });
  const { report } = await runK6({
    script: 'dist/token-limit.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_LIMIT_WINDOW: '2s',
      LLM_TOKEN_VOLUME: '20000',
      LLM_LARGE_SIZE: '2000',
    },
  });
  expect(report.verdict.status).not.toBe('failed');
  return report.findings[0];
}

test('a limit on requests bites the small ones, and no large one', async () => {
  const found = await bittenBy({ requestsPerWindow: 40 });
  expect(found?.says).toMatch(/^Requests: \d+ of 200 small ones were refused, and no large one/);
  expect(found?.values).toMatchObject({ large_limited: 0 });
});

test('a limit on tokens bites both', async () => {
  const found = await bittenBy({ tokensPerWindow: 6000 });
  expect(found?.values.small_limited).toBeGreaterThan(0);
  expect(found?.values.large_limited).toBeGreaterThan(0);
  expect(found?.says).toMatch(/^Tokens/);
});
