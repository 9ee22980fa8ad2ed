import type { ModelPrice } from './price-of-model.ts';

/**
 * What cached tokens saved, in US dollars, from their sum. Undefined where a sum cannot tell: with tiers each request has
 * its own price, and prices that change in mid-run have two.
 */
export function savedByCachesUsd(cachedTokens: number, price: ModelPrice | string): number | undefined {
  if (cachedTokens === 0 || typeof price === 'string' || price.periods.length !== 1) return undefined;
  const { input, cacheRead } = price.periods[0]?.price ?? {};
  if (typeof input !== 'number' || typeof cacheRead !== 'number') return undefined;
  return (cachedTokens * (input - cacheRead)) / 1_000_000;
}
