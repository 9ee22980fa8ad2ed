import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixed } from '../../lib/load/fixed.ts';
import { waitMs } from '../../lib/load/wait.ts';
import type { Measurement } from '../../lib/measure/measurement.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const options = (env: Record<string, string> = {}) =>
  readOptions({ LLM_BASE_URL: 'http://localhost', LLM_MODEL: 'm', LLM_USERS: '10', LLM_REQUESTS: '200', ...env });

describe('fixed: so many users share so many requests', () => {
  it("as k6's scenario", () => {
    expect(fixed(options())).toEqual({
      scenario: {
        executor: 'shared-iterations',
        vus: 10,
        iterations: 200,
        maxDuration: '1h',
        gracefulStop: '1m5s',
      },
      model: 'closed',
      about: 'closed load, 10 users, 200 requests',
      requests: 200,
      windows: [],
    });
  });

  it('one of each is one', () => {
    expect(fixed(options({ LLM_USERS: '1', LLM_REQUESTS: '1' })).about).toBe('closed load, 1 user, 1 request');
  });

  it.each([
    [
      { LLM_USERS: '6', LLM_REQUESTS: '5' },
      'LLM_USERS=6: more users than requests (LLM_REQUESTS=5); accepted is 1 to 5',
    ],
    [{ LLM_USERS: '10', LLM_MAX_VUS: '9' }, 'LLM_USERS=10: above LLM_MAX_VUS=9; accepted is 1 to 9'],
    [
      { LLM_WARMUP: '1m', LLM_MAX_DURATION: '1m' },
      'LLM_WARMUP=1m: the run lasts at most 1m (LLM_MAX_DURATION), nothing would be measured',
    ],
  ])('refuses %o', (env, message) => expect(() => fixed(options(env))).toThrow(new LlmError(message)));
});

describe('how long a user waits before the next request', () => {
  const exchange = (over: Partial<Measurement>): Measurement => ({
    outcome: 'ok',
    status: 200,
    endMs: 100,
    chunks: 1,
    text: {},
    reused: false,
    comments: 0,
    roleOnlyFirst: false,
    malformedFrames: 0,
    ...over,
  });
  const limited = (over: Partial<Measurement> = {}) => exchange({ outcome: 'rate_limited', status: 429, ...over });
  const settings = { seed: 1, thinkTimeMs: { min: 1000, max: 3000 }, maxBackoffMs: 60_000 };

  it.each<[string, Measurement, number]>([
    ['after a 429: what the endpoint asks', limited({ retryAfterSeconds: 7 }), 7000],
    ['after a 429 without a word: 5 s', limited(), 5000],
    ['at most LLM_MAX_BACKOFF', limited({ retryAfterSeconds: 3600 }), 60_000],
    ['at once if the endpoint says so', limited({ retryAfterSeconds: 0 }), 0],
    ['after a 429 told inside a stream', limited({ status: 200 }), 5000],
    ['after a 429 that means overload', exchange({ outcome: 'overloaded', status: 429 }), 5000],
  ])('%s', (_name, answered, ms) => expect(waitMs(answered, settings, 0)).toBe(ms));

  it('a lower LLM_MAX_BACKOFF also shortens the 5 s', () => {
    expect(waitMs(limited(), { ...settings, maxBackoffMs: 2000 }, 0)).toBe(2000);
  });

  it('else the think time, within its range', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, iteration) => {
        const ms = waitMs(exchange({}), { ...settings, seed }, iteration);
        expect(ms >= 1000 && ms <= 3000).toBe(true);
      }),
    );
  });

  it('a Retry-After on another status is not heeded', () => {
    expect(
      waitMs(exchange({ outcome: 'overloaded', status: 503, retryAfterSeconds: 50 }), settings, 0),
    ).toBeLessThanOrEqual(3000);
  });

  it('depends on seed and iteration alone', () => {
    const draws = (seed: number) =>
      Array.from({ length: 50 }, (_, i) => waitMs(exchange({}), { ...settings, seed }, i));
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(new Set(draws(1)).size).toBe(50);
  });

  it('is spread over the whole range', () => {
    const draws = Array.from({ length: 1000 }, (_, i) => waitMs(exchange({}), settings, i));
    const mean = draws.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(mean).toBeGreaterThan(1900);
    expect(mean).toBeLessThan(2100);
  });

  it('without a range is the one time, 0 by default', () => {
    expect(waitMs(exchange({}), { ...settings, thinkTimeMs: { min: 500, max: 500 } }, 3)).toBe(500);
    expect(waitMs(exchange({}), { ...settings, thinkTimeMs: options().thinkTimeMs }, 3)).toBe(0);
  });
});
