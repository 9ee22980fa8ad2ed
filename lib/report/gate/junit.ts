import type { GatedObjective, GatedRun, GatedScenario, GateReport } from '../../analysis/gate/gate-report.ts';
import { foundWords, gateVerdictWords, isAboutRuns, objectiveName } from './gate-words.ts';

/** One test case: passed without a child. */
interface Case {
  name: string;
  classname: string;
  outcome?: { tag: 'failure' | 'error' | 'skipped'; message: string };
}

/**
 * JUnit XML as GitHub's actions, GitLab and Jenkins read it: a suite a scenario, a case a run and a case an objective.
 * What is broken is a failure, a run that does not count is an error, and what nobody can tell is skipped: neither of
 * the last two is ever a pass.
 */
export function renderGateJunit(report: GateReport): string {
  const suites = report.scenarios.map((scenario) => ({ name: scenario.scenario, cases: casesOf(scenario) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="k6-llm: ${attribute(gateVerdictWords[report.verdict.status])}" ${counts(all)}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${attribute(`k6-llm ${name}`)}" ${counts(cases)}>`,
      ...cases.map(caseXml),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(scenario: GatedScenario): Case[] {
  const classname = `k6-llm.${scenario.scenario}`;
  return [
    ...scenario.runs.map((run) => ({ classname, ...runCase(run) })),
    ...scenario.objectives.map((objective) => ({ classname, ...objectiveCase(objective) })),
  ];
}

function runCase({ name, standing }: GatedRun): Omit<Case, 'classname'> {
  const words = { name: `the run can be trusted: ${name}` };
  if (standing.status === 'passed') return words;
  const message = `${standing.status}: ${standing.reasons.join('; ')}`;
  return { ...words, outcome: { tag: isAboutRuns(standing.status) ? 'error' : 'skipped', message } };
}

function objectiveCase(objective: GatedObjective): Omit<Case, 'classname'> {
  const name =
    objective.name === objective.expression
      ? objectiveName(objective)
      : `${objectiveName(objective)} (${objective.wanted})`;
  if (objective.status === 'passed') return { name };
  const message =
    objective.status === 'failed' ? `wanted ${objective.wanted}, ${foundWords(objective)}` : foundWords(objective);
  return { name, outcome: { tag: objective.status === 'failed' ? 'failure' : 'skipped', message } };
}

function caseXml({ name, classname, outcome }: Case): string {
  // Some readers refuse a case without a time; a judgement takes none.
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(classname)}" time="0"`;
  if (outcome === undefined) return `${open}/>`;
  const { tag, message } = outcome;
  const type = tag === 'skipped' ? '' : ` type="${tag === 'error' ? 'invalid' : 'slo'}"`;
  return `${open}>\n      <${tag} message="${attribute(message)}"${type}>${text(message)}</${tag}>\n    </testcase>`;
}

function counts(cases: Case[]): string {
  const of = (tag: string): number => cases.filter(({ outcome }) => outcome?.tag === tag).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}" time="0"`;
}

function attribute(value: string): string {
  return text(value)
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
