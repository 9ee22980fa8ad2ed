import { exitCodeMeanings } from '../../cli/exit-codes.ts';
import { markdownTable } from '../../lib/report/markdown-table.ts';
import { generatedFrom, type Page } from '../page.ts';

export function exitCodesPage(): Page {
  const rows = Object.entries(exitCodeMeanings).map(([code, meaning]) => [code, meaning]);
  const text = `${generatedFrom('`cli/exit-codes.ts`')}

# Exit codes

What \`k6-llm\` returns, so that a pipeline can tell a slow endpoint from a refused key and from a run that proves
nothing. Where several hold, the first of 2, 7, 6, 5, 4 (invalid), 3, 4 (undecided), 0 is returned.

${markdownTable(['code', 'meaning'], rows)}

A plain \`k6 run\` keeps k6's own codes: 99 when a threshold was broken, 104 or 107 when a script or an option is wrong,
105 after Ctrl-C, 108 when the run stopped itself.
`;
  return { file: 'docs/exit-codes.md', text };
}
