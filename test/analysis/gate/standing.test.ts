import { describe, expect, it } from 'vitest';
import { type RecordFacts, type SummaryFacts, standingOf } from '../../../lib/analysis/gate/standing.ts';

const record = (changes: Partial<RecordFacts> = {}): RecordFacts => ({
  started: 100,
  finished: 100,
  dropped: 0,
  lagMs: [1],
  latenessMs: [],
  mostAtOnce: 10,
  unreadable: 0,
  ...changes,
});
const summary = (changes: Partial<SummaryFacts> = {}): SummaryFacts => ({
  validity: { status: 'valid', reasons: [] },
  interrupted: false,
  finished: 100,
  ...changes,
});
const status = (...facts: Parameters<typeof standingOf>) => standingOf(...facts).verdict.status;

describe('a run with its summary', () => {
  it('counts where both are whole and fit each other', () => {
    expect(standingOf(record(), summary())).toEqual({
      verdict: { status: 'passed', exitCode: 0, reasons: [] },
      notes: [],
    });
  });

  it('is worth what its summary says', () => {
    expect(status(record(), summary({ validity: { status: 'invalid', reasons: ['late'] } }))).toBe('invalid');
    expect(status(record(), summary({ interrupted: true }))).toBe('interrupted');
    expect(status(record(), summary({ stopped: 'auth' }))).toBe('refused');
    expect(status(record(), summary({ stopped: 'budget' }))).toBe('budget');
    expect(status(record(), summary({ validity: { status: 'undecidable', reasons: ['?'] } }))).toBe('undecided');
  });

  it('whose warnings are notes', () => {
    const warned = summary({ validity: { status: 'warned', reasons: ['a little late'] } });
    expect(standingOf(record(), warned)).toMatchObject({ verdict: { status: 'passed' }, notes: ['a little late'] });
  });

  it('of which nothing was measured is undecided', () => {
    const { verdict } = standingOf(record({ started: 0, finished: 0 }), summary({ finished: 0 }));
    expect(verdict).toMatchObject({ status: 'undecided', reasons: ['nothing was measured'] });
  });

  it('of another run is invalid', () => {
    const { verdict } = standingOf(record({ finished: 99 }), summary());
    expect(verdict).toMatchObject({
      status: 'invalid',
      exitCode: 4,
      reasons: [expect.stringContaining('summary.json tells of 100 exchanges and the record holds 99')],
    });
  });
});

describe('a record that ends in the middle', () => {
  it('is a run that was ended early, never a pass, with a summary or without', () => {
    const cut = record({ cutOff: 'the last line is not complete, at line 7' });
    for (const beside of [undefined, summary(), summary({ validity: { status: 'invalid', reasons: ['late'] } })]) {
      const { verdict } = standingOf(cut, beside);
      expect(verdict).toMatchObject({ status: 'interrupted', exitCode: 4 });
      expect(verdict.reasons[0]).toBe(
        'its record is cut off (the last line is not complete, at line 7): the run was killed, or the file was not copied whole',
      );
    }
  });

  it('of a run that was refused stays a refusal', () => {
    expect(status(record({ cutOff: 'x' }), summary({ stopped: 'quota' }))).toBe('refused');
  });
});

it('exchanges that cannot be read make a run invalid', () => {
  const { verdict } = standingOf(record({ finished: 98, unreadable: 2 }), summary());
  expect(verdict).toMatchObject({ status: 'invalid', reasons: ['2 of 100 exchanges cannot be read'] });
});

describe('a record alone', () => {
  it('counts, with a note that nobody knows its plan', () => {
    expect(standingOf(record(), undefined)).toMatchObject({
      verdict: { status: 'passed' },
      notes: ['no summary.json lies beside it, so nobody knows whether its plan was carried out'],
    });
  });

  it.each([
    ['requests that were not sent', { dropped: 2 }, 'invalid', /2 of 102 requests were not sent/],
    ['requests that never ended', { finished: 90 }, 'invalid', /10 of 100 requests never ended/],
    ['a machine that was late', { lagMs: Array.from({ length: 100 }, () => 51) }, 'invalid', /late by 51 ms/],
    ['starts that were late', { latenessMs: Array.from({ length: 100 }, () => 101) }, 'invalid', /started 101 ms late/],
    ['a transport that cannot tell its lag', { lagMs: [], mostAtOnce: 51 }, 'undecided', /about 51 streams at once/],
    ['nothing measured', { started: 0, finished: 0 }, 'undecided', /nothing was measured/],
    ['a refused key', { stopped: 'auth' as const }, 'refused', /refused the API key/],
  ])('is judged by the same rules: %s', (_, changes, expected, says) => {
    const { verdict } = standingOf(record(changes), undefined);
    expect(verdict.status).toBe(expected);
    expect(verdict.reasons.join()).toMatch(says);
  });
});
