import { describe, expect, it } from 'vitest';
import type { K6End } from '../../cli/k6/supervise.ts';
import { exitCodeOfRun } from '../../cli/record/exit-code-of-run.ts';
import type { Report } from '../../lib/report/report.ts';

const end = (code: number | null, rest: Partial<K6End> = {}): K6End => ({
  code,
  signal: null,
  interrupted: false,
  discarded: false,
  ...rest,
});
const summary = (exitCode: number): Report => ({ verdict: { exitCode } }) as Report;

describe('the exit code of a run', () => {
  it.each([0, 99, 105, 108, 110])('is the verdict in summary.json when k6 ended with %i', (code) => {
    for (const exitCode of [0, 2, 3, 4, 5, 6])
      expect(exitCodeOfRun(end(code), summary(exitCode))).toEqual({ exitCode });
  });

  it.each([104, 106, 107, 255])('is 2 when k6 refused with %i', (code) => {
    expect(exitCodeOfRun(end(code), undefined)).toMatchObject({
      exitCode: 2,
      words: expect.stringContaining(`its exit code is ${code}`),
    });
  });

  it('is 1 after a panic, whatever lies in the folder', () => {
    expect(exitCodeOfRun(end(109), summary(0)).exitCode).toBe(1);
  });

  it('is 1 when k6 ended well and left no verdict', () => {
    expect(exitCodeOfRun(end(0), undefined)).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('ended with code 0 and left no verdict'),
    });
  });

  it('is 1 when something else killed k6, and memory is named', () => {
    expect(exitCodeOfRun(end(null, { signal: 'SIGKILL' }), undefined)).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('was killed by SIGKILL (out of memory?)'),
    });
  });

  it('is 4 when the user interrupted it before there was anything to sum up', () => {
    expect(exitCodeOfRun(end(null, { signal: 'SIGINT', interrupted: true }), undefined).exitCode).toBe(4);
  });

  it('is 4 when the user discarded it, even if an old summary were there', () => {
    expect(exitCodeOfRun(end(null, { interrupted: true, discarded: true }), summary(0)).exitCode).toBe(4);
  });
});
