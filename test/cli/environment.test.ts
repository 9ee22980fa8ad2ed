import { describe, expect, it } from 'vitest';
import { inUsersWords, optionsFromFlags, runEnvironment } from '../../cli/options/environment.ts';
import { optionFlags } from '../../cli/options/flags.ts';
import { optionTable } from '../../lib/options/table.ts';

const endpoint = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'm' };

describe('the flags of a run', () => {
  it('are the options table but for the secrets', () => {
    const withFlag = optionFlags.map(({ env }) => env).sort();
    const secrets = ['LLM_API_KEY', 'LLM_EXTRA_HEADERS'];
    const table = Object.values(optionTable).map(({ env }) => env);
    expect(withFlag).toEqual(table.filter((env) => !secrets.includes(env)).sort());
  });

  it('become variables', () => {
    expect(optionsFromFlags({ timeout: '5s', baseUrl: 'http://a/v1', list: true })).toEqual({
      LLM_TIMEOUT: '5s',
      LLM_BASE_URL: 'http://a/v1',
    });
  });
});

describe("k6's environment", () => {
  it('has the flag where both are given', () => {
    const env = runEnvironment({ ...endpoint, LLM_TIMEOUT: '1s' }, { LLM_TIMEOUT: '2s' }, '/');
    expect(env.LLM_TIMEOUT).toBe('2s');
  });

  it('has an absolute path of prompts: k6 would look beside the bundle', () => {
    expect(runEnvironment({ ...endpoint, LLM_PROMPTS: 'p.jsonl' }, {}, '/home/me').LLM_PROMPTS).toBe(
      '/home/me/p.jsonl',
    );
  });

  it('keeps what is not ours', () => {
    expect(runEnvironment({ ...endpoint, HTTPS_PROXY: 'http://proxy' }, {}, '/').HTTPS_PROXY).toBe('http://proxy');
  });
});

describe('an error of an option', () => {
  it('names the flag where one was given', () => {
    expect(inUsersWords('LLM_USERS=20: too many', { LLM_USERS: '20' })).toBe('--users=20: too many');
  });

  it('names the variable where none was', () => {
    expect(inUsersWords('LLM_USERS=20: too many', { LLM_TIMEOUT: '1s' })).toBe('LLM_USERS=20: too many');
  });

  it('stays as it is where it is about a file', () => {
    expect(inUsersWords('prompts, line 2: no valid JSON', {})).toBe('prompts, line 2: no valid JSON');
  });
});
