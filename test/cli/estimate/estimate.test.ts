import { describe, expect, it } from 'vitest';
import { estimateSchema } from '../../../cli/schemas/estimate.ts';
import { runInProcess } from '../fake-io.ts';

const thousand = ['--requests', '1000', '--input-tokens', '200', '--output-tokens', '150'];

async function asJson(...args: string[]) {
  const { stdout, stderr, code } = await runInProcess(['estimate', '--json', ...args]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return estimateSchema.parse(JSON.parse(stdout));
}

describe('the arithmetic of the article: 1000 requests of 200 tokens in and 150 out', () => {
  it.each([
    ['gpt-4o', 2.0], // 0.2 million × $2.50 + 0.15 million × $10
    ['gpt-4o-mini', 0.12], // 0.2 × $0.15 + 0.15 × $0.60
    ['claude-3-5-sonnet', 2.85], // 0.2 × $3 + 0.15 × $15
  ])('%s: $%f', async (model, usd) => {
    const { models } = await asJson('--model', model, ...thousand);
    expect(models).toMatchObject([{ model, costUsd: { low: usd, expected: usd, worst: usd } }]);
  });

  it('side by side, with where the prices are from and what would save', async () => {
    const { stdout, code } = await runInProcess([
      'estimate',
      '--model',
      'gpt-4o,gpt-4o-mini',
      '--model',
      'claude-3-5-sonnet',
      ...thousand,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/gpt-4o +\$2\.00 +\$2\.00\n +gpt-4o-mini +\$0\.12 +\$0\.12\n +claude-3-5-sonnet +\$2\.85/);
    expect(stdout).toMatch(/list prices of @pydantic\/genai-prices [\d.]+ \(\d{4}-\d\d-\d\d\)/);
    expect(stdout).toMatch(/gpt-4o-mini +\$0\.12 in place of \$2\.00, 94 % less, with as many tokens/);
    expect(stdout).toMatch(/75 output tokens +\$1\.25 in place of \$2\.00, 38 % less/);
  });
});

describe('prices', () => {
  it('one of our own is that of the first model, or of the one it names, and goes before the list', async () => {
    const { models } = await asJson(
      '--model',
      'mine,gpt-4o,other',
      '--price',
      '1/2',
      '--price',
      'other=3/4',
      ...thousand,
    );
    expect(models).toMatchObject([
      { model: 'mine', costUsd: { expected: 0.5 }, price: { source: { kind: 'option' } } },
      { model: 'gpt-4o', costUsd: { expected: 2 } },
      { model: 'other', costUsd: { expected: 1.2 } },
    ]);
  });

  it('LLM_PRICE is that of LLM_MODEL', async () => {
    const { stdout } = await runInProcess(['estimate', ...thousand], { LLM_MODEL: 'mine', LLM_PRICE: '1/2' });
    expect(stdout).toMatch(/mine +\$0\.50/);
  });

  it('LLM_PRICE is not that of another model', async () => {
    const { stdout } = await runInProcess(['estimate', '--model', 'gpt-4o,mine', ...thousand], {
      LLM_MODEL: 'mine',
      LLM_PRICE: '1/2',
    });
    expect(stdout).toMatch(/gpt-4o +\$2\.00.*\n +mine +\$0\.50/);
  });

  it('cached tokens cost what a cache costs, and what that saves is told', async () => {
    const { stdout } = await runInProcess([
      'estimate',
      '--model',
      'm',
      '--price',
      '10/10/1',
      '--cached-tokens',
      '100',
      ...thousand,
    ]);
    // 0.1 million × $10 + 0.1 × $1 + 0.15 × $10
    expect(stdout).toMatch(/ m +\$2\.60/);
    expect(stdout).toContain('a prompt cache    saves $0.90, which is taken off above');
  });

  it('an unknown one is unknown, never 0, with what to set; the others are told', async () => {
    const { stdout, code } = await runInProcess(['estimate', '--model', 'gpt-4o,mystery', ...thousand]);
    expect(stdout).toMatch(/mystery +unknown/);
    expect(stdout).toContain('mystery has no list price; set --price mystery=input/output in $ per million tokens');
    expect(code).toBe(0);
  });

  it('no price at all is a wrong use: the volume is shown, and what to set', async () => {
    const { stdout, stderr, code } = await runInProcess(['estimate', '--model', 'mystery', ...thousand]);
    expect(stdout).toMatch(/mystery +unknown/);
    expect(stderr).toBe('k6-llm: mystery has no list price; set LLM_PRICE=input/output in $ per million tokens\n');
    expect(code).toBe(2);
  });
});

describe('a budget', () => {
  it.each([
    ['2', '$2.00  pays for it\n'],
    ['1', '$1.00  pays for 50 % of it\n'],
  ])('of $%s', async (budget, words) => {
    const { stdout } = await runInProcess(['estimate', '--model', 'gpt-4o', '--budget-usd', budget, ...thousand]);
    expect(stdout).toContain(words);
  });
});

describe('a user’s mistake is one line and ends with 2', () => {
  it.each<[string, string[], string]>([
    ['no model', ['ramp'], '--model is not given: accepted is the name of a model, or several'],
    [
      'an empty name',
      ['--model', 'a,,b'],
      '--model a,,b: a name is empty; accepted is one name or several with commas',
    ],
    [
      'neither scenario nor volume',
      ['--model', 'a', '--requests', '10'],
      'nothing to estimate: accepted is a scenario, such as `k6-llm estimate ramp`, or --requests, --input-tokens and --output-tokens',
    ],
    [
      'a number that is none',
      ['--model', 'a', ...thousand, '--input-tokens', 'many'],
      '--input-tokens many: accepted is a whole number from 0 to 1000000000',
    ],
    [
      'more cached than sent',
      ['--model', 'a', ...thousand, '--cached-tokens', '201'],
      '--cached-tokens 201: more than --input-tokens; accepted is 0 to 200',
    ],
    [
      'what is for a scenario, without one',
      ['--model', 'a', ...thousand, '--answer-time', '5s'],
      '--answer-time: is for a scenario; accepted is `k6-llm estimate SCENARIO --answer-time …`',
    ],
    [
      'what is for a volume, with a scenario',
      ['ramp', '--model', 'a', '--cached-tokens', '5'],
      '--cached-tokens: is for a volume in numbers; accepted with a scenario is --like, which has what was cached',
    ],
    [
      'a time that is none',
      ['step', '--model', 'a', '--answer-time', '0'],
      '--answer-time 0: accepted is a time above 0 or a range, such as 5s or 1s-20s',
    ],
    [
      'a script that is not there',
      ['mine.js', '--model', 'a'],
      'mine.js: is not there; accepted is a scenario, or a script that k6 runs',
    ],
    [
      'a price of a model that is not asked about',
      ['--model', 'a', ...thousand, '--price', 'b=1/2'],
      '--price b=…: is none of the models; accepted are a',
    ],
    [
      'an earlier run that is not there',
      ['ramp', '--model', 'a', '--like', 'results/none'],
      'results/none: no such file or folder; accepted is a results.json, plain or packed, a results folder, or -',
    ],
  ])('%s', async (_, args, words) => {
    const { stdout, stderr, code } = await runInProcess(['estimate', ...args]);
    expect({ stdout, stderr, code }).toEqual({ stdout: '', stderr: `k6-llm: ${words}\n`, code: 2 });
  });
});
