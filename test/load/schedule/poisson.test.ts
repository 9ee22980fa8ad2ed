import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentialGaps, kolmogorovSmirnov } from '../../../lib/analysis/statistics/kolmogorov-smirnov.ts';
import { poissonArrivals, poissonLoad } from '../../../lib/load/schedule/poisson.ts';
import { readOptions } from '../../../lib/options/read-options.ts';

const options = (env: Record<string, string> = {}) =>
  readOptions({
    LLM_BASE_URL: 'http://localhost',
    LLM_MODEL: 'm',
    LLM_RATE: '100',
    LLM_DURATION: '20s',
    LLM_WARMUP: '0s',
    ...env,
  });

const timesOf = (env: Record<string, string> = {}) => poissonArrivals(options(env)).map(({ atMs }) => atMs);

const gapsOf = (times: number[]) => times.map((time, i) => time - (times[i - 1] ?? 0));

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation ÷ mean; 1 for a Poisson process. */
function variation(values: number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle;
}

describe('Poisson arrivals', () => {
  it('have exponential gaps, whatever the seed: Kolmogorov and Smirnov see no difference', () => {
    const seeds = Array.from({ length: 200 }, (_, i) => i * 7919);
    const ps = seeds.map((seed) => exponentialGaps(gapsOf(timesOf({ LLM_SEED: String(seed) })), 10).p);
    // Of 200 right ones chance takes 2 below 0.01; six or more come once in sixty.
    expect(ps.filter((p) => p < 0.01).length).toBeLessThan(7);
    expect(ps.filter((p) => p < 0.0001)).toEqual([]);
    // And the test's own values are spread as they should be where nothing is wrong.
    expect(kolmogorovSmirnov(ps, (p) => p).p).toBeGreaterThan(0.001);
  });

  it('have counts that scatter as much as they are many: the mark of a Poisson process', () => {
    const counts = Array.from(
      { length: 400 },
      (_, seed) => timesOf({ LLM_SEED: String(seed), LLM_DURATION: '1s' }).length,
    );
    expect(mean(counts)).toBeGreaterThan(98);
    expect(mean(counts)).toBeLessThan(102);
    expect((variation(counts) * mean(counts)) ** 2 / mean(counts)).toBeGreaterThan(0.8);
    expect((variation(counts) * mean(counts)) ** 2 / mean(counts)).toBeLessThan(1.25);
  });

  it('ascend within the time, to the microsecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_294_967_295 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (seed, shape) => {
          const times = timesOf({ LLM_SEED: String(seed), LLM_DURATION: '2s', LLM_BURSTINESS: shape.toFixed(2) });
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(times.every((time) => time >= 0 && time <= 2000)).toBe(true);
          expect(times.every((time) => Math.abs(time * 1000 - Math.round(time * 1000)) < 1e-6)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('are the same for the same seed and others for another', () => {
    expect(timesOf()).toEqual(timesOf());
    expect(timesOf()).not.toEqual(timesOf({ LLM_SEED: '2' }));
  });

  it.each([
    ['0.25', 2],
    ['1', 1],
    ['4', 0.5],
    ['100', 0.1],
  ])('of burstiness %s keep the rate, and their gaps vary by 1 ÷ its root: %s', (burstiness, expected) => {
    const gaps = gapsOf(timesOf({ LLM_BURSTINESS: burstiness, LLM_DURATION: '400s' }));
    expect(mean(gaps)).toBeGreaterThan(9.6);
    expect(mean(gaps)).toBeLessThan(10.4);
    expect(variation(gaps) / expected).toBeGreaterThan(0.95);
    expect(variation(gaps) / expected).toBeLessThan(1.05);
  });

  it.each([
    [{ LLM_RATE: '0' }, /LLM_RATE=0: nothing would be sent; accepted is 0.01 or more/],
    [
      { LLM_RATE: '1000', LLM_DURATION: '1h' },
      /about 3600000 requests at LLM_RATE=1000; accepted is at most 2000000, so 33m20s/,
    ],
  ])('are refused where they make no run: %j', (env, says) => {
    expect(() => poissonArrivals(options(env))).toThrow(says);
  });
});

describe('its load', () => {
  const load = (env: Record<string, string> = {}) => {
    const given = options(env);
    return poissonLoad(given, poissonArrivals(given));
  };

  it('deals out one iteration for each arrival, and waits for the last answer', () => {
    const times = timesOf();
    expect(load({ LLM_TIMEOUT: '10s' }).scenario).toMatchObject({
      executor: 'shared-iterations',
      iterations: times.length,
      gracefulStop: '15s',
    });
    expect(load().requests).toBe(times.length);
    expect(load().durationMs).toBe(Math.floor(times.at(-1) as number));
  });

  it('has windows that hold every arrival after the warm-up', () => {
    const windows = load({ LLM_WARMUP: '5s', LLM_WINDOW: '4s' }).windows;
    const held = windows.reduce((sum, w) => sum + ((w.requestsPerSecond ?? 0) * (w.endMs - w.startMs)) / 1000, 0);
    expect(held).toBeCloseTo(timesOf().filter((time) => time >= 5000).length, 6);
    expect(windows).toHaveLength(4);
  });

  it('says what it offers', () => {
    expect(load().about).toBe(`open load, ${timesOf().length} Poisson arrivals at 100/s over 20s`);
    expect(load({ LLM_BURSTINESS: '0.5' }).about).toMatch(/gamma arrivals of burstiness 0.5 at 100\/s/);
  });

  it.each([
    [
      { LLM_WARMUP: '20s' },
      /LLM_DURATION: no request of the schedule starts after the warm-up \(LLM_WARMUP=20s\).*below that/,
    ],
    [
      { LLM_RATE: '0.01', LLM_DURATION: '10ms' },
      /LLM_DURATION: no request of the schedule starts, .*a longer schedule/,
    ],
  ])('is refused where nothing would be measured: %j', (env, says) => {
    expect(() => load(env)).toThrow(says);
  });
});
