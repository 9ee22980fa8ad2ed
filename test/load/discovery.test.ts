import { expect, it } from 'vitest';
import { discovery } from '../../lib/load/discovery.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const options = (env: Record<string, string> = {}) =>
  readOptions({
    LLM_BASE_URL: 'http://localhost',
    LLM_MODEL: 'm',
    LLM_USERS: '16',
    LLM_REQUESTS: '3000',
    LLM_MAX_DURATION: '20m',
    ...env,
  });

it('tells what it will spend at most', () => {
  const { about, scenario } = discovery(options());
  expect(about).toBe('probing with at most 3000 requests and 500000 tokens in 20m');
  expect(scenario).toMatchObject({ executor: 'per-vu-iterations', vus: 16, iterations: 1 });
});

it.each([
  [
    { LLM_DAILY_LIMIT: '100' },
    'LLM_DAILY_LIMIT=100: below 1.2 × LLM_REQUESTS=3000; accepted is LLM_DAILY_LIMIT=120 or more',
  ],
  [{ LLM_REQUESTS: '99' }, 'LLM_REQUESTS=99: too few to find a limit; accepted is 100 or more'],
  [{ LLM_MAX_DURATION: '4m' }, 'LLM_MAX_DURATION=4m: below 5 windows of LLM_LIMIT_WINDOW=1m; accepted is 5m or longer'],
  [
    { LLM_DAILY_LIMIT: '3000' },
    'LLM_DAILY_LIMIT=3000: below 1.2 × LLM_REQUESTS=3000; accepted is LLM_REQUESTS=2500 or less',
  ],
])('refuses %o', (env, message) => expect(() => discovery(options(env))).toThrow(new LlmError(message)));
