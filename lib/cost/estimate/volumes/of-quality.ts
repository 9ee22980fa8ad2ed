import { qualityPrompt } from '../../../prompts/quality-prompts.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import { iterationsOf } from '../iterations.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { capOf, inputTokensOf, knownOr } from '../request-tokens.ts';
import { groupsOf } from './of-prompts.ts';

/** A number, a few words, an object, two sentences, in turn: tokens of a good answer. */
const usualAnswers = [4, 8, 45, 60];

/** More of the made prompts than these tell nothing new of their length. */
const looked = 400;

/** Made prompts, four kinds in turn; the prompts of the run's set where one was given. */
export function ofQuality(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const requests = iterationsOf(plan, assumed, which);
  if (plan.options.prompts !== undefined) return groupsOf(requests, plan, assumed, which);
  return usualAnswers.flatMap((usual, kind): RequestGroup[] => {
    const count = Math.ceil((requests - kind) / usualAnswers.length);
    if (count <= 0) return [];
    const inputs: number[] = [];
    for (let i = kind; i < Math.min(requests, looked); i += usualAnswers.length) {
      inputs.push(inputTokensOf(qualityPrompt(i, plan.options.seed).prompt, plan, which));
    }
    const told = which === 'worst' ? Math.max(...inputs) : inputs.reduce((a, b) => a + b, 0) / inputs.length;
    const cap = capOf({}, plan);
    const isAssumed = assumed.from.output === 'assumed' && which === 'expected';
    return [
      {
        requests: count,
        inputTokens: knownOr(told, assumed, which),
        outputTokens: isAssumed
          ? Math.min(usual, cap)
          : Math.min(assumed.outputTokens(cap, which), lowOf(usual, which)),
      },
    ];
  });
}

/** A good answer is short, whatever the cap. */
function lowOf(usual: number, which: Case): number {
  return which === 'low' ? usual : Infinity;
}
