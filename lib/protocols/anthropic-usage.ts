import { asObject, parseObject } from '../measure/json-object.ts';
import { latestCounts } from './latest-counts.ts';
import type { Tokens } from './protocol.ts';

/**
 * Anthropic's usage: `input_tokens` leaves out what was read from the cache and what was written to it, so the three
 * are added up. It comes at the start, within the whole `message`, and again, cumulative, near the end; the start's
 * `output_tokens` is where the count begins and no total.
 */
export function tokensFromAnthropic(raw: string[]): Tokens | undefined {
  const told = raw.map(parseObject);
  const totals = told.filter(({ usage }) => usage === undefined);
  const input = latestCounts(told.map((one) => asObject(one.usage ?? one)));
  const output = latestCounts(totals)('output_tokens');
  const reasoning = latestCounts(totals.map((one) => asObject(one.output_tokens_details)))('thinking_tokens');
  const uncached = input('input_tokens');
  const cached = input('cache_read_input_tokens');
  const cacheWrite = input('cache_creation_input_tokens');

  const tokens: Tokens = {};
  if (uncached !== undefined) tokens.input = uncached + (cached ?? 0) + (cacheWrite ?? 0);
  if (output !== undefined) tokens.output = output;
  if (cached !== undefined) tokens.cached = cached;
  if (cacheWrite !== undefined) tokens.cacheWrite = cacheWrite;
  // More thinking than output cannot be: the whole is kept, and nothing said of the part.
  if (reasoning !== undefined && reasoning <= (output ?? 0)) tokens.reasoning = reasoning;
  // Zeros alone are a server that does not count (a prompt has tokens), so they tell nothing.
  return tokens.input || tokens.output ? tokens : undefined;
}
