import type { Traced } from '../../../load/schedule/arrival.ts';
import { charactersPerToken } from '../../../prompts/estimate-tokens.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { capOf, envelopeBytes, inputTokensOf } from '../request-tokens.ts';

/** What a tokenizer makes of a text that was made so long that it should have so many tokens. */
const fewerTokens = 0.8;

/** The requests of a trace: as long as it says, and where it says nothing of the answer, as the run's cap allows. */
export function ofTraced(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const envelope = envelopeBytes(plan);
  // A trace may have millions of requests, many of them alike.
  const alike = new Map<string, RequestGroup>();
  const caps = new Map<number | undefined, number>();
  for (const { traced = { line: 0 } } of plan.arrivals) {
    const inputTokens = inputOf(traced, plan, envelope, which);
    const { output } = traced;
    const cap = caps.get(output) ?? capOf(output === undefined ? {} : { maxTokens: Math.max(1, output) }, plan);
    caps.set(output, cap);
    // A trace's own length of an answer is sent as the cap, and was what its traffic had.
    const isTraced = which === 'expected' && output !== undefined && assumed.from.output === 'assumed';
    const outputTokens = isTraced ? cap : assumed.outputTokens(cap, which);
    const key = `${inputTokens} ${outputTokens}`;
    const group = alike.get(key);
    if (group === undefined) alike.set(key, { requests: 1, inputTokens, outputTokens });
    else group.requests++;
  }
  return [...alike.values()];
}

function inputOf({ line, input = 1, prompt }: Traced, plan: PlannedRun, envelope: number, which: Case): number {
  if (prompt !== undefined) return inputTokensOf({ id: `line-${line}`, user: prompt }, plan, which);
  const wanted = Math.max(1, input);
  // Line ends stand as two bytes in JSON.
  if (which === 'worst') return envelope + wanted * charactersPerToken + 4;
  return which === 'low' ? Math.ceil(wanted * fewerTokens) : wanted;
}
