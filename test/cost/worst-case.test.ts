import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costUsd } from '../../lib/cost/cost.ts';
import { ceilingNanos, spentNanos } from '../../lib/cost/nano-usd.ts';
import type { Price } from '../../lib/cost/price.ts';
import { utf8Bytes, worstCaseNanos } from '../../lib/cost/worst-case.ts';

const always = (price: Price) => [{ fromMs: 0, price }];
const dollar = 1_000_000_000;

describe('the most that a request can cost', () => {
  const bounds = { bodyBytes: 1000, outputTokens: 100 };

  it('is each byte as an input token, and the whole output cap', () => {
    expect(worstCaseNanos(always({ input: 2, output: 10 }), bounds)).toBe(0.003 * dollar);
  });

  it('takes the dearest of input, cached input and cache writes', () => {
    expect(worstCaseNanos(always({ input: 2, output: 10, cacheRead: 1, cacheWrite: 3 }), bounds)).toBe(0.004 * dollar);
    expect(worstCaseNanos(always({ input: 2, output: 10, cacheWrite: 3, cacheWriteHour: 4 }), bounds)).toBe(
      0.005 * dollar,
    );
  });

  it('takes thinking where it is dearer than the answer', () => {
    expect(worstCaseNanos(always({ input: 2, output: 10, reasoning: 30 }), bounds)).toBe(0.005 * dollar);
  });

  it('takes a tier that the bytes can reach, and no other', () => {
    const tiered = (start: number) => always({ input: { base: 2, tiers: [{ start, rate: 5 }] }, output: 10 });
    expect(worstCaseNanos(tiered(999), bounds)).toBe(0.006 * dollar);
    expect(worstCaseNanos(tiered(1000), bounds)).toBe(0.003 * dollar);
  });

  it('takes the base where the tier that can be reached is cheaper', () => {
    expect(worstCaseNanos(always({ input: { base: 5, tiers: [{ start: 10, rate: 2 }] }, output: 10 }), bounds)).toBe(
      0.006 * dollar,
    );
  });

  it('takes the dearest of the prices that follow each other during the run', () => {
    const periods = [...always({ input: 2, output: 10 }), { fromMs: 1000, price: { input: 4, output: 10 } }];
    expect(worstCaseNanos(periods, bounds)).toBe(0.005 * dollar);
  });

  it('counts a fee for the request itself', () => {
    expect(worstCaseNanos(always({ input: 0, output: 0, requestUsd: 0.5 }), bounds)).toBe(0.5 * dollar);
  });

  it.each([
    ['no price', []],
    ['no price of output', always({ input: 1 })],
    ['no price of input', always({ output: 1 })],
  ])('%s: unknown', (_name, periods) => expect(worstCaseNanos(periods, bounds)).toBeUndefined());

  it('is at least what any usage within it costs', () => {
    const rate = fc.oneof(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc
        .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(3000), fc.double({ min: 0, max: 100, noNaN: true }))
        .map(([base, start, dearer]) => ({ base, tiers: [{ start, rate: dearer }] })),
    );
    const optional = fc.option(rate, { nil: undefined });
    const price = fc.record({
      input: rate,
      output: rate,
      cacheRead: optional,
      cacheWrite: optional,
      reasoning: optional,
    });
    fc.assert(
      fc.property(price, fc.nat(3000), fc.nat(3000), fc.nat(3000), fc.nat(3000), (drawn, input, output, a, b) => {
        const defined = JSON.parse(JSON.stringify(drawn)) as Price;
        const cached = Math.min(a, input);
        const tokens = {
          input,
          output,
          cached,
          cacheWrite: Math.min(b, input - cached),
          reasoning: Math.min(a, output),
        };
        const worst = worstCaseNanos(always(defined), { bodyBytes: 3000, outputTokens: 3000 });
        expect(spentNanos(costUsd(tokens, defined) as number)).toBeLessThanOrEqual(worst as number);
      }),
    );
  });
});

describe('bytes of a text', () => {
  it.each(['', 'plain ASCII', 'Käse für 3 €', '日本語', '👍🏽 mixed ü', '\u007f', 'tab\tand\nline'])('%j', (text) => {
    expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
  });

  it('of any JSON, as they are sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const body = JSON.stringify({ text });
        expect(utf8Bytes(body)).toBe(Buffer.byteLength(body));
      }),
    );
  });
});

describe('nano-dollars', () => {
  it('of what is spent round up, of what may be spent down', () => {
    expect(spentNanos(0.000_000_001_5)).toBe(2);
    expect(ceilingNanos(0.000_000_001_5)).toBe(1);
  });

  it.each([0.05, 0.1, 0.07, 10, 1.005, 123_456.789, 0])('of $%d are whole, and the same either way', (usd) => {
    expect(ceilingNanos(usd)).toBe(Math.round(usd * 1e9));
    expect(spentNanos(usd)).toBe(Math.round(usd * 1e9));
  });
});
