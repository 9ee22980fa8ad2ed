import type { Usage } from '../apis/api.ts';
import type { Exchange } from './exchange.ts';

/** The usage of an answer after so many of its tokens. */
export function usageAt({ plan, config, truth }: Exchange, tokens: number): Usage {
  const { coldWaitMs } = truth.record;
  return {
    input: plan.inputTokens,
    cached: plan.cachedTokens,
    output: tokens,
    reasoning: Math.min(tokens, plan.reasoningTokens),
    ...(config.tellLoadTime && coldWaitMs !== undefined ? { loadMs: coldWaitMs } : {}),
  };
}
