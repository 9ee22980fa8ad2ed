import { describe, expect, it } from 'vitest';
import { drift } from '../../lib/analysis/drift.ts';
import { drawNormal } from '../../lib/analysis/statistics/draw.ts';
import type { Row } from '../../lib/measure/row.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';
import { countRuns, rowWith } from './simulated-run.ts';

const hourMs = 3_600_000;

/** Two hours at constant rate; median and failures by the hour. */
function soak(
  seed: number,
  medianMs: (hour: number) => number,
  failureShare: (hour: number) => number = () => 0,
  sigma = 0.4,
  n = 1600,
): Row[] {
  const random = seededRandom(seed * 31 + 7);
  return Array.from({ length: n }, (_, i) => {
    const start_ms = ((i + 0.5) * 2 * hourMs) / n;
    const hour = start_ms / hourMs;
    const outcome = random() < failureShare(hour) ? 'timeout' : 'ok';
    return rowWith({ start_ms, end_ms: medianMs(hour) * Math.exp(sigma * drawNormal(random)), outcome });
  });
}

describe('drift of runs without chance', () => {
  it('1 s more every hour is a slope of 1,000 ms per hour', () => {
    const [latency] = drift(soak(1, (hour) => 1000 + 1000 * hour, undefined, 0));
    expect(latency?.level).toBe('bad');
    expect(latency?.values.slope_ms_per_hour).toBeCloseTo(1000, 0);
    expect(latency?.says).toMatch(/^The p95 of total generation time drifts up by 1000 ms per hour/);
  });

  it('no change is no drift, and no failures are said so', () => {
    const [latency, failures] = drift(soak(1, () => 1000, undefined, 0));
    expect(latency).toMatchObject({ level: 'good', values: { slope_ms_per_hour: 0, blocks: 12 } });
    expect(failures).toMatchObject({ level: 'good', says: 'None of 1600 exchanges failed.' });
  });

  it('it gets faster: no drift up', () => {
    expect(drift(soak(1, (hour) => 3000 - 1000 * hour, undefined, 0))[0]?.level).toBe('good');
  });

  it('failures that come in the second hour only drift up', () => {
    const failures = drift(
      soak(
        1,
        () => 1000,
        (hour) => (hour > 1 ? 0.1 : 0),
      ),
    )[1];
    expect(failures?.level).toBe('bad');
    expect(failures?.says).toMatch(/^Failures drift up by \d/);
  });

  it('a steady 2 % of failures in 1,600 may hide a drift of one in a hundred: undecided, not "no drift"', () => {
    const steady = (seed: number) =>
      drift(
        soak(
          seed,
          () => 1000,
          () => 0.02,
        ),
      )[1];
    expect(steady(1)?.level).toBe('undecided');
    expect(steady(1)?.says).toMatch(/^Drift of failures is undecided/);
  });

  it('warm-up and 429s take no part; nothing, or 100 rows, is undecided', () => {
    const others = soak(1, () => 9000).map(
      (row, i): Row => (i % 2 ? { ...row, phase: 'warmup' } : { ...row, outcome: 'rate_limited' }),
    );
    expect(drift([...soak(1, () => 1000, undefined, 0), ...others])[0]?.values.slope_ms_per_hour).toBe(0);
    for (const rows of [[], soak(1, () => 1000, undefined, 0.4, 100), others]) {
      expect(drift(rows).map(({ level }) => level)).toEqual(['undecided', 'undecided']);
    }
  });

  it('all rows at one moment have no slope', () => {
    expect(drift(soak(1, () => 1000).map((row) => ({ ...row, start_ms: 5 })))[0]?.level).toBe('undecided');
  });
});

describe('drift over two hours of 1,600 log-normal answers, 200 runs each', () => {
  it('none is called drift in at most 5 %', () => {
    expect(
      countRuns(200, (seed) =>
        drift(
          soak(
            seed,
            () => 1000,
            () => 0.02,
          ),
        ).some(({ level }) => level === 'bad'),
      ),
    ).toBeLessThanOrEqual(10);
  });

  it('the 95 % interval holds the true slope of 0 in at least 92 %', () => {
    const holds = countRuns(200, (seed) => {
      const { slope_ms_per_hour_lower: lower = 1, slope_ms_per_hour_upper: upper = -1 } =
        drift(soak(seed, () => 1000))[0]?.values ?? {};
      return lower <= 0 && upper >= 0;
    });
    expect(holds).toBeGreaterThanOrEqual(184);
  });

  it('a quarter more each hour is found in at least 90 %', () => {
    expect(
      countRuns(200, (seed) => drift(soak(seed, (hour) => 1000 + 250 * hour))[0]?.level === 'bad'),
    ).toBeGreaterThanOrEqual(180);
  });

  it('failures from 1 % to 7 % are found in at least 90 %', () => {
    const rising = (seed: number) =>
      drift(
        soak(
          seed,
          () => 1000,
          (hour) => 0.01 + 0.03 * hour,
        ),
      )[1]?.level === 'bad';
    expect(countRuns(200, rising)).toBeGreaterThanOrEqual(180);
  });
});
