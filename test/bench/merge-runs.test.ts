import { describe, expect, it } from 'vitest';
import { mergeRuns } from '../../bench/lib/merge-runs.mjs';
import { newestSession } from '../../bench/lib/newest-session.mjs';

const run = (value: number, more: object = {}) => ({
  name: 'n',
  about: 'a',
  at: '2026-11-22T10:00:00Z',
  loadBefore: value / 10,
  figures: [{ figure: 'f', unit: 'ms', limit: 5, value }],
  tables: [{ title: 't', columns: ['load', 'both', 'run'], rows: [{ label: '10', cells: [[value, 1], 'valid'] }] }],
  charts: [{ file: 'c', title: 'C', x: 'x', y: 'y', series: [{ name: 's', points: [[10, value]] }] }],
  ...more,
});

describe('several runs of a bench', () => {
  const merged = mergeRuns([run(1), run(9), run(2)]);

  it('become the median of each figure, with the least and the most', () => {
    expect(merged.figures).toMatchObject([{ value: 2, least: 1, most: 9, limit: 5 }]);
    expect(merged).toMatchObject({ runs: 3, date: '2026-11-22', load: { least: 0.1, most: 0.9 } });
  });

  it('become the median of each cell and each point', () => {
    expect(merged.tables?.[0]?.rows[0]?.cells).toEqual([[2, 1], 'valid']);
    expect(merged.charts?.[0]?.series[0]?.points).toEqual([[10, 2]]);
  });

  it('tell each verdict that there was', () => {
    const invalid = run(1, {
      tables: [{ title: 't', columns: [], rows: [{ label: '10', cells: [[1, 1], 'invalid'] }] }],
    });
    expect(mergeRuns([run(1), invalid]).tables?.[0]?.rows[0]?.cells[1]).toBe('invalid, valid');
  });
});

describe('the runs that are recorded', () => {
  const of = (at: string, more: object = {}) => ({ at, quick: false, ...more });

  it('are those of the newest session', () => {
    const results = [of('1'), of('2', { session: 's' }), of('3', { session: 's' })];
    expect(newestSession(results).map(({ at }) => at)).toEqual(['2', '3']);
  });

  it('are one, when the newest was run by hand', () => {
    expect(newestSession([of('1', { session: 's' }), of('2')]).map(({ at }) => at)).toEqual(['2']);
  });

  it('are never quick ones', () => {
    expect(newestSession([of('1'), of('2', { quick: true })]).map(({ at }) => at)).toEqual(['1']);
    expect(newestSession([])).toEqual([]);
  });
});
