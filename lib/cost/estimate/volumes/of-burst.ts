import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { groupsOf } from './of-prompts.ts';

/** Of the quiet time: once a second until a request passes, and then a few that test what Retry-After says. */
const testing = { low: 0, expected: 10, worst: 30 };

/** A limit that lets one in ten through. */
const lowestPassed = 0.1;

/** A burst beyond the limit. What is refused costs nothing, and nobody knows beforehand how much that is. */
export function ofBurst(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { rate, durationMs, recoveryTimeMs } = plan.options;
  const burst = (rate * durationMs) / 1000;
  const ticks = which === 'worst' ? Math.ceil(recoveryTimeMs / 1000) : 0;
  const sent = which === 'worst' ? Math.ceil(burst) + 1 : Math.round(burst * (which === 'low' ? lowestPassed : 1));
  return groupsOf(sent + testing[which] + ticks, plan, assumed, which);
}
