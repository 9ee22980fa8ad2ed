import { describe, expect, it } from 'vitest';
import { capacity, serviceMs } from '../../simulator/capacity.ts';
import { closedModel } from '../../simulator/closed-model.ts';
import { resolveConfig } from '../../simulator/config.ts';
import { kneeUsers } from '../../simulator/knee-users.ts';
import { presets } from '../../simulator/presets.ts';

const even = resolveConfig({
  slots: 20,
  prefillMs: 90,
  prefillPerTokenMs: 0.1,
  tokenMs: 10,
  batchSlowdown: 0,
  outputTokens: 41,
});
const load = { inputTokens: 100, pauseMs: { min: 100, max: 500 } };

describe('a closed model', () => {
  it('with fewer users than slots has nobody wait', () => {
    // 100 ms of prefill and 40 steps of 10 ms
    expect(closedModel(even, 10, load).p95Ms).toBeCloseTo(500, 6);
  });

  it('far beyond the slots brings the capacity, and each waits for all others', () => {
    const { p95Ms, requestsPerSecond } = closedModel(even, 200, load);
    const most = capacity(even, load);
    expect(requestsPerSecond / most).toBeGreaterThan(0.98);
    expect(requestsPerSecond / most).toBeLessThan(1.02);
    // Little's law, with a mean pause of 300 ms: users = rate × (total + pause)
    expect(p95Ms / ((200 * 1000) / most - 300)).toBeGreaterThan(0.95);
    expect(p95Ms / ((200 * 1000) / most - 300)).toBeLessThan(1.1);
  });

  it('says the same again, and something else by another seed', () => {
    const config = resolveConfig({ ...presets.demo });
    expect(closedModel(config, 30, load)).toEqual(closedModel(config, 30, load));
    expect(closedModel({ ...config, seed: 2 }, 30, load)).not.toEqual(closedModel(config, 30, load));
  });
});

describe('the knee in users', () => {
  it('is where the queue takes about as long as the answer', () => {
    // rate × (twice the lone time + mean pause)
    const expected = (capacity(even, load) * (2 * serviceMs(even, 1, 100) + 300)) / 1000;
    // of the mean; the 95th percentile of queues that come and go is there somewhat earlier
    expect(kneeUsers(even)).toBeLessThan(expected);
    expect(kneeUsers(even)).toBeGreaterThan(0.8 * expected);
  });

  it('is the first number beyond twice the baseline', () => {
    const config = resolveConfig({ ...presets.demo });
    const knee = kneeUsers(config);
    const twice = 2 * closedModel(config, 10, load).p95Ms;
    expect(closedModel(config, knee - 1, load).p95Ms).toBeLessThanOrEqual(twice);
    expect(closedModel(config, knee, load).p95Ms).toBeGreaterThan(twice);
  });

  it('hardly depends on the seed', () => {
    const knees = [1, 2, 3, 4, 5].map((seed) => kneeUsers(resolveConfig({ ...presets.demo, seed })));
    expect(Math.max(...knees) - Math.min(...knees)).toBeLessThanOrEqual(3);
  });

  it('is where the queue is full, if that comes first', () => {
    expect(kneeUsers(resolveConfig({ ...even, maxQueue: 4 }))).toBe(25);
  });
});
