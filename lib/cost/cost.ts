import type { Tokens } from '../protocols/protocol.ts';
import { type Price, rateAt } from './price.ts';

/**
 * What one exchange cost in US dollars. The provider's own figure wins; without it both token counts and a price are
 * needed. Undefined means unknown, never free. Only for one exchange: the price of a sum would be that of another tier.
 */
export function costUsd(tokens: Tokens | undefined, price: Price | undefined): number | undefined {
  if (tokens?.costUsd !== undefined) return tokens.costUsd;
  if (tokens?.input === undefined || tokens.output === undefined) return undefined;
  if (price?.input === undefined || price.output === undefined) return undefined;
  const { input, output } = tokens;
  const { cacheRead, cacheWrite, reasoning, requestUsd = 0 } = price;
  const cached = cacheRead === undefined ? 0 : (tokens.cached ?? 0);
  const written = cacheWrite === undefined ? 0 : (tokens.cacheWrite ?? 0);
  const thought = reasoning === undefined ? 0 : (tokens.reasoning ?? 0);
  const at = (count: number, rate = price.input): number => (rate === undefined ? 0 : count * rateAt(rate, input));
  // A server that counts more cached than sent tokens takes nothing back.
  const perMillion =
    at(Math.max(0, input - cached - written)) +
    at(cached, cacheRead) +
    at(written, cacheWrite) +
    at(Math.max(0, output - thought), price.output) +
    at(thought, reasoning);
  return perMillion / 1_000_000 + requestUsd;
}
