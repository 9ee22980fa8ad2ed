import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 10 });
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-suite-'));
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

test("a team's suite bundles by the package's name and runs with its own scenarios, checks and promises", async () => {
  const outfile = path.join(folder, 'team-suite.js');
  // As the README tells it.
  await build({
    entryPoints: ['examples/team-suite.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['k6', 'k6/*'],
  });
  const { code, report, points, stdout } = await runK6({
    script: outfile,
    env: { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', HEALTH_URL: `${simulator.url}/health` },
  });
  expect(code).toBe(0);
  expect(report.outcomes.ok).toBe(simulator.truth.length);
  expect(report.slos.map(({ name, status }) => [name, status])).toContainEqual([
    'time to first token, median',
    'passed',
  ]);
  expect(report.verdict.status).toBe('passed');
  const checks = points.filter(({ metric }) => metric === 'checks').map(({ tags }) => tags.check);
  expect(new Set(checks)).toEqual(
    new Set([
      'status is 200',
      'has content',
      'within token budget',
      'answers in under ten seconds',
      'is not cut off',
      'still up',
    ]),
  );
  expect(stdout).toContain('k6-llm support-bot');
});
