import { describe, expect, test } from 'vitest';
import { constant } from '../../lib/load/constant.ts';
import { spike } from '../../lib/load/spike.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const options = (env: Record<string, string>) =>
  readOptions({ LLM_BASE_URL: 'http://127.0.0.1:1/v1', LLM_MODEL: 'm', LLM_TIMEOUT: '10s', ...env });

describe('a spike', () => {
  const env = {
    LLM_RATE: '2',
    LLM_SURGE_RATE: '20',
    LLM_BASELINE_TIME: '60s',
    LLM_SURGE_TIME: '30s',
    LLM_RECOVERY_TIME: '90s',
    LLM_WARMUP: '10s',
  };

  test('has a window for each of its parts, by name', () => {
    const { windows, durationMs } = spike(options(env));
    expect(
      windows.map(({ name, startMs, endMs, requestsPerSecond }) => [name, startMs, endMs, requestsPerSecond]),
    ).toEqual([
      ['baseline', 10_000, 70_000, 2],
      ['surge', 70_000, 100_000, 20],
      ['recovery', 100_000, 190_000, 2],
    ]);
    expect(durationMs).toBe(190_000);
  });

  test('has users enough for the surge at the worst', () => {
    expect(spike(options(env)).scenario).toMatchObject({ preAllocatedVUs: 200 });
  });

  test('that is none is refused', () => {
    expect(() => spike(options({ ...env, LLM_SURGE_RATE: '2' }))).toThrow(
      'LLM_SURGE_RATE=2: no surge over LLM_RATE=2; accepted is more than 2',
    );
  });
});

describe('a steady load', () => {
  test('offers the same rate in every window', () => {
    const { windows } = constant(options({ LLM_RATE: '3', LLM_DURATION: '60s', LLM_WINDOW: '20s' }));
    expect(windows.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([3, 3, 3]);
  });
});
