import { describe, expect, it } from 'vitest';
import { recovery } from '../../lib/analysis/recovery.ts';
import { drawNormal } from '../../lib/analysis/statistics/draw.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import type { Row } from '../../lib/measure/row.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';
import { countRuns, rowWith } from './simulated-run.ts';

/** Two minutes at 5/s, one at 20/s, three at 5/s. */
const windows: Window[] = [
  { index: 0, startMs: 0, endMs: 120_000, requestsPerSecond: 5, name: 'baseline' },
  { index: 1, startMs: 120_000, endMs: 180_000, requestsPerSecond: 20, name: 'surge' },
  { index: 2, startMs: 180_000, endMs: 360_000, requestsPerSecond: 5, name: 'recovery' },
];

/** Factor on a second, by the seconds since the surge's end. */
function spike(seed: number, slower: (sinceSurge: number) => number, sigma = 0.3): Row[] {
  const random = seededRandom(seed * 17 + 3);
  return windows.flatMap(({ index, startMs, endMs, requestsPerSecond = 0 }) => {
    const count = ((endMs - startMs) / 1000) * requestsPerSecond;
    return Array.from({ length: count }, (_, i) => {
      const start_ms = startMs + (i * (endMs - startMs)) / count;
      const factor = index === 0 ? 1 : index === 1 ? 4 : slower((start_ms - 180_000) / 1000);
      return rowWith({ window: index, start_ms, end_ms: 1000 * factor * Math.exp(sigma * drawNormal(random)) });
    });
  });
}

const until = (seconds: number) => (since: number) => (since < seconds ? 3 : 1);
const find = (rows: Row[], over = windows) => recovery(rows, over, 1);

describe('recovery of runs without chance', () => {
  it('slow for 40 s after the surge is back after about 40 s', () => {
    const found = find(spike(1, until(40), 0));
    expect(found.level).toBe('good');
    // A p95 forgives 5 % of a block of 130 answers at 5/s: 6 answers, 1.2 s.
    expect(found.values.recovery_ms).toBeGreaterThanOrEqual(38_000);
    expect(found.values.recovery_ms).toBeLessThanOrEqual(42_600);
    expect(found.values.surge_ratio).toBe(4);
  });

  it('never slow is back at once', () => {
    expect(find(spike(1, () => 1, 0))).toMatchObject({ level: 'good', values: { recovery_ms: 0 } });
  });

  it('slow to the end is not back', () => {
    const found = find(spike(1, () => 1.5, 0));
    expect(found).toMatchObject({ level: 'bad' });
    expect(found.says).toBe("The p95 was not back within the 180 s after the surge: still 1.50 × the baseline's.");
  });

  it('phases without names are told by the load', () => {
    const nameless = windows.map(({ name: _, ...window }) => window);
    expect(find(spike(1, until(40), 0), nameless)).toEqual(find(spike(1, until(40), 0)));
  });

  it('no phases, no baseline, no rows: undecided', () => {
    expect(find([]).level).toBe('undecided');
    expect(find(spike(1, until(40)), []).level).toBe('undecided');
    expect(find(spike(1, until(40)), windows.slice(0, 1)).level).toBe('undecided');
    expect(find(spike(1, until(40)).filter((_, i) => i > 500)).says).toContain(
      'answers before the surge, 130 are needed',
    );
  });
});

describe('recovery of log-normal times, sigma 0.3, 200 runs each', () => {
  it('of 40 s is found within a block (26 s) in at least 90 %', () => {
    const near = countRuns(200, (seed) => {
      const ms = find(spike(seed, until(40))).values.recovery_ms ?? Number.POSITIVE_INFINITY;
      return Math.abs(ms - 40_000) <= 26_000;
    });
    expect(near).toBeGreaterThanOrEqual(180);
  });

  it('that came is called "not back" in at most 5 %', () => {
    expect(countRuns(200, (seed) => find(spike(seed, until(40))).level === 'bad')).toBeLessThanOrEqual(10);
  });

  it('that never came (1.5 × to the end) is called so in at least 90 %, and called back in none', () => {
    const levels = Array.from({ length: 200 }, (_, seed) => find(spike(seed, () => 1.5)).level);
    expect(levels.filter((level) => level === 'bad').length).toBeGreaterThanOrEqual(180);
    expect(levels.filter((level) => level === 'good').length).toBe(0);
  });
});
