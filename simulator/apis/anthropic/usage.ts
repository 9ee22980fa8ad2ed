import type { Usage } from '../api.ts';

/** What the input was: Anthropic's `input_tokens` leaves out what the cache was read for. */
export function inputUsage({ input, cached }: Usage) {
  return { input_tokens: input - cached, cache_creation_input_tokens: 0, cache_read_input_tokens: cached };
}

/** The totals at the end. */
export function totalUsage(usage: Usage) {
  const { output, reasoning } = usage;
  const details = reasoning > 0 ? { output_tokens_details: { thinking_tokens: reasoning } } : {};
  return { ...inputUsage(usage), output_tokens: output, ...details };
}
