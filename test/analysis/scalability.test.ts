import { describe, expect, it } from 'vitest';
import { scalability } from '../../lib/analysis/scalability.ts';
import { drawNormal } from '../../lib/analysis/statistics/draw.ts';
import { fitScalabilityLaw, peakOf, throughputAt } from '../../lib/analysis/statistics/scalability-law.ts';
import type { WindowSamples } from '../../lib/analysis/window-samples.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';
import { countRuns } from './simulated-run.ts';

const tens = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
/** Peak at √((1 − 0.02) / 0.0004) = 49.5 users. */
const peaked = { gamma: 0.5, alpha: 0.02, beta: 0.0004 };

function windowsOf(perSecond: (users: number) => number, users = tens): WindowSamples[] {
  return users.map((n, index) => {
    const window: Window = {
      index,
      startMs: index * 60_000,
      endMs: (index + 1) * 60_000,
      requestsPerSecond: 0,
      users: n,
    };
    const answers = Math.max(0, Math.round(perSecond(n) * 60));
    const none = { firstTokenMs: [], timePerOutputTokenMs: [], longestGapMs: [], lagMs: [], outputTokens: 0 };
    return {
      window,
      finished: answers,
      judged: answers,
      failed: 0,
      rateLimited: 0,
      totalMs: new Array(answers).fill(1000),
      ...none,
    };
  });
}

const noisy = (of: (users: number) => number, seed: number, spread = 0.03): WindowSamples[] => {
  const random = seededRandom(seed * 101);
  return windowsOf((n) => of(n) * (1 + spread * drawNormal(random)));
};

describe('the scalability law', () => {
  it('is found again in its own points', () => {
    const law = fitScalabilityLaw(tens.map((users) => ({ users, perSecond: throughputAt(peaked, users) })));
    expect(law?.gamma).toBeCloseTo(0.5, 8);
    expect(law?.alpha).toBeCloseTo(0.02, 8);
    expect(law?.beta).toBeCloseTo(0.0004, 10);
    expect(law && peakOf(law)).toBeCloseTo(49.497, 2);
  });

  it('of throughput in proportion to users has no contention, no coherency and no peak', () => {
    const law = fitScalabilityLaw(tens.map((users) => ({ users, perSecond: users * 2 })));
    expect(law?.gamma).toBeCloseTo(2, 9);
    expect(law?.alpha).toBeCloseTo(0, 9);
    expect(law && throughputAt(law, 30)).toBeCloseTo(60, 6);
  });

  it('never has parts below 0, even for throughput that grows faster than the users', () => {
    const law = fitScalabilityLaw(tens.map((users) => ({ users, perSecond: users ** 1.2 })));
    expect(Math.min(law?.alpha ?? -1, law?.beta ?? -1)).toBeGreaterThanOrEqual(0);
  });
});

describe('scalability', () => {
  it('tells the peak with its interval', () => {
    const found = scalability(
      windowsOf((n) => throughputAt(peaked, n)),
      1,
    );
    expect(found.says).toMatch(
      /^Throughput peaks at (49|50) users \(\d+–\d+\) with 8\.\d+ answers\/s; more users get less done\.$/,
    );
    expect(found.level).toBe('warning');
  });

  it('in proportion to users there is no peak to tell', () => {
    const found = scalability(
      windowsOf((n) => n * 0.1),
      1,
    );
    expect(found.says).toContain('its peak is not told');
    expect(found.values.peak_users).toBeUndefined();
  });

  it('is silent where the law does not fit, or four numbers of users were tried, or the load is open', () => {
    expect(
      scalability(
        windowsOf((n) => (n % 20 === 0 ? 8 : 3)),
        1,
      ).level,
    ).toBe('undecided');
    expect(
      scalability(
        windowsOf((n) => n / 10, tens.slice(0, 4)),
        1,
      ).says,
    ).toContain('4 numbers of users');
    const open = windowsOf((n) => n / 10).map((samples) => ({
      ...samples,
      window: { ...samples.window, users: undefined },
    }));
    expect(scalability(open as never, 1).level).toBe('undecided');
    expect(scalability([], 1).level).toBe('undecided');
  });

  it('of 100 runs with 3 % of noise a peak at 50 users is told in at least 90, its interval true in at least 85', () => {
    const found = Array.from(
      { length: 100 },
      (_, seed) =>
        scalability(
          noisy((n) => throughputAt(peaked, n), seed + 1),
          seed,
        ).values,
    );
    expect(found.filter(({ peak_users }) => peak_users !== undefined).length).toBeGreaterThanOrEqual(90);
    const covered = found.filter(
      (values) => (values.peak_users_lower ?? 99) <= 49.5 && (values.peak_users_upper ?? 0) >= 49.5,
    );
    expect(covered.length).toBeGreaterThanOrEqual(85);
  });

  it.each<[string, (users: number) => number]>([
    ['line', (n) => n * 0.1],
    ['plateau from 50 users on', (n) => Math.min(n, 50) * 0.2],
  ])('of 100 runs with 3 %% of noise a %s is given a peak in at most 5', (_name, of) => {
    const peaks = countRuns(100, (seed) => scalability(noisy(of, seed), seed).values.peak_users !== undefined);
    expect(peaks).toBeLessThanOrEqual(5);
  });
});
