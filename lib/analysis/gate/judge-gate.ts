import { exitCodeOf, type Verdict, type VerdictStatus } from '../verdict.ts';
import type { GatedObjective, GatedScenario } from './gate-report.ts';
import { isUntrusted } from './judge-scenario.ts';

/** Where several hold, the first of this order does: docs/exit-codes.md. */
const order: VerdictStatus[] = [
  'not begun',
  'refused',
  'budget',
  'invalid',
  'interrupted',
  'failed',
  'undecided',
  'passed',
];

/** One answer for all that was gated. */
export function judgeGate(scenarios: GatedScenario[]): Verdict {
  const severalRuns = scenarios.reduce((sum, { runs }) => sum + runs.length, 0) > 1;
  const found = scenarios.flatMap(({ runs, objectives, scenario }): Pick<Verdict, 'status' | 'reasons'>[] => [
    ...runs.map(({ name, standing: { status, reasons } }) => ({
      status,
      reasons: severalRuns ? reasons.map((reason) => `${name}: ${reason}`) : reasons,
    })),
    // An objective of a run that cannot be trusted is not judged, and says nothing of its own.
    ...(runs.some(({ standing }) => isUntrusted(standing)) ? [] : objectives).map((objective) => ({
      status: statusOf(objective),
      reasons: [`${scenarios.length > 1 ? `${scenario}: ` : ''}${describe(objective)}`],
    })),
  ]);
  const status = order.find((candidate) => found.some((one) => one.status === candidate)) ?? 'undecided';
  const held = scenarios.reduce((sum, { objectives }) => sum + objectives.length, 0);
  const reasons =
    status === 'passed'
      ? [held === 0 ? 'no threshold was set' : `every objective holds (${held})`]
      : found.filter((one) => one.status === status).flatMap((one) => one.reasons);
  return { status, exitCode: exitCodeOf[status], reasons };
}

function statusOf({ status }: GatedObjective): VerdictStatus {
  return status === 'not measured' ? 'undecided' : status;
}

function describe({ name, stage, status, wanted, was, reason }: GatedObjective): string {
  const what = stage === undefined ? name : `${name} at ${stage}`;
  const seen = was === undefined ? '' : `, was ${was}`;
  return status === 'failed'
    ? `${what}: wanted ${wanted}${seen}${reason === undefined ? '' : `; ${reason}`}`
    : `${what}: ${status}${seen} (${reason})`;
}
