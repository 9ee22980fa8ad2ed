import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inUsersWords, runEnvironment, withoutSet } from '../../../cli/options/environment.ts';
import { policyOptions } from '../../../cli/policy/policy-options.ts';
import type { FoundPolicy } from '../../../cli/policy/read-policy.ts';
import type { Policy } from '../../../lib/analysis/gate/policy.ts';
import { runInProcess } from '../fake-io.ts';
import { fakeK6 } from '../fake-programs.ts';
import { tempFolder } from '../temp-folder.ts';

const found = (policy: Policy): FoundPolicy => ({ policy, file: '/suite/ci/p.yaml', name: 'ci/p.yaml' });
const endpoint = { target: { baseUrl: 'http://localhost/v1', model: 'small' } };
const textsOf = (policy: Policy, scenario = 'fixed'): Record<string, string> =>
  Object.fromEntries(Object.entries(policyOptions(found(policy), scenario)).map(([env, { text }]) => [env, text]));

describe('what a policy sets for a run', () => {
  it('is its target, its budget, its options, and over them those of the scenario', () => {
    const policy: Policy = {
      ...endpoint,
      budgetUsd: 2.5,
      options: { users: 5, seed: 1 },
      scenarios: { fixed: { options: { users: 10 } }, ramp: { options: { users: 99 } } },
    };
    expect(textsOf(policy)).toEqual({
      LLM_BASE_URL: 'http://localhost/v1',
      LLM_MODEL: 'small',
      LLM_BUDGET_USD: '2.5',
      LLM_USERS: '10',
      LLM_SEED: '1',
    });
  });

  it.each([
    ['a number of milliseconds', { timeoutMs: 1500 }, { LLM_TIMEOUT: '1500ms' }],
    ['a duration', { timeoutMs: '1.5s' }, { LLM_TIMEOUT: '1.5s' }],
    ['a variable', { LLM_TIMEOUT: '1.5s' }, { LLM_TIMEOUT: '1.5s' }],
    ['a think time in milliseconds', { thinkTimeMs: 500 }, { LLM_THINK_TIME: '500ms' }],
    ['a list', { promptLengths: ['short', 'long'] }, { LLM_PROMPT_LENGTHS: 'short,long' }],
    ['an object', { extraBody: { top_p: 0.9 } }, { LLM_EXTRA_BODY: '{"top_p":0.9}' }],
    ['true', { stream: false }, { LLM_STREAM: 'false' }],
    ['a path, from the folder of the policy', { prompts: 'p.jsonl' }, { LLM_PROMPTS: '/suite/ci/p.jsonl' }],
  ])('may be written as %s', (_, options, variables) => {
    expect(textsOf({ options })).toEqual(variables);
  });

  it('is nothing without a policy', () => {
    expect(policyOptions(undefined, 'fixed')).toEqual({});
  });
});

describe('a flag goes before a variable, a variable before the policy', () => {
  const policy = policyOptions(found({ ...endpoint, options: { timeoutMs: '1s' } }), 'fixed');
  const timeout = (env: Record<string, string>, flags: Record<string, string>) =>
    runEnvironment(env, flags, '/', policy).LLM_TIMEOUT;

  it('all three', () => {
    expect(timeout({}, {})).toBe('1s');
    expect(timeout({ LLM_TIMEOUT: '2s' }, {})).toBe('2s');
    expect(timeout({ LLM_TIMEOUT: '2s' }, { LLM_TIMEOUT: '3s' })).toBe('3s');
  });

  it('an empty variable is none: CI systems pass those', () => {
    expect(timeout({ LLM_TIMEOUT: '' }, {})).toBe('1s');
  });
});

describe('an error about an option', () => {
  const policy = policyOptions(found({ scenarios: { fixed: { options: { users: 20 } } } }), 'fixed');
  const message = 'LLM_USERS=20: more users than requests';

  it('names the place in the policy that set it', () => {
    expect(inUsersWords(message, {}, policy)).toBe(
      'ci/p.yaml, scenarios.fixed.options.users=20: more users than requests',
    );
  });

  it('names the variable where that set it', () => {
    expect(inUsersWords(message, {}, withoutSet(policy, { LLM_USERS: '20' }))).toBe(message);
  });

  it('names the flag where that set it', () => {
    expect(inUsersWords(message, { LLM_USERS: '20' }, policy)).toBe('--users=20: more users than requests');
  });
});

describe('run with a policy', () => {
  const folder = (policy: object): string => {
    const cwd = tempFolder();
    writeFileSync(path.join(cwd, 'k6-llm.config.json'), JSON.stringify(policy));
    return cwd;
  };
  const K6_BIN = '/no/k6';

  it('needs no variable for what the policy says', async () => {
    const ended = await runInProcess(['run', 'fixed'], { K6_BIN }, folder(endpoint));
    // As far as k6, which is not there.
    expect(ended).toMatchObject({ code: 7, stderr: expect.stringContaining('K6_BIN=/no/k6: no such program') });
  });

  it('knows the scenarios of the policy', async () => {
    const cwd = folder({ ...endpoint, scenarios: { chat: { script: 'chat.ts' } } });
    const { code, stderr } = await runInProcess(['run', 'chatt'], {}, cwd);
    expect(stderr).toContain('chatt is no scenario (did you mean chat?); accepted is one of chat, cache, ');
    expect(code).toBe(2);
  });

  it('lists them first', async () => {
    const { stdout } = await runInProcess(['run'], {}, folder({ scenarios: { chat: { script: './chat.ts' } } }));
    expect(stdout).toMatch(/^ {2}chat +your own: \.\/chat\.ts\n {2}cache /);
  });

  it('refuses a script that is not there', async () => {
    const K6_BIN = fakeK6(tempFolder(), 'ours');
    const cwd = folder({ ...endpoint, scenarios: { chat: { script: './chat.ts' } } });
    const { code, stderr } = await runInProcess(['run', 'chat'], { K6_BIN }, cwd);
    expect(stderr).toBe(
      'k6-llm: k6-llm.config.json, scenarios.chat.script is ./chat.ts: no such file; accepted is a k6 script, from the folder of the policy\n',
    );
    expect(code).toBe(2);
  });

  it('refuses a script that does not bundle, with its line', async () => {
    const K6_BIN = fakeK6(tempFolder(), 'ours');
    const cwd = folder({ ...endpoint, scenarios: { chat: { script: './chat.ts' } } });
    writeFileSync(path.join(cwd, 'chat.ts'), "import { x } from 'nothing-of-the-kind';\nx();\n");
    const { code, stderr } = await runInProcess(['run', 'chat'], { K6_BIN }, cwd);
    expect(stderr).toBe('k6-llm: chat.ts:1: Could not resolve "nothing-of-the-kind"\n');
    expect(code).toBe(2);
  });

  it('refuses a policy that is wrong before anything starts', async () => {
    const { code, stderr } = await runInProcess(['run', 'fixed'], {}, folder({ options: { users: 0 } }));
    expect(stderr).toBe(
      'k6-llm: k6-llm.config.json: options.users is 0; accepted is a whole number from 1 to 100000\n',
    );
    expect(code).toBe(2);
  });
});
