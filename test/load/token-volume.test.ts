import { expect, it } from 'vitest';
import { tokenVolume, volumeParts } from '../../lib/load/token-volume.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const options = (env: Record<string, string> = {}) =>
  readOptions({
    LLM_BASE_URL: 'http://localhost',
    LLM_MODEL: 'm',
    LLM_USERS: '8',
    LLM_TOKEN_VOLUME: '100000',
    LLM_MAX_TOKENS: '16',
    ...env,
  });

it('both parts have the same volume', () => {
  expect(volumeParts(options())).toEqual([
    { name: 'small', size: 100, requests: 1000 },
    { name: 'large', size: 4000, requests: 25 },
  ]);
});

it('between them lies a whole window, so that all limits are whole again', () => {
  expect(tokenVolume(options()).windows.map(({ name, startMs, endMs }) => [name, startMs, endMs])).toEqual([
    ['small', 0, 60_000],
    ['large', 120_000, 180_000],
  ]);
});

it.each([
  [{ LLM_LARGE_SIZE: '150' }, 'LLM_LARGE_SIZE=150: not large beside LLM_SMALL_SIZE=100; accepted is 200 or more'],
  [
    { LLM_SMALL_SIZE: '20' },
    'LLM_SMALL_SIZE=20: no room for a prompt beside LLM_MAX_TOKENS=16; accepted is 31 or more',
  ],
  [
    { LLM_TOKEN_VOLUME: '10000' },
    'LLM_TOKEN_VOLUME=10000: fewer than 5 requests of LLM_LARGE_SIZE=4000; accepted is 20000 or more',
  ],
  [{ LLM_WARMUP: '1s' }, 'LLM_WARMUP=1s: it would use the limits up; accepted is 0s'],
])('refuses %o', (env, message) => expect(() => tokenVolume(options(env))).toThrow(new LlmError(message)));
