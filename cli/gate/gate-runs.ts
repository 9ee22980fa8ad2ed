import {
  type GatedObjective,
  type GatedScenario,
  type GateReport,
  gateReportVersion,
} from '../../lib/analysis/gate/gate-report.ts';
import { judgeGate } from '../../lib/analysis/gate/judge-gate.ts';
import { isUntrusted, judgeScenario, notJudged } from '../../lib/analysis/gate/judge-scenario.ts';
import { sloWords } from '../../lib/analysis/slo-words.ts';
import { version } from '../../lib/version.ts';
import { wrongUse } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { type FoundPolicy, objectivesOf, settingsOf } from '../policy/read-policy.ts';
import { findResultsFiles } from '../results/find-files.ts';
import { type ReadRun, readRun } from './read-run.ts';

export const usualConfidence = 0.95;

/** Results and a policy, or none, → the answer. Runs are read one after the other. */
export async function gateRuns(given: string[], found: FoundPolicy | undefined, io: Io): Promise<GateReport> {
  const policy = found?.policy ?? {};
  const confidence = policy.confidence ?? usualConfidence;
  const wanted = {
    objectives: (scenario: string) => objectivesOf(policy, scenario),
    settings: settingsOf(policy),
  };
  const runs: ReadRun[] = [];
  for (const file of await findResultsFiles(given, io)) runs.push(await readRun(file, io, wanted));
  const byScenario = new Map<string, ReadRun[]>();
  for (const run of runs) byScenario.set(run.scenario, [...(byScenario.get(run.scenario) ?? []), run]);
  let usesPolicy = false;
  const scenarios = [...byScenario].map(([scenario, ofScenario]) => {
    const objectives = objectivesOf(policy, scenario);
    if (objectives.length === 0) return asTheRunsJudged(scenario, ofScenario, found);
    usesPolicy = true;
    return judgeScenario(scenario, ofScenario, objectives, confidence);
  });
  return {
    schema: gateReportVersion,
    versions: { 'k6-llm': version },
    ...(found === undefined || !usesPolicy ? {} : { policy: found.name, confidence }),
    verdict: judgeGate(scenarios),
    scenarios,
  };
}

/** Nobody wants anything of it but the runs themselves: their own promises, as they judged them. */
function asTheRunsJudged(scenario: string, runs: ReadRun[], found: FoundPolicy | undefined): GatedScenario {
  return {
    scenario,
    runs: runs.map(({ name, started, finished, standing, notes }) => ({ name, started, finished, standing, notes })),
    objectives: runs.flatMap((run) => ownObjectives(run, runs.length > 1, found)),
  };
}

function ownObjectives(
  { name, summary, standing }: ReadRun,
  several: boolean,
  found: FoundPolicy | undefined,
): GatedObjective[] {
  if (summary === undefined) {
    // Whatever was promised, a run that cannot be trusted has an answer.
    if (isUntrusted(standing)) return [];
    const speaks = found === undefined ? 'there is no policy' : `${found.name} says nothing of its scenario`;
    throw wrongUse(
      `${name}: nothing to hold it to: no summary.json lies beside it and ${speaks}; accepted is a policy with slos (\`k6-llm init\` writes one, --config names it)`,
    );
  }
  return summary.slos.map((slo) => {
    const { wanted, was } = sloWords(slo);
    const objective: GatedObjective = {
      name: several ? `${slo.name} (${name})` : slo.name,
      expression: `${slo.metric}: ${slo.expression}`,
      status: slo.status,
      wanted,
      ...(was === undefined ? {} : { was }),
      ...(slo.reason === undefined ? {} : { reason: slo.reason }),
      ...(slo.actual === undefined ? {} : { actual: slo.actual }),
    };
    return isUntrusted(standing) ? notJudged(objective, standing) : objective;
  });
}
