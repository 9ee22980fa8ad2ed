import { describe, expect, it } from 'vitest';
import { faultsByLoad } from '../../lib/analysis/faults-by-load.ts';
import { type FaultCounts, trend } from '../../lib/analysis/trend.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';
import { countRuns, rowWith } from './simulated-run.ts';

const loads = [10, 20, 30, 40, 50];
const counts = (kind: string, hits: number[], n = 100): FaultCounts => ({
  kind,
  byLoad: hits.map((hit, i) => ({ score: loads[i] as number, hits: hit, n })),
});

describe('trend', () => {
  it('1, 2, 4, 8, 16 wrong of 100 rise', () => {
    const [found] = trend([counts('wrong', [1, 2, 4, 8, 16])], 'users');
    expect(found).toMatchObject({ level: 'bad', values: { share_at_lowest_load: 0.01, share_at_highest_load: 0.16 } });
    expect(found?.says).toBe('Answers are more often wrong as the load rises: 1.0 % at 10 users, 16 % at 50 users.');
  });

  it('5 of 100 everywhere do not, and what could have been missed is said', () => {
    const [found] = trend([counts('wrong', [5, 5, 5, 5, 5])], 'users');
    expect(found?.level).toBe('info');
    expect(found?.because.at(-1)).toBe('at 50 users it could still be up to 10 % (one-sided 95 % bound)');
  });

  it('kinds that never came are told in one line', () => {
    const found = trend(
      [counts('wrong', [1, 1, 1, 1, 1]), counts('empty', [0, 0]), counts('truncated', [0, 0])],
      'users',
    );
    expect(found.map(({ says }) => says)[1]).toBe('None of 200 answers was empty, or truncated.');
  });

  it('29 exchanges or one load are too few', () => {
    for (const faults of [[], [counts('wrong', [1, 1], 14)], [counts('wrong', [1])]]) {
      expect(trend(faults, 'users').map(({ level }) => level)).toEqual(['undecided']);
    }
  });

  it('of 500 runs with three kinds at 5 % everywhere at most 5 % (+ 2 % luck) raise any alarm', () => {
    const alarms = countRuns(500, (seed) =>
      trend(
        ['a', 'b', 'c'].map((kind, i) => drawn(kind, seed * 3 + i, () => 0.05)),
        'users',
      ).some(({ level }) => level === 'bad'),
    );
    expect(alarms).toBeLessThanOrEqual(35);
  });

  it('of 200 runs with wrong answers from 2 % to 16 % at least 90 % are found, beside two quiet kinds', () => {
    const found = countRuns(200, (seed) => {
      const kinds = [
        drawn('wrong', seed * 5, (load) => load * 0.0035 - 0.015),
        drawn('b', seed * 5 + 1, () => 0.05),
        drawn('c', seed * 5 + 2, () => 0.05),
      ];
      return trend(kinds, 'users')[0]?.level === 'bad';
    });
    expect(found).toBeGreaterThanOrEqual(180);
  });
});

function drawn(kind: string, seed: number, share: (load: number) => number): FaultCounts {
  const random = seededRandom(seed);
  return counts(
    kind,
    loads.map((load) => Array.from({ length: 100 }, random).filter((u) => u < share(load)).length),
  );
}

describe('faults by load', () => {
  const windows = [10, 20].map((users, index) => ({ index, startMs: 0, endMs: 1, requestsPerSecond: 0, users }));
  const of = (rows: Parameters<typeof rowWith>[0][], kind: string) =>
    faultsByLoad(rows.map(rowWith), windows).find((one) => one.kind === kind)?.byLoad;

  it('counts a fault only where it could have shown', () => {
    const rows = [
      { window: 0, finish: 'stop', answer: { has_content: true, expected: false } },
      { window: 0, finish: 'length', answer: { has_content: true } },
      { window: 1, outcome: 'truncated' },
      { window: 1, outcome: 'rate_limited' },
      { window: 1, outcome: 'timeout' },
      { phase: 'warmup', window: 1, outcome: 'truncated' },
    ] as const;
    expect(of([...rows], 'truncated')).toEqual([
      { score: 10, hits: 0, n: 2 },
      { score: 20, hits: 1, n: 1 },
    ]);
    expect(of([...rows], 'cut at the token limit')).toEqual([{ score: 10, hits: 1, n: 2 }]);
    expect(of([...rows], 'wrong')).toEqual([{ score: 10, hits: 1, n: 1 }]);
  });

  it('takes a scenario’s own kinds from labels, and adds up windows of the same load', () => {
    const same = [0, 1].map((index) => ({ index, startMs: 0, endMs: 1, requestsPerSecond: 0, users: 10 }));
    const rows = [
      rowWith({ window: 0, labels: { fault_schema_broken: true } }),
      rowWith({ window: 1, labels: { fault_schema_broken: false } }),
    ];
    const found = faultsByLoad(rows, same).find(({ kind }) => kind === 'schema broken');
    expect(found?.byLoad).toEqual([{ score: 10, hits: 1, n: 2 }]);
  });
});
