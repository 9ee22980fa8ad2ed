import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 1, tokenMs: 1, outputTokens: 10 });
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-prices-'));
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

async function run(script: string, env: Record<string, string> = {}) {
  const before = simulator.truth.length;
  const ended = await runK6({
    script,
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'gpt-4o',
      LLM_USERS: '2',
      LLM_REQUESTS: '20',
      HEALTH_URL: `${simulator.url}/health`,
      ...env,
    },
  });
  await simulator.idle();
  return { ...ended, truth: simulator.truth.slice(before) };
}

it.each(['dist/fixed.js', 'dist/stock/fixed.js'])('%s knows what listed models cost', async (script) => {
  const { report, truth } = await run(script);
  // gpt-4o: $2.50 a million in, $10 out.
  const usd = truth.reduce(
    (sum, { inputTokens = 0, outputTokens }) => sum + inputTokens * 2.5e-6 + outputTokens * 1e-5,
    0,
  );
  expect(truth).toHaveLength(20);
  expect(report.cost).toMatchObject({
    answers: 20,
    priced: 20,
    price: { kind: 'list', model: 'gpt-4o', byHost: false },
  });
  expect(report.cost.usd).toBeCloseTo(usd, 9);
});

it('a price of one’s own takes the place of the list’s', async () => {
  const { report, truth } = await run('dist/fixed.js', { LLM_PRICE: '0/1000' });
  const output = truth.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
  expect(report.cost.price).toEqual({ kind: 'option', option: 'LLM_PRICE' });
  expect(report.cost.usd).toBeCloseTo(output / 1000, 9);
});

it('answers without usage are counted: a run that is priced in part does not look whole', async () => {
  const { report, stdout } = await run('dist/fixed.js', { LLM_EXTRA_BODY: '{"x_sim_fault":"no-usage"}' });
  expect(report.cost).toMatchObject({ answers: 20, priced: 0 });
  expect(report.cost.usd).toBeUndefined();
  expect(stdout).toMatch(/cost +unknown: no usage was sent/);
});

it('a bundle of a team’s own knows no prices until the table lies beside it, and says so', async () => {
  const outfile = path.join(folder, 'team-suite.js');
  await build({
    entryPoints: ['examples/team-suite.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['k6', 'k6/*'],
  });
  const without = await run(outfile);
  expect(without.stdout.replace(/\s+/g, ' ')).toContain(
    'cost unknown: no price table lies beside the script: copy dist/lib/prices.json there, or set LLM_PRICE=input/output in $ per million tokens',
  );
  await cp('dist/lib/prices.json', path.join(folder, 'prices.json'));
  expect((await run(outfile)).report.cost.price).toMatchObject({ kind: 'list', model: 'gpt-4o' });
});
