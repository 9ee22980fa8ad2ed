import { describe, expect, it } from 'vitest';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { optionTable } from '../../lib/options/table.ts';
import { protocolNames } from '../../lib/protocols/index.ts';

const least = { LLM_BASE_URL: 'http://localhost:8000/v1', LLM_MODEL: 'm' };

describe('where a value comes from', () => {
  it('the environment wins over the scenario, the scenario over the table', () => {
    const scenario = { LLM_USERS: '20', LLM_REQUESTS: '300' };
    const options = readOptions({ ...least, LLM_USERS: '30' }, scenario);
    expect([options.users, options.requests, options.maxTokens]).toEqual([30, 300, 256]);
  });

  it('an empty value counts as not set, as CI systems pass it', () => {
    const options = readOptions(
      { ...least, LLM_USERS: '', LLM_PRICE: '', LLM_TIMEOUT: undefined },
      { LLM_USERS: '20' },
    );
    expect([options.users, options.price, options.timeoutMs]).toEqual([20, undefined, 60_000]);
  });

  it('what has no default and was not set is absent', () => {
    expect(readOptions(least)).not.toHaveProperty('apiKey');
  });

  it('names that do not begin with LLM_ are not ours', () => {
    expect(() => readOptions({ ...least, PATH: '/bin', MY_LLM_USERS: 'x', llm_users: 'x' })).not.toThrow();
  });
});

describe('the defaults that the design promises', () => {
  it('hold', () => {
    expect(readOptions(least)).toMatchObject({
      timeoutMs: 60_000,
      idleTimeoutMs: 30_000,
      maxTokens: 256,
      tokenBudget: 1000,
      warmupMs: 0,
      startRate: 1,
      stages: [
        { durationMs: 120_000, target: 5 },
        { durationMs: 180_000, target: 10 },
        { durationMs: 180_000, target: 20 },
        { durationMs: 120_000, target: 5 },
      ],
      windowMs: 30_000,
      thinkTimeMs: { min: 0, max: 0 },
    });
  });

  it.each(Object.values(optionTable).filter((row) => row.default !== undefined))(
    '$env: its own default is accepted',
    (row) => {
      expect(row.kind.parse(row.default ?? '')).toBeDefined();
    },
  );

  it('names are unique', () => {
    const names = Object.values(optionTable).map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a mistake is told in one line: name, value, what is accepted', () => {
  const key = 'sk-0123456789';
  it.each([
    [
      { LLM_MODEL: 'm' },
      "LLM_BASE_URL is not set: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
    ],
    [{ LLM_BASE_URL: least.LLM_BASE_URL }, 'LLM_MODEL is not set: accepted is any text'],
    [{ ...least, LLM_PROTOCOL: 'openai' }, `LLM_PROTOCOL=openai: accepted is one of ${protocolNames().join(', ')}`],
    [
      { ...least, LLM_TIMEOUT: '60' },
      'LLM_TIMEOUT=60: accepted is a duration above 0 with its unit, such as 500ms, 30s or 1m30s, at most 8760h',
    ],
    [{ ...least, LLM_MAX_TOKENS: '0' }, 'LLM_MAX_TOKENS=0: accepted is a whole number from 1 to 1000000'],
    [
      { ...least, LLM_STAGES: '10s:5,0s:9' },
      'LLM_STAGES=10s:5,0s:9: accepted is duration:requests-per-second pairs such as 30s:5,1m:20, each duration above 0, rates up to 100000 with at most two decimals',
    ],
    [
      { ...least, LLM_TIMEOT: '1s' },
      'LLM_TIMEOT is no option of k6-llm (did you mean LLM_TIMEOUT?); docs/options.md lists them all',
    ],
    [{ ...least, LLM_FOO: '1' }, 'LLM_FOO is no option of k6-llm; docs/options.md lists them all'],
    [
      { ...least, LLM_BASE_URL: 'https://user:secret@host/v1' },
      "LLM_BASE_URL=https://***@host/v1: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
    ],
    [
      { ...least, LLM_BASE_URL: 'https://host/v1?key=secret' },
      "LLM_BASE_URL=https://host/v1?***: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
    ],
    ...[
      'api-version=1&key=secret',
      'api-version=0123456789abcdef012345678secret',
      'api-version=',
      'api-version=1?a=secret',
    ].map((query): [Record<string, string>, string] => [
      { ...least, LLM_BASE_URL: `https://host/v1?${query}` },
      "LLM_BASE_URL=https://host/v1?***: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
    ]),
    [
      { ...least, LLM_EXTRA_HEADERS: '{"api-key":"secret"' },
      'LLM_EXTRA_HEADERS=***: accepted is a JSON object of header names and one-line strings, such as {"X-Title":"load test"}',
    ],
    [
      { ...least, LLM_API_KEY: 'secret\n' },
      'LLM_API_KEY=***: accepted is a text of printable ASCII without white space',
    ],
    [
      { ...least, LLM_API_KEY: key, LLM_BASE_URL: key },
      "LLM_BASE_URL=***: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
    ],
    [{ ...least, LLM_STREAM: 'no\n\tway' }, 'LLM_STREAM=no way: accepted is true or false'],
    [{ ...least, LLM_STREAM: 'x'.repeat(5000) }, `LLM_STREAM=${'x'.repeat(200)}…: accepted is true or false`],
  ])('%#: %o', (env, message) => {
    const read = () => readOptions(env);
    expect(read).toThrow(LlmError);
    expect(read).toThrow(new LlmError(message));
    expect(read).not.toThrow(/secret|0123456789|\n/);
  });

  it('a wrong name among the defaults of a scenario is one too', () => {
    expect(() => readOptions(least, { LLM_USER: '5' })).toThrow(
      'LLM_USER is no option of k6-llm (did you mean LLM_USERS?)',
    );
  });
});
