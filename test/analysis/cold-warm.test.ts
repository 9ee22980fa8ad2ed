import { describe, expect, it } from 'vitest';
import { type ColdWarm, coldWarm } from '../../lib/analysis/cold-warm.ts';
import { coldWarmOfRows } from '../../lib/analysis/cold-warm-of-rows.ts';
import { drawNormal } from '../../lib/analysis/statistics/draw.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';
import { countRuns, rowWith } from './simulated-run.ts';

const measured = (coldMs: number[], warmMs: number[], strategy = 'none'): ColdWarm => ({ strategy, coldMs, warmMs });

describe('cold against warm', () => {
  it('4 s against 1 s is 4 times as long, every pair says so', () => {
    const [found] = coldWarm([measured(new Array(10).fill(4000), new Array(50).fill(1000))], 1);
    expect(found?.says).toBe(
      'The first request after idle takes 4.0 × (4.0–4.0) as long as a warm one: median 4000 against 1000 ms.',
    );
    expect(found).toMatchObject({ level: 'warning', values: { a12: 1, ratio: 4, cold_median_ms: 4000 } });
  });

  it('alike is no cold start', () => {
    const same = [900, 1000, 1100, 950, 1050];
    expect(coldWarm([measured(same, same)], 1)[0]).toMatchObject({ level: 'good', values: { a12: 0.5, ratio: 1 } });
  });

  it('10 cold ones that take a quarter longer and scatter may be either: undecided', () => {
    const scattered = [600, 800, 900, 1000, 1100, 1250, 1300, 1500, 1700, 2300];
    expect(
      coldWarm(
        [
          measured(
            scattered,
            scattered.map((ms) => ms / 1.25 + 1),
          ),
        ],
        1,
      )[0]?.level,
    ).toBe('undecided');
  });

  it('four cold ones are too few, none at all too', () => {
    expect(coldWarm([measured([1, 2, 3, 4], [1, 2, 3, 4, 5])], 1)[0]?.level).toBe('undecided');
    expect(coldWarm([], 1)[0]?.level).toBe('undecided');
  });

  it('strategies are held against none', () => {
    const slow = [4000, 4100, 4200, 4300, 4400, 4500];
    const quick = slow.map((ms) => ms / 4);
    const found = coldWarm(
      [measured(slow, quick), measured(quick, quick, 'keep-alive'), measured(slow, quick, 'small')],
      1,
    );
    expect(found.map(({ level }) => level)).toEqual(['warning', 'good', 'warning', 'good']);
    expect(found[3]?.says).toMatch(/^Of the strategies keep-alive helps most: .* 0\.25 ×/);
    expect(found[3]?.table?.rows.map(([strategy]) => strategy)).toEqual(['keep-alive', 'small']);
  });

  it('rows tell by labels what they are; a probe that waited counts from its first attempt', () => {
    const rows = [
      rowWith({ labels: { temperature: 'cold', waited_ms: 7000 }, first_token_ms: 100 }),
      rowWith({ labels: { temperature: 'warm', strategy: 'keep-alive' }, first_token_ms: 90 }),
      rowWith({ labels: { temperature: 'warm' } }),
      rowWith({ labels: { temperature: 'warm' }, outcome: 'timeout' }),
      rowWith({}),
    ];
    expect(coldWarmOfRows(rows)).toEqual([measured([7100], [1000]), measured([], [90], 'keep-alive')]);
  });
});

describe('cold against warm, 10 and 50 log-normal times, sigma 0.4, 200 runs each', () => {
  const run = (seed: number, factor: number): string | undefined => {
    const random = seededRandom(seed * 41);
    const times = (n: number, median: number): number[] =>
      Array.from({ length: n }, () => median * Math.exp(0.4 * drawNormal(random)));
    return coldWarm([measured(times(10, 1000 * factor), times(50, 1000))], seed)[0]?.level;
  };

  it('no difference is called one in at most 5 %', () => {
    expect(countRuns(200, (seed) => run(seed, 1) === 'warning')).toBeLessThanOrEqual(10);
  });

  it('twice as slow is found in at least 90 %', () => {
    expect(countRuns(200, (seed) => run(seed, 2) === 'warning')).toBeGreaterThanOrEqual(180);
  });
});
