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

describe('cached, thought and long', () => {
  const million = 1_000_000;

  it('cached input and cache writes at their own price, the rest of the input at its', () => {
    const tokens = { input: million, cached: 0.5 * million, cacheWrite: 0.25 * million, output: 0 };
    expect(costUsd(tokens, { ...price, cacheRead: 1, cacheWrite: 4 })).toBe(0.5 + 1 + 0.5);
  });

  it('cached input costs as any other where it has no price of its own', () => {
    expect(costUsd({ input: million, cached: million, output: 0 }, price)).toBe(2);
  });

  it('thinking at its own price, else as output', () => {
    const tokens = { input: 0, output: million, reasoning: 0.5 * million };
    expect(costUsd(tokens, price)).toBe(10);
    expect(costUsd(tokens, { ...price, reasoning: 2 })).toBe(6);
  });

  it('a tier is for the whole request, and begins after its start', () => {
    const tiered = { input: { base: 2, tiers: [{ start: 200_000, rate: 4 }] }, output: 10 };
    expect(costUsd({ input: 200_000, output: 0 }, tiered)).toBe(0.4);
    expect(costUsd({ input: 250_000, output: 0 }, tiered)).toBe(1);
  });

  it('one long request costs more than many short ones: never price the sum', () => {
    const tiered = {
      input: { base: 3, tiers: [{ start: 200_000, rate: 6 }] },
      output: { base: 15, tiers: [{ start: 200_000, rate: 22.5 }] },
    };
    const [one, three] = [
      { input: 300_000, output: 0 },
      { input: 100_000, output: 0 },
    ];
    expect(costUsd(one, tiered)).toBeCloseTo(1.8, 12);
    expect(3 * (costUsd(three, tiered) as number)).toBeCloseTo(0.9, 12);
  });

  it('a server that counts more cached than sent tokens takes nothing back', () => {
    expect(costUsd({ input: 0, cached: million, output: 0 }, { ...price, cacheRead: 1 })).toBe(1);
  });

  it('a fee for the request is added', () => {
    expect(costUsd({ input: 0, output: 0 }, { ...price, requestUsd: 0.01 })).toBe(0.01);
  });

  it('a price that lacks one side is unknown', () => {
    expect(costUsd({ input: 1, output: 1 }, { input: 1 })).toBeUndefined();
    expect(costUsd({ input: 1, output: 1 }, { output: 1 })).toBeUndefined();
  });
});
