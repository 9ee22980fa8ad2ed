import type { Price } from '../price.ts';
import { rateAt } from '../price.ts';
import type { Bounds } from './bounds.ts';
import type { RequestGroup } from './request-group.ts';

/** What a plan would cost if one thing were otherwise, beside what it costs. */
export type Saving =
  | { kind: 'model'; model: string; costUsd: Bounds }
  | { kind: 'output'; maxTokens: number; costUsd: Bounds }
  /** In the expected cost already: what a prompt cache takes off it. */
  | { kind: 'cache'; savedUsd: number };

/** What is to be saved of a sum, as a share; undefined where nothing is. */
export function savedShare(fullUsd: number, lessUsd: number): number | undefined {
  return fullUsd > 0 && lessUsd < fullUsd ? (fullUsd - lessUsd) / fullUsd : undefined;
}

/**
 * What a prompt cache takes off requests that are alike, in US dollars: cached tokens × (price of input − price of cached
 * input). Undefined where the price of cached input is not known; then they are counted as any other.
 */
export function cacheSavedUsd(
  { requests, billedShare = 1, inputTokens, cachedTokens = 0 }: RequestGroup,
  price: Price | undefined,
): number | undefined {
  if (price?.input === undefined || price.cacheRead === undefined) return undefined;
  const perToken = (rateAt(price.input, inputTokens) - rateAt(price.cacheRead, inputTokens)) / 1_000_000;
  return requests * billedShare * Math.min(cachedTokens, inputTokens) * perToken;
}
