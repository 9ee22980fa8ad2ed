import { type Percentile, sampleFloors } from '../analysis/sample-floor.ts';
import { formatValue } from '../metrics/format-value.ts';
import type { Unit } from '../metrics/table.ts';

export { formatMs, formatUsd, formatValue } from '../metrics/format-value.ts';

/** A percentile without its samples is not a number: it says how many it has of how many it needs. */
export function formatPercentile(
  percentile: Percentile | undefined,
  percent: keyof typeof sampleFloors,
  unit: Unit,
): string {
  if (percentile === undefined) return '–';
  return percentile.value === undefined
    ? `n/a (${percentile.samples} of ${sampleFloors[percent]})`
    : formatValue(percentile.value, unit);
}
