import { describe, expect, it } from 'vitest';
import { isGood, judgeRatios } from '../../bench/lib/judge-ratios.mjs';

const recorded = [{ figure: 'CPU', value: 2, margin: 0.25 }];
const now = (value: number) => judgeRatios(recorded, [{ figure: 'CPU', value }]);

describe('a ratio beside the recorded one', () => {
  it('is kept up to its margin and worse above it', () => {
    expect(now(2.5)).toEqual([{ figure: 'CPU', recorded: 2, now: 2.5, allowed: 2.5, status: 'kept' }]);
    expect(now(2.51)[0]).toMatchObject({ status: 'worse' });
    expect(isGood(now(2.5))).toBe(true);
    expect(isGood(now(2.51))).toBe(false);
  });

  it('may be better by any amount', () => {
    expect(isGood(now(0.1))).toBe(true);
  });

  it('that is not measured any more fails the check', () => {
    const judged = judgeRatios(recorded, []);
    expect(judged).toEqual([{ figure: 'CPU', recorded: 2, status: 'not measured' }]);
    expect(isGood(judged)).toBe(false);
  });

  it('that was never recorded is shown and held to nothing', () => {
    const judged = judgeRatios([], [{ figure: 'memory', value: 9 }]);
    expect(judged).toEqual([{ figure: 'memory', now: 9, status: 'new' }]);
    expect(isGood(judged)).toBe(true);
  });
});
