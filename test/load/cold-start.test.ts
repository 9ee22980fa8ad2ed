import { describe, expect, it } from 'vitest';
import { coldStart, roundOf } from '../../lib/load/cold-start.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const shapeOf = (more: Record<string, string> = {}) =>
  coldStart(readOptions({ LLM_BASE_URL: 'http://localhost/v1', LLM_MODEL: 'm', LLM_MAX_DURATION: '2h', ...more }));

describe('the plan', () => {
  it('is one user, an iteration for each round of each strategy, and tells how long it waits', () => {
    const shape = shapeOf({ LLM_STRATEGIES: 'none,pre-warmed' });
    expect(shape.scenario).toMatchObject({ vus: 1, iterations: 20, maxDuration: '2h' });
    expect(shape.about).toBe(
      '10 rounds of none, pre-warmed: 5m idle, 1 cold and 5 warm requests each, 1h40m of waiting in all',
    );
    expect(shape.iterations).toBe(20);
  });

  it('goes through the strategies in turn', () => {
    const order = [0, 1, 2, 3].map((iteration) => roundOf(iteration, ['none', 'keep-alive']));
    expect(order.map(({ round, strategy }) => `${round} ${strategy}`)).toEqual([
      '0 none',
      '0 keep-alive',
      '1 none',
      '1 keep-alive',
    ]);
  });
});

describe('a plan that cannot be is refused', () => {
  it('more waiting than the run may last, with what fits', () => {
    expect(() => shapeOf({ LLM_STRATEGIES: 'none,keep-alive,pre-warmed' })).toThrow(
      'LLM_ROUNDS=10: 10 rounds of 3 strategies wait 2h30m in all, above LLM_MAX_DURATION=2h; ' +
        'accepted is LLM_ROUNDS=8, or LLM_MAX_DURATION=2h30m',
    );
  });

  it('a single round that is too long has but the duration to mend', () => {
    expect(() => shapeOf({ LLM_IDLE_TIME: '3h', LLM_ROUNDS: '1' })).toThrow('accepted is LLM_MAX_DURATION=3h');
  });

  it('pings that never come', () => {
    expect(() => shapeOf({ LLM_STRATEGIES: 'keep-alive', LLM_PING_INTERVAL: '5m' })).toThrow(
      'LLM_PING_INTERVAL=5m: no ping would be sent in LLM_IDLE_TIME=5m; accepted is less, such as 1m',
    );
    expect(() => shapeOf({ LLM_PING_INTERVAL: '5m' })).not.toThrow();
  });

  it('a smaller model without its name', () => {
    expect(() => shapeOf({ LLM_STRATEGIES: 'none,smaller-model' })).toThrow(/^LLM_SMALL_MODEL is not set/);
    expect(() => shapeOf({ LLM_STRATEGIES: 'smaller-model', LLM_SMALL_MODEL: 's' })).not.toThrow();
  });

  it('a strategy twice', () => {
    expect(() => shapeOf({ LLM_STRATEGIES: 'none,none' })).toThrow('accepted is none');
  });
});
