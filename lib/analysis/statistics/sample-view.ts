import { quantile } from './quantile.ts';

/** A sample as the bounds look at it: sorted values, or a sketch that was kept in place of them. */
export interface SampleView {
  samples: number;
  /** The value at the share `q`, 0 to 1, of the sorted values. */
  quantile(q: number): number;
}

/** @param sorted ascending */
export function viewOf(sorted: readonly number[]): SampleView {
  return { samples: sorted.length, quantile: (q) => quantile(sorted, q) };
}
