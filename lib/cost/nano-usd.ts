/**
 * Money that must add up is counted in whole nano-dollars: sums of floats drift, and integers are exact up to 2^53, which
 * is nine million dollars.
 */
export const nanosPerUsd = 1_000_000_000;

/** What is spent, rounded up. The noise of the arithmetic before it is no nano-dollar. */
export function spentNanos(usd: number): number {
  const nanos = usd * nanosPerUsd;
  return Math.ceil(nanos - nanos * 2 ** -48);
}

/** What may be spent, rounded down. */
export function ceilingNanos(usd: number): number {
  const nanos = usd * nanosPerUsd;
  return Math.floor(nanos + nanos * 2 ** -50);
}
