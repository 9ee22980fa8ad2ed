import type { Row } from './row.ts';

/**
 * Whether an exchange counts for promises and comparisons: of the measured phase, and not an attempt that its scenario
 * waited out (a cold model that is not ready yet), which the client labels so.
 */
export function isJudged({ phase, labels }: Pick<Row, 'phase' | 'labels'>): boolean {
  return phase === 'measured' && labels?.not_yet !== true;
}
