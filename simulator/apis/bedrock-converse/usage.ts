import type { Usage } from '../api.ts';

/** `inputTokens` leaves out what the cache was read for; the total has it. Reasoning is not told apart. */
export function converseUsage({ input, cached, output }: Usage) {
  return {
    inputTokens: input - cached,
    outputTokens: output,
    totalTokens: input + output,
    cacheReadInputTokens: cached,
    cacheWriteInputTokens: 0,
  };
}
