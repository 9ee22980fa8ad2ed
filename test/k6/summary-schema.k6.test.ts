import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { summarySchema } from '../../cli/schemas/summary.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { root } from '../rules/source-files.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 0.5, outputTokens: 8 });
});
afterAll(() => simulator.close());

const env = (more: Record<string, string>) => ({ LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', ...more });

/** The published file itself, as a reader in another language would use it. */
const published = z.fromJSONSchema(JSON.parse(readFileSync(path.join(root, 'docs/schema/summary.json'), 'utf8')));

/** Valid, and nothing in it that the schema does not know. */
function expectToFit(report: unknown): void {
  expect(summarySchema.parse(report)).toEqual(report);
  expect(published.safeParse(report).error?.issues ?? []).toEqual([]);
}

test('a run with windows fits the published schema', async () => {
  const load = { LLM_START_RATE: '80', LLM_STAGES: '3s:80', LLM_WINDOW: '1s', LLM_WARMUP: '1s', LLM_TIMEOUT: '2s' };
  const { report } = await runK6({ script: 'dist/ramp.js', env: env(load) });
  expect(report.windows).toHaveLength(2);
  expectToFit(report);
});

test('a run in which nothing succeeded fits it', async () => {
  const { report } = await runK6({
    script: 'dist/fixed.js',
    env: env({ LLM_REQUESTS: '3', LLM_USERS: '1', LLM_EXTRA_HEADERS: '{"x-sim-fault":"status@401"}' }),
  });
  expect(report.stopped).toBe('auth');
  expectToFit(report);
});

test('a run on a k6 without the extension fits it', async () => {
  const { report } = await runK6({ script: 'dist/stock/smoke.js', env: env({}) });
  expect(report.notMeasured).not.toEqual([]);
  expectToFit(report);
});
