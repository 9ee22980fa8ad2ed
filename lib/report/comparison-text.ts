import type { Comparison, ComparisonVerdict } from '../analysis/comparison/comparison.ts';
import { figureRow } from '../analysis/comparison/figures.ts';
import {
  comparedWords,
  comparisonHead,
  comparisonRow,
  differenceWords,
  inOrder,
  verdictWords,
} from './comparison-words.ts';
import { textTable, wrap } from './text-table.ts';

export type Paint = (colour: 'red' | 'green' | 'yellow' | 'bold', text: string) => string;

/** The screen of `k6-llm compare`: at most 100 columns; what is invalid first, the verdict last. */
export function comparisonText(comparison: Comparison, paint: Paint = (_, text) => text): string {
  const { verdict, figures, differences } = comparison;
  const { gated, shown } = inOrder(figures);
  const unusable = [...comparison.base, ...comparison.head].filter((run) => run.unusable.length > 0);
  const rows = [comparisonHead, ...[...gated, ...shown].map(comparisonRow)];
  // Words read better from the left; numbers line up at the right.
  const numbers = textTable(rows.map((row) => row.slice(0, -1)));
  const width = Math.max(...numbers.map((line) => line.length));
  const table = numbers.map((line, i) => `${line.padEnd(width)}  ${rows[i]?.at(-1)}`.trimEnd());
  const lines = [
    '',
    ...unusable.map(({ run, unusable: reasons }) => `  cannot be trusted: ${run}: ${reasons.join('; ')}`),
    ...(unusable.length > 0 ? [''] : []),
    `k6-llm compare · ${comparedWords(comparison)}`,
    ...differences.map((difference) => `  not alike: ${differenceWords(difference)}`),
    '',
    ...table.slice(0, 1 + gated.length),
    ...gated
      .filter(({ status }) => status === 'not measured')
      .map(({ name, because }) => `  ${figureRow(name).words} is not measured: ${because}`),
    ...(shown.length > 0 ? ['', '  shown, and not tested', ...table.slice(1 + gated.length)] : []),
    '',
  ];
  return [
    ...lines.flatMap((line) => wrap(line)),
    paint('bold', paint(colours[verdict.status], verdictWords[verdict.status])),
    ...verdict.reasons.flatMap((reason) => wrap(`  ${reason}`)),
    '',
  ].join('\n');
}

const colours: Record<ComparisonVerdict['status'], 'red' | 'green' | 'yellow'> = {
  regression: 'red',
  improvement: 'green',
  'no evidence': 'green',
  'not enough runs': 'yellow',
  undecided: 'yellow',
  invalid: 'red',
};
