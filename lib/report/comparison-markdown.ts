import type { Comparison } from '../analysis/comparison/comparison.ts';
import {
  comparedWords,
  comparisonHead,
  comparisonRow,
  differenceWords,
  inOrder,
  verdictWords,
} from './comparison-words.ts';
import { escapeCell, markdownTable } from './markdown-table.ts';

/** The same content as the screen, for a step summary or a comment. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { verdict, figures, differences } = comparison;
  const { gated, shown } = inOrder(figures);
  const parts = [
    `# ${verdictWords[verdict.status]}`,
    list(verdict.reasons),
    escapeCell(comparedWords(comparison)),
    list(differences.map((difference) => `not alike: ${differenceWords(difference)}`)),
    markdownTable(comparisonHead, gated.map(comparisonRow)),
    shown.length === 0
      ? ''
      : `<details><summary>shown, and not tested</summary>\n\n${markdownTable(comparisonHead, shown.map(comparisonRow))}\n\n</details>`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${escapeCell(item)}`).join('\n');
}
