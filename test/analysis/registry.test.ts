import { describe, expect, it } from 'vitest';
import { analyses, analysisNames } from '../../lib/analysis/registry.ts';
import { rowWith, simulatedRun } from './simulated-run.ts';

const large = simulatedRun(
  Array.from({ length: 20 }, (_, i) => ({
    load: (i + 1) * 10,
    exchanges: 1000,
    medianMs: 1000 + i * 100,
    firstTokenMs: 200,
    timePerOutputTokenMs: 20,
    failureShare: 0.005,
    lagMs: 1,
  })),
  1,
);
const windows = large.windows.slice(0, 3);
const empty = { rows: [], windows: [], model: 'closed', startedByWindow: [], seed: 1 } as const;

describe.each(analysisNames)('%s', (name) => {
  const analyse = analyses[name];

  it.each([
    ['no rows and no windows', { ...empty, rows: [], windows: [], startedByWindow: [] }],
    ['windows without rows', { ...empty, rows: [], windows, startedByWindow: [] }],
    ['one row', { ...empty, rows: [rowWith({ window: 0 })], windows, startedByWindow: [] }],
    ['rows of no window', { ...empty, rows: [rowWith({}), rowWith({ window: 7 })], windows, startedByWindow: [] }],
    ['failures only', { ...empty, rows: [rowWith({ window: 0, outcome: 'timeout' })], windows, startedByWindow: [] }],
  ])('%s: undecided, and no error', (_case, input) => {
    const found = analyse(input);
    expect(found.length).toBeGreaterThan(0);
    expect([...new Set(found.map(({ level }) => level))]).toEqual(['undecided']);
  });

  it('gives the same findings for the same run, as plain finite values', () => {
    const found = analyse(large);
    expect(analyse(large)).toEqual(found);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    for (const { because, values } of found) {
      expect(because.length).toBeGreaterThan(0);
      expect(Object.values(values).every(Number.isFinite)).toBe(true);
    }
  });

  it('does not change its rows', () => {
    const before = JSON.stringify(large.rows.slice(0, 50));
    analyse(large);
    expect(JSON.stringify(large.rows.slice(0, 50))).toBe(before);
  });
});
