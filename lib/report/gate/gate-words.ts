import type { GatedObjective, GatedScenario, GateReport } from '../../analysis/gate/gate-report.ts';
import type { Verdict, VerdictStatus } from '../../analysis/verdict.ts';

/** The answer in words, as every rendering of a gate begins or ends. */
export const gateVerdictWords: Record<VerdictStatus, string> = {
  passed: 'PASSED',
  failed: 'FAILED: an objective was broken',
  undecided: 'UNDECIDED: these runs cannot tell',
  invalid: 'INVALID: these numbers are not to be trusted',
  interrupted: 'INTERRUPTED: a run was ended early, or its record is cut off',
  budget: 'STOPPED: a run reached its budget',
  refused: 'REFUSED by the endpoint',
  'not begun': 'NOT BEGUN: a run was stopped after its first request',
};

/** An answer about the runs, before anybody asks how fast they were: every rendering says it first. */
export function isAboutRuns(status: VerdictStatus): boolean {
  return status !== 'passed' && status !== 'failed' && status !== 'undecided';
}

/** `3 runs · SLOs of k6-llm.config.ts, each end of an interval 95 % sure`. */
export function gateScope({ scenarios, policy, confidence }: GateReport): string {
  const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs.length, 0);
  const held =
    policy === undefined
      ? 'held to their own thresholds'
      : `held to ${policy}${confidence === undefined || confidence <= 0.5 ? ', as seen' : `, each bound ${Number((confidence * 100).toFixed(2))} % sure`}`;
  return `${runs} ${runs === 1 ? 'run' : 'runs'}, ${held}`;
}

/** `fixed: 600 requests in 2 runs`. */
export function scenarioScope({ scenario, runs }: GatedScenario): string {
  const finished = runs.reduce((sum, run) => sum + run.finished, 0);
  return `${scenario}: ${finished} ${finished === 1 ? 'request' : 'requests'} in ${runs.length === 1 ? '1 run' : `${runs.length} runs`}`;
}

export function objectiveName({ name, stage }: GatedObjective): string {
  return stage === undefined ? name : `${name} at ${stage}`;
}

/** What was found: the value, and why it is no answer or which run broke it. */
export function foundWords({ status, was, reason }: GatedObjective): string {
  const seen = was === undefined ? [] : [`was ${was}`];
  const why = reason === undefined ? [] : [reason];
  if (status === 'passed' || status === 'failed') return [...seen, ...why].join('; ');
  if (reason?.startsWith('not judged')) return [...why, ...seen].join('; ');
  return `${status}${why.length === 0 ? '' : `: ${why[0]}`}${was === undefined ? '' : `; ${seen[0]}`}`;
}

/** What is worth knowing of the runs besides what the verdict says: why another one does not count, what is noted. */
export function runNotes(
  { runs }: GatedScenario,
  verdict: Verdict,
): { run: string; status: VerdictStatus | 'note'; says: string }[] {
  return runs.flatMap(({ name, standing, notes }) => [
    ...(standing.status === verdict.status ? [] : standing.reasons).map((says) => ({
      run: name,
      status: standing.status,
      says,
    })),
    ...notes.map((says) => ({ run: name, status: 'note' as const, says })),
  ]);
}
