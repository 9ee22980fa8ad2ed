import type { GatedScenario, GateReport } from '../../analysis/gate/gate-report.ts';
import type { Verdict, VerdictStatus } from '../../analysis/verdict.ts';
import { textTable, wrap } from '../text-table.ts';
import {
  foundWords,
  gateScope,
  gateVerdictWords,
  isAboutRuns,
  objectiveName,
  runNotes,
  scenarioScope,
} from './gate-words.ts';

const marks = { passed: '✓', failed: '✗', undecided: '?', 'not measured': '–' };

const colours: Record<VerdictStatus, number> = {
  passed: 32,
  failed: 31,
  undecided: 33,
  invalid: 31,
  interrupted: 33,
  budget: 33,
  refused: 31,
  'not begun': 33,
};

/** The screen: at most 100 columns. It ends with the verdict, and begins with it where the runs themselves are at fault. */
export function renderGateText(report: GateReport, colour = false): string {
  const { verdict, scenarios } = report;
  const words = paint(gateVerdictWords[verdict.status], colours[verdict.status], colour);
  const lines = [
    ...wrap(plain(`k6-llm gate · ${gateScope(report)}`)),
    ...(isAboutRuns(verdict.status) ? ['', words] : []),
    ...scenarios.flatMap((scenario) => scenarioLines(scenario, verdict)),
    '',
    words,
    ...verdict.reasons.flatMap((reason) => wrap(`  ${plain(reason)}`)),
    '',
  ];
  return lines.join('\n');
}

function scenarioLines(scenario: GatedScenario, verdict: Verdict): string[] {
  const rows = scenario.objectives.map((objective) => [
    `${marks[objective.status]} ${objectiveName(objective)}`,
    // An expression that stands as the name says what is wanted.
    objective.name === objective.expression ? '' : objective.wanted,
    foundWords(objective),
  ]);
  const used = rows.some(([, wanted]) => wanted !== '') ? rows : rows.map(([name = '', , found = '']) => [name, found]);
  return [
    '',
    `  ${scenarioScope(scenario)}`,
    ...textTable(
      used.map((cells) => cells.map(plain)),
      'left',
    ).flatMap((line) => wrap(line, 6)),
    ...runNotes(scenario, verdict).flatMap(({ run, status, says }) => wrap(plain(`  ${status}: ${run}: ${says}`))),
  ];
}

/** No name of a file and no word of an endpoint moves the cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function paint(text: string, code: number, colour: boolean): string {
  return colour ? `\u001b[1;${code}m${text}\u001b[0m` : text;
}
