import type { GatedScenario, GateReport } from '../../analysis/gate/gate-report.ts';
import type { Verdict } from '../../analysis/verdict.ts';
import { paintVerdict, sloMarks } from '../paint-verdict.ts';
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

/** The screen: at most 100 columns. It ends with the verdict, and begins with it where the runs themselves are at fault. */
export function renderGateText(report: GateReport, colour = false): string {
  const { verdict, scenarios } = report;
  const words = paintVerdict(gateVerdictWords[verdict.status], verdict.status, colour);
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
    `${sloMarks[objective.status]} ${objectiveName(objective)}`,
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
