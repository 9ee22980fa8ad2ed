import { describe, expect, it } from 'vitest';
import { windowJudge } from '../../lib/analysis/judge-window.ts';
import { saturation } from '../../lib/analysis/saturation.ts';
import { viewOf } from '../../lib/analysis/statistics/sample-view.ts';
import { samplesByWindow } from '../../lib/analysis/window-samples.ts';
import { countRuns, type Step, simulatedRun } from './simulated-run.ts';

const find = (steps: Step[], seed = 1, model: 'open' | 'closed' = 'closed') => {
  const { rows, windows } = simulatedRun(steps, seed, model);
  return saturation(samplesByWindow(rows, windows), { seed });
};
const constant = (load: number, medianMs: number, exchanges = 30, more: Partial<Step> = {}): Step => ({
  load,
  exchanges,
  medianMs,
  sigma: 0,
  ...more,
});
/** The article's own: ten users more every minute, about 110 exchanges each. */
const article = (medianMs: (users: number) => number, more: (users: number) => Partial<Step> = () => ({})): Step[] =>
  Array.from({ length: 10 }, (_, i) => (i + 1) * 10).map((load) => ({
    load,
    exchanges: 110,
    medianMs: medianMs(load),
    ...more(load),
  }));

describe('saturation of runs without chance', () => {
  it('is at the first window above twice the first one', () => {
    const found = find([constant(10, 1000), constant(20, 1900), constant(30, 2100), constant(40, 5000)]);
    expect(found.says).toBe(
      "Saturated at 30 users: its p95 of total generation time is 2.1 × the first window's (at least 2.1 ×).",
    );
    expect(found).toMatchObject({
      level: 'warning',
      values: { saturation_users: 30, holds_up_to_users: 20, saturation_window: 2, p95_ratio: 2.1 },
    });
  });

  it('is not there where all stay below, and says up to where; 120 answers without failure exclude 1 % only from 299 on', () => {
    const within = [constant(10, 1000, 150), constant(20, 1900, 150)];
    expect(find(within)).toMatchObject({ level: 'good', values: { p95_ratio_upper: 1.9 } });
    expect(find(within).says).toContain('Not saturated up to 20 users');
    const few = find([constant(10, 1000), constant(20, 1900)]);
    expect(few.level).toBe('undecided');
    expect(few.because.join()).toContain('failures: 0 of 60 over these windows, at most 4.9 %');
  });

  it('speaks of requests per second in an open load, and leaves falling windows out', () => {
    const found = find([constant(2, 1000), constant(5, 3000), constant(1, 9000)], 1, 'open');
    expect(found.values.saturation_requests_per_second).toBe(5);
    expect(found.because).toContain('windows of falling load take no part: 1');
    expect(find([constant(5, 1000, 300), constant(1, 9000)], 1, 'open').level).toBe('undecided');
  });

  it('29 answers decide nothing', () => {
    const found = find([constant(10, 1000), constant(20, 5000, 29)]);
    expect(found.says).toContain('20 users: 29 of 30 answers');
    expect(find([constant(10, 1000, 29), constant(20, 5000)]).says).toContain('29 of 30 answers');
  });

  it('tells the time to first token beside it, and the other way round', () => {
    const steps = [constant(10, 1000, 40, { firstTokenMs: 100 }), constant(20, 1100, 40, { firstTokenMs: 300 })];
    expect(find(steps).values.first_token_saturation_users).toBe(20);
    const { rows, windows } = simulatedRun(steps, 1);
    const byFirstToken = saturation(samplesByWindow(rows, windows), { seed: 1, metric: 'firstToken' });
    expect(byFirstToken.says).toContain('Saturated at 20 users: its p95 of time to first token is 3.0 ×');
  });

  it('which came first, failures or latency', () => {
    const failing = find([constant(10, 1000), constant(20, 1000, 60, { failureShare: 0.5 }), constant(30, 5000, 60)]);
    expect(failing.says).toMatch(/^Saturated at 20 users: \d+ % of its requests failed/);
    expect(failing.because).toContain('failures came first, latency at 30 users');
  });

  it('failures saturate the first window too: there is nothing to compare with', () => {
    const found = find([constant(10, 1000, 60, { failureShare: 0.5 }), constant(20, 1000, 60)]);
    expect(found.values.saturation_users).toBe(10);
    expect(found.because.join()).toContain('passing trouble');
  });

  it('no windows, no rows: undecided', () => {
    expect(saturation([], { seed: 1 }).level).toBe('undecided');
    expect(find([constant(1, 1, 0), constant(2, 1, 0)]).level).toBe('undecided');
  });
});

describe('one window against the baseline', () => {
  const same = { latency: viewOf(new Array(50).fill(100)), judged: 50, failed: 0 };
  const judge = windowJudge(same, 1);

  it('1 failure in 50 is not decided, 4 are', () => {
    expect(judge({ ...same, failed: 1 })).toMatchObject({ latency: 'below', failures: 'undecided' });
    expect(judge({ ...same, failed: 4 }).failures).toBe('above');
  });

  it('299 without failure are below 1 %, 298 are not', () => {
    expect(judge({ ...same, judged: 299 }).failures).toBe('below');
    expect(judge({ ...same, judged: 298 }).failures).toBe('undecided');
  });

  it('takes a sketch in place of values', () => {
    const sketch = { samples: 50, quantile: (q: number) => 250 + q };
    expect(judge({ latency: sketch, judged: 50, failed: 0 }).latency).toBe('above');
  });
});

describe('saturation by the step of 10 users × 60 s, about 110 exchanges, log-normal with sigma 0.4', () => {
  it('a flat load is called saturated in at most 1 of 60 runs, and within the limits in at least 57', () => {
    const levels = Array.from(
      { length: 60 },
      (_, seed) =>
        find(
          article(() => 5000),
          seed,
        ).level,
    );
    expect(levels.filter((level) => level === 'warning').length).toBeLessThanOrEqual(1);
    expect(levels.filter((level) => level === 'good').length).toBeGreaterThanOrEqual(57);
  });

  it('of a knee at 50 users, beyond which each step adds half of the first p95, 18 of 20 are found within a step', () => {
    // 2.0 × at 70 users, 2.5 × at 80, 3 × at 90.
    const medianMs = (users: number): number => 5000 * (1 + Math.max(0, users - 50) / 20);
    const near = countRuns(20, (seed) => {
      const at = find(article(medianMs), seed).values.saturation_users ?? 0;
      return at >= 70 && at <= 90;
    });
    expect(near).toBeGreaterThanOrEqual(18);
  });

  it('failures of 8 % from 60 users on are found within a step in at least 90 of 100 runs', () => {
    const steps = article(
      () => 5000,
      (users) => ({ failureShare: users >= 60 ? 0.08 : 0.001 }),
    );
    const near = countRuns(100, (seed) => {
      const at = find(steps, seed).values.saturation_users ?? 0;
      return at >= 60 && at <= 70;
    });
    expect(near).toBeGreaterThanOrEqual(90);
  });

  it('a window of exactly twice the baseline is called above in at most 5 % (+ 2 % luck) of 400 pairs', () => {
    const above = countRuns(400, (seed) => {
      const { rows, windows } = simulatedRun(
        [
          { load: 10, exchanges: 110 },
          { load: 20, exchanges: 110, medianMs: 10_000 },
        ],
        seed,
      );
      return saturation(samplesByWindow(rows, windows), { seed }).level === 'warning';
    });
    expect(above).toBeLessThanOrEqual(28);
  });
});
