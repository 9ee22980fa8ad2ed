import { asObject, parseObject } from '../measure/json-object.ts';
import type { Tokens } from './protocol.ts';

/**
 * OpenAI's usage object: the input includes cached tokens, the output reasoning. The Responses API has other names for
 * the same. The last usage wins where it says more: some servers put zeros on every chunk but one.
 */
export function tokensFromOpenai(raw: string[]): Tokens | undefined {
  const tokens: Tokens = {};
  for (let i = 0; i < raw.length; i++) {
    const usage = parseObject(raw[i] as string);
    const inputDetails = asObject(usage.prompt_tokens_details ?? usage.input_tokens_details);
    const outputDetails = asObject(usage.completion_tokens_details ?? usage.output_tokens_details);
    const input = count(usage.prompt_tokens ?? usage.input_tokens);
    const reasoning = count(outputDetails.reasoning_tokens);
    put(tokens, 'input', input);
    put(tokens, 'output', outputOf(usage, input ?? 0, reasoning ?? 0));
    put(tokens, 'cached', count(inputDetails.cached_tokens ?? usage.prompt_cache_hit_tokens));
    put(tokens, 'cacheWrite', count(inputDetails.cache_write_tokens));
    put(tokens, 'reasoning', reasoning);
    put(tokens, 'costUsd', costOf(usage));
    // Ollama's, in ns; 0 is a model that was loaded already.
    const load = amount(usage.load_duration);
    if (load !== undefined) put(tokens, 'loadMs', load / 1e6);
  }
  // Zeros alone are a server that does not count (a prompt has tokens), so they tell nothing.
  return tokens.input || tokens.output ? tokens : undefined;
}

/** xAI leaves reasoning out of `completion_tokens`; only the total gives it away. */
function outputOf(usage: Record<string, unknown>, input: number, reasoning: number): number | undefined {
  const output = count(usage.completion_tokens ?? usage.output_tokens);
  if (output === undefined || reasoning === 0) return output;
  return count(usage.total_tokens) === input + output + reasoning ? output + reasoning : output;
}

/** OpenRouter's own figure; with a key of one's own for the provider behind it, that is its fee alone. */
function costOf({ cost, is_byok, cost_details }: Record<string, unknown>): number | undefined {
  const fee = amount(cost);
  if (fee === undefined || is_byok !== true) return fee;
  const upstream = amount(asObject(cost_details).upstream_inference_cost);
  return upstream === undefined ? undefined : fee + upstream;
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
