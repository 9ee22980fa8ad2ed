/** Nearest rank, as the product's own. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

export const median = (values) => percentile(values, 50);

/** Errors are judged by their size, whichever way they go. */
export function spreadOf(errors) {
  const sizes = errors.map(Math.abs);
  return { count: sizes.length, p50: percentile(sizes, 50), p99: percentile(sizes, 99), max: percentile(sizes, 100) };
}
