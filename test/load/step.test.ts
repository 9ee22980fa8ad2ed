import { describe, expect, test } from 'vitest';
import { step } from '../../lib/load/step.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const shapeOf = (env: Record<string, string>) =>
  step(readOptions({ LLM_BASE_URL: 'http://127.0.0.1:1/v1', LLM_MODEL: 'm', LLM_TIMEOUT: '10s', ...env }));

const short = { LLM_STEP_USERS: '10', LLM_STEP_TIME: '60s', LLM_MAX_USERS: '30', LLM_WARMUP: '30s' };

describe('steps of users', () => {
  test('join at once at the beginning of each step', () => {
    expect(shapeOf(short).scenario).toMatchObject({
      executor: 'ramping-vus',
      startVUs: 10,
      stages: [
        { duration: '1m30s', target: 10 },
        { duration: '0s', target: 20 },
        { duration: '1m', target: 20 },
        { duration: '0s', target: 30 },
        { duration: '1m', target: 30 },
      ],
    });
  });

  test('have one window each, after a warm-up with the first users', () => {
    const { windows, durationMs } = shapeOf(short);
    expect(windows.map(({ startMs, endMs, users }) => [startMs, endMs, users])).toEqual([
      [30_000, 90_000, 10],
      [90_000, 150_000, 20],
      [150_000, 210_000, 30],
    ]);
    expect(durationMs).toBe(210_000);
  });

  test('end with exactly the most users asked for, if that is no multiple', () => {
    expect(shapeOf({ ...short, LLM_MAX_USERS: '25' }).windows.map(({ users }) => users)).toEqual([10, 20, 25]);
  });

  test('wait at their end for a whole time-out, so that slow answers are not lost', () => {
    expect(shapeOf(short).scenario).toMatchObject({ gracefulRampDown: '15s', gracefulStop: '15s' });
  });

  test.each([
    [{ LLM_MAX_USERS: '5' }, 'LLM_MAX_USERS=5: below the first step (LLM_STEP_USERS=10); accepted is 10 or more'],
    [{ LLM_MAX_VUS: '20' }, 'LLM_MAX_USERS=30: above LLM_MAX_VUS=20; accepted is at most 20'],
    [
      { LLM_STEP_USERS: '1', LLM_MAX_USERS: '500' },
      'LLM_STEP_USERS=1: 500 steps up to 500 users; accepted is at most 100 steps, so 5 or more',
    ],
  ])('that cannot be are refused: %o', (env, message) => {
    expect(() => shapeOf({ ...short, ...env })).toThrow(message);
  });
});
