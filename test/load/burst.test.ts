import { describe, expect, it } from 'vitest';
import { burst } from '../../lib/load/burst.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const options = (env: Record<string, string> = {}) =>
  readOptions({
    LLM_BASE_URL: 'http://localhost',
    LLM_MODEL: 'm',
    LLM_RATE: '100',
    LLM_DURATION: '20s',
    LLM_RECOVERY_TIME: '90s',
    LLM_WINDOW: '10s',
    LLM_TIMEOUT: '30s',
    LLM_MAX_VUS: '500',
    ...env,
  });

describe('burst: far more than is allowed, then quiet', () => {
  it('slices of the burst with its rate, and a quiet window without one', () => {
    expect(burst(options()).windows).toEqual([
      { index: 0, startMs: 0, endMs: 10_000, requestsPerSecond: 100 },
      { index: 1, startMs: 10_000, endMs: 20_000, requestsPerSecond: 100 },
      { index: 2, startMs: 20_000, endMs: 110_000, name: 'recovery' },
    ]);
  });

  it("as k6's scenario: the rate falls at once, and no more users than allowed", () => {
    expect(burst(options()).scenario).toMatchObject({
      executor: 'ramping-arrival-rate',
      startRate: 10_000,
      timeUnit: '100s',
      stages: [
        { duration: '19.99s', target: 10_000 },
        { duration: '10ms', target: 200 },
        { duration: '1m30s', target: 200 },
      ],
      maxVUs: 500,
    });
  });

  it.each([
    [{ LLM_RATE: '0.5' }, 'LLM_RATE=0.5: no burst; accepted is 1 or more requests per second'],
    [{ LLM_DURATION: '10ms' }, 'LLM_DURATION=10ms: no burst; accepted is more than 10ms'],
    [{ LLM_WARMUP: '1s' }, 'LLM_WARMUP=1s: a burst has no warm-up; accepted is 0s'],
    [
      { LLM_WINDOW: '100ms' },
      'LLM_WINDOW=100ms: cuts the burst into 200 windows; accepted is at most 100, so 1s or longer',
    ],
  ])('refuses %o', (env, message) => expect(() => burst(options(env))).toThrow(new LlmError(message)));
});
