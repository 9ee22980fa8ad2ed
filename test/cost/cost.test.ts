import { describe, expect, it } from 'vitest';
import { costUsd } from '../../lib/cost/cost.ts';

const price = { input: 2, output: 10 };

describe('the cost of one exchange', () => {
  it('is both counts at their prices per million', () => {
    expect(costUsd({ input: 500_000, output: 100_000 }, price)).toBe(2);
  });

  it("the provider's own figure wins, also without a price, also when it is 0", () => {
    expect(costUsd({ input: 500_000, output: 100_000, costUsd: 0.5 }, price)).toBe(0.5);
    expect(costUsd({ input: 1, output: 1, costUsd: 0 }, undefined)).toBe(0);
  });

  it('at a price of 0 is 0, and known', () => {
    expect(costUsd({ input: 10, output: 10 }, { input: 0, output: 0 })).toBe(0);
  });

  it.each([
    ['no tokens', undefined, price],
    ['no price', { input: 1, output: 1 }, undefined],
    ['no output count', { input: 1 }, price],
    ['no input count', { output: 1 }, price],
  ])('%s: unknown, never free', (_name, tokens, at) => expect(costUsd(tokens, at)).toBeUndefined());
});
