import { charactersPerToken } from '../../../prompts/estimate-tokens.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { capOf, envelopeBytes } from '../request-tokens.ts';

/** Enough to see one limit on requests, with the smallest there are. */
const fewest = { requests: 100, inputTokens: 20 };

/** A limit is found on the way; how much of what it may send that takes is not known beforehand. */
const usualShare = 0.5;

/** At most `LLM_REQUESTS` requests and about `LLM_TOKEN_VOLUME` tokens. */
export function ofDiscovery(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { requests, tokenVolume } = plan.options;
  const outputTokens = assumed.outputTokens(capOf({}, plan), which);
  const each = tokenVolume / requests;
  if (which === 'low') {
    return [{ requests: fewest.requests, inputTokens: Math.min(fewest.inputTokens, each), outputTokens }];
  }
  if (which === 'worst') {
    return [{ requests, inputTokens: each * charactersPerToken + envelopeBytes(plan), outputTokens }];
  }
  return [{ requests: Math.max(fewest.requests, Math.round(requests * usualShare)), inputTokens: each, outputTokens }];
}
