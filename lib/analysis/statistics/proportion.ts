import { incompleteBetaInverse } from './incomplete-beta.ts';

/**
 * One-sided bounds on a probability after `hits` in `n` independent trials: Clopper & Pearson (1934), exact in that the
 * truth lies beyond each with at most 1 − confidence. Both together are a two-sided interval of 2 × confidence − 1.
 */
export function proportionBounds(hits: number, n: number, confidence = 0.95): { lower: number; upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  return {
    lower: hits === 0 ? 0 : incompleteBetaInverse(1 - confidence, hits, n - hits + 1),
    upper: hits === n ? 1 : incompleteBetaInverse(confidence, hits + 1, n - hits),
  };
}
