import { asObject } from '../measure/json-object.ts';
import type { Tokens } from './protocol.ts';

/**
 * OpenAI's usage object: `prompt_tokens` includes cached, `completion_tokens` includes reasoning.
 * The last usage wins where it says more: some servers put zeros on every chunk but one.
 */
export function tokensFromOpenai(raw: string[]): Tokens | undefined {
  const tokens: Tokens = {};
  for (const text of raw) {
    const usage = parseObject(text);
    const promptDetails = asObject(usage.prompt_tokens_details);
    const completionDetails = asObject(usage.completion_tokens_details);
    put(tokens, 'input', usage.prompt_tokens);
    put(tokens, 'output', usage.completion_tokens);
    put(tokens, 'cached', promptDetails.cached_tokens ?? usage.prompt_cache_hit_tokens);
    put(tokens, 'cacheWrite', promptDetails.cache_write_tokens);
    put(tokens, 'reasoning', completionDetails.reasoning_tokens);
    put(tokens, 'costUsd', usage.cost);
  }
  // Zeros alone are a server that does not count (a prompt has tokens), so they tell nothing.
  return tokens.input || tokens.output ? tokens : undefined;
}

/** Takes a count that is one; a 0 never replaces what an earlier usage counted. */
function put(tokens: Tokens, key: keyof Tokens, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0) || value === Number.POSITIVE_INFINITY) return;
  if (value > 0 || tokens[key] === undefined) tokens[key] = value;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}
