import { describe, expect, it } from 'vitest';
import { growth } from '../../lib/analysis/growth.ts';
import { fitExponential, fitFlat, fitKnee, fitLinear } from '../../lib/analysis/statistics/growth-curves.ts';
import { samplesByWindow } from '../../lib/analysis/window-samples.ts';
import { countRuns, type Step, simulatedRun } from './simulated-run.ts';

const users = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
const steps = (medianMs: (n: number) => number, more: (n: number) => Partial<Step> = () => ({})): Step[] =>
  users.map((load) => ({ load, exchanges: 110, medianMs: medianMs(load), ...more(load) }));
const find = (run: Step[], seed = 1) => {
  const { rows, windows } = simulatedRun(run, seed);
  return growth(samplesByWindow(rows, windows));
};
const exactly = (run: Step[]): Step[] => run.map((step) => ({ ...step, sigma: 0 }));

describe('growth of runs without chance', () => {
  it('1 s more every step is linear', () => {
    const found = find(exactly(steps((n) => n * 100)));
    expect(found).toMatchObject({ level: 'info', says: 'The p95 grows linearly: 10 × from 10 users to 100 users.' });
    expect(found.values.rise_ratio).toBeCloseTo(10, 3);
  });

  it('twice as much every 30 users is exponential', () => {
    const found = find(exactly(steps((n) => 1000 * 2 ** (n / 30))));
    expect(found.says).toBe('The p95 grows exponentially: 8.0 × from 10 users to 100 users, doubling every 30 users.');
    expect(found.values.doubling_load).toBeCloseTo(30, 6);
  });

  it('the same at every step is flat; with failures it is no good news', () => {
    expect(find(exactly(steps(() => 1000)))).toMatchObject({
      level: 'good',
      says: 'The p95 is flat from 10 users to 100 users.',
    });
    const failing = find(
      exactly(
        steps(
          () => 1000,
          (n) => ({ failureShare: n > 70 ? 0.3 : 0 }),
        ),
      ),
    );
    expect(failing.level).toBe('bad');
    expect(failing.says).toMatch(/^The p95 is flat from 10 users to 100 users, with failures: \d+ %/);
  });

  it('flat up to 50 users and half as much more each step from there is a knee', () => {
    const found = find(exactly(steps((n) => 1000 * (1 + Math.max(0, n - 50) / 20))));
    expect(found.says).toBe(
      'The p95 is flat up to about 50 users and grows linearly from there: 3.5 × from 10 users to 100 users.',
    );
    expect(found.values.knee_load).toBe(50);
  });

  it('a knee at a load of many digits is told with three', () => {
    const run = exactly(steps((n) => 1000 * (1 + Math.max(0, n - 50) / 20)));
    const found = find(run.map((step) => ({ ...step, load: step.load / 3 })));
    expect(found.says).toContain('flat up to about 16.7 users');
  });

  it('a cliff of ten times between two plains is neither', () => {
    const found = find(exactly(steps((n) => (n > 50 ? 10_000 : 1000))));
    expect(found.level).toBe('undecided');
    expect(found.says).toContain('neither linearly nor exponentially');
  });

  it('four loads, or windows of 29 answers, are too few', () => {
    expect(find(exactly(steps((n) => n * 100)).slice(0, 4)).says).toContain('4 loads with 30 answers, 5 are needed');
    expect(find(steps((n) => n * 100).map((step) => ({ ...step, exchanges: 29 }))).level).toBe('undecided');
    expect(growth([]).level).toBe('undecided');
  });
});

describe('growth of 10 steps of 110 log-normal answers, 200 runs each', () => {
  const says = (medianMs: (n: number) => number, what: RegExp): number =>
    countRuns(200, (seed) => what.test(find(steps(medianMs), seed).says));

  it('a flat load is called growing in at most 5 %, and flat in at least 60 %', () => {
    expect(says(() => 5000, /linearly:|exponentially:/)).toBeLessThanOrEqual(10);
    expect(says(() => 5000, /is flat/)).toBeGreaterThanOrEqual(120);
  });

  it('linear growth to 10 × is found in at least 90 %, and never called exponential', () => {
    expect(says((n) => n * 100, /grows linearly/)).toBeGreaterThanOrEqual(180);
    expect(says((n) => n * 100, /grows exponentially/)).toBe(0);
  });

  it('exponential growth to 8 × is found in at least 90 %, and never called linear', () => {
    expect(says((n) => 1000 * 2 ** (n / 30), /grows exponentially/)).toBeGreaterThanOrEqual(180);
    expect(says((n) => 1000 * 2 ** (n / 30), /grows linearly/)).toBe(0);
  });

  it('a knee at 50 users, then to 3.5 ×, is found within a step in at least 90 %, and never called exponential', () => {
    const knee = (n: number): number => 1000 * (1 + Math.max(0, n - 50) / 20);
    expect(says(knee, /is flat up to about (40|45|50|55|60) users/)).toBeGreaterThanOrEqual(180);
    expect(says(knee, /exponentially:/)).toBe(0);
  });

  it('growth to 2 × is too little to tell the shape: decided wrongly in at most 5 %', () => {
    expect(says((n) => 1000 * (1 + (n - 10) / 90), /grows exponentially/)).toBeLessThanOrEqual(10);
    expect(says((n) => 1000 * 2 ** ((n - 10) / 90), /grows linearly/)).toBeLessThanOrEqual(10);
  });
});

describe('growth curves', () => {
  const points = [1, 2, 3, 4, 5].map((x) => ({ x, logY: Math.log(10 + 5 * x), weight: 1 }));

  it('a line is found through points on one', () => {
    const line = fitLinear(points);
    expect(line.chiSquared).toBeLessThan(1e-10);
    expect(line.at(7)).toBeCloseTo(45, 3);
  });

  it('the exponential of points on one, and its rate', () => {
    const curve = fitExponential(points.map(({ x }) => ({ x, logY: 1 + 0.5 * x, weight: 2 })));
    expect(curve.rate).toBeCloseTo(0.5, 12);
    expect(curve.rateError).toBeCloseTo(1 / Math.sqrt(20), 12);
    expect(curve.at(0)).toBeCloseTo(Math.E, 12);
  });

  it('the knee of points that have one', () => {
    const curve = fitKnee(
      [1, 2, 3, 4, 5, 6, 7].map((x) => ({ x, logY: Math.log(10 + 5 * Math.max(0, x - 4)), weight: 1 })),
    );
    expect(curve?.knee).toBe(4);
    expect(curve?.at(6)).toBeCloseTo(20, 4);
    expect(fitKnee(points.slice(0, 3))).toBeUndefined();
  });

  it('flat is the weighted mean of the logarithms', () => {
    const curve = fitFlat([
      { x: 1, logY: 0, weight: 1 },
      { x: 2, logY: 4, weight: 3 },
    ]);
    expect(curve.at(9)).toBeCloseTo(Math.exp(3), 12);
    expect(curve.chiSquared).toBeCloseTo(12, 12);
  });
});
