import { expect, it } from 'vitest';
import { findingLines } from '../../lib/report/text.ts';

const lacks = '50 answers before the surge, 130 are needed';
const undecided = {
  name: 'recovery',
  level: 'undecided',
  says: `Recovery is undecided: ${lacks}.`,
  because: ['back: within 10 % of the baseline', lacks],
  values: {},
} as const;

it('an undecided finding shows its rule, and what it lacks once', () => {
  expect(findingLines({ ...undecided, because: [...undecided.because] })).toEqual([
    '',
    '  recovery',
    '  Recovery is undecided: 50 answers before the surge, 130 are needed.',
    '    back: within 10 % of the baseline',
  ]);
});

it('a decided one keeps its rules to summary.md', () => {
  expect(findingLines({ ...undecided, level: 'good', because: [...undecided.because] })).toHaveLength(3);
});

it('what else was seen is shown with the answer', () => {
  expect(findingLines({ ...undecided, level: 'warning', also: ['first: {'], because: [] }).slice(2)).toEqual([
    '  Recovery is undecided: 50 answers before the surge, 130 are needed.',
    '    first: {',
  ]);
});
