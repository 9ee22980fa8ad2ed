import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { startSimulator } from '../../../simulator/server.ts';
import { k6Path, runCli } from '../spawn-cli.ts';
import { tempFolder } from '../temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../../..');

async function endpoint() {
  const simulator = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 10 });
  onTestFinished(() => simulator.close());
  return { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim' };
}

it.each(['ts', 'yaml'])('what init writes (%s) runs and is gated, with nothing installed', async (format) => {
  const cwd = tempFolder();
  const env = await endpoint();
  expect((await runCli(['init', '--format', format], {}, cwd)).code).toBe(0);
  const run = await runCli(['run', 'chat', '--out', 'results/first', '--', '--quiet'], env, cwd);
  expect(run.stdout).toContain(`judge it by the SLOs of k6-llm.config.${format} with: k6-llm gate results/first`);
  expect(run.stdout).toContain('k6-llm chat · sim at ');
  // The bundle is gone.
  expect(readdirSync(path.join(cwd, 'load-tests'))).toEqual(['chat.ts']);
  const gate = await runCli(['gate', 'results/first'], {}, cwd);
  expect(gate.stderr).toBe('');
  expect(gate.stdout).toContain('  chat: 300 requests in 1 run\n');
  // A busy machine may be late; then the gate says so as the run does.
  expect(gate.code).toBe(run.code);
  if (run.code === 0) expect(gate.stdout).toContain('PASSED\n  every objective holds (4)');
});

it('a script of one’s own knows the list prices, so that a budget can hold', async () => {
  const cwd = tempFolder();
  const { LLM_BASE_URL } = await endpoint();
  await runCli(['init'], {}, cwd);
  const env = { LLM_BASE_URL, LLM_MODEL: 'gpt-4o-mini', LLM_BUDGET_USD: '1', LLM_REQUESTS: '20' };
  const run = await runCli(['run', 'chat', '--', '--quiet'], env, cwd);
  expect(run.stderr).not.toContain('no price table');
  expect(run.stdout).toMatch(/cost +\$0\.0/);
});

it('the shell steps of the workflow run as they stand', async () => {
  const cwd = tempFolder();
  const env = await endpoint();
  await runCli(['init'], {}, cwd);
  // `npx --yes k6-llm@0.1.0 …` is the k6-llm of this checkout.
  const npx = path.join(cwd, 'bin/npx');
  mkdirSync(path.dirname(npx));
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${root}/cli/k6-llm.mjs" "$@"\n`);
  chmodSync(npx, 0o755);
  const { jobs } = parse(readFileSync(path.join(cwd, '.github/workflows/llm-performance.yml'), 'utf8')) as {
    jobs: { gate: { steps: { name?: string; run?: string }[] } };
  };
  const summary = path.join(cwd, 'step-summary.md');
  const steps = jobs.gate.steps.filter(({ run, name }) => run !== undefined && name !== 'Build or find k6');
  expect(steps.map(({ name }) => name)).toEqual(['Run', 'Gate', 'Step summary']);
  const K6_BIN = await k6Path();
  const stepEnv = {
    ...env,
    K6_BIN,
    HOME: cwd,
    PATH: `${path.dirname(npx)}:${process.env.PATH}`,
    GITHUB_STEP_SUMMARY: summary,
  };
  for (const { run = '' } of steps) {
    const { code, stderr } = await shell(run, cwd, stepEnv);
    // A busy machine may be late: then the run is invalid, which is an answer too.
    expect({ code, stderr: stderr.slice(-500) }).toMatchObject({ code: expect.toBeOneOf([0, 4]) });
  }
  expect(existsSync(path.join(cwd, 'results/chat/gate.xml'))).toBe(true);
  expect(readFileSync(summary, 'utf8')).toContain('<!-- k6-llm gate -->');
});

/** As GitHub runs a step. */
function shell(run: string, cwd: string, env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile('bash', ['-e', '-o', 'pipefail', '-c', run], { cwd, env }, (error, _, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stderr }),
    );
  });
}
