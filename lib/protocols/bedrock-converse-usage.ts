import { parseObject } from '../measure/json-object.ts';
import { latestCounts } from './latest-counts.ts';
import type { Tokens } from './protocol.ts';

/**
 * Bedrock's usage: `inputTokens` leaves out what was read from the cache and what was written to it, so the three are
 * added up, unless the total says that it was all in it. Reasoning is part of the output, and not told apart.
 */
export function tokensFromBedrock(raw: string[]): Tokens | undefined {
  const count = latestCounts(raw.map(parseObject));
  const input = count('inputTokens');
  const output = count('outputTokens');
  const cached = count('cacheReadInputTokens');
  const cacheWrite = count('cacheWriteInputTokens');

  const tokens: Tokens = {};
  if (input !== undefined) {
    const beside = (cached ?? 0) + (cacheWrite ?? 0);
    const isWhole = count('totalTokens') === input + (output ?? 0) && beside <= input;
    tokens.input = isWhole ? input : input + beside;
  }
  if (output !== undefined) tokens.output = output;
  if (cached !== undefined) tokens.cached = cached;
  if (cacheWrite !== undefined) tokens.cacheWrite = cacheWrite;
  // Zeros alone are a server that does not count (a prompt has tokens), so they tell nothing.
  return tokens.input || tokens.output ? tokens : undefined;
}
