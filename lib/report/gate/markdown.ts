import type { GatedScenario, GateReport } from '../../analysis/gate/gate-report.ts';
import type { Verdict } from '../../analysis/verdict.ts';
import { foundWords, gateScope, gateVerdictWords, objectiveName, runNotes, scenarioScope } from './gate-words.ts';

/** By it a workflow finds the comment that it has to replace. */
export const gateCommentMark = '<!-- k6-llm gate -->';

const marks = { passed: '✅', failed: '❌', undecided: '❔', 'not measured': '➖' };

/** For a step summary and for a pull-request comment: the answer first, then why. */
export function renderGateMarkdown(report: GateReport): string {
  const { verdict, scenarios } = report;
  const parts = [
    gateCommentMark,
    `## k6-llm: ${gateVerdictWords[verdict.status]}`,
    verdict.reasons.map((reason) => `- ${escaped(reason)}`).join('\n'),
    ...scenarios.flatMap((scenario) => scenarioParts(scenario, verdict)),
    `<sub>${escaped(gateScope(report))}; k6-llm ${report.versions['k6-llm']}</sub>`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function scenarioParts(scenario: GatedScenario, verdict: Verdict): string[] {
  const rows = scenario.objectives.map((objective) => [
    marks[objective.status],
    objectiveName(objective),
    objective.wanted,
    foundWords(objective),
  ]);
  const several = scenario.runs.length > 1;
  return [
    `### ${escaped(scenarioScope(scenario))}`,
    table(['', 'objective', 'wanted', 'found'], rows),
    several ? runsTable(scenario) : '',
    runNotes(scenario, verdict)
      .map(({ run, status, says }) => `- ${status}: ${escaped(run)}: ${escaped(says)}`)
      .join('\n'),
  ];
}

/** What each run says of it by itself. */
function runsTable({ runs, objectives }: GatedScenario): string {
  const told = objectives.filter((objective) => objective.runs !== undefined);
  const rows = told.map((objective) => [
    objectiveName(objective),
    ...runs.map(({ name }) => {
      const one = objective.runs?.find((run) => run.name === name);
      return one === undefined ? '–' : `${one.was ?? one.status}${one.status === 'failed' ? ' (broken)' : ''}`;
    }),
  ]);
  return table(['by run', ...runs.map(({ name }) => name)], rows);
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Words of a policy, a file or an endpoint stay words: no row, tag, link, mention or emphasis is made by them. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\|`*_[\]~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b');
}
