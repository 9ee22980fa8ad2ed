import { parseObject } from '../measure/json-object.ts';
import { latestCounts } from './latest-counts.ts';
import type { Tokens } from './protocol.ts';

/**
 * Gemini's `usageMetadata`: thoughts are counted apart from the candidates, what tools put into the prompt apart from
 * the prompt; cached tokens are part of the prompt. Every frame brings the counts so far.
 */
export function tokensFromGemini(raw: string[]): Tokens | undefined {
  const latest = latestCounts(raw.map(parseObject));
  const prompt = latest('promptTokenCount');
  const tools = latest('toolUsePromptTokenCount') ?? 0;
  const candidates = latest('candidatesTokenCount');
  const reasoning = latest('thoughtsTokenCount');
  const cached = latest('cachedContentTokenCount');

  const tokens: Tokens = {};
  if (prompt !== undefined) tokens.input = prompt + tools;
  if (candidates !== undefined || reasoning !== undefined) {
    // Gateways that add the thoughts to the candidates say so by the total alone.
    const isInside = latest('totalTokenCount') === (prompt ?? 0) + tools + (candidates ?? 0);
    tokens.output = (candidates ?? 0) + (isInside ? 0 : (reasoning ?? 0));
  }
  if (cached !== undefined) tokens.cached = cached;
  if (reasoning !== undefined) tokens.reasoning = reasoning;
  return tokens.input || tokens.output ? tokens : undefined;
}
