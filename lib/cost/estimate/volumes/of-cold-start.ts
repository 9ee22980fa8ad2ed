import type { Strategy } from '../../../load/cold-start-strategies.ts';
import type { Prompt } from '../../../protocols/protocol.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { inputTokensOf } from '../request-tokens.ts';
import { groupsOf } from './of-prompts.ts';

/** As the scenario's own: one token in, one out. */
const ping: Prompt = { id: 'ping', user: 'ping', maxTokens: 1 };

/**
 * Rounds of each strategy: one cold request, some warm ones, and what keeps or makes the model warm. Attempts while the
 * model is being loaded are answered with 502, 503 or 504 and are nowhere billed.
 */
export function ofColdStart(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { strategies, rounds, warmRequests } = plan.options;
  return strategies.flatMap((strategy): RequestGroup[] => {
    const pings = rounds * pingsOf(strategy, plan);
    const inputTokens = inputTokensOf(ping, plan, which);
    const asked = groupsOf(rounds * (1 + warmRequests), plan, assumed, which);
    return [
      ...(strategy === 'smaller-model' ? asked.map((group) => ({ ...group, isSmallModel: true as const })) : asked),
      ...(pings === 0 ? [] : [{ requests: pings, inputTokens, outputTokens: 1 }]),
    ];
  });
}

function pingsOf(strategy: Strategy, { options: { idleTimeMs, pingIntervalMs } }: PlannedRun): number {
  if (strategy === 'keep-alive') return Math.ceil(idleTimeMs / pingIntervalMs) - 1;
  return strategy === 'pre-warmed' ? 1 : 0;
}
