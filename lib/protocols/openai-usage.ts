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
    const reasoning = count(completionDetails.reasoning_tokens);
    put(tokens, 'input', count(usage.prompt_tokens));
    put(tokens, 'output', outputOf(usage, reasoning ?? 0));
    put(tokens, 'cached', count(promptDetails.cached_tokens ?? usage.prompt_cache_hit_tokens));
    put(tokens, 'cacheWrite', count(promptDetails.cache_write_tokens));
    put(tokens, 'reasoning', reasoning);
    put(tokens, 'costUsd', amount(usage.cost));
    // Ollama's, in ns; 0 is a model that was loaded already.
    const load = amount(usage.load_duration);
    if (load !== undefined) put(tokens, 'loadMs', load / 1e6);
  }
  // Zeros alone are a server that does not count (a prompt has tokens), so they tell nothing.
  return tokens.input || tokens.output ? tokens : undefined;
}

/** xAI leaves reasoning out of `completion_tokens`; only the total gives it away. */
function outputOf(usage: Record<string, unknown>, reasoning: number): number | undefined {
  const output = count(usage.completion_tokens);
  if (output === undefined || reasoning === 0) return output;
  return count(usage.total_tokens) === (count(usage.prompt_tokens) ?? 0) + output + reasoning
    ? output + reasoning
    : output;
}

/** A 0 never replaces what an earlier usage counted. */
function put(tokens: Tokens, key: keyof Tokens, value: number | undefined): void {
  if (value !== undefined && (value > 0 || tokens[key] === undefined)) tokens[key] = value;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? amount(value) : undefined;
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY ? value : undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}
