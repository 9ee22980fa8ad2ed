import { describe, expect, it } from 'vitest';
import { quality } from '../../lib/analysis/quality.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

const windows: Window[] = [10, 20, 30].map((users, index) => ({ index, startMs: 0, endMs: 1, users }));

/** Answers of one window: `bad` of a hundred with the defect, all of one form. */
const answers = (window: number, bad: number, defects = 'wrong', form = 'number', prompt = 'sum'): Row[] =>
  Array.from({ length: 100 }, (_, i) =>
    rowWith({ window, prompt, labels: { form, defects: i < bad ? defects : 'none' } }),
  );

describe('answers', () => {
  it('that get worse with load are bad, with the kind that does', () => {
    const found = quality([...answers(0, 1), ...answers(1, 8), ...answers(2, 20)], windows);
    expect(found[0]).toMatchObject({
      name: 'quality',
      level: 'bad',
      says: 'Answers get worse as the load rises: 1.0 % bad at 10 users, 20 % bad at 30 users.',
      values: { answers: 300, defects: 29, share_at_lowest_load: 0.01, share_at_highest_load: 0.2 },
    });
    expect(found[0]?.table?.rows[2]).toEqual([
      '30',
      '100',
      '20 (20 %)',
      '0 of 100',
      '0 of 100',
      '0 of 100',
      '0 of 100',
      '–',
      '20 of 100',
    ]);
    expect(found[1]?.says).toMatch(/^Answers are more often wrong as the load rises/);
    expect(found.every(({ name }) => name === 'quality')).toBe(true);
  });

  it('that are as bad at any load are no find', () => {
    const found = quality(
      [0, 1, 2].flatMap((window) => answers(window, 10)),
      windows,
    );
    expect(found[0]).toMatchObject({ level: 'info', values: { defects: 30 } });
    expect(found[0]?.says).toBe('No sign that answers get worse as the load rises: 30 of 300 have a defect.');
  });

  it('without any defect are good', () => {
    expect(
      quality(
        [0, 1, 2].flatMap((window) => answers(window, 0)),
        windows,
      )[0],
    ).toMatchObject({ level: 'good' });
  });

  it('of a prompt that always reaches the limit are not truncated', () => {
    const always = [0, 1].flatMap((window) => answers(window, 100, 'truncated', 'open', 'essay'));
    expect(quality([...always, ...answers(0, 0), ...answers(1, 0)], windows)[0]?.values.defects).toBe(0);
    const sometimes = [...answers(0, 0, 'truncated', 'open'), ...answers(1, 50, 'truncated', 'open')];
    expect(quality(sometimes, windows)[0]).toMatchObject({ level: 'bad', values: { defects: 50 } });
  });

  it('at one load, or too few, are undecided', () => {
    expect(quality(answers(0, 50), windows)[0]?.level).toBe('undecided');
    expect(quality([...answers(0, 1).slice(0, 10), ...answers(1, 1).slice(0, 10)], windows)[0]?.level).toBe(
      'undecided',
    );
  });

  it('that were not looked at do not count', () => {
    const refused = rowWith({ window: 2, outcome: 'rate_limited', labels: { form: 'number' } });
    expect(quality([...answers(0, 0), ...answers(1, 0), refused], windows)[0]?.values.answers).toBe(200);
  });
});
