import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForK6 } from '../../build.mjs';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

// A k6 with the community extension: of ours only `open`, which has its API, is left.

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 0.5, outputTokens: 8 });
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-community-'));
  const community = path.join(folder, 'community.js');
  await writeFile(community, "import sse from 'k6/x/sse';\nexport default { open: sse.open };\n");
  const openAlone: Plugin = {
    name: 'open-alone',
    setup(context) {
      context.onResolve({ filter: /^k6\/x\/sse$/ }, ({ importer }) =>
        importer === community ? undefined : { path: community },
      );
    },
  };
  await bundleForK6(['scenarios/smoke.ts'], folder, [openAlone]);
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

test('a run measures first tokens, and says that how the streams came was not counted', async () => {
  const { rows, report, stdout } = await runK6({
    script: path.join(folder, 'smoke.js'),
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_REQUESTS: '3',
      LLM_EXTRA_HEADERS: '{"x-sim-fault":"malformed"}',
    },
  });
  expect(rows.map(({ outcome, malformed_frames }) => ({ outcome, malformed_frames }))).toEqual(
    Array(3).fill({ outcome: 'ok', malformed_frames: 1 }),
  );
  expect(report.target).toMatchObject({ transport: 'open', stream: true });
  expect(report.metrics.llm_time_to_first_token?.count).toBe(3);
  expect(report.findings.find(({ name }) => name === 'streams')).toMatchObject({ level: 'info', values: {} });
  expect(stdout).toContain('How the streams came was not counted');
});

test('a run that asks for no stream has nothing to count', async () => {
  const { report } = await runK6({
    script: path.join(folder, 'smoke.js'),
    env: { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', LLM_REQUESTS: '1', LLM_STREAM: 'false' },
  });
  expect(report.outcomes).toEqual({ ok: 1 });
  expect(report.findings.map(({ name }) => name)).not.toContain('streams');
});
