import { describe, expect, it } from 'vitest';
import { survivors } from '../../lib/analysis/survivors.ts';
import { samplesByWindow } from '../../lib/analysis/window-samples.ts';
import { simulatedRun } from './simulated-run.ts';

const run = simulatedRun(
  [
    { load: 10, exchanges: 100 },
    { load: 20, exchanges: 100 },
  ],
  1,
);
const samples = samplesByWindow(run.rows, run.windows);

describe('survivors', () => {
  it('all of them: no mark', () => {
    expect(survivors(samples, [100, 100])).toMatchObject({
      level: 'good',
      values: { started: 200, unfinished: 0, marked_windows: 0 },
    });
  });

  it('6 of 106 never ended: the p95 may be anything', () => {
    const found = survivors(samples, [100, 106]);
    expect(found).toMatchObject({ level: 'warning', values: { unfinished: 6, marked_windows: 1 } });
    expect(found.says).toBe('6 of 206 exchanges never ended, enough to move the p95 at 20 users.');
  });

  it('1 of 101 moves a p95 by less than 10 % where the tail is dense', () => {
    expect(survivors(samples, [100, 101])).toMatchObject({ level: 'good', values: { unfinished: 1 } });
  });

  it('nothing ended: marked', () => {
    expect(survivors(samplesByWindow([], run.windows), [5, 0])).toMatchObject({
      level: 'warning',
      values: { unfinished: 5 },
    });
  });

  it('nothing counted: undecided', () => {
    expect(survivors(samples, []).level).toBe('undecided');
    expect(survivors([], [3]).level).toBe('undecided');
  });
});
