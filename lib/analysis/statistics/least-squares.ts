import { studentInverse } from './student-t.ts';

export interface Line {
  slope: number;
  intercept: number;
  /** Standard error of the slope. */
  slopeError: number;
  /** Two-sided interval of the slope at the asked confidence. */
  lower: number;
  upper: number;
}

/**
 * The straight line of least squares, its slope with Student's interval. Undefined below three points or where all x
 * are equal: there is no slope, or nothing to tell its error from.
 */
export function leastSquares(xs: readonly number[], ys: readonly number[], confidence = 0.95): Line | undefined {
  const n = xs.length;
  const meanX = mean(xs);
  const meanY = mean(ys);
  let sxx = 0;
  let sxy = 0;
  xs.forEach((x, i) => {
    sxx += (x - meanX) ** 2;
    sxy += (x - meanX) * ((ys[i] as number) - meanY);
  });
  if (n < 3 || sxx === 0) return undefined;
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  const residual = xs.reduce((sum, x, i) => sum + ((ys[i] as number) - intercept - slope * x) ** 2, 0);
  const slopeError = Math.sqrt(residual / (n - 2) / sxx);
  const reach = slopeError * studentInverse((1 + confidence) / 2, n - 2);
  return { slope, intercept, slopeError, lower: slope - reach, upper: slope + reach };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
