import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6, spawnK6 } from './run-k6.ts';

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-trace-'));
  simulator = await startSimulator({ prefillMs: 10, tokenMs: 1, outputTokens: 500, prefixCacheTokens: 100_000 });
});
afterEach(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

const env = async (trace: string, more: Record<string, string> = {}) => {
  await writeFile(path.join(folder, 'trace'), trace);
  return {
    LLM_BASE_URL: `${simulator.url}/v1`,
    LLM_MODEL: 'sim',
    LLM_TRACE: path.join(folder, 'trace'),
    LLM_WARMUP: '0s',
    LLM_TIMEOUT: '3s',
    ...more,
  };
};

test("Azure's trace: the endpoint sees its times, faster by the factor, and its tokens", async () => {
  const at = [0, 0.5, 0.6, 2, 4, 4, 4];
  const rows = at.map((s, i) => `2023-11-16 18:15:0${s.toFixed(1)}000000,${200 + 100 * i},${20 + i}`);
  const { report } = await runK6({
    script: 'dist/replay.js',
    env: await env(`TIMESTAMP,ContextTokens,GeneratedTokens\n${rows.join('\n')}\n`, { LLM_SPEED: '2' }),
  });
  const truth = [...simulator.truth].sort((a, b) => a.acceptedAt - b.acceptedAt);
  expect(truth).toHaveLength(7);
  expect(truth.map(({ outputTokens }) => outputTokens).sort()).toEqual([20, 21, 22, 23, 24, 25, 26]);
  const began = truth[0]?.acceptedAt ?? 0;
  const off = truth.map(({ acceptedAt }, i) => Math.abs(acceptedAt - began - 500 * (at[i] ?? 0)));
  expect(Math.max(...off)).toBeLessThan(150);
  const { values } = report.findings.find(({ name }) => name === 'trace') ?? {};
  expect(values?.output_ratio).toBe(1);
  expect(values?.input_ratio).toBeGreaterThan(0.9);
  expect(values?.input_ratio).toBeLessThan(1.1);
  expect(report.about).toContain(
    '7 requests of trace over 2s at 2 × its speed; planned are about 3500 tokens in and at most 161 out',
  );
});

test("Mooncake's trace: requests with the same blocks find them in the prefix cache", async () => {
  const row = (timestamp: number, hash_ids: number[]) =>
    JSON.stringify({ timestamp, input_length: 1400, output_length: 5, hash_ids });
  const { rows } = await runK6({
    script: 'dist/replay.js',
    env: await env([row(0, [1, 2, 3]), row(700, [1, 2, 4]), row(1400, [8, 9, 10])].join('\n')),
  });
  const cached = rows.map(({ tokens }) => (tokens as { cached?: number }).cached ?? 0);
  expect(cached[0]).toBe(0);
  expect(cached[1]).toBeGreaterThan(900);
  expect(cached[2]).toBe(0);
});

test('a trace with broken rows is refused before the first request, with their lines', async () => {
  const { code, stderr } = await spawnK6(['run', 'dist/replay.js'], await env('time,input_tokens\n0,5\n1,many\n'));
  expect(code).toBe(107);
  expect(stderr).toContain('1 of 2 rows are broken: line 3: input tokens');
  expect(simulator.truth).toHaveLength(0);
});
