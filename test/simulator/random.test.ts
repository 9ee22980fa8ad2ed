import { describe, expect, it } from 'vitest';
import { createRandom, jitterFactor, normal, requestRandom } from '../../simulator/random.ts';

const draw = (n: number, next: () => number) => Array.from({ length: n }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('random streams', () => {
  it('mulberry32 gives the published numbers for seed 1', () => {
    expect(draw(3, createRandom(1)).map((value) => Math.floor(value * 2 ** 32))).toEqual([
      2693262067, 11749833, 2265367787,
    ]);
  });

  it('the same seed, request and purpose give the same numbers', () => {
    expect(draw(5, requestRandom(7, 3, 'gaps'))).toEqual(draw(5, requestRandom(7, 3, 'gaps')));
  });

  it('another seed, request or purpose gives other numbers', () => {
    const firsts = [
      requestRandom(7, 3, 'gaps')(),
      requestRandom(8, 3, 'gaps')(),
      requestRandom(7, 4, 'gaps')(),
      requestRandom(7, 3, 'words')(),
    ];
    expect(new Set(firsts).size).toBe(4);
  });

  it('first draws of successive requests are spread evenly', () => {
    const firsts = Array.from({ length: 10_000 }, (_, index) => requestRandom(1, index, 'faults')());
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
    expect(firsts.filter((value) => value < 0.02).length).toBeGreaterThan(150);
    expect(firsts.filter((value) => value < 0.02).length).toBeLessThan(250);
  });

  it('normal has mean 0 and deviation 1', () => {
    const random = createRandom(5);
    const values = draw(20_000, () => normal(random));
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 1);
  });

  it('jitter keeps the mean whatever its spread', () => {
    const random = createRandom(9);
    expect(mean(draw(50_000, () => jitterFactor(random, 0.5)))).toBeCloseTo(1, 1);
    expect(jitterFactor(random, 0)).toBe(1);
  });
});
