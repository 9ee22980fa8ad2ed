import { describe, expect, it } from 'vitest';
import { judgeValidity, type ValidityFacts } from '../../lib/analysis/validity.ts';

const good: ValidityFacts = { dropped: 0, started: 1000, finished: 1000, measuresLag: true };
const judge = (over: Partial<ValidityFacts> = {}) => judgeValidity({ ...good, ...over });

describe('validity at its limits', () => {
  it.each<[string, Partial<ValidityFacts>, string]>([
    ['all well', {}, 'valid'],
    ['an empty run', { started: 0, finished: 0 }, 'valid'],
    ['1 % not sent', { started: 990, finished: 990, dropped: 10 }, 'valid'],
    ['above 1 % not sent', { started: 989, finished: 989, dropped: 11 }, 'invalid'],
    ['nothing could be sent', { started: 0, finished: 0, dropped: 5 }, 'invalid'],
    ['the first window lacks load', { shortWindow: 0 }, 'invalid'],
    ['a later window lacks load', { shortWindow: 3 }, 'warned'],
    ['10 ms late', { clientLagMs: 10 }, 'valid'],
    ['above 10 ms late', { clientLagMs: 10.1 }, 'warned'],
    ['50 ms late', { clientLagMs: 50 }, 'warned'],
    ['above 50 ms late', { clientLagMs: 50.1 }, 'invalid'],
    [
      'above 50 ms late once, with too few exchanges for a percentile',
      { clientLagMs: 80, lagIsOneSample: true },
      'warned',
    ],
    ['started 10 ms after their time', { startLatenessMs: 10 }, 'valid'],
    ['started later than that', { startLatenessMs: 10.1 }, 'warned'],
    ['started 100 ms after their time', { startLatenessMs: 100 }, 'warned'],
    ['started later than 100 ms', { startLatenessMs: 100.1 }, 'invalid'],
    ['started late once, too few for a percentile', { startLatenessMs: 900, latenessIsOneSample: true }, 'warned'],
    ['50 streams without a view of the own lateness', { measuresLag: false, concurrency: 50 }, 'valid'],
    ['above 50 of them', { measuresLag: false, concurrency: 51 }, 'undecidable'],
    ['above 50 with a view of it', { concurrency: 5000 }, 'valid'],
    ['4 % never ended', { finished: 960 }, 'warned'],
    ['above 1 − 0.95 ÷ 0.99 never ended', { finished: 959 }, 'invalid'],
    ['nothing ended', { finished: 0 }, 'invalid'],
  ])('%s: %s', (_name, over, status) => {
    const { status: found, reasons } = judge(over);
    expect(found).toBe(status);
    expect(reasons.length > 0).toBe(status !== 'valid');
  });

  it('the worst of several decides, and all are told, the worst first', () => {
    const { status, reasons } = judge({ finished: 999, clientLagMs: 60, measuresLag: false, concurrency: 100 });
    expect(status).toBe('invalid');
    expect(reasons.map((reason) => reason.slice(0, 16))).toEqual([
      'this machine was',
      'about 100 stream',
      '1 of 1000 reques',
    ]);
  });

  it('counts windows from 1, as people do', () => {
    expect(judge({ shortWindow: 3 }).reasons[0]).toMatch(/^from window 4 on/);
  });
});
