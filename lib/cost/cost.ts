import type { Price } from '../options/kinds.ts';
import type { Tokens } from '../protocols/protocol.ts';

/**
 * What one exchange cost in US dollars. The provider's own figure wins; without it both token counts and a price are
 * needed. Undefined means unknown, never free.
 */
export function costUsd(tokens: Tokens | undefined, price: Price | undefined): number | undefined {
  if (tokens?.costUsd !== undefined) return tokens.costUsd;
  if (tokens?.input === undefined || tokens.output === undefined || price === undefined) return undefined;
  return (tokens.input * price.input + tokens.output * price.output) / 1_000_000;
}
