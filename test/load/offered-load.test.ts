import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOfferedLoad } from '../../lib/load/offered-load.ts';
import { windowAt } from '../../lib/load/window.ts';

const seconds = (n: number, target: number) => ({ durationMs: n * 1000, target });

describe('a load that climbs from 0 to 10 requests a second within 10 s, stays for 10 s, and falls within 10 s', () => {
  const load = createOfferedLoad(0, [seconds(10, 10), seconds(10, 10), seconds(10, 0)]);

  it('lasts 30 s and peaks at 10', () => expect([load.durationMs, load.peak]).toEqual([30_000, 10]));

  it.each([
    [0, 0],
    [5000, 5],
    [10_000, 10],
    [19_999, 10],
    [25_000, 5],
    [30_000, 0],
    [99_000, 0],
  ])('at %d ms offers %d a second', (atMs, rate) => expect(load.rate(atMs)).toBe(rate));

  it.each([
    [-5, 0],
    [0, 0],
    [5000, 12.5],
    [10_000, 50],
    [20_000, 150],
    [30_000, 200],
    [99_000, 200],
  ])('until %d ms has offered %d requests', (untilMs, arrivals) => expect(load.arrivals(untilMs)).toBe(arrivals));
});

it('the peak may be the start', () => expect(createOfferedLoad(20, [seconds(10, 0)]).peak).toBe(20));

it('a stage without length is a jump', () => {
  const load = createOfferedLoad(0, [seconds(0, 10), seconds(10, 10)]);
  expect([load.rate(0), load.arrivals(10_000)]).toEqual([10, 100]);
});

const anyLoad = fc
  .tuple(
    fc.integer({ min: 0, max: 100 }),
    fc.array(
      fc.record({ durationMs: fc.integer({ min: 1, max: 100_000 }), target: fc.integer({ min: 0, max: 100 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(([startRate, stages]) => createOfferedLoad(startRate, stages));

describe('any load', () => {
  it('never takes an arrival back', () => {
    fc.assert(
      fc.property(anyLoad, fc.nat(200_000), fc.nat(200_000), (load, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(load.arrivals(late)).toBeGreaterThanOrEqual(load.arrivals(early) - 1e-9);
      }),
    );
  });

  it('offers between two instants no more than its peak all the time', () => {
    fc.assert(
      fc.property(anyLoad, fc.nat(600_000), (load, untilMs) => {
        expect(load.arrivals(untilMs)).toBeLessThanOrEqual((load.peak * untilMs) / 1000 + 1e-6);
      }),
    );
  });
});

describe('the window in which an exchange starts', () => {
  const windows = [
    { index: 0, startMs: 1000, endMs: 2000, requestsPerSecond: 1 },
    { index: 1, startMs: 2000, endMs: 3000, requestsPerSecond: 1 },
  ];

  it.each([
    [999, undefined],
    [1000, 0],
    [1999.9, 0],
    [2000, 1],
    [3099.9, 1],
    [3100, undefined],
  ])('at %d ms is %s', (atMs, index) => expect(windowAt(windows, atMs)?.index).toBe(index));
});
