import { textTable, wrap } from '../../lib/report/text-table.ts';
import type { painter } from '../colour.ts';
import { costFacts, costTables, lineHead } from './cost-tables.ts';
import type { CostVerdict, JudgedCosts } from './judge-costs.ts';
import { shown } from './shown.ts';

/** More lines of one table than this are summed up on the screen; --json and --markdown have them all. */
const mostLines = 20;

const colours = { shown: 'bold', passed: 'green', failed: 'red', undecided: 'yellow', unreadable: 'red' } as const;
const words: Record<CostVerdict['status'], string> = {
  shown: 'COST',
  passed: 'PASSED',
  failed: 'FAILED',
  undecided: 'UNDECIDED',
  unreadable: 'UNREADABLE',
};

/** The screen: at most 100 columns, and it ends with the verdict. */
export function renderCosts(costs: JudgedCosts, paint: ReturnType<typeof painter>): string {
  const { read, missing, verdict } = costs;
  const lines = [
    '',
    `k6-llm cost · ${filesWords(read.files)}`,
    '',
    ...textTable(costFacts(costs), 'left'),
    '',
    ...tableLines(costs),
    ...(missing.length === 0 ? [] : ['', '  not in the total, as nobody knows it']),
    ...missing.flatMap(({ what, advice }) => [`    ${what}`, ...(advice === undefined ? [] : [`      ${advice}`])]),
    '',
  ].flatMap((line) => wrap(line, 6));
  const [first = '', ...more] = wrap(`${words[verdict.status]}: ${verdict.reason}`);
  return `${[...lines, paint(colours[verdict.status], first), ...more, ''].join('\n')}`;
}

/** All divisions under one head, so that their columns stand below each other. */
function tableLines(costs: JudgedCosts): string[] {
  const tables = costTables(costs);
  if (tables.length === 0) return ['  no request finished'];
  const rows = [['', ...lineHead]];
  for (const { title, rows: all } of tables) {
    rows.push([title], ...all.slice(0, mostLines).map(([name = '', ...figures]) => [`  ${name}`, ...figures]));
    if (all.length > mostLines) rows.push([`  … ${all.length - mostLines} more: --json and --markdown have them`]);
  }
  return textTable(rows);
}

function filesWords(files: string[]): string {
  const names = files.slice(0, 3).map(shown).join(', ');
  return files.length > 3 ? `${names} and ${files.length - 3} more` : names;
}

/** The same content for a step summary or a comment. */
export function renderCostsMarkdown(costs: JudgedCosts): string {
  const { read, missing, verdict } = costs;
  const parts = [
    `# Cost: ${words[verdict.status].toLowerCase()}`,
    `- ${escaped(verdict.reason)}`,
    `Read from ${read.files.map((file) => `\`${file.replace(/`/g, "'")}\``).join(', ')}.`,
    table(
      ['', ''],
      costFacts(costs).map(([label, text]) => [label, text]),
    ),
    ...costTables(costs).map(({ title, rows }) => table([title, ...lineHead], rows)),
    ...(missing.length === 0
      ? []
      : [
          'Not in the total, as nobody knows it:',
          missing
            .map(({ what, advice }) => `- ${escaped(advice === undefined ? what : `${what}: ${advice}`)}`)
            .join('\n'),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[|\\`<[*_]/g, '\\$&').replace(/\n/g, ' ');
}
