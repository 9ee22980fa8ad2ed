import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import type { RequestGroup } from '../../lib/cost/estimate/request-group.ts';
import type { Volume } from '../../lib/cost/estimate/volume.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { wrongUse } from '../cli-error.ts';
import type { EstimateGiven } from '../commands/estimate.ts';
import { count } from './given-count.ts';
import type { PlanToPrice } from './plan-to-price.ts';
import type { Settings } from './settings.ts';

/** So many requests of so many tokens, as they were given: nothing is supposed. */
export function givenVolume(given: EstimateGiven, flags: Record<string, string>, { env }: Settings): PlanToPrice {
  for (const [flag, value] of [
    ['answer-time', given.answerTime],
    ['like', given.like],
  ] as const) {
    if (value !== undefined)
      throw wrongUse(`--${flag}: is for a scenario; accepted is \`k6-llm estimate SCENARIO --${flag} …\``);
  }
  const requests = count('requests', flags.LLM_REQUESTS);
  const inputTokens = count('input-tokens', given.inputTokens);
  const outputTokens = count('output-tokens', given.outputTokens);
  if (requests === undefined || inputTokens === undefined || outputTokens === undefined) {
    throw wrongUse(
      'nothing to estimate: accepted is a scenario, such as `k6-llm estimate ramp`, or --requests, --input-tokens and --output-tokens',
    );
  }
  const cachedTokens = count('cached-tokens', given.cachedTokens);
  if (cachedTokens !== undefined && cachedTokens > inputTokens) {
    throw wrongUse(`--cached-tokens ${cachedTokens}: more than --input-tokens; accepted is 0 to ${inputTokens}`);
  }
  const groups = (answer: number): Volume => {
    const group: RequestGroup = { requests, inputTokens, outputTokens: answer };
    const cached = cachedTokens === undefined ? group : { ...group, cachedTokens };
    return { low: [cached], expected: [cached], worst: [cached] };
  };
  const half = Math.ceil(outputTokens / 2);
  const plan: EstimatePlan = {
    about: `${requests} requests of ${inputTokens} input tokens${cachedTokens ? `, ${cachedTokens} of them cached,` : ''} and ${outputTokens} output tokens`,
    volume: groups(outputTokens),
    assumptions: [],
    ...(half < outputTokens ? { halved: { maxTokens: half, volume: groups(half) } } : {}),
    isExact: true,
  };
  return { plan, options: readOptions(env) };
}
