import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { estimateSchema } from '../../cli/schemas/estimate.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { resultsFolder } from '../cli/recorded.ts';
import { runCli } from '../cli/spawn-cli.ts';
import { tempFolder } from '../cli/temp-folder.ts';
import { shownCommands } from '../docs/shown-commands.ts';

/** US dollars per million tokens: a token in and one out are told apart by their price. */
const price = { input: 1000, output: 100_000 };

type Endpoint = Parameters<typeof startSimulator>[0];

async function simulate(config: Endpoint, finished = onTestFinished): Promise<Simulator> {
  const simulator = await startSimulator(config);
  finished(() => simulator.close());
  return simulator;
}

async function estimate(args: string[], env: Record<string, string> = {}, cwd = tempFolder()) {
  const { stdout, stderr, code } = await runCli(
    ['estimate', ...args, '--json', '--model', 'sim', '--price', `${price.input}/${price.output}`],
    env,
    cwd,
  );
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  const found = estimateSchema.parse(JSON.parse(stdout));
  const [model] = found.models;
  if (model === undefined || !('costUsd' in model)) throw new Error(`no cost: ${stdout}`);
  return { ...found, costUsd: model.costUsd };
}

/** What the endpoint itself knows to have given away. */
function truthOf({ truth }: Simulator): { requests: number; usd: number } {
  const served = truth.filter(({ outcome }) => outcome === 'ok');
  const usd = served.reduce(
    (sum, { inputTokens = 0, outputTokens }) => sum + inputTokens * price.input + outputTokens * price.output,
    0,
  );
  return { requests: served.length, usd: usd / 1_000_000 };
}

const fast = { prefillMs: 20, tokenMs: 1, outputTokens: 40 };

describe('a run costs what was estimated, and never more than the worst', () => {
  // Most of the time they wait for schedules: some of them wait together.
  it.concurrent.for<[string, string[], Endpoint, string[]]>([
    ['fixed', ['--users', '4', '--requests', '40'], fast, []],
    ['ramp', ['--start-rate', '10', '--stages', '2s:30', '--window', '1s', '--warmup', '1s'], fast, []],
    [
      'step',
      ['--step-users', '2', '--max-users', '4', '--step-time', '2s', '--warmup', '0s', '--think-time', '0.1'],
      fast,
      ['--answer-time', '50ms-200ms'],
    ],
    [
      'conversation',
      ['--users', '3', '--turns', '3', '--duration', '3s', '--think-time', '0.1', '--max-tokens', '40'],
      { ...fast, outputTokens: 60 },
      ['--answer-time', '50ms-200ms'],
    ],
    [
      'quality',
      ['--step-users', '2', '--max-users', '2', '--step-time', '2s', '--warmup', '0s', '--think-time', '0.1'],
      fast,
      ['--answer-time', '20ms-200ms'],
    ],
    [
      'cold-start',
      [
        '--strategies',
        'none,keep-alive,pre-warmed',
        '--rounds',
        '2',
        '--idle-time',
        '300ms',
        '--ping-interval',
        '100ms',
      ],
      fast,
      [],
    ],
    [
      'token-limit',
      ['--users', '4', '--token-volume', '5000', '--small-size', '100', '--large-size', '1000', '--limit-window', '2s'],
      fast,
      [],
    ],
    ['rate-limit', ['--rate', '20', '--duration', '2s', '--recovery-time', '3s', '--window', '1s'], fast, []],
  ])('%s', async ([scenario, options, endpoint, assumed], { onTestFinished: finished }) => {
    const cwd = tempFolder(finished);
    const { requests, costUsd } = await estimate([scenario, ...options, ...assumed], {}, cwd);
    const simulator = await simulate(endpoint, finished);
    const env = { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim' };
    const { code } = await runCli(['run', scenario, ...options, '--thresholds', 'none'], env, cwd);
    expect([0, 4]).toContain(code);
    const truth = truthOf(simulator);
    expect(truth.requests).toBeGreaterThan(0);
    expect(truth.requests).toBeLessThanOrEqual(requests.worst);
    expect(truth.usd).toBeLessThanOrEqual(costUsd.worst);
    expect(truth.usd).toBeGreaterThan(costUsd.low / 2);
  });
});

it('an estimate like an earlier run comes near it', async () => {
  const cwd = tempFolder();
  const simulator = await simulate({ ...fast, outputTokens: 80, faults: 'status@500:0.2' });
  const env = { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim' };
  const plan = ['fixed', '--users', '4', '--requests', '100'];
  await runCli(['run', ...plan, '--thresholds', 'none'], env, cwd);
  const folder = resultsFolder(cwd);
  const truth = truthOf(simulator);

  const same = await estimate([...plan, '--like', folder], {}, cwd);
  expect(same.requests.expected).toBe(100);
  expect(same.costUsd.expected).toBeCloseTo(truth.usd, 6);

  const twice = await estimate(['fixed', '--users', '4', '--requests', '200', '--like', folder], {}, cwd);
  expect(twice.costUsd.expected).toBeCloseTo(2 * truth.usd, 6);
  expect(twice.assumptions['earlier run']).toMatch(/^100 requests of fixed to sim; \d\d\.0 % were turned away/);
});

it('the estimate of a scenario prints what docs/money.md shows', async () => {
  const shown = shownCommands('docs/money.md').filter(({ args }) => args[0] === 'estimate' && args[1] === 'ramp');
  expect(shown).toHaveLength(1);
  for (const { args, output } of shown) {
    expect(await runCli(args, {}, tempFolder())).toEqual({ code: 0, stdout: output, stderr: '' });
  }
});

describe('a plan is read as k6 reads it', () => {
  it('profiles, variables, prompts and the warm-up count', async () => {
    const ramp = (await estimate(['ramp'])).requests.expected;
    const short = (await estimate(['ramp', '--profile', 'short'])).requests.expected;
    // 2 min to 5/s from 1, 3 to 10, 3 to 20, 2 to 5; 1 min to 10/s from 1, 1 to 20, 2 to 40, 1 to 10.
    expect(ramp).toBe(120 * 3 + 180 * 7.5 + 180 * 15 + 120 * 12.5);
    expect(short).toBe(60 * 5.5 + 60 * 15 + 120 * 30 + 60 * 25);
    expect((await estimate(['ramp'], { LLM_STAGES: '10s:1', LLM_WARMUP: '5s' })).requests.expected).toBe(10);
  });

  it('a policy sets the model, the budget, options, and has scenarios of its own', async () => {
    const cwd = tempFolder();
    const suite = `import { defineTest } from '${path.resolve('lib/k6/index.ts')}';
      const test = await defineTest({ name: 'chat' });
      export const options = {
        ...test.options,
        scenarios: { chat: { executor: 'constant-arrival-rate', rate: 2, duration: '10s', preAllocatedVUs: 1 } },
      };
      export const { handleSummary } = test;
      export default test.iteration;`;
    writeFileSync(path.join(cwd, 'chat.ts'), suite);
    const policy = {
      target: { model: 'gpt-4o' },
      budgetUsd: 1,
      options: { stages: '1m:2' },
      scenarios: { chat: { script: './chat.ts' } },
    };
    writeFileSync(path.join(cwd, 'k6-llm.config.json'), JSON.stringify(policy));
    const of = async (scenario: string) =>
      estimateSchema.parse(JSON.parse((await runCli(['estimate', scenario, '--json'], {}, cwd)).stdout));
    // From 1/s to 2/s in a minute.
    expect(await of('ramp')).toMatchObject({
      requests: { expected: 90 },
      models: [{ model: 'gpt-4o' }],
      budget: { usd: 1 },
    });
    const chat = await of('chat');
    expect(chat).toMatchObject({ about: "the script's own scenarios", requests: { expected: 20, worst: 21 } });
    expect(chat.assumptions.iteration).toMatch(/^what this script asks is not known/);
    expect(readdirSync(cwd).sort()).toEqual(['chat.ts', 'k6-llm.config.json']);
  });

  it('a budget that the worst case would break stops a run, not its estimate', async () => {
    const { budget } = await estimate(['fixed', '--budget-usd', '0.01']);
    expect(budget?.usd).toBe(0.01);
    expect(budget?.share.worst).toBeLessThan(0.01);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a wrong option',
      ['ramp', '--stages', '1:2'],
      /^k6-llm: --stages=1:2: accepted is duration:requests-per-second pairs/,
    ],
    [
      'a load that cannot be',
      ['fixed', '--users', '9', '--requests', '3'],
      /^k6-llm: --users=9: more users than requests/,
    ],
    ['a profile that is not there', ['ramp', '--profile', 'long'], /^k6-llm: --profile=long: accepted is one of short/],
    ['no trace', ['replay'], /^k6-llm: LLM_TRACE is not set: .* set it or give --trace\n$/],
    ['no scenario of that name', ['rmp'], /^k6-llm: rmp is no scenario.*; accepted is one of cache/],
    [
      'a body without a cap',
      ['fixed', '--extra-body', '{"max_tokens":null}'],
      /^k6-llm: --extra-body: takes the output cap away, so that an answer may cost anything; accepted is a body with a cap\n$/,
    ],
  ])('%s is told in one line', async (_, args, words) => {
    const { stdout, stderr, code } = await runCli(['estimate', ...args, '--model', 'gpt-4o'], {}, tempFolder());
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(words);
  });
});
